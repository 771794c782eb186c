"""Fixes that delete keys and steps as a person would: with their line, or with their comma."""

from typing import Final

from player.routine.fixes import end_of_line, is_in_brackets, start_of_line
from player.routine.nodes import Node, Scalar, Sequence
from player.routine.problems import Fix, Problems
from player.routine.visible import visible

_SHOWN: Final = 40


def deletions(problems: Problems, *pairs: tuple[Scalar, Node]) -> tuple[Fix, ...]:
    """Return a fix for each key that deletes it with its value; none once fixes are not wanted any more."""
    if not problems.helping:
        return ()
    found = (_deletion(problems.text, word, value) for word, value in pairs)
    return tuple(fix for fix in found if fix is not None)


def _deletion(text: str, word: Scalar, value: Node) -> Fix | None:
    """Return the fix that deletes a key and its value, or None if other things stand in the way."""
    key = visible(word.text[:_SHOWN])
    start, end = word.span.start, max(word.span.end, value.span.end)
    if is_in_brackets(text, value.span):
        return _between_commas(text, start, end, f"delete '{key}' at column {word.span.column}")
    label = f"delete '{key}' on line {word.span.line}"
    begins, ends = start_of_line(text, start), end_of_line(text, end)
    if (rest := text[end:ends].strip()) and not rest.startswith("#"):
        return None
    before = text[begins:start]
    if not before.strip():
        return Fix(label, begins, min(ends + 1, len(text)), "")
    below = text[ends + 1 : end_of_line(text, ends + 1)]
    if not before.strip(" -") and below[: len(before)].isspace() and below[len(before) :].strip()[:1] != "#":
        # Behind a dash: the key below moves up to it.
        return Fix(label, start, ends + 1 + len(before), "") if below[len(before) :][:1].strip() else None
    return None


def _between_commas(text: str, start: int, end: int, label: str) -> Fix | None:
    after = text[end : end_of_line(text, end)]
    if after.lstrip().startswith(","):
        return Fix(label, start, end + len(after) - len(after.lstrip(", ")), "")
    before = text[start_of_line(text, start) : start]
    if before.rstrip().endswith(","):
        return Fix(label, start - (len(before) - len(before.rstrip(", "))), end, "")
    return None


def step_deletion(problems: Problems, steps: Sequence, number: int) -> tuple[Fix, ...]:
    """Return the fix that deletes one step of a list; none if it is the only one, or fixes are not wanted.

    Args:
        problems: Has the text, and knows whether fixes are wanted.
        steps: The list.
        number: 0-based place of the step in it.
    """
    text, item = problems.text, steps.items[number]
    if not problems.helping or len(steps.items) == 1:
        return ()
    label = f"delete this step on line {item.span.line}"
    if text[steps.span.start] == "[":
        first, second = steps.items[0], steps.items[1]
        if number == 0:
            return (Fix(label, first.span.start, second.span.start, ""),)
        return (Fix(label, steps.items[number - 1].span.end, item.span.end, ""),)
    begins, ends = start_of_line(text, item.span.start), end_of_line(text, item.span.end)
    if text[begins : item.span.start].strip() != "-":
        return ()
    return (Fix(label, begins, min(ends + 1, len(text)), ""),)
