"""Early announcements: a step without a gap that has room is announced inside the work before it."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from player.routine.units import Ms
from player.script.model import BETWEEN_PARTS, Moment, MomentTrait, Part, Phrase, Said
from player.script.phrases.announcements import announcement
from player.script.planning.board import BEFORE_TICKS
from player.script.planning.counts import count_out, say_words
from player.script.planning.in_gap import told_in
from player.script.planning.placement import CAP_WINDOW, MOST_IN_WORK, Speech
from player.script.planning.scene import Scene
from player.script.planning.segments import Segment, segments
from player.timeline.cues import is_new_step
from player.timeline.sounds import Sound

_LONGEST_GAP_TOO_SHORT: Final[Ms] = 9000
"""Longest row of gaps that may be too short for a name."""
_BEFORE_END: Final[Ms] = 500
_AT_MOST_BEFORE: Final[Ms] = 20_000
_TOLD_BEFORE: Final = "told in the work before it"
TOLD_EARLY: Final = tuple(moment for moment in Moment if MomentTrait.EARLY in moment.traits)
"""Moments said inside work of the next step, or of the step that has begun; without room the last are dropped
first."""


class EarlyAnnouncement(NamedTuple):
    """The phrases about the next step, said one after the other."""

    at: Ms
    said: tuple[tuple[Part, Phrase], ...]


def told_before(scene: Scene) -> frozenset[Moment]:
    """Return the moments with which the work of a scene was announced before it began.

    Gaps and work before it count as on the tape, however they were played.
    """
    before = scene.before
    if before is None:
        return frozenset()
    pass_ = scene.passage.pass_ - (scene.index <= before)
    intervals, last = scene.timeline.intervals, before
    while before >= 0 and not intervals[before].is_work:
        before -= 1
    said = _said_in_row(scene, before + 1, last, pass_)
    if before >= 0 and Moment.NAME not in said:
        found = inside(scene.written(before, after=scene.index if before == last else None, pass_=pass_))
        if found is not None:
            said |= {part.moment for part, _ in found.said}
    return frozenset(said)


def inside(scene: Scene, segment: Segment | None = None) -> EarlyAnnouncement | None:
    """Return what work says of the step after it; None: nothing, or it is announced elsewhere.

    Args:
        scene: The work.
        segment: Its last segment, if it is known.
    """
    timeline, coming = scene.timeline, scene.after
    if scene.length is None or scene.cut is not None:
        return None
    waits: Ms = 0
    while coming < len(timeline.intervals) and not timeline.intervals[coming].is_work:
        length = timeline.intervals[coming].duration
        waits += _LONGEST_GAP_TOO_SHORT if length is None else length
        coming += 1
        if waits >= _LONGEST_GAP_TOO_SHORT:
            return None
    if coming >= len(timeline.intervals) or not is_new_step(scene.interval, timeline.intervals[coming]):
        return None
    pass_ = scene.passage.pass_ + scene.is_new_pass
    if coming > scene.after and Moment.NAME in _said_in_row(scene, scene.after, coming - 1, pass_):
        return None
    parts = announcement(timeline, coming, scene.index, scene.voice, pass_=pass_)
    if segment is None:
        for each in segments(scene):
            segment = each
    return None if segment is None else _placed(scene, segment, parts)


def with_reasons(scene: Scene, said: list[Said]) -> list[Said]:
    """Return what a gap says and drops; drops that were told in the work before get that as their reason."""
    dropped = {each.moment for each in said if each.dropped}
    if scene.earlier is None or scene.earlier != scene.before or Moment.NAME not in dropped:
        return said
    pass_ = scene.passage.pass_
    found = inside(scene.written(scene.earlier, after=scene.index, pass_=pass_))
    told = set() if found is None else {part.moment for part, _ in found.said}
    return [
        each._replace(dropped=_TOLD_BEFORE) if each.dropped and each.moment in told else each for each in said
    ]


def _placed(scene: Scene, segment: Segment, parts: tuple[Part, ...]) -> EarlyAnnouncement | None:
    speech = Speech(scene.index, scene.voice, segment.cues, end=segment.end, start=segment.start)
    count_out(scene, segment, speech)
    say_words(segment, speech)
    ticks = [cue.at for cue in segment.cues if cue.sound is Sound.TICK_OUT]
    until = min([at - BEFORE_TICKS for at in ticks] or [segment.end - _BEFORE_END])
    for said in _choices(parts):
        total = sum(speech.length(phrase) for _, phrase in said) + BETWEEN_PARTS * (len(said) - 1)
        since = max(segment.start, segment.end - _AT_MOST_BEFORE)
        at = speech.board.last_fit(total, since=since, until=until)
        if at is not None and _is_bearable(speech, at, total):
            return EarlyAnnouncement(at, said)
    return None


def _choices(parts: tuple[Part, ...]) -> Iterator[tuple[tuple[Part, Phrase], ...]]:
    """Yield what could be said, the fullest first; the full name says `Next:`, as no sound tells it."""
    told = [part for part in parts if part.moment in TOLD_EARLY and part.is_essential]
    if not any(part.moment is Moment.NAME for part in told):
        return
    for is_full in (True, False):
        for most in (TOLD_EARLY, TOLD_EARLY[:2], TOLD_EARLY[:1]):
            yield tuple(
                (part, part.full if part.moment is Moment.NAME and is_full else part.short or part.full)
                for part in told
                if part.moment in most
            )


def _is_bearable(speech: Speech, at: Ms, length: Ms) -> bool:
    """Whether there is enough silence around a speech of this length."""
    end = at + length
    starts = [end - CAP_WINDOW, at, *(said.end - CAP_WINDOW for said in speech.board.said if said.at >= at)]
    most = MOST_IN_WORK - length
    return all(speech.spent(start, start + CAP_WINDOW) <= most for start in starts if start <= at)


def _said_in_row(scene: Scene, first: int, last: int, pass_: int) -> set[Moment]:
    """The moments that the gaps between two pieces of work say of the work after them."""
    said: set[Moment] = set()
    for index in {first, last} if first <= last else ():
        after = scene.index if index == scene.before and scene.index <= index else None
        speech = told_in(scene.written(index, after=after, pass_=pass_)).speech
        said |= {each.moment for each in speech.board.said}
    return said
