"""A file's text for an editor, and back: line breaks and byte order mark are restored."""

import re
from difflib import SequenceMatcher
from pathlib import Path
from typing import Final, Literal, NamedTuple, TypeAlias

from player.library.files import read_bytes
from player.routine.problems import Problem
from player.routine.text.source import decode

LineBreak: TypeAlias = Literal["\n", "\r\n", "\r"]

_MARK: Final = "\ufeff"


class Document(NamedTuple):
    """An opened file."""

    data: bytes
    """Its bytes on the disk: `expected` of the first save."""
    text: str
    """Its text for an editor: every line break a newline, no byte order mark."""
    newline: LineBreak
    """The line break that most of its lines have; new lines get it."""
    bom: bool
    """Whether it begins with a byte order mark."""

    def to_bytes(self, text: str) -> bytes:
        """Return an edited text as bytes for the file; lines that were not edited keep every byte.

        Raises:
            UnicodeEncodeError: The text holds half of a surrogate pair, which no file can hold.
        """
        lines = _normal(text).split("\n")
        breaks = _breaks(self.data.decode("utf-8"))
        one_kind = breaks.count(self.newline) == len(breaks)
        body = self.newline.join(lines) if one_kind else self._mixed(breaks, lines)
        return ((_MARK if self.bom else "") + body).encode("utf-8")

    def _mixed(self, breaks: list[str], lines: list[str]) -> str:
        """Join lines where the file had several kinds of line breaks: each old line keeps its own."""
        ends: list[str] = [self.newline] * len(lines)
        matcher = SequenceMatcher(None, self.text.split("\n"), lines)
        for old, new, size in matcher.get_matching_blocks():
            kept = breaks[old : old + size]
            ends[new : new + len(kept)] = kept
        ends[-1] = ""
        return "".join(line + end for line, end in zip(lines, ends, strict=True))


def open_document(path: Path) -> Document | Problem:
    """Read a file for editing, or say why it cannot be edited as text."""
    data = read_bytes(path)
    if isinstance(data, Problem):
        return data
    text, problems = decode(data)
    if text is None:
        return problems[0]
    written = data.decode("utf-8")
    return Document(data, text, _usual(_breaks(written)), written.startswith(_MARK))


def _normal(text: str) -> str:
    """Return the text with line breaks of other systems, as pasted, turned into newlines."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _breaks(written: str) -> list[str]:
    """The break at the end of every line but the last, as written."""
    return re.findall("\r\n|\r|\n", written)


def _usual(breaks: list[str]) -> LineBreak:
    kinds: tuple[LineBreak, ...] = ("\n", "\r\n", "\r")
    return max(kinds, key=breaks.count)
