"""A session as values to show: while it is played, and when it is over."""
