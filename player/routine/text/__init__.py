"""Decoding bytes and composing nodes with their places, and the slips that YAML itself does not report."""
