"""The context of a cursor in a routine that may be broken: by indentation and brackets, without a parser."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from player.routine.grammar.keytypes import KeyPlace, Type
from player.routine.grammar.legal import HEADS, keys_of, places_of
from player.routine.writing.brackets import Around, Bracket
from player.routine.writing.lexer import Token, TokenKind
from player.routine.writing.line_parts import LinePart, above, anchor, levels_of, parts_of, siblings


class CursorWord(NamedTuple):
    """The key, name or value under the cursor."""

    start: int
    """0-based column of its first character; without a word, the cursor's."""
    end: int
    """The column behind its last character."""
    text: str
    """As written, quotes included."""


class CursorContext(NamedTuple):
    """The context of a cursor. Lines and columns are 0-based, as in a text area."""

    place: KeyPlace
    """The kind of mapping around the cursor; a step whose kind no key tells yet counts as an exercise."""
    told: bool
    """Whether one of its keys tells the kind of the step; True for the routine."""
    key: str | None
    """The key on which, or in whose value, the cursor stands, as written."""
    in_value: bool
    """Whether the cursor stands behind the colon of `key`, however deep."""
    entry: str | None
    """Inside a mapping that is the value of `key` (phases, levels): the mapping's own key at the cursor."""
    in_mapping: bool
    """Whether the cursor stands where a key of the value's own mapping is written: `reps: {gen|`."""
    in_text: bool
    """Whether the cursor stands in a comment or in a block text, where nothing is completed."""
    word: CursorWord
    step_line: int | None
    """The line on which the innermost step begins; None outside of the steps."""
    path: tuple[int, ...]
    """The lines on which the enclosing blocks begin, the outermost first, without the step itself."""
    present: frozenset[str]
    """The keys of the innermost mapping around the cursor, without the one under it."""
    indent: int
    """The column at which keys of the innermost mapping stand."""
    flow: bool
    """Whether the cursor stands inside brackets."""
    levels: tuple[str, ...]
    """The levels the routine names."""


class _List(NamedTuple):
    """A list around the cursor, at one of its entries."""

    line: int


class _Map(NamedTuple):
    """A mapping around the cursor."""

    where: Bracket | tuple[int, int]
    """Its bracket, or a line of it and the column of its keys."""
    key: str | None
    """The key in whose value the cursor stands; None: where a key is written."""
    is_entry: bool = False
    """Whether it could also be a text in a list."""


_PROSE: Final = frozenset((Type.LINES, Type.TEXTS))
_KEYS: Final = frozenset((TokenKind.KEY, TokenKind.KNOWN_KEY))
_NO_WORD: Final = frozenset(
    (TokenKind.PUNCTUATION, TokenKind.DASH, TokenKind.ERROR, TokenKind.COMMENT, TokenKind.BLOCK)
)


def at(lines: Sequence[str], line: int, column: int) -> CursorContext:
    """Return the context of a cursor; looks upward only as far as needed. Any text and any cursor will do.

    Args:
        lines: The text without its line breaks; broken YAML is as good as any.
        line: 0-based; outside of the text the nearest line counts.
        column: 0-based, in characters.
    """
    lines = lines or ("",)
    line = min(max(line, 0), len(lines) - 1)
    column = min(max(column, 0), len(lines[line]))
    around = Around(lines, anchor(lines, line), line, column)
    cursor = _Cursor(lines, line, column, around)
    found = cursor.in_brackets() if around.open else cursor.in_block()
    return _Descent(cursor).through(found)


class _Cursor:
    """The search around one cursor, from the outside in."""

    def __init__(self, lines: Sequence[str], line: int, column: int, around: Around) -> None:
        self.lines = lines
        self.line = line
        self.column = column
        self.open = around.open
        self.token = _touched(around.tokens, column)
        self.on_key: tuple[str, int] | None = None
        """The key under the cursor, with its column."""
        self.in_text = self.token is not None and self.token.kind in {TokenKind.COMMENT, TokenKind.BLOCK}

    def word(self) -> CursorWord:
        token = self.token
        if token is None or token.kind in _NO_WORD:
            return CursorWord(self.column, self.column, "")
        return CursorWord(token.start, token.end, self.lines[self.line][token.start : token.end])

    def in_block(self) -> list[_List | _Map]:
        """Return the context of a cursor outside of brackets."""
        parts = parts_of(self.lines, self.line)
        last = parts[-1] if parts else None
        if last is not None and last.sort == "key" and self.column >= last.end:
            return self._scopes([last, *above(self.lines, parts[:-1], self.line, last.column)], None)
        own, column = parts, self.column
        if last is not None and last.sort == "dash":
            column = max(column, last.end)
        elif last is not None:
            own, column = parts[:-1], last.column
            if last.sort == "key":
                self.on_key = (last.name, last.column)
        position = _Map((self.line, column), None, is_entry=bool(own) and self.on_key is None)
        return self._scopes(above(self.lines, own, self.line, column), position)

    def in_brackets(self) -> list[_List | _Map]:
        """Return the context of a cursor inside brackets."""
        first = self.open[0]
        own = [part for part in parts_of(self.lines, first.line) if part.column < first.column]
        scopes = self._scopes(above(self.lines, own, first.line, first.column), None)
        if self.token is not None and self.token.kind in _KEYS:
            name = self.lines[self.line][self.token.start : self.token.end]
            self.on_key = (name.strip("'\""), self.token.start)
        entries = [*(bracket.line for bracket in self.open[1:]), self.line]
        for bracket, line in zip(self.open, entries, strict=True):
            if bracket.sign == "{":
                scopes.append(_Map(bracket, bracket.current))
                continue
            scopes.append(_List(line))
            if bracket.current is not None or bracket is self.open[-1]:
                is_entry = bracket.current is None and self.on_key is None
                scopes.append(_Map(bracket, bracket.current, is_entry))
        return scopes

    def _scopes(self, chain: list[LinePart], position: _Map | None) -> list[_List | _Map]:
        """Return the lists and mappings that enclose the cursor; `chain` is from the inside out.

        A part that is indented deeper than a text belongs to the text. But a word that could be a key written
        at a wrong column is taken for one.
        """
        here = self.open[0].line if self.open else self.line
        for place in reversed(range(len(chain))):
            part = chain[place]
            if part.line == here or part.sort == "dash" or (part.sort == "key" and not part.value):
                continue
            if part.sort == "key" and _holds_prose(part):
                self.in_text = True
                self.on_key = None
                chain, position = chain[place:], None
            else:
                chain = chain[place + 1 :]
                position = None if position is None else _Map((self.line, part.column), None)
            break
        scopes: list[_List | _Map] = [
            _List(part.line) if part.sort == "dash" else _Map((part.line, part.column), part.name)
            for part in reversed(chain)
            if part.sort != "text"
        ]
        return scopes if position is None else [*scopes, position]

    def keys_of(self, mapping: _Map, *, with_own: bool) -> list[str]:
        """Return the keys of a mapping; an exercise that is only a text counts as one with `exercise`."""
        where = mapping.where
        if isinstance(where, Bracket):
            if where.sign == "[":
                return [] if mapping.key is None else [mapping.key]
            found = where.keys
        else:
            parts = siblings(self.lines, *where)
            found = [
                (part.name if part.sort == "key" else "exercise", part.line, part.column)
                for part in parts
                if part.sort == "key" or (part.line != self.line and _is_step(self.lines, part))
            ]
        own = None if with_own or self.on_key is None else (self.line, self.on_key[1])
        return [name for name, line, column in found if (line, column) != own]


class _Descent:
    """The way from the root of the file down to the cursor, through the places of the grammar."""

    def __init__(self, cursor: _Cursor) -> None:
        self._cursor = cursor
        self._inside = "mapping"
        self._is_variation = False
        self._mapping = _Map((cursor.line, 0), None)
        self._value_mapping: _Map | None = None
        self._step: int | None = None
        self._path: list[int] = []

    def through(self, scopes: Iterable[_List | _Map]) -> CursorContext:
        """Return the context of the cursor."""
        for scope in scopes:
            if isinstance(scope, _List):
                self._list(scope)
            else:
                self._map(scope)
        return self._where()

    def _list(self, entry: _List) -> None:
        if self._inside == "value":
            return
        if self._inside == "variations":
            self._inside, self._is_variation = "step", True
            return
        if self._step is not None and self._inside == "steps":
            self._path.append(self._step)
        self._inside, self._step, self._is_variation = "step", entry.line, False
        self._mapping = _Map((entry.line, self._cursor.column), None)

    def _map(self, mapping: _Map) -> None:
        if self._inside == "value":
            if not mapping.is_entry:
                self._value_mapping = mapping
            return
        if self._inside in {"steps", "variations"} and mapping.key is None and self._cursor.on_key is None:
            return
        self._mapping = mapping
        key = mapping.key
        if key is not None:
            self._inside = key if key in {"steps", "variations"} else "value"

    def _where(self) -> CursorContext:
        cursor, mapping, value = self._cursor, self._mapping, self._value_mapping
        in_value = self._inside not in {"mapping", "step"}
        on_key = None if cursor.on_key is None else cursor.on_key[0]
        if self._inside in {"steps", "variations"} and on_key is not None:
            in_value = False
        in_mapping = in_value and value is not None and value.key is None
        place, told = self._kind(frozenset(cursor.keys_of(mapping, with_own=True)))
        innermost = value if in_mapping and value is not None else mapping
        where = mapping.where
        return CursorContext(
            place=place,
            told=told,
            key=mapping.key if in_value else on_key,
            in_value=in_value,
            entry=(on_key if in_mapping else value and value.key) if in_value else None,
            in_mapping=in_mapping,
            in_text=cursor.in_text,
            word=cursor.word(),
            step_line=self._step,
            path=tuple(self._path),
            present=frozenset(cursor.keys_of(innermost, with_own=in_value and not in_mapping)),
            indent=where.column if isinstance(where, Bracket) else where[1],
            flow=bool(cursor.open),
            levels=levels_of(cursor.lines),
        )

    def _kind(self, keys: frozenset[str]) -> tuple[KeyPlace, bool]:
        """Return the kind of a mapping, and whether its keys tell it."""
        if self._step is None:
            return KeyPlace.ROUTINE, True
        if self._is_variation:
            return KeyPlace.EXERCISE, True
        for head, place in HEADS.items():
            if head in keys and (head != "rest" or "rounds" not in keys):
                return place, True
        only = {places_of(key) for key in keys}
        guessed = next((places[0] for places in only if len(places) == 1), KeyPlace.EXERCISE)
        return (guessed, False) if guessed is not KeyPlace.ROUTINE else (KeyPlace.EXERCISE, False)


def _touched(tokens: Sequence[Token], column: int) -> Token | None:
    """Return the token under a cursor; of two neighbours the one that is a word."""
    touching = [token for token in tokens if token.start <= column <= token.end]
    words = [token for token in touching if token.kind not in _NO_WORD]
    comments = [token for token in touching if token.kind is TokenKind.COMMENT and token.start == column]
    return next(iter(words or [token for token in touching if token not in comments]), None)


def _holds_prose(part: LinePart) -> bool:
    """Whether the value of a key is a text that goes on below."""
    if part.value[0] in "|>'\"":
        return True
    places = places_of(part.name)
    return bool(places) and keys_of(places[0])[part.name].type in _PROSE


def _is_step(lines: Sequence[str], part: LinePart) -> bool:
    """Whether a text is an entry of a list."""
    return any(other.sort == "dash" for other in parts_of(lines, part.line))
