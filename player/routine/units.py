"""The unit of every length; a module of its own, so that using it costs no further imports."""

from typing import TypeAlias

Ms: TypeAlias = int
"""A length of time in whole milliseconds."""
