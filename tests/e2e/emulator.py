"""What a terminal makes of a program's output: the picture, and the modes that are on.

pyte draws. Around it: sequences that pyte does not know are taken out, a frame between `?2026h` and `?2026l`
is shown at once or not at all, the alternate screen starts and leaves empty, questions are answered as a
modern terminal does.
"""

import codecs
import re
from typing import Final

import pyte

_ESCAPE: Final = re.compile(
    "\x1b(?:"
    r"\[(?P<private>[<=>?]?)(?P<parameters>[0-9;:]*)(?P<middle>[\x20-\x2f]*)(?P<final>[\x40-\x7e])"
    "|\\](?P<osc>[^\x07\x1b]*)(?:\x07|\x1b\\\\)"
    "|[PX^_][^\x1b]*\x1b\\\\"
    "|(?P<other>[\x20-\x2f]+[\x30-\x7e]|[\x30-\x4f\x51-\x57\x59\x5a\x5c\x60-\x7e])"
    ")|(?P<bell>\x07)"
)
_FRAME: Final = "2026"
_IN_BAND_SIZE: Final = "2048"
_ON_AT_START: Final = frozenset(("7", "25"))
_ALTERNATE: Final = frozenset(("47", "1047", "1049"))
_WATCHED: Final = {
    "7": "line wrap off",
    "25": "cursor hidden",
    "47": "alternate screen",
    "1047": "alternate screen",
    "1049": "alternate screen",
    "1000": "mouse clicks",
    "1002": "mouse drags",
    "1003": "mouse moves",
    "1004": "focus reports",
    "1005": "mouse in UTF-8",
    "1006": "mouse in SGR",
    "1015": "mouse in urxvt's way",
    "1016": "mouse in pixels",
    "2004": "bracketed paste",
    _FRAME: "synchronized output",
    _IN_BAND_SIZE: "sizes in band",
}


class Emulator:
    """Reads bytes, keeps a picture.

    Args:
        size: Columns and rows.
        in_band: Whether it offers to report its size in band, as Ghostty, foot and kitty do.
    """

    def __init__(self, size: tuple[int, int], *, in_band: bool = False) -> None:
        self.size = size
        self.bells = 0
        self._in_band = in_band
        self._screen = pyte.Screen(*size)
        self._stream = pyte.Stream(self._screen)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._rest = ""
        self._frame: list[str] | None = None
        self._on: set[str] = set(_ON_AT_START)
        self._keyboards = 0

    @property
    def lines(self) -> list[str]:
        """The picture, row by row, without blanks at the end."""
        return [str(line).rstrip() for line in self._screen.display]

    @property
    def left_on(self) -> set[str]:
        """What is not as it was at the start, in words."""
        changed = self._on ^ _ON_AT_START
        keyboard = {"kitty keyboard"} if self._keyboards else set()
        return {_WATCHED[mode] for mode in changed if mode in _WATCHED} | keyboard

    def resize(self, size: tuple[int, int]) -> str:
        """Take another size; return what must be reported to the program, if it asked for that."""
        self.size = size
        self._screen.resize(size[1], size[0])
        return self._size_report() if _IN_BAND_SIZE in self._on else ""

    def feed(self, data: bytes) -> str:
        """Read output; return the answers to the questions in it."""
        text = self._rest + self._decoder.decode(data)
        answers = ""
        at = 0
        for match in _ESCAPE.finditer(text):
            self._draw(text[at : match.start()])
            at = match.end()
            answers += self._obey(match)
        unfinished = text.find("\x1b", at)
        if unfinished < 0:
            unfinished = len(text)
        self._draw(text[at:unfinished])
        self._rest = text[unfinished:]
        return answers

    def _obey(self, match: re.Match[str]) -> str:
        final, private, middle = match["final"], match["private"], match["middle"]
        if match["bell"]:
            self.bells += 1
        elif final and middle == "$" and final == "p" and private == "?":
            return self._answer(match["parameters"])
        elif final == "u" and private in {"<", ">"}:
            self._keyboards = max(0, self._keyboards + (1 if private == ">" else -1))
        elif final and private == "?" and final in "hl":
            return self._mode(match["parameters"].split(";"), on=final == "h")
        elif (final and not private and not middle) or match["other"]:
            self._draw(match[0])
        return ""

    def _mode(self, modes: list[str], *, on: bool) -> str:
        answer = ""
        for mode in modes:
            if mode == _FRAME:
                (self._begin_frame if on else self._end_frame)()
            elif mode in _ALTERNATE and (on or self._on & _ALTERNATE):  # each leads back from any of them
                self._draw("\x1b[H\x1b[2J")
                self._on -= _ALTERNATE
            elif mode == _IN_BAND_SIZE and on:
                answer += self._size_report()
        if on:
            self._on.update(modes)
        else:
            self._on.difference_update(modes)
        return answer

    def _begin_frame(self) -> None:
        self._frame = self._frame or []

    def _end_frame(self) -> None:
        drawn, self._frame = self._frame or [], None
        self._stream.feed("".join(drawn))

    def _draw(self, text: str) -> None:
        if self._frame is not None:
            self._frame.append(text)
        elif text:
            self._stream.feed(text)

    def _answer(self, mode: str) -> str:
        """Whether a mode is known: 1 set, 2 reset, 0 not known."""
        known = mode == _FRAME or (mode == _IN_BAND_SIZE and self._in_band)
        return f"\x1b[?{mode};{(1 if mode in self._on else 2) if known else 0}$y"

    def _size_report(self) -> str:
        columns, rows = self.size
        return f"\x1b[48;{rows};{columns};{rows * 20};{columns * 10}t"
