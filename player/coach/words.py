"""The short texts about an interval that every screen, `--plain` and `show` share."""

from typing import Final

from player.coach.times import short_length
from player.timeline.cues import RETURN, STAY
from player.timeline.model import Dose, Interval, Kind

PAUSED: Final = "‖ paused"

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
    """Return glyph and word of a gap, the same everywhere."""
    return _GAPS[kind]


def phase_word(work: Interval, label: str) -> str:
    """Return glyph and word of a phase of work: `■ hold`, `▼ lower`, `▲ Y`; a breath rises and falls."""
    folded = label.casefold()
    if folded in {"rep", "move"}:
        return "▲ work"
    if folded in {"in", "out"} and work.phases[0].label.casefold() == "in":
        return f"{'▲' if folded == 'in' else '▼'} {label}"
    glyph = "■" if folded in STAY else "▼" if folded in RETURN else "▲"
    return f"{glyph} {label}"


def dose(work: Interval) -> str:
    """Return what is asked for in one set: `8 reps`, `5 × hold 10 s`, `hold 20 s`, `40 s`."""
    reps = "1 rep" if work.reps == 1 else f"{work.reps} reps"
    match work.dose:
        case Dose.HOLD:
            return f"hold {short_length(work.duration or 0)}"
        case Dose.HELD_REPS:
            return f"{work.reps} × hold {short_length(work.phases[0].duration)}"
        case Dose.KEEP_MOVING:
            return f"keep moving {short_length(work.duration or 0)}"
        case Dose.BEAT:
            return reps
        case Dose.SELF_PACED:
            return f"{reps}, your pace"
    return "until you press Enter"


def tempo(work: Interval) -> str:
    """Return the beat of one rep: `Y 3 · T 3 · W 3 · lower 2`; empty without one."""
    if not work.has_beat:
        return ""
    first = [phase for phase in work.phases if phase.rep == 1]
    if [phase.label for phase in first] == ["rep"]:
        return f"one every {short_length(first[0].duration)}"
    return " · ".join(f"{phase.label} {phase.duration / 1000:g}" for phase in first)


def place(work: Interval) -> str:
    """Return `round 1 of 2 · set 2 of 3`; empty where there is one of each."""
    parts = []
    if work.rounds is not None and work.rounds > 1:
        parts.append(f"round {work.round} of {work.rounds}")
    if work.sets is not None and work.sets > 1:
        parts.append(f"set {work.set} of {work.sets}")
    return " · ".join(parts)


def side(work: Interval) -> str:
    """Return `right side`; empty where both work at once."""
    return f"{work.side} side" if work.side is not None else ""


def card(work: Interval) -> str:
    """Return one line that says all of a piece of work: name, side, dose, load."""
    return " · ".join(part for part in (work.exercise, side(work), dose(work), work.load) if part)


def set_up(work: Interval, before: Interval | None = None) -> str:
    """Return how to get into place and with what, as far as the catalogue knows and `before` has not yet."""
    position = before.position if before is not None else None
    parts = [_POSITIONS[work.position]] if work.position in _POSITIONS and work.position != position else []
    there = before.equipment if before is not None else ()
    needed = [thing for thing in work.equipment if thing not in there]
    if needed:
        parts.append(f"You need: {', '.join(needed)}.")
    return " ".join(parts)
