"""Tokens for colouring a routine while it is typed, line by line, however broken its YAML is.

The tokens of a YAML parser vanish below the first mistake; these do not. A line is cut with the state that
the line above left behind, so that after a change an editor cuts lines until the state is as it was before.
"""

import re
from enum import StrEnum
from typing import Final, NamedTuple

from player.routine.grammar.key_table import KEYS
from player.routine.text.compose import MOST_DEPTH
from player.routine.text.foreign import first_foreign


class TokenKind(StrEnum):
    """The kind of a token, which decides its colour."""

    KEY = "key"
    KNOWN_KEY = "known-key"
    """A key of the language, wherever it is legal."""
    TEXT = "text"
    QUOTED = "quoted"
    """A quoted text, its quotes included, or what of it stands on the line."""
    NUMBER = "number"
    """A count, a length, a range or a tempo in numbers."""
    PUNCTUATION = "punctuation"
    """A colon, a comma, a bracket, or the sign that begins a block text."""
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
    kind: TokenKind


class LexState(NamedTuple):
    """The constructs that the lines above leave open. With equal states equal lines give equal tokens."""

    brackets: str = ""
    """The brackets that are open, the outermost first."""
    text: str = ""
    """The text that continues: its quote, `|` for a block text, `a` for a plain one; empty: none."""
    indent: int = 0
    """The column of the key or dash whose value is open; 0 if nothing is."""


START: Final = LexState()
"""The state before the first line."""


_KNOWN: Final = frozenset(key.name for key in KEYS)

# Every pattern runs over a line once: alternatives differ in their first character, and runs are possessive.
_LEAD = re.compile(r"( *)((?:-(?: ++|$))*)")
_FLOW = re.compile(
    r"(?P<space> ++)"
    r"|(?P<open>[\[{])"
    r"|(?P<close>[\]}])"
    r"|(?P<comma>,)"
    r"|(?P<comment>(?<![^ ])#.*)"
    r"|(?P<quote>['\"])"
    r"|(?P<colon>:(?=[ ,\[\]{}]|$))"
    r"|(?P<plain>(?:[^\[\]{},:# ]|:(?![ ,\[\]{}]|$)|(?<! )#| ++(?![#,\[\]{}]|:(?:[ ,\[\]{}]|$)|$))++)"
    r"|(?P<other>.)",
    re.DOTALL,
)
_CLOSING: Final = {
    "'": re.compile(r"(?:[^']|'')*+'(?!')"),
    '"': re.compile(r'(?:[^"\\]|\\.)*+"', re.DOTALL),
}
"""By quote, the pattern of the rest of a quoted text and its closing quote."""

_BLOCK_HEADER = re.compile(r"[|>][-+0-9]{0,2}(?= |$)")
_COLON_AFTER = re.compile(r" *+:(?= |$)")
_PAIRS: Final = {"[": "]", "{": "}"}
_UNUSED: Final = frozenset("&*!%@`")
"""Signs that mean something to YAML at the start of a text, and that routines do not use."""

_PART = r"[0-9]+(?:\.[0-9]+)?(?: *(?:s|secs?|seconds?|m|mins?|minutes?|h|hours?))?"
_LENGTH = rf"(?:[0-9]{{1,4}}(?::[0-9]{{2}}){{1,2}}|{_PART}(?: ?{_PART}){{0,2}})"
_NUMBER = re.compile(rf"{_LENGTH}(?: ?[-\u2013] ?{_LENGTH}){{0,3}}(?: ?breaths?)?\+?", re.IGNORECASE)
_LONGEST_NUMBER: Final = 40


def lex(line: str, state: LexState = START) -> tuple[tuple[Token, ...], LexState]:
    """Return the tokens of one line, in order and without overlaps, and the state for the next line.

    Any text is answered; white space has no token.

    Args:
        line: Without its line break.
        state: The state returned for the line above; `START` for the first.
    """
    cutter = _Cutter(line, state)
    after = cutter.cut()
    tokens = cutter.tokens
    return tuple(tokens if line.isprintable() else _with_errors(line, tokens)), after


def begins_anew(line: str, state: LexState) -> bool:
    """Whether a line is taken for a new entry although `state` leaves a text or a bracket open.

    YAML would read on. But a quote or bracket is open mostly because it has just been typed, and a file must
    not change its colours down to its end each time.
    """
    stripped = line.lstrip(" ")
    indent = len(line) - len(stripped)
    if not stripped:
        return False
    if state.text in {"a", "|"} and indent <= state.indent:
        return True
    if state.text == "|" or (indent > state.indent and state.text != "a"):
        return False
    if stripped.startswith("- ") or stripped == "-":
        return True
    colon = stripped.find(":")
    return stripped[:colon] in _KNOWN and stripped[colon + 1 : colon + 2] in {"", " "}


class _Cutter:
    """One line being cut."""

    def __init__(self, line: str, state: LexState) -> None:
        self.tokens: list[Token] = []
        self._line = line
        self._state = state
        self._brackets = state.brackets
        self._indent = state.indent

    def cut(self) -> LexState:
        state, line = self._state, self._line
        if state == START:
            return self._entry()
        if begins_anew(line, state):
            self._brackets = ""
            return self._entry()
        indent = len(line) - len(line.lstrip(" "))
        if state.text == "|" or indent == len(line):
            self._add(indent, len(line.rstrip(" ")), TokenKind.BLOCK)
            return state
        if state.text == "a":
            return self._more_plain(indent)
        return self._quoted(indent, 0, state.text) if state.text else self._flow(0)

    def _entry(self) -> LexState:
        """Cut a line that begins an entry of a list or a mapping."""
        line = self._line
        lead = _LEAD.match(line)
        at = 0
        if lead is not None:
            at = lead.end()
            start, dashes = lead.end(1), lead.group(2)
            if dashes:
                for offset, char in enumerate(dashes):
                    if char == "-":
                        self._add(start + offset, start + offset + 1, TokenKind.DASH)
                        self._indent = start + offset
            else:
                self._indent = at
        if at == len(line):
            return START
        if line[at] != "#" and (at == 0 or line[at - 1] == " "):
            at = self._key(at)
        return self._value(at)

    def _key(self, at: int) -> int:
        """Cut a key and its colon, if one stands at `at`, and return where the value may begin."""
        line = self._line
        char = line[at]
        if char in "[{":
            return at
        if char in _CLOSING:
            end = self._closing(char, at + 1)
            colon = _COLON_AFTER.match(line, end) if end else None
            name = line[at + 1 : end - 1]
        else:
            comment = line.find(" #", at)
            colon_at = line.find(": ", at, len(line) if comment < 0 else comment + 1)
            if colon_at < 0 and line.endswith(":") and comment < 0:
                colon_at = len(line) - 1
            name = line[at:colon_at].rstrip(" ") if colon_at >= 0 else ""
            end = at + len(name)
            colon = _COLON_AFTER.match(line, end) if colon_at >= 0 else None
        if colon is None:
            return at
        self._indent = at
        self._add(at, end, TokenKind.KNOWN_KEY if name in _KNOWN else TokenKind.KEY)
        self._add(colon.end() - 1, colon.end(), TokenKind.PUNCTUATION)
        return colon.end()

    def _value(self, at: int) -> LexState:
        line = self._line
        at += len(line) - at - len(line[at:].lstrip(" "))
        if at == len(line):
            return START
        char = line[at]
        if char == "#":
            self._add(at, len(line), TokenKind.COMMENT)
            return START
        if char in _CLOSING:
            return self._quoted(at, at + 1, char)
        if char in _PAIRS:
            return self._flow(at)
        header = _BLOCK_HEADER.match(line, at)
        if header is not None:
            self._add(at, header.end(), TokenKind.PUNCTUATION)
            self._rest(header.end())
            return LexState("", "|", self._indent)
        return self._plain(at)

    def _plain(self, at: int) -> LexState:
        line = self._line
        comment = line.find(" #", at)
        end = len(line[: len(line) if comment < 0 else comment].rstrip(" "))
        if line[at] in _UNUSED:
            self._add(at, at + 1, TokenKind.ERROR)
            at += 1
        self._add(at, end, _kind_of(line[at:end]))
        if comment >= 0:
            self._rest(end)
            return START
        return LexState("", "a", self._indent)

    def _more_plain(self, at: int) -> LexState:
        comment = 0 if self._line[at] == "#" else self._line.find(" #", at)
        end = len(self._line[:comment].rstrip(" ")) if comment > 0 else len(self._line.rstrip(" "))
        if comment == 0:
            self._rest(at)
            return START
        self._add(at, end, TokenKind.TEXT)
        if comment > 0:
            self._rest(end)
            return START
        return self._state

    def _closing(self, quote: str, at: int) -> int:
        """Return the column behind the closing quote, or 0 if it is not on this line."""
        match = _CLOSING[quote].match(self._line, at)
        return 0 if match is None else match.end()

    def _quoted(self, start: int, at: int, quote: str) -> LexState:
        """Cut a quoted text whose inside begins at `at`, and what follows it."""
        end = self._closing(quote, at)
        if not end:
            self._add(start, len(self._line.rstrip(" ")), TokenKind.QUOTED)
            return LexState(self._brackets, quote, self._indent)
        self._add(start, end, TokenKind.QUOTED)
        if self._brackets:
            return self._flow(end)
        self._rest(end)
        return START

    def _flow(self, at: int) -> LexState:
        """Cut what stands inside brackets, from `at` on, and what follows them."""
        line = self._line
        while at < len(line):
            match = _FLOW.match(line, at)
            if match is None:
                break
            start, at = at, match.end()
            kind = match.lastgroup
            if kind == "quote":
                at = self._closing(match.group(), at)
                if not at:
                    return self._quoted(start, start + 1, match.group())
                self._flow_text(start, at, TokenKind.QUOTED)
                if line.startswith(":", at):  # needs no space behind it, as in JSON
                    self._add(at, at + 1, TokenKind.PUNCTUATION)
                    at += 1
            elif kind == "plain":
                self._flow_text(start, at, None)
            elif kind is not None:
                self._sign(kind, start, at)
            if not self._brackets:
                self._rest(at)
                return START
        return LexState(self._brackets, "", self._indent)

    def _sign(self, kind: str, start: int, end: int) -> None:
        if kind == "open":
            self._open(start)
        elif kind == "close":
            self._close(start)
        elif kind == "comment":
            self._add(start, end, TokenKind.COMMENT)
        elif kind != "space":
            self._add(start, end, TokenKind.PUNCTUATION)

    def _flow_text(self, start: int, end: int, kind: TokenKind | None) -> None:
        """Add a text inside brackets: a key if a colon follows."""
        line = self._line
        colon = end
        while line.startswith(" ", colon):
            colon += 1
        text = line[start:end]
        if line.startswith(":", colon) and (kind or line[colon + 1 : colon + 2] in _AFTER_COLON):
            name = text.strip("'\"") if kind else text
            kind = TokenKind.KNOWN_KEY if name in _KNOWN else TokenKind.KEY
        elif kind is None and text[0] in _UNUSED:
            self._add(start, start + 1, TokenKind.ERROR)
            start += 1
        self._add(start, end, kind or _kind_of(line[start:end]))

    def _open(self, at: int) -> None:
        if len(self._brackets) < MOST_DEPTH:
            self._brackets += self._line[at]
            self._add(at, at + 1, TokenKind.PUNCTUATION)
        else:
            self._add(at, at + 1, TokenKind.ERROR)

    def _close(self, at: int) -> None:
        fits = _PAIRS[self._brackets[-1]] == self._line[at]
        self._add(at, at + 1, TokenKind.PUNCTUATION if fits else TokenKind.ERROR)
        if fits:
            self._brackets = self._brackets[:-1]

    def _rest(self, at: int) -> None:
        """Cut the rest of a line behind a value: a comment, or something that has no place there."""
        line = self._line
        start = len(line) - len(line[at:].lstrip(" "))
        if start == len(line):
            return
        if line[start] == "#" and (start > at or start == 0 or line[start - 1] == " "):
            self._add(start, len(line), TokenKind.COMMENT)
            return
        comment = line.find(" #", start)
        end = len(line[: len(line) if comment < 0 else comment].rstrip(" "))
        self._add(start, end, TokenKind.TEXT)
        if comment >= 0:
            self._rest(end)

    def _add(self, start: int, end: int, kind: TokenKind) -> None:
        if start < end:
            self.tokens.append(Token(start, end, kind))


_AFTER_COLON: Final = frozenset(("", " ", ",", "[", "]", "{", "}"))


def _kind_of(text: str) -> TokenKind:
    if text[:1].isdecimal() and len(text) <= _LONGEST_NUMBER and _NUMBER.fullmatch(text):
        return TokenKind.NUMBER
    return TokenKind.TEXT


def _with_errors(line: str, tokens: list[Token]) -> list[Token]:
    """Return the tokens with every forbidden character cut out as an error token."""
    bad = [at for at, char in enumerate(line) if not char.isprintable() and first_foreign(char) is not None]
    if not bad:
        return tokens
    cut: list[Token] = []
    following = iter((*bad, len(line) + 1))
    at = next(following)
    for start, end, kind in tokens:
        while at < start:
            _append_error(cut, at)
            at = next(following)
        while at < end:
            if start < at:
                cut.append(Token(start, at, kind))
            _append_error(cut, at)
            start = at + 1  # noqa: PLW2901  what is left of the token
            at = next(following)
        if start < end:
            cut.append(Token(start, end, kind))
    while at < len(line):
        _append_error(cut, at)
        at = next(following)
    return cut


def _append_error(cut: list[Token], at: int) -> None:
    """Add one forbidden character, to the error before it if that is its neighbour."""
    if cut and cut[-1].kind is TokenKind.ERROR and cut[-1].end == at:
        cut[-1] = Token(cut[-1].start, at + 1, TokenKind.ERROR)
    else:
        cut.append(Token(at, at + 1, TokenKind.ERROR))
