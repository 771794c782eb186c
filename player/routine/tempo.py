"""The tempo of a repetition in all its notations (DESIGN §3, Values)."""

import re
from typing import Final

from player.routine.codes import Code
from player.routine.model import Quantity, Tempo, TempoPhase
from player.routine.nodes import Mapping, Node, Scalar, Span
from player.routine.problems import Problems
from player.routine.values import MINUTE, Fault, one_duration, plain, read_duration
from player.routine.visible import visible

MOST_PHASES: Final = 64
"""Phases in one tempo (DESIGN §3)."""

LONGEST_LABEL: Final = 40
"""Characters of a phase's name; it is spoken in the time of the phase."""

THREE_NAMES: Final = ("go", "hold", "return")
"""What the three numbers of a tempo mean, in the order in which they happen."""

BEAT: Final = "rep"
"""The phase of a tempo that is one length: a beat per rep."""

_NO_BEAT = Tempo(())
_NUMBERS = re.compile(r"[0-9]+(?:\.[0-9]+)?(?: *[-\u2013] *[0-9]+(?:\.[0-9]+)?)+")
_LOOSE = re.compile(r"[0-9x]+(?:(?: *[-\u2013/,:.] *| +)[0-9x]+){2,3}")
_DIGITS = re.compile(r"[0-9]{3,4}")
_HINT = "write a tempo such as 2-1-3, 4s, or [lift: 2s, lower: 3s]"


def read_tempo(node: Node, problems: Problems) -> Tempo | None:
    """Return the tempo that `node` writes, or None after reporting why it is none."""
    if isinstance(node, Scalar):
        found = _written(node.text)
        if isinstance(found, Fault):
            problems.error(found.code, node.span, found.message, found.hint)
            return None
        _warn_of_long_beat(node, found, problems)
        return found
    named = _pairs(node, problems)
    if named is None:
        return None
    if len(named) > MOST_PHASES:
        problems.error(Code.OUT_OF_BOUNDS, node.span, f"a tempo may have at most {MOST_PHASES} phases")
        return None
    phases = [_named_phase(label, value, problems) for label, value in named]
    if None in phases:
        return None
    tempo = Tempo(tuple(phase for phase in phases if phase is not None))
    if not any(phase.duration.low for phase in tempo.phases):
        _report_nothing(node.span, problems)
        return None
    return tempo


def _written(text: str) -> Tempo | Fault:
    value = plain(text)
    if value == "none":
        return _NO_BEAT
    shown = visible(value[:LONGEST_LABEL])
    if _NUMBERS.fullmatch(value) and len(value) <= LONGEST_LABEL:
        return _numbers(shown, re.split(r" *[-\u2013] *", value))
    if _DIGITS.fullmatch(value) and len(value) == len("3010"):
        return _four(shown, list(value))
    found = read_duration(text, "tempo", 1)
    if isinstance(found, Quantity):
        return Tempo((TempoPhase(BEAT, found),))
    if found.code is Code.NOT_A_DURATION:
        return Fault(Code.NOT_A_TEMPO, f"'{shown}' is not a tempo", _loose_hint(value))
    return found


def _numbers(shown: str, numbers: list[str]) -> Tempo | Fault:
    if len(numbers) == len(THREE_NAMES):
        lengths = [one_duration(number) or 0 for number in numbers]
        if not any(lengths):
            return Fault(
                Code.OUT_OF_BOUNDS, f"the tempo '{shown}' takes no time at all", "write 'none' for no beat"
            )
        if max(lengths) > MINUTE * 60 * 24:
            return Fault(Code.OUT_OF_BOUNDS, f"'{shown}' is out of bounds: a phase may be 0 s to 24 h")
        return Tempo(
            tuple(
                TempoPhase(name, Quantity.fixed(length))
                for name, length in zip(THREE_NAMES, lengths, strict=True)
            )
        )
    if len(numbers) == len(THREE_NAMES) + 1:
        return _four(shown, numbers)
    if len(numbers) == len(THREE_NAMES) - 1:
        return Fault(
            Code.NOT_A_TEMPO,
            f"'{shown}' could be two phases or a range",
            f"write '{numbers[0]}-0-{numbers[1]}' to go and return, or '{numbers[0]}-{numbers[1]}s' for a beat",
        )
    return Fault(Code.NOT_A_TEMPO, f"a tempo has three numbers, and '{shown}' has {len(numbers)}", _HINT)


def _four(shown: str, numbers: list[str]) -> Fault:
    a, b, c, d = numbers
    return Fault(
        Code.FOUR_NUMBERS,
        f"the four numbers of '{shown}' mean different things to different people",
        f"write [lower: {a}s, hold: {b}s, lift: {c}s, hold: {d}s] or [lift: {a}s, hold: {b}s, lower: {c}s, hold: {d}s]",
    )


def _loose_hint(value: str) -> str:
    if len(value) > LONGEST_LABEL or not _LOOSE.fullmatch(value):
        return _HINT
    numbers = re.findall(r"[0-9]+|x", value)
    hint = "-".join(number.replace("x", "1") for number in numbers)
    fast = ", and a fast phase as 1 or 0.5" if "x" in numbers else ""
    return f"write '{hint}'{fast}" if len(numbers) == len(THREE_NAMES) else _HINT


def _pairs(node: Node, problems: Problems) -> list[tuple[Scalar, Node]] | None:
    """Return the names and lengths of a mapping, or of a list of single-key mappings."""
    if isinstance(node, Mapping):
        named = list(node.pairs)
    elif isinstance(node, Scalar):
        return None
    else:
        named = []
        for item in node.items:
            if isinstance(item, Mapping) and len(item.pairs) == 1:
                named.extend(item.pairs)
            else:
                _report_entry(item, problems)
                return None
    if not named:
        problems.error(Code.EMPTY_VALUE, node.span, "the tempo has no phases", "write 'none' for no beat")
        return None
    return named


def _report_entry(item: Node, problems: Problems) -> None:
    if isinstance(item, Scalar) and item.style == "refused":
        return
    message, hint = "each phase of a tempo needs a name and a length", _HINT
    code = Code.NOT_A_TEMPO
    if isinstance(item, Scalar):
        name, colon, length = item.text.partition(":")
        if colon and name and one_duration(plain(length)) is not None:
            code = Code.MISSING_SPACE
            message = f"'{visible(item.text[:LONGEST_LABEL])}' has no space after its colon"
            hint = f"write '{visible(name[:LONGEST_LABEL])}: {plain(length)}'"
        elif one_duration(plain(item.text)) is not None:
            hint = "write three numbers as 2-1-3, or name the phases: [lift: 2s, lower: 3s]"
    problems.error(code, item.span, message, hint)


def _named_phase(key: Scalar, node: Node, problems: Problems) -> TempoPhase | None:
    label = " ".join(key.text.split())
    if not any(char.isalnum() for char in label):
        problems.error(Code.NO_LETTERS, key.span, "a phase needs a name with a letter or digit", _HINT)
        return None
    if len(label) > LONGEST_LABEL:
        problems.error(
            Code.TOO_LONG, key.span, f"the name of a phase is spoken: at most {LONGEST_LABEL} characters"
        )
        return None
    if not isinstance(node, Scalar):
        problems.error(Code.WRONG_TYPE, node.span, f"the phase '{visible(label)}' needs a length such as 2s")
        return None
    if node.style == "refused":
        return None
    if not node.text.strip():
        problems.error(
            Code.EMPTY_VALUE,
            key.span,
            f"the phase '{visible(label)}' has no length",
            f"write '{visible(label)}: 2s'",
        )
        return None
    found = read_duration(node.text, visible(label))
    if isinstance(found, Fault):
        problems.error(found.code, node.span, found.message, found.hint)
        return None
    return TempoPhase(label, found)


def _report_nothing(span: Span, problems: Problems) -> None:
    problems.error(Code.OUT_OF_BOUNDS, span, "the tempo takes no time at all", "write 'none' for no beat")


def _warn_of_long_beat(node: Scalar, tempo: Tempo, problems: Problems) -> None:
    value = plain(node.text)
    if tempo.phases and _DIGITS.fullmatch(value) and tempo.phases[0].duration.low > MINUTE:
        problems.warning(
            Code.LONG_BEAT,
            node.span,
            f"'{value}' is one beat of {value} seconds for every rep",
            f"write '{'-'.join(value)}' for three phases, or '{value}s'",
        )
