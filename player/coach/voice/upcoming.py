"""Upcoming intervals: the tape from here on if no key is pressed, with all that its sounds depend on."""

from collections.abc import Iterator
from typing import NamedTuple

from player.routine.units import Ms
from player.session.playhead import to_ms
from player.session.transport import Transport
from player.timeline.cues import Passage
from player.timeline.model import Interval


class Upcoming(NamedTuple):
    """The current or a later interval, and its passage."""

    at: int
    """Clock time of its start, real nanoseconds; that of the current interval may be long ago."""
    interval: int
    """Index on the tape; one past the last: the end of the session."""
    passage: Passage


def ahead(transport: Transport) -> Iterator[Upcoming]:
    """Yield the current interval and those that follow it; may be endless. Nothing while paused.

    It stops at an interval that only a key can end.
    """
    start = transport.clock_time_of(0)
    if start is None:
        return
    timeline, coming = transport.timeline, transport.ahead()
    following = next(coming, None)
    ends = None if following is None else to_ms(round((following.starts - start) * transport.speed))
    passage = Passage(transport.planned, transport.phases, before=transport.came_from, pass_=transport.pass_)
    index = transport.index
    while index < len(timeline.intervals):
        after = None if following is None else following.index
        yield Upcoming(start, index, _ending(passage._replace(after=after), timeline.intervals[index], ends))
        if following is None:
            return
        passage = Passage(before=index, pass_=following.pass_)
        index, start, ends = following.index, following.starts, following.length
        following = next(coming, None)
    yield Upcoming(start, index, passage)


def _ending(passage: Passage, interval: Interval, ends: Ms | None) -> Passage:
    """Return the passage with the end of its interval, `ends` after its start (None: a key ends it)."""
    if ends is None:
        return passage
    if interval.fills:
        return passage._replace(duration=ends)
    own = interval.duration if passage.duration is None else passage.duration
    return passage._replace(cut=ends) if own is None or ends < own else passage
