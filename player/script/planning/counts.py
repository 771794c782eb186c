"""Words on sounds of work: the count of the last three seconds, and the words of phases."""

from collections.abc import Sequence
from typing import Final

from player.routine.units import Ms
from player.script.model import Moment, MomentTrait, Phrase, Said
from player.script.phrases import of_moments
from player.script.planning.board import BEFORE_SOUND, voice_after
from player.script.planning.phase_words import PhaseWord, fits_slot, says_again
from player.script.planning.placement import Speech
from player.script.planning.scene import Scene
from player.script.planning.segments import Segment, in_breaths
from player.timeline.cues import Cue
from player.timeline.sounds import Sound, SoundTrait, stands_for

_COUNTED_OUT_FROM: Final[Ms] = 20_000
_LONGEST_COUNT: Final[Ms] = 750
_SECOND: Final[Ms] = 1000
_LATEST: Final = 4
"""Number of phases of a rep that are tried for its number."""


def count_out(scene: Scene, segment: Segment, speech: Speech) -> None:
    """Say three, two, one on the ticks at the end of long work."""
    if scene.end < _COUNTED_OUT_FROM or in_breaths(scene.interval):
        return
    ticks = [cue.at for cue in segment.cues if cue.sound is Sound.TICK_OUT]
    counts: list[tuple[Ms, Phrase, Ms]] = []
    for at in ticks:
        left = (scene.end - at) // _SECOND
        word, begins = of_moments.number(left, scene.language), at + Sound.TICK_OUT.word_after
        room = _LONGEST_COUNT if left > 1 else scene.end - BEFORE_SOUND - begins
        if speech.length(word) > room:
            speech.drop(begins, Moment.COUNT_OUT, word, why="longer than a second allows")
        else:
            counts.append((begins, word, room))
    if any(_is_covered(begins, begins + speech.length(word), segment.cues) for begins, word, _ in counts):
        for begins, word, _ in counts:
            speech.drop(begins, Moment.COUNT_OUT, word, why="phases sound between the seconds")
        return
    for begins, word, room in counts:
        speech.say(begins, word, Moment.COUNT_OUT, room=room)


def _is_covered(begins: Ms, ends: Ms, cues: tuple[Cue, ...]) -> bool:
    return any(
        cue.at - BEFORE_SOUND < ends and begins < cue.at + voice_after(cue.sound)
        for cue in cues
        if stands_for(cue.sound).trait is not SoundTrait.DOT
    )


def say_words(segment: Segment, speech: Speech) -> None:
    """Say the number, label or side of each phase in its slot."""
    last: Said | None = None
    for word in _with_room_for_numbers(segment.words, speech):
        if not word.phrase:
            continue
        slot = speech.board.slot(word.phase.start)
        if not _fits(word, speech):
            speech.drop(slot, word.moment, word.phrase, why="longer than its phase allows")
        elif says_again(word, slot, last):
            speech.drop(slot, word.moment, word.phrase, why="said a moment before")
        else:
            last = speech.say(slot, word.phrase, word.moment)


def _with_room_for_numbers(words: Sequence[PhaseWord], speech: Speech) -> Sequence[PhaseWord]:
    """Return the words with the numbers in a phase where all of them fit: a later one if the first is short.

    A count must have no holes, and "last one" is the most useful word of a set (VOICE §1.5): a person who
    hears two, three, four and then nothing loses count. So all numbers move to the first phase of the rep
    that is long enough for each of them, and replace the word there; if no phase is, they stay.
    """
    counted = [
        place for place, word in enumerate(words) if word.phrase and MomentTrait.COUNTS in word.moment.traits
    ]
    if all(_fits(words[place], speech) for place in counted):
        return words
    for later in range(1, _LATEST):
        moved = list(words)
        for place in counted:
            there = place + later
            if there >= len(words) or words[there].phase.rep != words[place].phase.rep:
                break
            moved[there] = words[place]._replace(phase=words[there].phase)
            moved[place] = words[place]._replace(phrase=())
            if not _fits(moved[there], speech):
                break
        else:
            return moved
    return words


def _fits(word: PhaseWord, speech: Speech) -> bool:
    slot, length = speech.board.slot(word.phase.start), speech.length(word.phrase)
    return fits_slot(word, slot, length) and speech.board.fits(slot, length)
