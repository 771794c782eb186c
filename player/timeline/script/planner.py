"""The script of a session: its sounds, and the phrases that find room between them."""

from collections.abc import Iterator
from typing import Final

from player.timeline.cues import AS_WRITTEN, Cue, Passage, interval_cues, live_cues
from player.timeline.model import Timeline
from player.timeline.script.model import TONES_ONLY, Said, Voice

WORDS_UP_TO: Final = 1.5
"""Above this speed nothing is said (DESIGN §5)."""


def plan_script(timeline: Timeline, voice: Voice = TONES_ONLY) -> tuple[Cue | Said, ...]:
    """Return all that is heard of the tape in the order of play; what is repeated stands there once."""
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
    """Yield what is heard of one interval in order of time, a sound before a phrase of the same moment.

    Args:
        timeline: The tape.
        index: The interval; one past the last: the end of the session.
        passage: How it is passed through.
        voice: How much is said, and how long phrases last.
        live: As it is played: of open work with a beat this never ends.
    """
    cues = (live_cues if live else interval_cues)(timeline, index, passage)
    for cue in cues:
        if voice.pulses or cue.sound != "pulse":
            yield cue
