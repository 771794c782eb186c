"""Changing a routine: as a draft, by a form, and while it is played."""
