"""A session that is being played, or is over, as values to show."""
