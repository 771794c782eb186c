"""The unit of every length, on its own: whoever only measures need not import what is measured."""

from typing import TypeAlias

Ms: TypeAlias = int
"""A length of time in whole milliseconds."""
