"""The big figure, to be read from three metres, and the current rep with its phases."""

from itertools import takewhile
from typing import Final, NamedTuple

from player.routine.model import Ms
from player.session.state import Ended
from player.session.transport import Transport
from player.timeline.model import Dose, Interval, Phase
from player.views.text import times, words

_PLAIN_SECONDS_BELOW: Final[Ms] = 100_000
"""Shorter times are shown as seconds, longer ones as `1:40`."""
_WIDTH_WITHOUT_LENGTH: Final[Ms] = 3000
"""An open phase without a least is drawn as wide as a phase of this length."""
_NEVER: Final[Ms] = 10**12
"""An offset behind every phase."""


class PhasePart(NamedTuple):
    """One phase of the current rep, as a part of its bar."""

    label: str
    share: float
    """Its share of the rep's length, 0 to 1."""
    filled: float
    """How much of the phase is over, 0 to 1."""


def number(transport: Transport) -> tuple[str, str]:
    """Return the big figure and the small text beside it."""
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
    """Return the phases of the current rep and its 1-based number; `((), 0)` where there is none."""
    phase, interval = transport.phase, transport.interval
    if isinstance(transport.state, Ended):  # a window may have ended it before the last interval of the tape
        return (), 0
    if phase is None or (len(interval.phases) == 1 and transport.planned is not None):
        return (), 0
    if interval.dose is Dose.HOLD and len(interval.phases) == 1:
        return (), 0
    parts = [other for other in transport.phases if other.rep == phase.rep]
    if not parts:  # the last rep on the tape, repeated until the key
        track = transport.track
        onwards = track.between(track.rep_start(transport.offset), _NEVER)
        parts = list(takewhile(lambda other: other.rep == phase.rep, onwards))
    # Widths are the planned ones, even where an open phase took longer: a bar that moves must not jump.
    first = interval.phases[0].rep
    widths = [_width(other) for other in interval.phases if other.rep == first][: len(parts)]
    whole, offset, current = sum(widths), transport.offset, parts.index(phase)
    return (
        tuple(
            PhasePart(other.label, width / whole, _filled(other, offset) if number <= current else 0.0)
            for number, (other, width) in enumerate(zip(parts, widths, strict=True))
        ),
        phase.rep,
    )


def second_changes_in(transport: Transport) -> Ms:
    """Return the routine time in ms until a number on the screen that counts seconds changes."""
    offset, lead_in, phase = transport.offset, transport.lead_in_left, transport.phase
    counting_down: Ms | None = transport.remaining
    counting_up = offset
    if lead_in is not None:
        counting_down = lead_in
    elif phase is not None and transport.interval.dose in {Dose.HELD_REPS, Dose.BEAT}:
        waits = transport.track.waits(offset)
        counting_down = None if waits else phase.start + phase.duration - offset
        counting_up = offset - phase.start
    figure = 1000 - counting_up % 1000 if counting_down is None else (counting_down - 1) % 1000 + 1
    window = transport.window_left
    return figure if not window or lead_in is not None else min(figure, (window - 1) % 1000 + 1)


def _in_reps(transport: Transport, interval: Interval, phase: Phase) -> tuple[str, str]:
    """Figure and text of work in reps: with a beat the rep, else seconds left; an open phase counts up."""
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
    """The text beside a figure that counts up: what is to be done, and that Enter ends it."""
    if not interval.is_work:
        return "Enter when ready"
    to_do = ""
    match interval.dose:
        case Dose.SELF_PACED:
            to_do = words.reps_of_each(interval)
        case Dose.DISTANCE:
            to_do = words.dose(interval)
        case Dose.HOLD | Dose.KEEP_MOVING if interval.least:
            reached = "reached" if offset >= interval.least else "or more"
            to_do = f"{times.short_length(interval.least)} {reached}"
        case Dose.HOLD | Dose.KEEP_MOVING:
            to_do = "as long as you can"
    return f"{to_do} · Enter when done" if to_do else "Enter when done"


def _countdown(left: Ms, whole: Ms) -> tuple[str, str]:
    """Figure and unit of `left` ms of `whole`, padded to the width it starts with, so that nothing jumps.

    Below 100 s plain seconds: fewer digits can be drawn larger.
    """
    if whole < _PLAIN_SECONDS_BELOW:
        return str(-(-left // 1000)).rjust(len(str(-(-whole // 1000)))), "s"
    return times.clock_face(left).rjust(len(times.clock_face(whole))), ""


def _width(phase: Phase) -> Ms:
    return phase.duration or _WIDTH_WITHOUT_LENGTH


def _filled(phase: Phase, offset: Ms) -> float:
    """How much of a phase is over at an offset in the interval, 0 to 1."""
    if not phase.duration:
        return 0.0 if phase.is_open else 1.0
    return min(1.0, max(0.0, (offset - phase.start) / phase.duration))
