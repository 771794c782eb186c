"""Faults of YAML itself, in plain words and at the place where a person has to look."""

import re

from yaml import MarkedYAMLError

from player.routine.codes import Code
from player.routine.nodes import Span
from player.routine.problems import Problem, problem_at

_KEY_AND_COLON = re.compile(r"^\s*(?:- +)*[^\s#'\"\[{][^:#]*:\s+\S")
"""A line that already holds a key and the beginning of its value."""

_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7})(?= |$)", re.MULTILINE)
"""What Git writes around two versions of the same lines."""

_TEXT_STEP = re.compile(r" *- +[^:]+")

_KEY_WITHOUT_SPACE = re.compile(r"([A-Za-z_]{1,20})(?::(?=\S)|\uff1a)")
"""A full-width colon, as typed on Asian keyboards, is none to YAML."""


def syntax_problem(text: str, fault: MarkedYAMLError) -> Problem:
    """Return the one problem for a fault that ended the parser, whichever parser it was.

    Args:
        text: The text that was parsed.
        fault: What the C or the pure parser of PyYAML raised; their wordings and places differ a little.
    """
    what = (fault.problem or "").lower()
    context = (fault.context or "").lower()
    conflict = _CONFLICT.search(text)
    if conflict is not None:
        return _conflict(text, conflict.start())
    at = _index(text, fault.problem_mark)
    opened = _index(text, fault.context_mark) if fault.context_mark is not None else at
    return _Fault(text, what, context, at, opened).explain()


def _conflict(text: str, at: int) -> Problem:
    line, column = _line_and_column(text, at)
    return problem_at(
        Code.CONFLICT,
        "error",
        Span(line, column, at, line, column + 7, at + 7),
        "this is a mark of a merge that was not finished",
        "keep one of the two versions, and delete the three marks",
    )


def _index(text: str, mark: object) -> int:
    index = getattr(mark, "index", None)
    return min(max(index, 0), len(text)) if isinstance(index, int) else 0


class _Fault:
    """What the parser said, and the text around it."""

    def __init__(self, text: str, what: str, context: str, at: int, opened: int) -> None:
        self._text = text
        self._what = what
        self._context = context
        self._at = at
        self._opened = opened

    def explain(self) -> Problem:
        scanned = self._scanner_fault()
        return scanned if scanned is not None else self._parser_fault()

    def _scanner_fault(self) -> Problem | None:
        """Faults inside one word, text or bracket."""
        what, context = self._what, self._context
        problem: Problem | None = None
        if "quoted scalar" in context:
            problem = self._quote() if "unexpected" in what else self._escape()
        elif "alias" in context or "anchor" in context:
            problem = self._mark_fault()
        elif "tag" in context or "tag" in what:
            problem = self._problem(
                Code.TAG,
                self._opened,
                "'!' starts a YAML tag, which routines do not use",
                "put the text in quotes",
            )
        elif "cannot start any token" in what:
            char = self._text[self._at : self._at + 1]
            problem = self._problem(
                Code.BAD_START, self._at, f"a text cannot start with '{char}'", "put the text in quotes"
            )
        elif "flow" in context:
            problem = self._bracket()
        return problem

    def _mark_fault(self) -> Problem:
        if "alias" in self._context:
            return self._problem(
                Code.ALIAS,
                self._opened,
                "'*' starts a YAML alias, which routines do not use",
                "put the text in quotes",
            )
        return self._problem(
            Code.ANCHOR,
            self._opened,
            "'&' starts a YAML anchor, which routines do not use",
            "put the text in quotes",
        )

    def _parser_fault(self) -> Problem:
        """Faults between the words: colons, dashes, indentation."""
        what = self._what
        if "mapping values are not allowed" in what:
            return self._second_colon()
        if "could not find expected ':'" in what:
            return self._missing_colon()
        if "sequence entries are not allowed" in what:
            return self._problem(
                Code.DASH_AFTER_KEY,
                self._at,
                "a list cannot start in the line of its key",
                "put '- ' on the next line",
            )
        if "expected key" in what or "block end" in what or "'-' indicator" in what:
            return self._after_a_block()
        return self._elsewhere()

    def _elsewhere(self) -> Problem:
        char = self._text[self._at : self._at + 1]
        if char and char in ",]}":
            return self._stray(char)
        if "document start" in self._what or "document separator" in self._what:
            return self._after_the_end()
        return self._problem(Code.SYNTAX, self._at, "this cannot be read as YAML", None)

    def _after_the_end(self) -> Problem:
        before = self._text[: self._at].rstrip()
        if before.endswith(("\n...", "\n---")) or self._text.startswith(("---", "..."), self._at):
            return self._problem(
                Code.SEVERAL_DOCUMENTS,
                self._at,
                "a second document starts here, and a file holds one routine",
                "put each routine into a file of its own",
            )
        return self._problem(
            Code.INDENTATION,
            self._at,
            "this does not belong to anything above it",
            "line it up with the keys above, or begin with 'name:'",
        )

    def _missing_colon(self) -> Problem:
        end = self._text.find("\n", self._opened)
        line = self._text[self._opened : len(self._text) if end < 0 else end]
        typed = _KEY_WITHOUT_SPACE.match(line)
        if typed is not None:
            return self._missing_space(self._opened, typed.group(1))
        return self._problem(
            Code.MISSING_COLON,
            self._opened,
            "this line has no 'key: value'",
            "a key needs a colon and a space after it",
            cells=max(1, len(line.rstrip())),
        )

    def _missing_space(self, at: int, key: str) -> Problem:
        return self._problem(
            Code.MISSING_SPACE,
            at,
            f"there is no colon with a space after '{key}', so YAML sees no key here",
            f"write '{key}: …'",
            cells=len(key) + 1,
        )

    def _quote(self) -> Problem:
        quote = self._text[self._opened : self._opened + 1]
        return self._problem(
            Code.UNCLOSED_QUOTE,
            self._opened,
            "the quote that is opened here is not closed",
            f"add {quote} at the end",
        )

    def _escape(self) -> Problem:
        # The C parser points at the backslash or behind it, the pure one at the letter.
        at = self._text.rfind("\\", 0, self._at + 1)
        at = at if at >= self._opened else self._at
        return self._problem(
            Code.BAD_ESCAPE,
            at,
            "inside double quotes a backslash starts an escape, and this is none",
            "use single quotes, or write \\\\",
            cells=2,
        )

    def _bracket(self) -> Problem:
        bracket = self._text[self._opened : self._opened + 1]
        closing = "}" if bracket == "{" else "]"
        line, column = _line_and_column(self._text, self._at)
        ended = not self._text[self._at :].strip()
        where = "" if ended else f" by line {line}, column {column}, or a comma is missing there"
        return self._problem(
            Code.UNCLOSED_BRACKET,
            self._opened,
            f"this '{bracket}' is not closed{where}",
            f"close it with '{closing}'",
        )

    def _second_colon(self) -> Problem:
        start = self._text.rfind("\n", 0, self._at) + 1
        before = self._text[start : self._at]
        if _KEY_AND_COLON.match(before):
            return self._problem(
                Code.COLON_IN_TEXT,
                self._at,
                "a second ': ' in one line looks like another key",
                "put the text after the first colon in quotes",
            )
        above = self._text[: max(0, start - 1)].rstrip()
        line_above = above[above.rfind("\n") + 1 :]
        typed = _KEY_WITHOUT_SPACE.match(line_above.lstrip(" -"))
        if typed is not None:
            at = len(above) - len(line_above.lstrip(" -"))
            return self._missing_space(at, typed.group(1))
        hint = "line it up with the keys above"
        if _TEXT_STEP.fullmatch(line_above):
            hint = "to give a step keys, begin it with '- exercise: '"
        first = start + len(before) - len(before.lstrip(" "))
        return self._problem(
            Code.INDENTATION,
            min(first, self._at),
            "this line is indented further than the lines it belongs to",
            hint,
        )

    def _after_a_block(self) -> Problem:
        start = self._text.rfind("\n", 0, self._at) + 1
        before = self._text[start : self._at].rstrip(" ")
        char = self._text[self._at : self._at + 1]
        if char and char in ",]}":
            return self._stray(char)
        if before.endswith(("'", '"')):
            return self._problem(
                Code.QUOTE_ENDS_EARLY,
                self._at,
                "the quoted text ends before this",
                "write '' for an apostrophe inside single quotes"
                if before.endswith("'")
                else "use single quotes outside",
            )
        if char == ":":
            return self._problem(
                Code.MISSING_COLON, self._at, "a colon stands here without a key before it", None
            )
        return self._problem(
            Code.INDENTATION,
            self._at,
            "this line is not lined up with the lines it belongs to",
            "line it up with the keys or dashes above",
        )

    def _stray(self, char: str) -> Problem:
        return self._problem(
            Code.STRAY_BRACKET,
            self._at,
            f"'{char}' stands here without anything that was opened",
            "delete it, or put the text in quotes",
        )

    def _problem(self, code: Code, at: int, message: str, hint: str | None, *, cells: int = 1) -> Problem:
        # A fault at the very end is shown behind the last thing written: behind it there is nothing to see.
        at = min(at, len(self._text.rstrip()))
        line, column = _line_and_column(self._text, at)
        return problem_at(
            code, "error", Span(line, column, at, line, column + cells, at + cells), message, hint
        )


def _line_and_column(text: str, index: int) -> tuple[int, int]:
    return text.count("\n", 0, index) + 1, index - (text.rfind("\n", 0, index) + 1) + 1
