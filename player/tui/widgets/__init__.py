"""Widgets and screens that several rooms use."""
