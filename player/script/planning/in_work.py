"""Plans the words of work, besides those of its phases: the place in it, and what comes after it."""

from collections.abc import Iterator
from itertools import count
from typing import Final, NamedTuple

from player.routine.units import Ms
from player.script.model import Moment, Said
from player.script.phrases import of_moments
from player.script.phrases.announcements import announcement
from player.script.planning.announced_early import TOLD_EARLY, inside, told_before
from player.script.planning.board import BEFORE_SOUND, ENDLESS, voice_after
from player.script.planning.counts import count_out, say_words
from player.script.planning.form_cue import say_form_cue
from player.script.planning.placement import CAP_WINDOW, Speech
from player.script.planning.scene import Scene
from player.script.planning.segments import Segment, in_breaths, is_first_time, is_second_side, segments
from player.timeline.cues import Cue, is_new_step
from player.timeline.model import Dose
from player.timeline.phasesounds import breathes, opens_reps
from player.timeline.sounds import Sound

_LATE_BY: Final[Ms] = 1000
"""Longest delay of the words for half way and for the least of open work."""
_TOLD_WITHIN: Final[Ms] = 10_000
"""Time from the start of a step within which it is announced if it could not be announced before."""
_CALLS_FROM: Final[Ms] = 90_000
_FIVE_MINUTES_FROM: Final[Ms] = 600_000
_FIVE_MINUTES: Final[Ms] = 300_000
_MINUTE: Final[Ms] = 60_000
_TEN_SECONDS: Final[Ms] = 10_000
_CALL_AFTER: Final[Ms] = 5000
_REMINDED_FROM: Final[Ms] = 60_000
_REP_AT_OWN_PACE: Final[Ms] = 3000
_NO_MOMENT: Final = "no free moment"
_WITH_KEY: Final = frozenset((Dose.SELF_PACED, Dose.DISTANCE, Dose.OPEN))
_TIMED: Final = frozenset((Dose.HOLD, Dose.KEEP_MOVING))


class WorkScript(NamedTuple):
    """The sounds and phrases of a segment of work."""

    cues: tuple[Cue, ...]
    said: tuple[Said, ...]


def told_in(scene: Scene) -> Iterator[WorkScript]:
    """Yield the sounds and phrases of work, segment by segment; may be endless."""
    told = told_before(scene)
    earlier: list[Said] = []
    over: list[Said] = []
    for segment in segments(scene):
        speech = _speak(scene, segment, told, earlier)
        said = [*over, *speech.result()]
        # What was dropped at the very end comes behind the sound with which the next segment begins.
        over = [] if segment.is_last else [each for each in said if each.at >= segment.end]
        said = said[: len(said) - len(over)]
        yield WorkScript(segment.cues, tuple(said))
        recent = [each for each in said if not each.dropped and each.end > segment.end - CAP_WINDOW]
        earlier = recent
    if scene.live and _counts_up(scene) and scene.end == ENDLESS:
        yield from _counting_on(scene)


def _speak(scene: Scene, segment: Segment, told: frozenset[Moment], earlier: list[Said]) -> Speech:
    speech = Speech(
        scene.index, scene.voice, segment.cues, end=segment.end, start=segment.start, earlier=earlier
    )
    count_out(scene, segment, speech)
    if segment.is_last:
        following = inside(scene, segment)
        if following is not None:
            speech.say_in_turn(following.at, following.said)
    if not segment.start:
        _begin(scene, speech, told)
    say_words(segment, speech)
    if in_breaths(scene.interval) and segment.is_last:
        _last_breath(scene, segment, speech)
    _half_way(scene, segment, speech)
    _reached(scene, segment, speech)
    _time_calls(scene, segment, speech)
    if not segment.start:
        _count_up(scene, speech)
        _remind(scene, speech)
        say_form_cue(scene, segment, speech, told)
    speech.keep_quiet(knows=scene.knows(scene.interval))
    return speech


# At its start.


def _begin(scene: Scene, speech: Speech, told: frozenset[Moment]) -> None:
    """Say the announcements that had no room before."""
    work, spoken = scene.interval, scene.language
    done = scene.done
    first = next((cue.sound for cue in scene.cues()), Sound.GO)
    at = voice_after(first)
    if first is Sound.SWITCH:
        speech.try_at(at, Moment.SWITCH, *of_moments.switch(work, done, spoken))
    if first is Sound.ROUND:
        speech.try_at(at, Moment.LAP, *of_moments.round_of(work, spoken, pass_=scene.passage.pass_))
    elif scene.begins_beat(scene.index) and not {Moment.EVERY, Moment.LAST_SET} & told:
        speech.try_at(at, Moment.EVERY, of_moments.round_of(work, spoken).short)
    if Moment.NAME in told or (done is not None and not is_new_step(done, work)):
        return
    parts = announcement(scene.timeline, scene.index, scene.earlier, scene.voice, pass_=scene.passage.pass_)
    until = min(scene.end, _TOLD_WITHIN)
    for part in parts:
        if part.is_essential and part.moment in (TOLD_EARLY if scene.passage.pass_ == 1 else TOLD_EARLY[:1]):
            named = (part.full,) if part.moment is Moment.NAME else ()
            said = speech.try_from(at, until, part.moment, *named, part.short)
            at = at if said is None else said.end


# On the way.


def _half_way(scene: Scene, segment: Segment, speech: Speech) -> None:
    at, work = next((cue.at for cue in segment.cues if cue.sound is Sound.HALF), None), scene.interval
    wanted = scene.is_full and is_first_time(scene) and not is_second_side(scene) and not scene.knows(work)
    if at is None or not wanted or in_breaths(work):
        return
    phrase = of_moments.half_way(scene.language)
    begins = at + Sound.HALF.word_after
    speech.try_from(begins, begins + _LATE_BY + speech.length(phrase), Moment.HALF, phrase, why=_NO_MOMENT)


def _reached(scene: Scene, segment: Segment, speech: Speech) -> None:
    """Say that the least of open work is done."""
    at = next((cue.at for cue in segment.cues if cue.sound is Sound.ROUND and cue.at), None)
    if at is None:
        return
    begins = at + Sound.ROUND.word_after
    for phrase in filter(None, of_moments.minimum_reached(scene.interval, scene.language)):
        length = speech.length(phrase)
        place = speech.board.next_fit(begins, length, until=begins + _LATE_BY + length)
        if place is not None:
            speech.say(place, phrase, Moment.COUNT)
            return
    speech.drop(
        begins, Moment.COUNT, *of_moments.minimum_reached(scene.interval, scene.language), why=_NO_MOMENT
    )


def _last_breath(scene: Scene, segment: Segment, speech: Speech) -> None:
    """Announce the last breath just before it."""
    breaths = [phase for phase in segment.phases if phase.label.casefold() == "in"]
    if scene.end == ENDLESS or len(breaths) == 1 or opens_reps(scene.interval):
        return
    phrase = of_moments.last_breath(scene.language)
    until = breaths[-1].start - BEFORE_SOUND
    at = speech.board.last_fit(speech.length(phrase), since=breaths[-2].start, until=until)
    if at is None:
        speech.drop(until, Moment.BREATH, phrase, why="no room before the breath")
    else:
        speech.say(at, phrase, Moment.BREATH)


def _time_calls(scene: Scene, segment: Segment, speech: Speech) -> None:
    """Say the time left of long work, and of a long window that ends it."""
    if (
        scene.end == ENDLESS
        or in_breaths(scene.interval)
        or scene.interval.dose in {Dose.BEAT, Dose.HELD_REPS}
    ):
        return
    whole = scene.end
    if scene.cut is not None:
        around = (w.length or 0 for w in scene.timeline.windows if w.first <= scene.index < w.end)
        whole = max(whole, *around, 0)
    if whole < _CALLS_FROM:
        return
    for left in (_FIVE_MINUTES, _MINUTE, _TEN_SECONDS):
        at = scene.end - left
        if (
            at < _CALL_AFTER
            or not segment.start <= at < segment.end
            or (left == _FIVE_MINUTES and whole < _FIVE_MINUTES_FROM)
        ):
            continue
        phrase = of_moments.time_left(left, scene.language)
        speech.try_from(at, at + _LATE_BY + speech.length(phrase), Moment.LEFT, phrase, why=_NO_MOMENT)


# Without an end.


def _counts_up(scene: Scene) -> bool:
    work = scene.interval
    return work.dose in _TIMED and scene.length is None and not breathes(work.phases) and not opens_reps(work)


def _seconds_told() -> Iterator[int]:
    yield from range(10, 60, 10)
    yield from count(60, 30)


def _counted_on_board(scene: Scene) -> Ms:
    """Time up to which counting up may meet other phrases; after it nothing else is said."""
    return max(2 * _MINUTE, scene.interval.least + _MINUTE)


def _count_up(scene: Scene, speech: Speech) -> None:
    """Say how long an open hold has lasted."""
    if not _counts_up(scene):
        return
    until = min(scene.end - _TEN_SECONDS, _counted_on_board(scene))
    if not scene.live:
        until = min(until, scene.interval.least)
    for seconds in _seconds_told():
        at = seconds * 1000
        if at >= until:
            return
        if at != scene.interval.least:
            phrase = of_moments.counted_up(seconds, scene.language)
            speech.try_from(at, at + _LATE_BY + speech.length(phrase), Moment.COUNT, phrase, why=_NO_MOMENT)


def _counting_on(scene: Scene) -> Iterator[WorkScript]:
    """Yield the endless count after the last other phrase."""
    begins = _counted_on_board(scene)
    for seconds in _seconds_told():
        if seconds * 1000 >= begins:
            speech = Speech(scene.index, scene.voice, ())
            speech.say(seconds * 1000, of_moments.counted_up(seconds, scene.language), Moment.COUNT)
            yield WorkScript((), tuple(speech.result()))


def _remind(scene: Scene, speech: Speech) -> None:
    """Say once that Enter ends self-paced work, when it takes twice its usual time."""
    work = scene.interval
    if not scene.live or scene.length is not None or work.dose not in _WITH_KEY:
        return
    usual = (work.reps or 0) * _REP_AT_OWN_PACE * (2 if work.side == "alternate" else 1)
    at = max(_REMINDED_FROM, 2 * usual)
    if at + _TEN_SECONDS < scene.end:
        phrase = of_moments.enter_when_done(scene.language)
        speech.try_from(at, at + _LATE_BY + speech.length(phrase), Moment.ENTER, phrase, why=_NO_MOMENT)
