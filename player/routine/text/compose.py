"""Composes YAML text into nodes with their places, iteratively and under limits.

One pass over parser events and nothing else: no constructor runs, so there are no dates, octal numbers or
objects, and aliases never expand. `yaml.compose` and `yaml.load` are not used: the C one crashes the process
on deep nesting, the pure one is 40 times slower (TRUST §2.1).
"""

from collections.abc import Iterator
from typing import Any, TypeAlias

import yaml

from player.routine.codes import Code
from player.routine.fixes import in_quotes
from player.routine.nodes import Mapping, Node, Scalar, Sequence, Span, Style
from player.routine.problems import Fix, Problem, Problems, problem_at
from player.routine.text.foreign import first_foreign, foreign_character
from player.routine.text.source import foreign_characters
from player.routine.visible import visible

MOST_DEPTH = 20
"""Lists and mappings nested inside each other."""

MOST_EVENTS = 40_000
"""Parser events of one text. An honest file of 256 KiB with 4,000 exercises has 32,000; the pure Python
parser needs three quarters of a second for this many."""

Loader: TypeAlias = Any
"""A PyYAML loader class; the type stubs know the pure ones only."""

PURE: Loader = yaml.BaseLoader
"""The parser in Python, which is always there."""

FASTEST: Loader = getattr(yaml, "CBaseLoader", PURE)
"""The parser in C where PyYAML was built with it."""

_SHOWN = 40
"""Characters of a person's text quoted in a message."""

_LIBYAML_LIMIT = "maximum nesting depth"
"""From the message of libyaml 0.2.6 (PyYAML 6.0.4) and newer, whose scanner stops at 1,000 brackets. It reads
ahead, so its own limit can answer before the event that breaks ours has been handed out."""

_ALIAS_HINT = "put the text in quotes"


class _Open:
    """A list or mapping whose end has not been seen."""

    def __init__(self, start: Any, *, is_mapping: bool, flow: bool) -> None:  # noqa: ANN401 (PyYAML's marks have no common type in both parsers)
        self.start = start
        self.is_mapping = is_mapping
        self.flow = flow
        self.items: list[Any] = []
        self.key: Scalar | None = None
        self.expects_value = False
        self.seen: dict[str, Span] = {}
        self.refused: Scalar | None = None
        """A key that is already there and whose value has not been seen."""
        self.twice: list[tuple[Scalar, Node]] = []
        """Keys that are already there, with their values."""


def compose(text: str, loader: Loader = FASTEST) -> tuple[Node | None, tuple[Problem, ...]]:
    """Return the root node of `text` and every problem of its YAML.

    The root is None if the text could not be read to its end: then there is exactly one problem of syntax,
    or one for each line with a forbidden character. Other problems, such as a duplicate key, leave a root
    that can still be searched for more.

    Args:
        text: A text as `decode` returns it; any other text is refused, never a crash.
        loader: `FASTEST` or `PURE`; both give the same nodes.
    """
    foreign = foreign_characters(text)
    if foreign:
        return None, foreign
    try:
        return _composed(text, loader)
    except (RecursionError, MemoryError):
        return None, (problem_at(Code.TOO_DEEP, "error", None, "the file is too deeply nested to be read"),)


def _composed(text: str, loader: Loader) -> tuple[Node | None, tuple[Problem, ...]]:
    try:
        return _Composer(text).compose(loader)
    except _ParserLimitError as limit:
        # Up to there the scanner finds nothing wrong, so the event that breaks our own limit comes first.
        return _Composer(text[: limit.index]).compose(loader)


class _ParserLimitError(Exception):
    """libyaml's limit on nesting answered before ours did.

    Args:
        index: Offset in characters at which it answered.
    """

    def __init__(self, index: int) -> None:
        super().__init__(index)
        self.index = index


class _Composer:
    """One reading of one text."""

    def __init__(self, text: str) -> None:
        # The end of the last line is then found at the same place by both parsers.
        self._text = text if text.endswith("\n") else text + "\n"
        self._problems = Problems(text)
        self._open: list[_Open] = []
        self._root: Node | None = None

    def compose(self, loader: Loader) -> tuple[Node | None, tuple[Problem, ...]]:
        try:
            stopped = self._take_all(yaml.parse(self._text, Loader=loader))
        except yaml.MarkedYAMLError as fault:
            if _LIBYAML_LIMIT in (fault.problem or "") and fault.problem_mark is not None:
                raise _ParserLimitError(fault.problem_mark.index) from fault
            from player.routine.text.syntax import syntax_problem

            stopped = _inside(syntax_problem(self._text, fault), len(self._problems.text))
        except (yaml.YAMLError, ValueError, AttributeError, OverflowError):
            # The pure scanner lets these out on some broken escapes and directives (TRUST §3.2).
            stopped = problem_at(Code.SYNTAX, "error", None, "the file cannot be read as YAML")
        if stopped is not None:
            return None, (stopped,)
        if self._root is None:
            what = "the file holds nothing but comments" if self._text.strip() else "the file is empty"
            self._problems.error(Code.EMPTY_FILE, None, what, "a routine begins with 'name:'")
        return self._root, self._problems.in_order()

    def _take_all(self, events: Iterator[Any]) -> Problem | None:
        documents = 0
        for count, event in enumerate(events):
            if count > MOST_EVENTS:
                return self._limit(
                    Code.TOO_MANY_NODES, event, "the file holds too many entries for one routine", "split it"
                )
            if isinstance(event, yaml.ScalarEvent):
                self._scalar(event)
            elif isinstance(event, yaml.CollectionStartEvent):
                if len(self._open) == MOST_DEPTH:
                    return self._limit(
                        Code.TOO_DEEP, event, f"lists and mappings are nested more than {MOST_DEPTH} deep"
                    )
                self._begin(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._end(event)
            elif isinstance(event, yaml.AliasEvent):
                self._alias(event)
            elif isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    return self._limit(
                        Code.SEVERAL_DOCUMENTS,
                        event,
                        "a second document starts here, and a file holds one routine",
                        "put each routine into a file of its own",
                    )
        return None

    @staticmethod
    def _limit(code: Code, event: Any, message: str, hint: str | None = None) -> Problem:  # noqa: ANN401 (PyYAML's events have no common type in both parsers)
        return problem_at(code, "error", _one_character(event.start_mark), message, hint)

    def _scalar(self, event: Any) -> None:  # noqa: ANN401 (see `_limit`)
        start, end = event.start_mark, event.end_mark
        span = Span(start.line + 1, start.column + 1, start.index, end.line + 1, end.column + 1, end.index)
        style: Style = "plain"
        if event.style in {"'", '"'}:
            style = "quoted"
            char = first_foreign(event.value)
            if char is not None:
                code, message, hint = foreign_character(char)
                self._problems.error(code, span, message, hint)
        elif event.style in {"|", ">"}:
            style = "block"
            span = self._without_blank_lines(span)
        elif not event.value and event.anchor is None and event.tag is None:
            span = self._behind_the_key(span)
        if event.anchor is not None or event.tag is not None:
            self._refuse_marks(event, span)
            style = style if event.value else "refused"
        self._add(Scalar(event.value, style, span))

    def _behind_the_key(self, span: Span) -> Span:
        """Return the place of a value that is not there; the C parser points at what follows it."""
        start = span.start
        while start > 0 and self._text[start - 1] == " ":
            start -= 1
        column = span.column - (span.start - start)
        return Span(span.line, column, start, span.line, column, start)

    def _without_blank_lines(self, span: Span) -> Span:
        """Return the span of a block text without the empty lines that follow it."""
        written = self._text[span.start : span.end].rstrip("\n ")
        line = span.line + written.count("\n")
        start_of_line = written.rfind("\n") + 1
        column = len(written) - start_of_line + (span.column if start_of_line == 0 else 1)
        return Span(span.line, span.column, span.start, line, column, span.start + len(written))

    def _refuse_marks(self, event: Any, span: Span) -> None:  # noqa: ANN401 (see `_limit`)
        fixes: tuple[Fix, ...] = ()
        if isinstance(event, yaml.ScalarEvent) and span.line == span.end_line and not event.style:
            fixes = (in_quotes(self._text, span.start, span.end, flow=True),)
        if event.anchor is not None:
            self._problems.error(
                Code.ANCHOR,
                span,
                f"'&{visible(event.anchor[:_SHOWN])}' is a YAML anchor, which routines do not use",
                _ALIAS_HINT,
                fixes,
            )
        if event.tag is not None:
            self._problems.error(
                Code.TAG, span, "'!' starts a YAML tag, which routines do not use", _ALIAS_HINT, fixes
            )

    def _alias(self, event: Any) -> None:  # noqa: ANN401 (see `_limit`)
        start, end = event.start_mark, event.end_mark
        span = Span(start.line + 1, start.column + 1, start.index, end.line + 1, end.column + 1, end.index)
        self._problems.error(
            Code.ALIAS,
            span,
            f"'*{visible(event.anchor[:_SHOWN])}' is a YAML alias, which routines do not use",
            _ALIAS_HINT,
            (in_quotes(self._text, span.start, span.end, flow=True),),
        )
        self._add(Scalar("", "refused", span))

    def _begin(self, event: Any) -> None:  # noqa: ANN401 (see `_limit`)
        start = event.start_mark
        if event.anchor is not None or event.tag is not None:
            self._refuse_marks(event, _one_character(start))
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        self._open.append(_Open(start, is_mapping=is_mapping, flow=bool(event.flow_style)))

    def _end(self, event: Any) -> None:  # noqa: ANN401 (see `_limit`)
        done = self._open.pop()
        start, end = done.start, event.end_mark
        if done.flow or not done.items:
            ends = (end.line + 1, end.column + 1, end.index)
        else:  # with its last entry; the parser ends it at the next one
            last: Node = done.items[-1][1] if done.is_mapping else done.items[-1]
            ends = last.span[3:]
        span = Span(start.line + 1, start.column + 1, start.index, *ends)
        if done.twice:
            self._report_twice(done, span)
        if done.is_mapping:
            self._add(Mapping(tuple(done.items), span))
        else:
            self._add(Sequence(tuple(done.items), span))

    def _report_twice(self, done: _Open, span: Span) -> None:
        from player.routine.text.twice import report_twice

        around = [parent.key.text for parent in self._open[-2:] if parent.key is not None]
        is_tempo = "tempo" in around
        report_twice(span, done.items, done.twice, self._problems, flow=done.flow, is_tempo=is_tempo)

    def _add(self, node: Node) -> None:
        if not self._open:
            # '---' with nothing after it is a document of one empty text.
            self._root = (
                None if isinstance(node, Scalar) and not node.text and node.style == "plain" else node
            )
            return
        parent = self._open[-1]
        if not parent.is_mapping:
            parent.items.append(node)
        elif parent.expects_value:
            if parent.key is not None:
                parent.items.append((parent.key, node))
            elif parent.refused is not None:
                parent.twice.append((parent.refused, node))
                parent.refused = None
            parent.expects_value = False
        else:
            parent.key = self._accepted_key(parent, node)
            parent.expects_value = True

    def _accepted_key(self, parent: _Open, node: Node) -> Scalar | None:
        """Return the key to keep, or None if its value is to be dropped."""
        if not isinstance(node, Scalar) or node.style == "block":
            self._problems.error(
                Code.KEY_NOT_TEXT, node.span, "a key must be a plain word, not a list or a mapping"
            )
            return None
        if node.style == "refused":
            return None
        if node.text == "<<" and node.style == "plain":
            self._problems.error(
                Code.MERGE_KEY,
                node.span,
                "'<<' is a YAML merge key, which routines do not use",
                "write the keys out",
            )
            return None
        first = parent.seen.get(node.text)
        if first is not None:
            parent.refused = node
            return None
        parent.seen[node.text] = node.span
        return node


def _inside(problem: Problem, length: int) -> Problem:
    """Return a problem none of whose fixes reaches beyond the text, to the line break that was added."""
    return problem._replace(
        fixes=tuple(
            fix._replace(start=min(fix.start, length), end=min(fix.end, length)) for fix in problem.fixes
        )
    )


def _one_character(mark: Any) -> Span:  # noqa: ANN401 (PyYAML's marks have no common type in both parsers)
    """Return the span of the character at a mark."""
    line, column, index = mark.line + 1, mark.column + 1, mark.index
    return Span(line, column, index, line, column + 1, index + 1)
