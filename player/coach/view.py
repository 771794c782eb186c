"""What is true now, ready to be shown: the one picture that the screen and `--plain` draw from.

A view is a value: equal views need no new drawing.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from player.coach import times, words
from player.routine.model import Ms
from player.session.state import Ended, IsPaused, LeadingIn
from player.session.transport import Transport
from player.timeline.model import Dose, Interval, Kind

_PLAIN_SECONDS_BELOW: Final[Ms] = 100_000


class Mood(StrEnum):
    """The colour of the moment; the name is the style class of the band."""

    WORK = "work"
    HOLD = "hold"
    LOWER = "lower"
    REST = "rest"
    SWITCH = "switch"
    READY = "ready"
    PAUSED = "paused"
    OVER = "over"


class Part(NamedTuple):
    """One phase of the rep that is on."""

    label: str
    share: float
    """Of the rep's length."""
    filled: float
    """0 to 1."""


@dataclass(frozen=True, slots=True)
class View:
    """One moment of a session."""

    mood: Mood
    word: str
    """Glyph and word of the phase, such as `■ hold`."""
    heading: str
    """The exercise; in a gap the one that comes."""
    side: str
    place: str
    """Set and round."""
    number: str
    """The one figure to be read from three metres; with spaces before it where it may grow."""
    beside: str
    """Stands small beside the number: `of 8`, `s`, `Enter when done`."""
    parts: tuple[Part, ...]
    """The rep that is on; empty where there is none."""
    rep: int
    reps: int
    """Reps through or on, and planned; 0 and 0 where none are counted."""
    filled: float
    """Of this interval, 0 to 1; 0 if open."""
    cue: str
    then: str
    """What follows directly."""
    coming: str
    """The next other exercise."""
    overall: float
    """Of the session, 0 to 1."""
    left: str
    """`6:12 left`."""


def view_of(transport: Transport) -> View:
    """Return the picture of this moment."""
    interval, index = transport.interval, transport.index
    work = interval if interval.is_work else next_work(transport.timeline.intervals, index)
    state = transport.state
    number, beside = _number(transport, interval)
    parts, rep = _rep(transport, interval)
    filled = transport.offset / transport.planned if transport.planned else 0.0
    overall, left = _overall(transport)
    return View(
        mood=_mood(transport, interval),
        word=_word(transport, interval),
        heading=(work.exercise or "") if work is not None else "",
        side=words.side(work) if work is not None else "",
        place=words.place(work) if work is not None else "",
        number=number,
        beside=beside,
        parts=parts,
        rep=rep,
        reps=(interval.reps or 0) if parts else 0,
        filled=1.0 if isinstance(state, Ended) and state.finished else filled,
        cue=_cue(interval, work, _work_before(transport.timeline.intervals, index)),
        then=_then(transport, index),
        coming=_coming(transport, index),
        overall=overall,
        left=left,
    )


def next_work(intervals: tuple[Interval, ...], index: int) -> Interval | None:
    """Return the first work at or after `index`."""
    return next((interval for interval in intervals[index:] if interval.is_work), None)


def _mood(transport: Transport, interval: Interval) -> Mood:
    match transport.state:
        case Ended():
            return Mood.OVER
        case IsPaused() | LeadingIn():
            return Mood.PAUSED
    if not interval.is_work:
        return {Kind.REST: Mood.REST, Kind.SWITCH: Mood.SWITCH}.get(interval.kind, Mood.READY)
    phase = transport.phase
    glyph = words.phase_word(interval, phase.label)[0] if phase is not None else "▲"
    return {"■": Mood.HOLD, "▼": Mood.LOWER}.get(glyph, Mood.WORK)


def _word(transport: Transport, interval: Interval) -> str:
    match transport.state:
        case Ended(finished=finished):
            return "finished" if finished else "stopped"
        case IsPaused():
            return words.PAUSED
        case LeadingIn():
            return "▷ going on"
    if not interval.is_work:
        return words.gap_word(interval.kind)
    phase = transport.phase
    return words.phase_word(interval, phase.label) if phase is not None else "▲ work"


def _number(transport: Transport, interval: Interval) -> tuple[str, str]:
    """The big figure and what stands beside it."""
    lead_in = transport.lead_in_left
    if lead_in is not None:
        return str(max(1, -(-lead_in // 1000))), "and go"
    if isinstance(transport.state, Ended):
        return times.clock_face(transport.active, up=True), ""
    remaining = transport.remaining
    if remaining is None:
        beside = f"{interval.reps} reps · Enter when done" if interval.reps else "Enter when done"
        return times.clock_face(transport.offset, up=True), beside
    phase = transport.phase
    if interval.dose is Dose.BEAT:
        rep = phase.rep if phase is not None else interval.reps
        return str(rep).rjust(len(str(interval.reps))), f"of {interval.reps}"
    if interval.dose is Dose.HELD_REPS and phase is not None:
        longest = max(other.duration for other in interval.phases)
        left, unit = _countdown(phase.start + phase.duration - transport.offset, longest)
        return left, f"{unit} · {phase.rep} of {interval.reps}" if unit else f"{phase.rep} of {interval.reps}"
    return _countdown(remaining, max(remaining, transport.planned or 0))


def _countdown(left: Ms, whole: Ms) -> tuple[str, str]:
    """What is left of `whole`, and its unit; as wide at the end as at the start, so that nothing jumps.

    Below 100 s plain seconds: fewer figures are larger ones.
    """
    if whole < _PLAIN_SECONDS_BELOW:
        return str(-(-left // 1000)).rjust(len(str(-(-whole // 1000)))), "s"
    return times.clock_face(left).rjust(len(times.clock_face(whole))), ""


def _rep(transport: Transport, interval: Interval) -> tuple[tuple[Part, ...], int]:
    """The rep that is on, phase by phase, and its number."""
    phase = transport.phase
    if phase is None or len(interval.phases) == 1:
        return (), 0
    rep = [other for other in interval.phases if other.rep == phase.rep]
    length = sum(other.duration for other in rep)
    at = transport.offset
    return (
        tuple(
            Part(
                other.label,
                other.duration / length,
                min(1.0, max(0.0, (at - other.start) / other.duration)),
            )
            for other in rep
        ),
        phase.rep,
    )


def _work_before(intervals: tuple[Interval, ...], index: int) -> Interval | None:
    return next((interval for interval in reversed(intervals[:index]) if interval.is_work), None)


def _cue(interval: Interval, work: Interval | None, before: Interval | None) -> str:
    """What to do with the body now: in a gap how to get into place, in a rest of one's own what to do."""
    name = interval.exercise if not interval.is_work else None
    own = [text for text in (name, *interval.cues, interval.note) if text]
    if own or interval.is_work or work is None:
        return _sentences(own)
    return f"Next: {words.card(work)}. {words.set_up(work, before)}".strip()


def _sentences(texts: list[str]) -> str:
    """Texts one after the other, each but the last ended by a full stop if it has no end of its own."""
    ended = (text if text.endswith((".", "!", "?", "…")) else f"{text}." for text in texts[:-1])
    return " ".join((*ended, *texts[-1:]))


def _then(transport: Transport, index: int) -> str:
    """What the tape brings after this interval."""
    following = transport.timeline.intervals[index + 1 : index + 2]
    if not following:
        return "" if isinstance(transport.state, Ended) else "▷ then the end"
    after = following[0]
    if after.is_work:  # in a gap its name is the heading already
        parts = (words.side(after), words.dose(after), after.load)
        short = " · ".join(part for part in parts if part)
        return f"▷ then {words.card(after) if transport.interval.is_work else short}"
    length = f" {times.clock_face(after.duration)}" if after.duration is not None else ""
    here, work = transport.interval, next_work(transport.timeline.intervals, index + 1)
    which = ""
    if work is not None and here.is_work and here.path.split("@")[0] == work.path.split("@")[0]:
        which = words.side(work) if after.kind is Kind.SWITCH else words.place(work)
    name = after.exercise or words.gap_word(after.kind)[2:]
    return f"▷ then {name}{length}" + (f", {which}" if which else "")


def _coming(transport: Transport, index: int) -> str:
    """The next exercise that is neither in front of the performer nor told by `then`."""
    intervals = transport.timeline.intervals
    here = next_work(intervals, index)
    if here is None:
        return ""
    told = {here.path.split("@")[0]}
    if intervals[index].is_work and index + 1 < len(intervals) and intervals[index + 1].is_work:
        told.add(intervals[index + 1].path.split("@")[0])
    other = next(
        (later for later in intervals[index:] if later.is_work and later.path.split("@")[0] not in told), None
    )
    return f"▷ {words.card(other)}" if other is not None else ""


def _overall(transport: Transport) -> tuple[float, str]:
    """How much of the session is over, and what is left of it."""
    intervals, index = transport.timeline.intervals, transport.index
    if isinstance(transport.state, Ended):
        return (1.0, "") if transport.state.finished else (index / len(intervals), "")
    ahead = intervals[index + 1 :]
    left: Ms = (transport.remaining or 0) + sum(later.duration or 0 for later in ahead)
    is_open = transport.planned is None or any(later.duration is None for later in ahead)
    done: Ms = sum(earlier.duration or 0 for earlier in intervals[:index]) + transport.offset
    if is_open:
        return index / len(intervals), f"{times.clock_face(left)}+ left" if left else "open end"
    return done / (done + left) if done + left else 0.0, f"{times.clock_face(left)} left"
