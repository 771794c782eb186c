"""Slips within one line, by which YAML does not see that it is a key or a step (TRUST §2.2).

YAML then fails somewhere below, or makes one long text of the lines; here the line itself is looked at.
"""

import re
from typing import Final

from player.routine.codes import Code
from player.routine.fixes import instead, label_of, start_of_line
from player.routine.grammar.legal import WORDS
from player.routine.nodes import Mapping, Scalar, Span
from player.routine.problems import Fix, Problem, Problems, problem_at
from player.routine.text.indentation import SourceLine, columns_above, line_above, line_at
from player.routine.visible import visible

_WIDE_SPACES: Final = "\u00a0\u2000-\u200a\u202f\u3000"
_MARKS: Final = "\u2010-\u2015\u2212\u2022\u2023\u25cf\u25cb\u25e6\u25aa\u00b7*"
"""Dashes and dots with which word processors begin the entries of a list."""

_INDENTED = re.compile(rf"[ {_WIDE_SPACES}]*[{_WIDE_SPACES}][ {_WIDE_SPACES}]*(?=\S)")
_FENCE = re.compile(r" *(?:```+|~~~+)[\w-]* *$")
_FENCES: Final = r"^ *(?:```+|~~~+)[\w-]* *$\n?"
_ENTRY = re.compile(
    rf" *(?:([{_MARKS}])(?:[ {_WIDE_SPACES}]+|(?=[^\W\d_]))"
    rf"|(-)(?:[{_WIDE_SPACES}]+[ ]*|(?=[^\W_]))|([0-9]+[.)]) +)(?=[^\s*])"
)
_KEY = re.compile(
    rf"( *(?:- +)*)([A-Za-z_]+)"
    rf"(?:[ {_WIDE_SPACES}]*(\uff1a|:[{_WIDE_SPACES}]|:(?=\S)|=|;(?=\s))[ {_WIDE_SPACES}]*|( +|$))"
)
_SHOWN: Final = 40


def slip_near(text: str, at: int, opened: int) -> Problem | None:
    """Return the slip that made the parser fail, if one stands where it failed or just above.

    Args:
        text: The text that was parsed.
        at: Offset at which the parser failed.
        opened: Offset at which the construct it was reading began.
    """
    lines = [line_at(text, at), line_above(text, at), line_at(text, opened)]
    return next((slip for line in lines if line is not None and (slip := _slip(text, line))), None)


def _slip(text: str, line: SourceLine) -> Problem | None:
    if _FENCE.match(line.text):
        return _fence(text, line)
    if _INDENTED.match(line.text):
        return no_break_indentation(text, line.start)
    entry = _ENTRY.match(line.text)
    if entry is not None and (entry.group(3) is None or _begins_with_key(line.text[entry.end() :])):
        return _entry(text, line, entry)
    key = _KEY.match(line.text)
    return None if key is None or key.group(2) not in WORDS else _key(text, line, key)


def _begins_with_key(text: str) -> bool:
    return text.partition(":")[0] in WORDS


def _fence(text: str, line: SourceLine) -> Problem:
    fences = [(match.start(), match.end()) for match in re.finditer(_FENCES, text, re.MULTILINE)]
    (_, begin), end = fences[0], fences[1][0] if len(fences) > 1 else len(text)
    inside = text[begin:end]
    if not inside.strip():  # a mark at the very end
        begin, inside = 0, text[: fences[0][0]]
    fix = Fix("keep what is between the marks", 0, len(text), inside)
    message = "this mark comes from a chat or a web page; it is no part of a routine"
    start = len(line.text) - len(line.text.lstrip())
    span = line.at(text, start, len(line.text.rstrip()))
    return problem_at(Code.CODE_FENCE, "error", span, message, "delete the lines with these marks", (fix,))


def no_break_indentation(text: str, at: int) -> Problem:
    """Return the problem of a line that is indented with no-break or other wide spaces."""
    line = line_at(text, at)
    found = re.match(rf"[ {_WIDE_SPACES}]*", line.text)
    end = 0 if found is None else found.end()
    fixes = [Fix("write spaces", line.start, line.start + end, _indentation(text, line, end))]
    rest = [
        match
        for match in re.finditer(rf"^[ {_WIDE_SPACES}]+", text, re.MULTILINE)
        if not match.group().isascii()
    ]
    if len(rest) > 1:
        first, last = rest[0].start(), rest[-1].end()
        written = re.sub(
            rf"(?m)^[ {_WIDE_SPACES}]+", lambda match: " " * len(match.group()), text[first:last]
        )
        fixes.append(Fix("write spaces on every line", first, last, written))
    message = "this line is indented with no-break spaces, which YAML takes for letters"
    hint = "write ordinary spaces"
    return problem_at(Code.NO_BREAK_SPACE, "error", line.at(text, 0, end), message, hint, tuple(fixes))


def _indentation(text: str, line: SourceLine, width: int) -> str:
    """Return spaces in the place of others: as many, or only the ordinary ones if that fits better."""
    ordinary = line.text[:width].count(" ")
    columns = columns_above(text, line.start)
    return " " * (ordinary if ordinary in columns and width not in columns else width)


def _entry(text: str, line: SourceLine, match: re.Match[str]) -> Problem:
    first = len(line.text) - len(line.text.lstrip(" "))
    mark = next(group for group in match.groups() if group is not None)
    dash = f"-{' ' * max(1, match.end() - first - 1)}"
    begun = visible(line.text[match.end() : match.end() + _SHOWN])
    fix = Fix(f"write '- {begun}'", line.start + first, line.start + match.end(), dash)
    span = line.at(text, first, max(match.end(), first + 1))
    if mark == "-":
        message = "there is no ordinary space after this dash, so YAML sees no list"
        return problem_at(Code.MISSING_SPACE, "error", span, message, f"write '- {begun}'", (fix,))
    message = f"'{visible(mark)}' begins no entry of a list"
    return problem_at(Code.LIST_MARK, "error", span, message, f"write '- {begun}'", (fix,))


def _key(text: str, line: SourceLine, match: re.Match[str]) -> Problem | None:
    key, sign, end = match.group(2), match.group(3), match.end()
    value = line.text[end:].strip()
    if sign is None and (": " in value or value.endswith(":") or value.startswith(":")):
        return None
    pair = f"{key}: {visible(value[:_SHOWN])}".rstrip()
    fix = Fix(
        label_of(pair), line.start + match.start(2), line.start + end, f"{key}: " if value else f"{key}:"
    )
    hint = f"write '{pair}'"
    if sign is None or sign in {"=", ";"}:
        message = (
            "this line has no 'key: value'" if sign is None else f"'{sign}' stands in the place of a colon"
        )
        span = line.at(text, match.start(2), len(line.text.rstrip()))
        return problem_at(Code.MISSING_COLON, "error", span, message, hint, (fix,))
    message = f"there is no colon with a space after '{key}', so YAML sees no key here"
    if sign[0] == ":" and len(sign) > 1:
        message = f"the space after '{key}:' is a no-break space, which YAML takes for a letter"
    span = line.at(text, match.start(2), max(match.end(3), match.end(2) + 1))
    return problem_at(Code.MISSING_SPACE, "error", span, message, hint, (fix,))


def report_no_list(node: Scalar, problems: Problems) -> None:
    """Report a text where the steps should be: `steps: Row, Curl`, or lines that begin with no dash."""
    text = problems.text
    line = line_at(text, node.span.start)
    entry = _ENTRY.match(line.text)
    if entry is not None and line.text[: node.span.column - 1].strip() == "":
        found = _entry(text, line, entry)
        problems.extend((found._replace(fixes=(_entries(text, node),)),))
        return
    fixes: tuple[Fix, ...] = ()
    if node.style == "plain" and node.span.line == node.span.end_line and not set(node.text) & set("[]{}"):
        fixes = (instead(node.span, f"[{text[node.span.start : node.span.end]}]"),)
    hint = "put each step on a line of its own after '- '"
    problems.error(Code.WRONG_TYPE, node.span, "'steps' needs a list", hint, fixes)


def _entries(text: str, node: Scalar) -> Fix:
    """Return the fix that makes an entry of each line of a text."""
    lines = text[node.span.start : node.span.end].split("\n")
    indent = " " * (node.span.column - 1)
    entries = [re.sub(_ENTRY, "", line.lstrip(" "), count=1) for line in lines if line.strip()]
    written = f"\n{indent}".join(f"- {entry}" for entry in entries)
    return Fix("begin each line with '- '", node.span.start, node.span.end, written)


def report_mapping_for_list(node: Mapping, word: Scalar, problems: Problems) -> None:
    """Report keys where the steps should be, most often behind a dash that is none."""
    first = node.pairs[0][0] if node.pairs else word
    line = line_at(problems.text, first.span.start)
    entry = _ENTRY.match(line.text) if first is not word else None
    if entry is not None and line.text[: first.span.column - 1].strip() == "":
        problems.extend((_entry(problems.text, line, entry),))
        return
    fixes: tuple[Fix, ...] = ()
    if first is not word and first.span.line > word.span.line and first.text in WORDS:
        written = problems.text[node.span.start : node.span.end].replace("\n", "\n  ")
        fixes = (Fix("put '- ' before it", node.span.start, node.span.end, f"- {written}"),)
    elif first is not word and problems.text[node.span.start] == "{":
        written = problems.text[node.span.start : node.span.end]
        fixes = (Fix("put it in [ ]", node.span.start, node.span.end, f"[{written}]"),)
    message = "'steps' needs a list, not a mapping"
    problems.error(Code.WRONG_TYPE, word.span, message, "put '- ' before each step", fixes)


def nested_list(text: str, span: Span) -> tuple[Fix, ...]:
    """Return the fix that removes one of two dashes: `- - exercise: Row`."""
    begins = start_of_line(text, span.start)
    before = text[begins : span.start]
    dash = before.rfind("-")
    if dash < 0 or before[dash + 1 :].strip() or text[span.start : span.start + 1] != "-":
        return ()
    width = len(before) - dash
    lines = text[span.start : span.end].split("\n")
    written = "\n".join(
        [lines[0], *(line[width:] if not line[:width].strip() else line for line in lines[1:])]
    )
    return (Fix("take one dash away", begins + dash, span.end, written),)
