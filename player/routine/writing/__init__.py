"""What an editor needs of a text that is broken most of the time."""
