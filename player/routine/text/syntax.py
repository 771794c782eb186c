"""Explains errors of the YAML parser in plain words, at the place where a person has to look."""

import re

from yaml import MarkedYAMLError

from player.routine.codes import Code
from player.routine.fixes import end_of_line, in_quotes, rest_of_line, start_of_line
from player.routine.nodes import Span
from player.routine.problems import Fix, Problem, problem_at
from player.routine.quoting import CURLY, scalar_of
from player.routine.text.indentation import in_dash_column, line_above, lined_up
from player.routine.text.slips import slip_near
from player.routine.visible import visible

_KEY_AND_COLON = re.compile(r"^\s*(?:- +)*[^\s#'\"\[{][^:#]*:\s+(?=\S)")
"""A line that already holds a key and the beginning of its value."""

_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7})(?= |$)", re.MULTILINE)
"""The marks that Git writes around two versions of the same lines."""

_TEXT_STEP = re.compile(r" *- +[^:]+")

_SHOWN = 40


def syntax_problem(text: str, fault: MarkedYAMLError) -> Problem:
    """Return the one problem for an error that stopped the parser, whichever parser it was.

    Args:
        text: The text that was parsed.
        fault: The error of PyYAML's C or Python parser; their wordings and places differ a little.
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
        _versions(text),
    )


def _versions(text: str) -> tuple[Fix, ...]:
    """Return the fixes that keep one of the two versions of the first conflict."""
    marks = [re.compile(rf"^{sign}{{7}}[^\n]*\n?", re.MULTILINE) for sign in "<=>"]
    found: list[re.Match[str]] = []
    for mark in marks:
        match = mark.search(text, found[-1].end() if found else 0)
        if match is None:
            return ()
        found.append(match)
    first, middle, last = found
    base = re.search(r"^\|{7}", text[first.end() : middle.start()], re.MULTILINE)
    one = middle.start() if base is None else first.end() + base.start()
    return (
        Fix("keep the first version", first.start(), last.end(), text[first.end() : one]),
        Fix("keep the second version", first.start(), last.end(), text[middle.end() : last.start()]),
    )


def _index(text: str, mark: object) -> int:
    index = getattr(mark, "index", None)
    return min(max(index, 0), len(text)) if isinstance(index, int) else 0


class _Fault:
    """The parser's message, and the text around the place it names."""

    def __init__(self, text: str, what: str, context: str, at: int, opened: int) -> None:
        self._text = text
        self._what = what
        self._context = context
        self._at = at
        self._opened = opened

    def explain(self) -> Problem:
        if not ("quoted scalar" in self._context or "flow" in self._context):
            slip = slip_near(self._text, self._at, self._opened)
            if slip is not None:
                return slip
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
                fixes=self._quoted(self._opened),
            )
        elif "cannot start any token" in what:
            char = self._text[self._at : self._at + 1]
            problem = self._problem(
                Code.BAD_START,
                self._at,
                f"a text cannot start with '{char}'",
                "put the text in quotes",
                fixes=self._quoted(self._at),
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
                fixes=self._quoted(self._opened),
            )
        return self._problem(
            Code.ANCHOR,
            self._opened,
            "'&' starts a YAML anchor, which routines do not use",
            "put the text in quotes",
            fixes=self._quoted(self._opened),
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
                fixes=(self._on_the_next_line(),),
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
            fixes=lined_up(self._text, self._at),
        )

    def _missing_colon(self) -> Problem:
        line = self._text[self._opened : end_of_line(self._text, self._opened)]
        return self._problem(
            Code.MISSING_COLON,
            self._opened,
            "this line has no 'key: value'",
            "a key needs a colon and a space after it",
            cells=max(1, len(line.rstrip())),
        )

    def _quote(self) -> Problem:
        quote = self._text[self._opened : self._opened + 1]
        end = rest_of_line(self._text, self._opened)
        return self._problem(
            Code.UNCLOSED_QUOTE,
            self._opened,
            "the quote that is opened here is not closed",
            f"add {quote} at the end",
            fixes=(Fix(f"add {quote} at the end of the line", end, end, quote),),
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
            fixes=(Fix("write \\\\", at, at, "\\"),),
        )

    def _bracket(self) -> Problem:
        second = self._colon_in_brackets() if self._text[self._at : self._at + 1] == ":" else None
        if second is not None:
            return second
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
            fixes=self._closed(closing),
        )

    def _colon_in_brackets(self) -> Problem | None:
        begins = max(self._text.rfind(mark, 0, self._at) + 1 for mark in "\n[{,")
        pair = re.match(r"\s*([\w-]+: +)?(?=\S)", self._text[begins : self._at])
        if pair is None or (pair.group(1) is None and start_of_line(self._text, self._at) > self._opened):
            return None
        return self._problem(
            Code.COLON_IN_TEXT,
            self._at,
            "a second ': ' here looks like another key",
            "put the text in quotes",
            fixes=self._quoted(begins + pair.end()),
        )

    def _second_colon(self) -> Problem:
        start = self._text.rfind("\n", 0, self._at) + 1
        before = self._text[start : self._at]
        pair = _KEY_AND_COLON.match(before)
        if pair is not None:
            return self._problem(
                Code.COLON_IN_TEXT,
                self._at,
                "a second ': ' in one line looks like another key",
                "put the text after the first colon in quotes",
                fixes=self._quoted(start + pair.end()),
            )
        hint, fixes = "line it up with the keys above", lined_up(self._text, self._at)
        above = line_above(self._text, self._at)
        if above is not None and _TEXT_STEP.fullmatch(above.text):
            hint = "to give a step keys, begin it with '- exercise: '"
            name = above.start + above.text.rindex("- ") + len("- ")
            fixes = (Fix("write 'exercise: ' after the dash", name, name, "exercise: "),)
        first = start + len(before) - len(before.lstrip(" "))
        return self._problem(
            Code.INDENTATION,
            min(first, self._at),
            "this line is indented further than the lines it belongs to",
            hint,
            fixes=fixes,
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
                fixes=self._requoted(),
            )
        if char == ":":
            return self._problem(
                Code.MISSING_COLON, self._at, "a colon stands here without a key before it", None
            )
        below = in_dash_column(self._text, self._at)
        if below is not None:
            return below
        fixes = lined_up(self._text, self._at)
        above = line_above(self._text, self._at)
        twice = None if above is None else re.match(r" *-( +-)(?= )", above.text)
        if above is not None and twice is not None:
            start, end = (above.start + at for at in twice.span(1))
            fixes = (Fix("take one dash away", start, end, ""), *fixes)
        return self._problem(
            Code.INDENTATION,
            self._at,
            "this line is not lined up with the lines it belongs to",
            "line it up with the keys or dashes above",
            fixes=fixes,
        )

    def _stray(self, char: str) -> Problem:
        return self._problem(
            Code.STRAY_BRACKET,
            self._at,
            f"'{char}' stands here without anything that was opened",
            "delete it, or put the text in quotes",
            fixes=(Fix("delete it", self._at, self._behind(",]}"), ""),),
        )

    def _behind(self, marks: str) -> int:
        """Return the offset behind all the given marks at the fault."""
        end = self._at
        while end < len(self._text) and self._text[end] in marks:
            end += 1
        return end

    def _quoted(self, start: int) -> tuple[Fix, ...]:
        """Return the fix that puts what begins at `start` in quotes, up to the end of its line."""
        before = self._text[start_of_line(self._text, start) : start]
        flow = before.count("[") + before.count("{") > before.count("]") + before.count("}")
        end = rest_of_line(self._text, start)
        if flow:
            stop = re.search(r"[,\]}]", self._text[start:end])
            end = end if stop is None else start + stop.start()
        if end <= start:
            return ()
        text = self._text[start:end]
        fix = in_quotes(self._text, start, end, flow=flow)
        if text[0] in CURLY and text[-1] in CURLY:
            fix = fix._replace(text=scalar_of(text[1:-1], flow=flow))
        return (fix,)

    def _requoted(self) -> tuple[Fix, ...]:
        """Return the fix for `'it's'`: the text between the outer quotes, quoted again."""
        begins, end = start_of_line(self._text, self._at), rest_of_line(self._text, self._at)
        opened = re.match(r"\s*(?:- +)*(?:[^\s'\"\[{][^:'\"]*: +)?(?=['\"])", self._text[begins:end])
        if opened is None:
            return ()
        start = begins + opened.end()
        written = self._text[start:end]
        inner = written[1:-1] if written[-1] == written[0] else written.replace(written[0], "")
        return (Fix(f"put '{visible(inner[:_SHOWN])}' in quotes", start, end, scalar_of(inner, flow=False)),)

    def _on_the_next_line(self) -> Fix:
        begins = start_of_line(self._text, self._at)
        before = self._text[begins : self._at]
        column = len(before) - len(before.lstrip(" -"))
        start = begins + len(before.rstrip())
        return Fix("put '- ' on the next line", start, self._at, f"\n{' ' * (column + 2)}")

    def _closed(self, closing: str) -> tuple[Fix, ...]:
        """Return the fix that closes a bracket at the end of its line, if it is likely to end there."""
        end = rest_of_line(self._text, self._opened)
        if self._at < end or self._text[end - 1 : end] in {",", "[", "{"}:
            return ()
        return (Fix(f"add {closing} at the end of the line", end, end, closing),)

    def _problem(
        self,
        code: Code,
        at: int,
        message: str,
        hint: str | None,
        *,
        cells: int = 1,
        fixes: tuple[Fix, ...] = (),
    ) -> Problem:
        # A fault at the very end is shown behind the last thing written: behind it there is nothing to see.
        at = min(at, len(self._text.rstrip()))
        line, column = _line_and_column(self._text, at)
        return problem_at(
            code, "error", Span(line, column, at, line, column + cells, at + cells), message, hint, fixes
        )


def _line_and_column(text: str, index: int) -> tuple[int, int]:
    return text.count("\n", 0, index) + 1, index - (text.rfind("\n", 0, index) + 1) + 1
