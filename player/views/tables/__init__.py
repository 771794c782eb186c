"""Routines and histories in rows, for commands and screens."""
