"""A key that is there twice: what to delete, or how a tempo says a phase twice."""

from typing import Final

from player.routine.codes import Code
from player.routine.fixes import end_of_line, start_of_line
from player.routine.nodes import Node, Scalar, Span
from player.routine.problems import Fix, Problems
from player.routine.visible import visible

_SHOWN: Final = 40
_LONGEST_LIST: Final = 1_000
"""Characters of a tempo that is turned into a list."""


def report_twice(
    span: Span,
    pairs: list[tuple[Scalar, Node]],
    twice: list[tuple[Scalar, Node]],
    problems: Problems,
    *,
    flow: bool,
    is_tempo: bool,
) -> None:
    """Report each key of a mapping that is already there.

    Args:
        span: Of the mapping; in block style it may end before its last pair, if that was refused.
        pairs: Its accepted pairs.
        twice: The refused ones.
        problems: Takes them.
        flow: Whether it is written in braces.
        is_tempo: Whether its keys are phases.
    """
    first = {word.text: (word, value) for word, value in pairs}
    for number, (word, value) in enumerate(twice):
        there, before = first[word.text]
        hint = "delete one of them"
        fixes: tuple[Fix, ...] = ()
        if is_tempo and number == 0:
            whole = span.start, max(span.end, *(node.span.end for _, node in twice)) if not flow else span.end
            written = _as_list(problems.text[whole[0] : whole[1]], span.column - 1, flow=flow)
            hint = f"to say it twice, write a list: {visible(_one_line(written))}"
            if len(written) <= _LONGEST_LIST:
                fixes = (Fix("write a list", *whole, written),)
            else:
                hint = "to say it twice, write a list: [in: 4s, hold: 4s]"
        elif is_tempo:
            hint = "to say it twice, write a list: [in: 4s, hold: 4s]"
        elif problems.helping:
            fixes = _deletions(problems.text, there, before, word, value, flow=flow)
        message = f"'{visible(word.text[:_SHOWN])}' is already there, on line {there.span.line}"
        problems.error(Code.DUPLICATE_KEY, word.span, message, hint, fixes)


def _as_list(written: str, column: int, *, flow: bool) -> str:
    """Return a mapping as a list of single pairs: phases may then come twice."""
    if flow:
        return f"[{written[1:-1]}]"
    lines = written.split("\n")
    indent = " " * column
    return "\n".join(
        f"{indent if number else ''}- {line[column:] if number else line}"
        if number == 0 or (line.startswith(indent) and line[column : column + 1] not in {" ", "#", ""})
        else line
        for number, line in enumerate(lines)
    )


def _one_line(written: str) -> str:
    if written.startswith("["):
        return " ".join(written.split())
    phases = [line.strip().removeprefix("- ") for line in written.split("\n")]
    return f"[{', '.join(phase for phase in phases if phase and not phase.startswith('#'))}]"


def _deletions(
    text: str, first: Scalar, value: Node, word: Scalar, again: Node, *, flow: bool
) -> tuple[Fix, ...]:
    """Return the fixes that delete one of two pairs with the same key."""
    one = deletion(text, first, value, flow=flow)
    other = deletion(text, word, again, flow=flow)
    return tuple(fix for fix in (other, one) if fix is not None)


def deletion(text: str, word: Scalar, value: Node, *, flow: bool) -> Fix | None:
    """Return the fix that deletes a key and its value, or None if other things stand in the way.

    Args:
        text: The whole text.
        word: The key.
        value: What stands behind it.
        flow: Whether they stand in braces.
    """
    key = visible(word.text[:_SHOWN])
    start, end = word.span.start, max(word.span.end, value.span.end)
    if flow:
        label = f"delete '{key}' at column {word.span.column}"
        after = text[end : end_of_line(text, end)]
        if after.lstrip().startswith(","):
            return Fix(label, start, end + len(after) - len(after.lstrip(", ")), "")
        before = text[start_of_line(text, start) : start]
        if before.rstrip().endswith(","):
            return Fix(label, start - (len(before) - len(before.rstrip(", "))), end, "")
        return None
    begins, ends = start_of_line(text, start), end_of_line(text, end)
    if text[begins:start].strip() or ((rest := text[end:ends].strip()) and not rest.startswith("#")):
        return None
    return Fix(f"delete '{key}' on line {word.span.line}", begins, min(ends + 1, len(text)), "")
