"""Widgets and screens shared by library, session and editor."""
