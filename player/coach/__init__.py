"""Wires one session: timeline, transport, recorder and sound. Knows no screen."""
