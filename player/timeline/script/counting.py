"""Words that stand on sounds of work: the last three seconds, and those of its phases."""

from typing import Final

from player.routine.units import Ms
from player.timeline.cues import Cue
from player.timeline.script import moments
from player.timeline.script.model import Phrase, Said
from player.timeline.script.reserved import BEFORE_SOUND, COUNT_OUT, voice_after
from player.timeline.script.scene import Scene
from player.timeline.script.slots import fits_slot, says_again
from player.timeline.script.speech import Speech
from player.timeline.script.stretches import Stretch, in_breaths

_COUNTED_OUT_FROM: Final[Ms] = 20_000
_LONGEST_COUNT: Final[Ms] = 750
_TICK_OUT: Final = "tick-out"
_SILENT: Final = frozenset((_TICK_OUT, "pulse"))
_SECOND: Final[Ms] = 1000


def count_out(scene: Scene, stretch: Stretch, speech: Speech) -> None:
    """Say three, two, one on the ticks at the end of long work."""
    if scene.end < _COUNTED_OUT_FROM or in_breaths(scene.interval):
        return
    ticks = [cue.at for cue in stretch.cues if cue.sound == _TICK_OUT]
    counts: list[tuple[Ms, Phrase, Ms]] = []
    for at in ticks:
        left = (scene.end - at) // _SECOND
        word, begins = moments.number(left, scene.language), at + voice_after(_TICK_OUT)
        room = _LONGEST_COUNT if left > 1 else scene.end - BEFORE_SOUND - begins
        if speech.length(word) > room:
            speech.drop(begins, COUNT_OUT, word, why="longer than a second allows")
        else:
            counts.append((begins, word, room))
    if any(_is_covered(begins, begins + speech.length(word), stretch.cues) for begins, word, _ in counts):
        for begins, word, _ in counts:
            speech.drop(begins, COUNT_OUT, word, why="phases sound between the seconds")
        return
    for begins, word, room in counts:
        speech.say(begins, word, COUNT_OUT, room=room)


def _is_covered(begins: Ms, ends: Ms, cues: tuple[Cue, ...]) -> bool:
    return any(
        cue.at - BEFORE_SOUND < ends and begins < cue.at + voice_after(cue.sound)
        for cue in cues
        if cue.sound not in _SILENT
    )


def say_words(stretch: Stretch, speech: Speech) -> None:
    """Say number, label or side of each phase in its slot."""
    last: Said | None = None
    for word in stretch.words:
        if not word.phrase:
            continue
        slot, length = speech.board.slot(word.phase.start), speech.length(word.phrase)
        if not fits_slot(word, slot, length) or not speech.board.fits(slot, length):
            speech.drop(slot, word.moment, word.phrase, why="longer than its phase allows")
        elif says_again(word, slot, last):
            speech.drop(slot, word.moment, word.phrase, why="said a moment before")
        else:
            last = speech.say(slot, word.phrase, word.moment)
