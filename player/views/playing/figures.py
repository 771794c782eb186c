"""The one figure to be read from three metres, and the rep that is on."""

from itertools import takewhile
from typing import Final, NamedTuple

from player.routine.model import Ms
from player.session.state import Ended
from player.session.transport import Transport
from player.timeline.model import Dose, Interval, Phase
from player.views.text import times, words

_PLAIN_SECONDS_BELOW: Final[Ms] = 100_000
_SHARE_OF_NO_LENGTH: Final[Ms] = 3000
"""An open phase without a least gets as much room as one of this length."""
_NEVER: Final[Ms] = 10**12


class PhasePart(NamedTuple):
    """One phase of the rep that is on."""

    label: str
    share: float
    """Of the rep's length."""
    filled: float
    """0 to 1."""


def number(transport: Transport) -> tuple[str, str]:
    """Return the big figure and what stands beside it."""
    interval, lead_in = transport.interval, transport.lead_in_left
    if lead_in is not None:
        return str(max(1, -(-lead_in // 1000))), "and go"
    if isinstance(transport.state, Ended):
        return times.clock_face(transport.active, up=True), ""
    phase, remaining = transport.phase, transport.remaining
    if interval.is_work and phase is not None and interval.dose in {Dose.BEAT, Dose.HELD_REPS}:
        return _in_reps(transport, interval, phase)
    if remaining is None:
        return times.clock_face(transport.offset, up=True), _beside_open(interval, transport.offset)
    if interval.dose is Dose.BEAT:  # its phases are over, and the end is this very moment
        return str(interval.reps), f"of {interval.reps}"
    return _countdown(remaining, max(remaining, transport.planned or 0))


def rep(transport: Transport) -> tuple[tuple[PhasePart, ...], int]:
    """Return the rep that is on, phase by phase, and its number; nothing and 0 where there is none."""
    phase, interval = transport.phase, transport.interval
    if isinstance(transport.state, Ended):  # a window may have ended it before the last interval of the tape
        return (), 0
    if phase is None or (len(interval.phases) == 1 and transport.planned is not None):
        return (), 0
    if interval.dose is Dose.HOLD and len(interval.phases) == 1:
        return (), 0
    parts = [other for other in transport.phases if other.rep == phase.rep]
    if not parts:  # a repeated one, behind those on the tape
        track = transport.track
        onwards = track.between(track.rep_start(transport.offset), _NEVER)
        parts = list(takewhile(lambda other: other.rep == phase.rep, onwards))
    # As wide as planned, also an open phase that is over: what is read while it moves must not jump.
    first = interval.phases[0].rep
    rooms = [_room(other) for other in interval.phases if other.rep == first][: len(parts)]
    length, at, last = sum(rooms), transport.offset, parts.index(phase)
    return (
        tuple(
            PhasePart(other.label, room / length, _filled(other, at) if place <= last else 0.0)
            for place, (other, room) in enumerate(zip(parts, rooms, strict=True))
        ),
        phase.rep,
    )


def second_changes_in(transport: Transport) -> Ms:
    """Return the routine time until a number that counts seconds changes."""
    offset, lead_in, phase = transport.offset, transport.lead_in_left, transport.phase
    shown = transport.remaining
    up = offset
    if lead_in is not None:
        shown = lead_in
    elif phase is not None and transport.interval.dose in {Dose.HELD_REPS, Dose.BEAT}:
        waits = transport.track.waits(offset)
        shown = None if waits else phase.start + phase.duration - offset
        up = offset - phase.start
    own = 1000 - up % 1000 if shown is None else (shown - 1) % 1000 + 1
    window = transport.window_left
    return own if not window or lead_in is not None else min(own, (window - 1) % 1000 + 1)


def _in_reps(transport: Transport, interval: Interval, phase: Phase) -> tuple[str, str]:
    """Which rep of a beat, or the seconds of a hold; an open phase counts up."""
    is_open = words.is_open_count(interval)
    planned = f"{interval.reps}{'+' if is_open else ''}" if interval.reps is not None else None
    end = " · Enter when done" if is_open else ""
    if transport.track.waits(transport.offset):
        which = f"rep {phase.rep}" if planned is None else f"{phase.rep} of {planned}"
        return str((transport.offset - phase.start) // 1000), f"s · {which} · Enter: next"
    if interval.dose is Dose.BEAT:
        beside = f"of {planned}{end}" if planned is not None else f"reps{end}"
        return str(phase.rep).rjust(len(str(interval.reps or 1))), beside
    longest = max(other.duration for other in interval.phases)
    left, unit = _countdown(phase.start + phase.duration - transport.offset, longest)
    which = f"{phase.rep} of {planned}" if planned is not None else f"rep {phase.rep}"
    return left, f"{unit} · {which}{end}" if unit else f"{which}{end}"


def _beside_open(interval: Interval, offset: Ms) -> str:
    """What stands beside a number that counts up."""
    if not interval.is_work:
        return "Enter when ready"
    asked = ""
    match interval.dose:
        case Dose.SELF_PACED:
            asked = words.reps_of_each(interval)
        case Dose.DISTANCE:
            asked = words.dose(interval)
        case Dose.HOLD | Dose.KEEP_MOVING if interval.least:
            reached = "reached" if offset >= interval.least else "or more"
            asked = f"{times.short_length(interval.least)} {reached}"
        case Dose.HOLD | Dose.KEEP_MOVING:
            asked = "as long as you can"
    return f"{asked} · Enter when done" if asked else "Enter when done"


def _countdown(left: Ms, whole: Ms) -> tuple[str, str]:
    """What is left of `whole`, and its unit; as wide at the end as at the start, so that nothing jumps.

    Below 100 s plain seconds: fewer figures are larger ones.
    """
    if whole < _PLAIN_SECONDS_BELOW:
        return str(-(-left // 1000)).rjust(len(str(-(-whole // 1000)))), "s"
    return times.clock_face(left).rjust(len(times.clock_face(whole))), ""


def _room(phase: Phase) -> Ms:
    return phase.duration or _SHARE_OF_NO_LENGTH


def _filled(phase: Phase, at: Ms) -> float:
    if not phase.duration:
        return 0.0 if phase.is_open else 1.0
    return min(1.0, max(0.0, (at - phase.start) / phase.duration))
