"""Reports keys that stand twice, with fixes: delete one, or list the phases of a tempo."""

from typing import Final

from player.routine.codes import Code
from player.routine.nodes import Node, Scalar, Span
from player.routine.problems import Fix, Problems
from player.routine.text.deleting import deletions
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
        span: The mapping's; in block style it may end before its last pair, if that was refused.
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
        else:
            fixes = deletions(problems, (word, value), (there, before))
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
