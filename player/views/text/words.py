"""Short texts about an interval, shared by all screens, `--plain` and `show`."""

from typing import Final

from player.timeline.model import Dose, Interval, Kind, Phase
from player.timeline.sides import ALTERNATE
from player.views.text.times import short_length

PAUSED: Final = "‖ paused"

_COUNTED: Final = {Dose.BEAT, Dose.SELF_PACED, Dose.HELD_REPS}
_GAPS: Final = {
    Kind.PREPARE: "▷ get ready",
    Kind.TRANSITION: "▷ get ready",
    Kind.REST: "◌ rest",
    Kind.SWITCH: "⇄ switch",
    Kind.SAY: "▷ listen",
}
_POSITIONS: Final = {
    "prone": "Lie face down.",
    "supine": "Lie on your back, knees bent.",
    "seated": "Sit tall.",
    "standing": "Stand tall.",
    "hands-and-knees": "Come onto hands and knees.",
    "side-lying": "Lie on your side, knees bent.",
}


def gap_word(kind: Kind) -> str:
    """Return the glyph and the word of a gap."""
    return _GAPS[kind]


def phase_word(interval: Interval, label: str) -> str:
    """Return the glyph and the word of a phase: `■ hold`, `▼ lower`, `▲ Y`; of a breath `▲ in`, `▼ out`."""
    from player.timeline.phasesounds import RETURN, STAY

    folded = label.casefold()
    if folded in {"rep", "move"}:
        return "▲ work"
    if folded in {"in", "out"} and interval.phases[0].label.casefold() == "in":
        return f"{'▲' if folded == 'in' else '▼'} {label}"
    glyph = "■" if folded in STAY else "▼" if folded in RETURN else "▲"
    return f"{glyph} {label}"


def dose(work: Interval) -> str:
    """Return the dose of one set: `8+ reps`, `5 × hold 10 s`, `hold 30 s+`, `5 breaths`."""
    text = "until you press Enter"
    match work.dose:
        case Dose.HOLD:
            text = "hold as long as you can" if _is_max(work) else f"hold {_breaths(work) or _length(work)}"
        case Dose.HELD_REPS:
            text = f"{_count(work)} × hold {_held(work)}{_each(work)}"
        case Dose.KEEP_MOVING if _is_max(work):
            text = "keep moving as long as you can"
        case Dose.KEEP_MOVING:
            text = _breaths(work) or f"keep moving {_length(work)}"
        case Dose.BEAT:
            text = reps_of_each(work)
        case Dose.SELF_PACED:
            text = f"{reps_of_each(work)}, your pace"
        case Dose.DISTANCE:
            text = "as far as you can" if work.distance in {None, "max"} else str(work.distance)
    return text


def is_open_count(work: Interval) -> bool:
    """Whether more reps than planned may be done: `8+`, `max`."""
    return work.dose in _COUNTED and (work.at_least or work.reps is None)


def reps(work: Interval) -> str:
    """Return `8 reps`, `8+ reps`, `max reps`."""
    return "1 rep" if _count(work) == "1" else f"{_count(work)} reps"


def reps_of_each(work: Interval) -> str:
    """Return `8 reps`, or `8 reps each side` where sides change with every rep."""
    return f"{reps(work)}{_each(work)}"


def tempo(work: Interval) -> str:
    """Return the phases of one rep in seconds: `Y 3 · T 3 · W 3 · lower 2`; empty without a beat."""
    if not work.has_beat:
        return ""
    first = [phase for phase in work.phases if phase.rep == 1 and phase.side == work.phases[0].side]
    if [phase.label for phase in first] == ["rep"] and not first[0].is_open:
        return f"one every {short_length(first[0].duration)}"
    return " · ".join(f"{phase.label} {_seconds(phase)}" for phase in first)


def place(
    work: Interval, pass_: int = 1, set_pass: int = 1, unit: str = "round", *, more: bool = False
) -> str:
    """Return `round 1 of 2 · set 2 of 3`; empty where there is only one of each.

    Args:
        work: The interval.
        pass_: 1-based pass of its round, where rounds are repeated until time is up.
        set_pass: 1-based pass of its set, where sets are repeated until the person skips on.
        unit: The word for a round: `minute` where one starts every minute.
        more: Whether open sets follow those on the tape, as after `set 2 of 3+`.
    """
    parts = []
    if work.round is not None and work.rounds is None:
        parts.append(f"{unit} {pass_}")
    elif work.rounds is not None and work.rounds > 1:
        parts.append(f"{unit} {work.round} of {work.rounds}")
    if work.set is not None and work.sets is None:
        is_last_planned = set_pass == 1 and work.set > 1
        parts.append(
            f"set {work.set} of {work.set}+" if is_last_planned else f"set {work.set + set_pass - 1}"
        )
    elif work.sets is not None and work.sets > 1:
        parts.append(f"set {work.set} of {work.sets}{'+' if more else ''}")
    return " · ".join(parts)


def side(work: Interval) -> str:
    """Return `right side`, `alternating sides`, a label such as `forward`; empty for both at once."""
    if work.side is None:
        return ""
    return "alternating sides" if work.side == ALTERNATE else side_name(work.side)


def side_name(label: str) -> str:
    """Return `right side`; other labels than right and left stand for themselves."""
    return f"{label} side" if label.casefold() in {"left", "right"} else label


def effort(work: Interval) -> str:
    """Return the effort: `effort 7`, or the routine's own words; empty if there is none."""
    if not work.effort:
        return ""
    return work.effort if any(char.isalpha() for char in work.effort) else f"effort {work.effort}"


def card(work: Interval) -> str:
    """Return work in one line: name, side, dose, load, effort."""
    parts = (work.exercise, side(work), dose(work), work.load, effort(work))
    return " · ".join(part for part in parts if part)


def in_full(work: Interval, pass_: int = 1) -> str:
    """Return work with all its details: card, round and set, form cues, signs at which to stop.

    Args:
        work: The interval.
        pass_: 1-based pass of the repeated window around it.
    """
    stop_if = (f"Stop if: {', '.join(work.stop_if)}",) if work.stop_if else ()
    return " · ".join(part for part in (card(work), place(work, pass_, pass_), *work.cues, *stop_if) if part)


def gap_length(gap: Interval) -> str:
    """Return the length of a gap: `20 s`, `5 breaths`, `until the beat`, `Enter when ready`."""
    if gap.duration is not None:
        return _breaths(gap) or short_length(gap.duration)
    if gap.fills:
        return "until the beat"
    return f"{short_length(gap.least)} or more, Enter when ready" if gap.least else "Enter when ready"


def set_up(work: Interval, before: Interval | None = None) -> str:
    """Return the position to take and the equipment to fetch, as far as known and not given by `before`.

    Args:
        work: The interval.
        before: The work before it: its position is taken already, its equipment is at hand.
    """
    position = before.position if before is not None else None
    parts = [_POSITIONS[work.position]] if work.position in _POSITIONS and work.position != position else []
    there = before.equipment if before is not None else ()
    needed = [thing for thing in work.equipment if thing not in there]
    if needed:
        parts.append(f"You need: {', '.join(needed)}.")
    return " ".join(parts)


def _is_max(work: Interval) -> bool:
    return work.duration is None and not work.least


def _count(work: Interval) -> str:
    if work.reps is None:
        return "max"
    return f"{work.reps}+" if is_open_count(work) else str(work.reps)


def _each(work: Interval) -> str:
    return " each side" if work.side == ALTERNATE else ""


def _length(work: Interval) -> str:
    return short_length(work.duration) if work.duration is not None else f"{short_length(work.least)}+"


def _breaths(interval: Interval) -> str:
    """`5 breaths` if the length was written in breaths; empty if not."""
    labels = {phase.label for phase in interval.phases}
    length = interval.least if interval.duration is None else interval.duration
    if not labels or not labels <= {"in", "out"}:
        return ""
    last = interval.phases[-1]
    halves, over = len(interval.phases), length - last.start - last.duration
    if interval.duration is None and over == interval.phases[0].duration:  # open work repeats whole breaths
        halves, over = halves + 1, 0
    plus = "+" if interval.duration is None else ""
    return "" if over else f"{_breath_count(halves)}{plus} breaths"


def _breath_count(halves: int) -> str:
    """The number of breaths from the number of phases; in without out is half a breath."""
    whole, half = divmod(halves, 2)
    return f"{whole}.5" if half else str(whole)


def _held(work: Interval) -> str:
    """The length of one hold of held reps: `10 s`, `10 s+`, `3 breaths`, `max`."""
    first = work.phases[0]
    if first.label == "in":
        rep = [p for p in work.phases if p.rep == 1 and p.side == first.side and p.label in {"in", "out"}]
        return f"{_breath_count(len(rep))} breaths"
    return f"{short_length(first.duration)}+" if first.is_open and first.duration else _long_or_max(first)


def _long_or_max(hold: Phase) -> str:
    return short_length(hold.duration) if hold.duration else "max"


def _seconds(phase: Phase) -> str:
    if not phase.is_open:
        return f"{phase.duration / 1000:g}"
    return f"{phase.duration / 1000:g}+" if phase.duration else "until Enter"
