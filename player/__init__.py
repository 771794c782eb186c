"""Backbeat: a guided workout player for the terminal. Imports nothing, so that any part starts fast."""

__version__ = "0.1.0"
