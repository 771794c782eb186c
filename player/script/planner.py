"""The script of a session: its sounds, and the phrases placed between them.

Sounds come first and do not give way (except the bell of the last set, which stands before its words).
Phrases are placed between them by rank: none touches another, none stands in the time that a sound keeps
free, and work holds at most 4 s of speech in any 10 s. Phrases without room are in the script, too, with the
reason.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from player.script.model import TONES_ONLY, Amount, Said, Voice
from player.timeline.cues import AS_WRITTEN, Cue, Passage, interval_cues, live_cues
from player.timeline.model import Timeline
from player.timeline.sounds import Sound

WORDS_UP_TO: Final = 1.5
"""Above this speed nothing is said (DESIGN §5)."""


def plan_script(timeline: Timeline, voice: Voice = TONES_ONLY) -> tuple[Cue | Said, ...]:
    """Return the whole script of the tape in the order of play; repeated windows are in it once."""
    back = {window.end - 1: window.first for window in timeline.windows if window.repeats}
    return tuple(
        each
        for index in range(len(timeline.intervals) + 1)
        for each in script_of(timeline, index, Passage(after=back.get(index, index + 1)), voice)
    )


def script_of(
    timeline: Timeline,
    index: int,
    passage: Passage = AS_WRITTEN,
    voice: Voice = TONES_ONLY,
    *,
    live: bool = False,
) -> Iterator[Cue | Said]:
    """Yield the script of one interval in order of time, a sound before a phrase of the same time.

    The closing sentence assumes that everything was done; if `live`, it is left to the caller.

    Args:
        timeline: The tape.
        index: The interval; one past the last: the end of the session.
        passage: How it is played.
        voice: How much is said, and how long phrases last.
        live: Whether it is planned as it is played: for open work this may be endless.
    """
    if voice.amount is not Amount.TONES and voice.speed <= WORDS_UP_TO:
        return _with_words(timeline, index, passage, voice, live=live)
    cues = (live_cues if live else interval_cues)(timeline, index, passage)
    return (cue for cue in cues if voice.pulses or cue.sound is not Sound.PULSE)


def _with_words(
    timeline: Timeline, index: int, passage: Passage, voice: Voice, *, live: bool
) -> Iterator[Cue | Said]:
    # Imported here, since tones need none of them.
    from player.script.ending import result
    from player.script.planning import announced_early, in_gap, in_work
    from player.script.planning.scene import Scene

    if index == len(timeline.intervals):
        cues = interval_cues(timeline, index, passage)
        yield from _in_order(cues, () if live or not cues else result(timeline, voice))
        return
    scene = Scene(timeline, index, passage, voice, live=live)
    if scene.interval.is_work:
        for told in in_work.told_in(scene):
            yield from _in_order(told.cues, told.said)
    else:
        gap = in_gap.told_in(scene)
        yield from _in_order(gap.cues, announced_early.with_reasons(scene, gap.speech.result()))


def _in_order(cues: Iterable[Cue], said: Iterable[Said]) -> list[Cue | Said]:
    both: list[Cue | Said] = [*cues, *said]
    both.sort(key=_time)
    return both


def _time(each: Cue | Said) -> tuple[int, bool]:
    return each.at, isinstance(each, Said)
