"""The brackets around a cursor, in a text that may be broken."""

from collections.abc import Sequence
from typing import Final

from player.routine.writing.lexer import START, LexState, Token, TokenKind, begins_anew, lex

_KEYS: Final = frozenset((TokenKind.KEY, TokenKind.KNOWN_KEY))
_MOST_LINES: Final = 200
"""Lines below the cursor in which the end of a bracket is looked for."""


class Bracket:
    """An open `[` or `{`."""

    def __init__(self, sign: str, line: int, column: int) -> None:
        self.sign = sign
        self.line = line
        """0-based."""
        self.column = column
        """0-based column of the bracket."""
        self.keys: list[tuple[str, int, int]] = []
        """Keys inside it, each with its line and column."""
        self.current: str | None = None
        """The key whose value is open: no comma has followed its colon; None: none is."""


class Around:
    """The brackets open at a cursor, found by walking the tokens from a line outside of all brackets."""

    def __init__(self, lines: Sequence[str], anchor: int, line: int, column: int) -> None:
        self._lines = lines
        self.open: list[Bracket] = []
        """The outermost first."""
        self.tokens: tuple[Token, ...] = ()
        """The tokens of the cursor's line."""
        self.before: LexState = START
        """The state at the start of the cursor's line."""
        state = START
        for number in range(anchor, line + 1):
            self.before = state
            self.tokens, state = lex(lines[number], state)
            if self.before.brackets and begins_anew(lines[number], self.before):
                self.open.clear()
            ends = len(lines[number]) if number < line else column
            for token in self.tokens:
                if token.end > ends or (token.kind in _KEYS and token.end == ends):
                    break
                self._take(token, number)
        if self.open:
            self._look_ahead(line, column, state)

    def _take(self, token: Token, number: int) -> None:
        text = self._lines[number][token.start : token.end]
        if token.kind is TokenKind.PUNCTUATION:
            if text in {"[", "{"}:
                self.open.append(Bracket(text, number, token.start))
            elif text in {"]", "}"} and self.open:
                self.open.pop()
            elif text == "," and self.open:
                self.open[-1].current = None
        elif token.kind in _KEYS and self.open:
            name = text.strip("'\"")
            self.open[-1].keys.append((name, number, token.start))
            self.open[-1].current = name

    def _look_ahead(self, line: int, column: int, state: LexState) -> None:
        """Add the keys that stand behind the cursor in the innermost bracket."""
        inner = self.open[-1]
        depth = 0
        ends = min(len(self._lines), line + _MOST_LINES)
        tokens = tuple(token for token in self.tokens if token.end >= column)
        for number in range(line, ends):
            if number > line:
                before = state
                tokens, state = lex(self._lines[number], before)
                if not before.brackets or begins_anew(self._lines[number], before):
                    return
            for start, end, kind in tokens:
                text = self._lines[number][start:end]
                if kind is TokenKind.PUNCTUATION and end > (column if number == line else 0):
                    depth += (text in {"[", "{"}) - (text in {"]", "}"})
                    if depth < 0:
                        return
                elif kind in _KEYS and depth == 0:
                    inner.keys.append((text.strip("'\""), number, start))
