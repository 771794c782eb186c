"""Reads the tempo of a repetition in all its notations (DESIGN §3, Values)."""

import re
from typing import Final

from player.routine.codes import Code
from player.routine.fixes import instead
from player.routine.grammar.keytypes import PHASE_FORMS, Form, Key, Type
from player.routine.model import ByLevel, Quantity
from player.routine.nodes import Mapping, Node, Scalar, Sequence
from player.routine.problems import Problems
from player.routine.values.breaths import (
    LONGEST_LABEL,
    TEMPO_HINT,
    THREE_NAMES,
    Breaths,
    Length,
    WrittenPhase,
    WrittenTempo,
)
from player.routine.values.fields import gap_of, report_fault
from player.routine.values.lengths import MINUTE, MOST_TIME, one_duration, plain
from player.routine.values.nesting import ValueReading, by_level
from player.routine.values.texts import report_no_space, scalar
from player.routine.values.written import ValueFault, read_duration
from player.routine.visible import visible

MOST_PHASES: Final = 64
"""Phases in one tempo (DESIGN §3)."""

BEAT: Final = "rep"
"""Name of the one phase of a tempo that is a single length: a beat per rep."""

_WHOLE: Final = Key(
    "tempo", (), Type.DURATION, "The beat of a repetition.", "tempo: 4s", least=1, forms=PHASE_FORMS
)
_PHASE: Final = Key("", (), Type.DURATION, "One part of a repetition.", "lift: 2s", forms=PHASE_FORMS)
_FACT_PHASE: Final = _PHASE._replace(forms=tuple(form for form in PHASE_FORMS if form is not Form.BY_LEVEL))
"""The same in the catalogue, which knows no levels."""

_NO_BEAT = WrittenTempo(())
_NUMBERS: Final = r"[0-9]+(?:\.[0-9]+)?(?: *[-\u2013] *[0-9]+(?:\.[0-9]+)?)+"
_DIGITS: Final = r"[0-9]{3,4}"


def read_tempo(node: Node, key: Key, reading: ValueReading) -> ByLevel[WrittenTempo] | None:
    """Return the tempo written in `node`, or None after reporting why it is none.

    It may differ between levels as a whole, or in the lengths of its phases.

    Args:
        node: What was written.
        key: The declaration of its key.
        reading: Knows the levels: a mapping whose keys are all among them is by level.
    """
    levels = reading.levels
    if not (isinstance(node, Mapping) and node.pairs and all(word.text in levels for word, _ in node.pairs)):
        return _one_tempo(node, key, reading)
    # Inside a level nothing differs between levels any more.
    return by_level(node, key, reading, lambda value, *_: _at_one_level(value, key, reading))


def _at_one_level(node: Node, key: Key, reading: ValueReading) -> WrittenTempo | None:
    found = _one_tempo(node, key, reading)
    if found is not None and len(found.values) > 1:
        reading.problems.error(
            Code.BY_LEVEL,
            node.span,
            "a tempo of one level has phases that differ between levels",
            "write one length for each phase here",
        )
        return None
    return None if found is None else found.values[0]


def _one_tempo(node: Node, key: Key, reading: ValueReading) -> ByLevel[WrittenTempo] | None:
    problems = reading.problems
    if isinstance(node, Scalar):
        return None if scalar(node, key, problems) is None else _text_tempo(node, problems)
    named = _pairs(node, problems)
    if len(named) > MOST_PHASES:
        problems.error(Code.OUT_OF_BOUNDS, node.span, f"a tempo may have at most {MOST_PHASES} phases")
        return None
    phase = _PHASE if Form.BY_LEVEL in key.forms else _FACT_PHASE
    read = [_named_phase(label, value, phase, reading) for label, value in named]
    phases = [found for found in read if found is not None]
    if not read or len(phases) < len(read):
        return None
    count = max(len(lengths.values) for _, lengths in phases)
    tempos = ByLevel(
        tuple(
            WrittenTempo(tuple(WrittenPhase(label, lengths.at(level)) for label, lengths in phases))
            for level in range(count)
        )
    )
    if all(_takes_time(tempo) for tempo in tempos.values):
        return tempos
    problems.error(
        Code.OUT_OF_BOUNDS, node.span, "the tempo takes no time at all", "write 'none' for no beat"
    )
    return None


def _text_tempo(node: Scalar, problems: Problems) -> ByLevel[WrittenTempo] | None:
    found = _written(node.text)
    if isinstance(found, ValueFault):
        report_fault(found, node, _WHOLE, problems)
        return None
    _warn_of_long_beat(node, found, problems)
    return ByLevel((found,))


def _takes_time(tempo: WrittenTempo) -> bool:
    return any(
        phase.duration.is_open
        or bool(phase.duration.low_halves if isinstance(phase.duration, Breaths) else phase.duration.low)
        for phase in tempo.phases
    )


def _written(text: str) -> WrittenTempo | ValueFault:
    value = plain(text)
    if value == "none":
        return _NO_BEAT
    shown = visible(value[:LONGEST_LABEL])
    if len(value) <= LONGEST_LABEL and re.fullmatch(_NUMBERS, value):
        numbers = re.split(r" *[-\u2013] *", value)
        if len(numbers) == len(THREE_NAMES):
            return _three(shown, numbers)
        from player.routine.values.tempo_faults import other_numbers

        return other_numbers(shown, numbers)
    if len(value) == len("3010") and re.fullmatch(_DIGITS, value):
        from player.routine.values.tempo_faults import four_numbers

        return four_numbers(shown, list(value))
    found = read_duration(text, _WHOLE)
    if not isinstance(found, ValueFault):
        return WrittenTempo((WrittenPhase(BEAT, found),))
    from player.routine.values.tempo_faults import fault_of

    return fault_of(shown, value, found)


def _three(shown: str, numbers: list[str]) -> WrittenTempo | ValueFault:
    lengths = [one_duration(number) or 0 for number in numbers]
    if not any(lengths):
        from player.routine.values.tempo_faults import no_time

        return no_time(shown)
    if max(lengths) > MOST_TIME:
        return ValueFault(Code.OUT_OF_BOUNDS, f"'{shown}' is out of bounds: a phase may be 0 s to 24 h")
    phases = zip(THREE_NAMES, lengths, strict=True)
    return WrittenTempo(tuple(WrittenPhase(name, Quantity.fixed(length)) for name, length in phases))


def _pairs(node: Mapping | Sequence, problems: Problems) -> list[tuple[Scalar, Node]]:
    """Return the names and lengths of a mapping, or of a list of single-key mappings; empty: reported."""
    if isinstance(node, Mapping):
        named = list(node.pairs)
    else:
        named = [pair for item in node.items if isinstance(item, Mapping) for pair in item.pairs[:1]]
        wrong = [item for item in node.items if not isinstance(item, Mapping) or len(item.pairs) != 1]
        if wrong:
            _report_entry(wrong[0], problems)
            return []
    if not named:
        problems.error(Code.EMPTY_VALUE, node.span, "the tempo has no phases", "write 'none' for no beat")
    return named


def _report_entry(item: Node, problems: Problems) -> None:
    if isinstance(item, Scalar) and item.style == "refused":
        return
    message, hint = "each phase of a tempo needs a name and a length", TEMPO_HINT
    if isinstance(item, Scalar):
        name, colon, length = item.text.partition(":")
        if colon and name and one_duration(plain(length)) is not None:
            report_no_space(item, name, length, problems)
            return
        if one_duration(plain(item.text)) is not None:
            hint = "write three numbers as 2-1-3, or name the phases: [lift: 2s, lower: 3s]"
    problems.error(Code.NOT_A_TEMPO, item.span, message, hint)


def _named_phase(
    word: Scalar, node: Node, phase: Key, reading: ValueReading
) -> tuple[str, ByLevel[Length]] | None:
    problems = reading.problems
    label = " ".join(word.text.split())
    if not any(char.isalnum() for char in label):
        problems.error(Code.NO_LETTERS, word.span, "a phase needs a name with a letter or digit", TEMPO_HINT)
        return None
    if len(label) > LONGEST_LABEL:
        problems.error(
            Code.TOO_LONG, word.span, f"the name of a phase is spoken: at most {LONGEST_LABEL} characters"
        )
        return None
    name, colon, length = label.partition(":")
    if colon and name and isinstance(node, Scalar) and not node.text:
        report_no_space(word, name, length, problems)
        return None
    shown = visible(label)
    if label in reading.levels:
        message = f"the phase '{shown}' has the name of a level"
        hint = "name all levels and no phases here, or call the phase something else"
        problems.error(Code.BY_LEVEL, word.span, message, hint)
        return None
    found = gap_of(node, phase._replace(name=shown, example=f"{shown}: 2s"), reading)
    return None if found is None else (label, found)


def _warn_of_long_beat(node: Scalar, tempo: WrittenTempo, problems: Problems) -> None:
    value = plain(node.text)
    first = tempo.phases[0].duration if tempo.phases else None
    if isinstance(first, Quantity) and first.low > MINUTE and re.fullmatch(_DIGITS, value):
        problems.warning(
            Code.LONG_BEAT,
            node.span,
            f"'{value}' is one beat of {value} seconds for every rep",
            f"write '{'-'.join(value)}' for three phases, or '{value}s'",
            (instead(node.span, "-".join(value)), instead(node.span, f"{value}s")),
        )
