"""Colours for a routine as it is typed: YAML cut into tokens line by line, whatever state it is in.

The tokens of a YAML parser vanish below the first mistake; these do not. A line is cut with the state the line
above left behind, so that after a change an editor cuts lines until the state is the one it knew before.
"""

from enum import StrEnum
from typing import Final, NamedTuple


class Kind(StrEnum):
    """What a token is, for its colour."""

    KEY = "key"
    KNOWN_KEY = "known-key"
    """A key that the language has, at whatever place."""
    TEXT = "text"
    QUOTED = "quoted"
    """A quoted text, its quotes included, or what of it stands on the line."""
    NUMBER = "number"
    """A count, a length, a range or a tempo in numbers."""
    PUNCTUATION = "punctuation"
    """A colon, a comma, a bracket, or what begins a block text."""
    COMMENT = "comment"
    DASH = "dash"
    """The dash of a list entry."""
    BLOCK = "block"
    """A line of a text that began with `|` or `>`."""
    ERROR = "error"
    """A tab, a control character, or a sign that routines do not use, such as `&`."""


class Token(NamedTuple):
    """One coloured piece of a line."""

    start: int
    """0-based column of its first character."""
    end: int
    """The column behind its last one."""
    kind: Kind


class LexState(NamedTuple):
    """What the lines above leave open. Equal states cut equal lines equally."""

    brackets: str = ""
    """The brackets that are open, the outermost first."""
    text: str = ""
    """The text that goes on: a quote, `|` for a block text, `a` for a plain one; empty: none."""
    indent: int = 0
    """The column of the key or dash whose value is open; 0 if nothing is."""


START: Final = LexState()
"""The state before the first line."""


def lex(line: str, state: LexState = START) -> tuple[tuple[Token, ...], LexState]:
    """Return the tokens of one line, in order and without overlaps, and the state for the next line.

    Any text is answered; white space has no token.

    Args:
        line: Without its line break.
        state: What the line above returned; `START` for the first.
    """
    return (), state
