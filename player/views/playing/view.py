"""The view: everything there is to show at one moment of a session, for the screen and for `--plain`.

A view is a value: where it equals the one before, nothing has to be drawn.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from player.routine.model import Ms
from player.routine.visible import width as cells
from player.session.state import Ended, IsPaused, LeadingIn
from player.session.transport import Transport
from player.timeline.model import Interval, Kind, Window
from player.timeline.paths import step_of
from player.timeline.sides import ALTERNATE
from player.views.playing import figures, progress
from player.views.playing.figures import PhasePart
from player.views.text import times, words

__all__ = ["Mood", "PhasePart", "View", "place_of", "time_left", "view_of"]

_LONGEST_HEADING: Final = 44
"""Cells: the longest text of a `say` that stands as the heading; a longer one stands as the cue below."""
_MINUTE: Final[Ms] = 60_000


class Mood(StrEnum):
    """The colour of the view; the value is the style class of the band."""

    WORK = "work"
    HOLD = "hold"
    LOWER = "lower"
    REST = "rest"
    SWITCH = "switch"
    READY = "ready"
    PAUSED = "paused"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class View:
    """One moment of a session; texts are empty where there is nothing to say."""

    mood: Mood
    word: str
    """Glyph and word of the phase, such as `■ hold`."""
    heading: str
    """The exercise; in a gap the next one; of a short instruction its text."""
    side: str
    place: str
    """Round, set, time left of the window around them, effort."""
    number: str
    """The big figure, to be read from three metres; padded on the left to its greatest width."""
    beside: str
    """The small text beside the number: `of 8`, `s`, `Enter when done`."""
    parts: tuple[PhasePart, ...]
    """The phases of the current rep; empty where there is none."""
    rep: int
    """1-based number of the current rep; 0 where there is none."""
    reps: int
    """Planned reps; 0 where they are open or not counted."""
    filled: float
    """How much of this interval is over, 0 to 1; if it is open, of its least."""
    cue: str
    """What to do with the body now."""
    then: str
    """What follows directly: `▷ then rest 0:20`."""
    coming: str
    """The next exercise that neither `heading` nor `then` names."""
    overall: float
    """How much of the session is over, 0 to 1."""
    left: str
    """Time left of the session: `6:12 left`."""


def view_of(transport: Transport) -> View:
    """Return the view of this moment."""
    interval, index, timeline = transport.interval, transport.index, transport.timeline
    found = progress.next_work_index(timeline, index)
    work = interval if interval.is_work else timeline.intervals[found] if found is not None else None
    state = transport.state
    number, beside = figures.number(transport)
    parts, rep = figures.rep(transport)
    overall, left, is_open = progress.progress(transport)
    return View(
        mood=_mood(transport, interval),
        word=_word(transport, interval),
        heading=_heading(interval, work),
        side=_side(transport, work),
        place=_place(transport, work),
        number=number,
        beside=beside,
        parts=parts,
        rep=rep,
        reps=(interval.reps or 0) if parts and interval.is_work else 0,
        filled=1.0 if isinstance(state, Ended) and state.finished else _filled(transport),
        cue=_cue(interval, work, _work_before(timeline.intervals, index)),
        then=_then(transport, index),
        coming=_coming(transport, index),
        overall=overall,
        left=_left(left, is_open=is_open, ended=isinstance(state, Ended)),
    )


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
    phase = transport.phase
    if not interval.is_work:
        breath = f" · {words.phase_word(interval, phase.label)}" if phase is not None else ""
        return f"{words.gap_word(interval.kind)}{breath}"
    return words.phase_word(interval, phase.label) if phase is not None else "▲ work"


def _heading(interval: Interval, work: Interval | None) -> str:
    if _stands_as_heading(interval):
        return interval.exercise or ""
    return (work.exercise or "") if work is not None else ""


def _stands_as_heading(interval: Interval) -> bool:
    return interval.kind is Kind.SAY and cells(interval.exercise or "") <= _LONGEST_HEADING


def _side(transport: Transport, work: Interval | None) -> str:
    """The side of `work`; where sides change inside it, the current or the next one."""
    if work is None:
        return ""
    if work is transport.interval and work.side == ALTERNATE:
        offset = transport.offset
        coming = transport.track.between(offset, offset + _MINUTE)
        current = transport.phase
        label = current.side if current is not None and current.side is not None else None
        label = label or next((phase.side for phase in coming if phase.side is not None), None)
        if label is not None:
            return words.side_name(label)
    return words.side(work)


def place_of(transport: Transport) -> str:
    """Return round and set of the current or next work: `minute 3 of 10 · set 2 of 3`."""
    index = progress.next_work_index(transport.timeline, transport.index)
    return _place_at(transport, index) if index is not None else ""


def _place_at(transport: Transport, index: int, via: int | None = None) -> str:
    """Round and set of the work at `index`, the next time it is played; `via` as in `passes_of`."""
    window = progress.timed_window(transport.timeline, index)
    every_minute = window is not None and _is_every(window) and window.length == _MINUTE
    passes = progress.passes_of(transport, index, via)
    unit = "minute" if every_minute else "round"
    more = progress.has_open_sets(transport.timeline, index)
    return words.place(transport.timeline.intervals[index], *passes, unit, more=more)


def time_left(transport: Transport) -> str:
    """Return the time left of the window around this moment, where the big figure does not show it."""
    window, left = progress.timed_window(transport.timeline, transport.index), transport.window_left
    if window is None or window.length is None or left is None:
        return ""
    if not _is_every(window):
        return f"{times.clock_face(left)} left of {times.clock_face(window.length)}"
    is_open = transport.interval.is_work and transport.planned is None
    return f"{times.clock_face(left)} to the beat" if is_open else ""


def _place(transport: Transport, work: Interval | None) -> str:
    """`round 4 · 7:12 left of 12:00`, `minute 3 of 10 · set 2 of 3`, each with the effort behind it."""
    if work is None:
        return ""
    if isinstance(transport.state, Ended):
        return words.place(work)
    return " · ".join(
        part for part in (place_of(transport), time_left(transport), words.effort(work)) if part
    )


def _is_every(window: Window) -> bool:
    """Whether a window is one round of `every`."""
    return window.runs_full and not window.repeats


def _filled(transport: Transport) -> float:
    whole = transport.planned or transport.interval.least
    return min(1.0, transport.offset / whole) if whole else 0.0


def _work_before(intervals: tuple[Interval, ...], index: int) -> Interval | None:
    return next((interval for interval in reversed(intervals[:index]) if interval.is_work), None)


def _cue(interval: Interval, work: Interval | None, before: Interval | None) -> str:
    """What to do with the body now; in a gap without a text of its own, how to set up for the next work.

    Args:
        interval: The current interval.
        work: The current or next work.
        before: The work before this interval.
    """
    name = interval.exercise if not interval.is_work and not _stands_as_heading(interval) else None
    own = [text for text in (name, *interval.cues, interval.note) if text]
    if own or interval.is_work or work is None:
        return _sentences(own)
    return f"Next: {words.card(work)}. {words.set_up(work, before)}".strip()


def _sentences(texts: list[str]) -> str:
    """The texts in a row; each but the last gets a full stop unless it ends in a mark of its own."""
    ended = (text if text.endswith((".", "!", "?", "…")) else f"{text}." for text in texts[:-1])
    return " ".join((*ended, *texts[-1:]))


def _then(transport: Transport, index: int) -> str:
    """What follows directly after this interval."""
    timeline = transport.timeline
    if index >= len(timeline.intervals):
        return "" if isinstance(transport.state, Ended) else "▷ then the end"
    following = progress.follower(timeline, index)
    if following >= len(timeline.intervals):
        return "▷ then the end"
    here, after = transport.interval, timeline.intervals[following]
    if after.is_work:  # in a gap the heading names it already
        told_already = not here.is_work and not _stands_as_heading(here)
        parts = (words.side(after), words.dose(after), after.load)
        short = " · ".join(part for part in parts if part)
        return f"▷ then {short if told_already else words.card(after)}"
    if after.duration is not None:
        length = f" {times.clock_face(after.duration)}"
    else:
        length = f", {words.gap_length(after)}"
    which, found = "", progress.next_work_index(timeline, following)
    work = timeline.intervals[found] if found is not None else None
    if work is not None and here.is_work and step_of(here.path) == step_of(work.path):
        which = words.side(work) if after.kind is Kind.SWITCH else _place_at(transport, found or 0, following)
    name = after.exercise or words.gap_word(after.kind)[2:]
    return f"▷ then {name}{length}" + (f", {which}" if which else "")


def _coming(transport: Transport, index: int) -> str:
    """The next exercise that neither the heading nor `then` names."""
    intervals = transport.timeline.intervals
    here = next((interval for interval in intervals[index:] if interval.is_work), None)
    if here is None:
        return ""
    told = {step_of(here.path)}
    if intervals[index].is_work and index + 1 < len(intervals) and intervals[index + 1].is_work:
        told.add(step_of(intervals[index + 1].path))
    other = next(
        (later for later in intervals[index:] if later.is_work and step_of(later.path) not in told), None
    )
    return f"▷ {words.card(other)}" if other is not None else ""


def _left(left: Ms, *, is_open: bool, ended: bool) -> str:
    """`6:12 left`; `6:12+ left` where open work adds to it."""
    if ended:
        return ""
    if is_open:
        return f"{times.clock_face(left)}+ left" if left else "open end"
    return f"{times.clock_face(left)} left"
