"""Puts clips at sample positions of one endless stream.

Plain Python is enough: most blocks are silence (one cached object) or a part of a single clip (one slice).
"""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from operator import add
from typing import Final

from player.audio.clips import RATE, Clip, scaled

FADE: Final = RATE * 5 // 1000
"""Frames over which a cleared sound goes silent: 5 ms (DESIGN §6), too short to be heard, too long to
click."""

TOO_LATE: Final = RATE * 150 // 1000
"""Frames: a cue later than 150 ms is dropped. Up to there a late beat is better than none; beyond, it would
be taken for another one (VOICE §7.5 gives an answer 150 ms too)."""

_TOP: Final = 32_767


@dataclass(slots=True, eq=False)
class _Voice:
    """A clip with its place in the stream; two of the same clip are two voices."""

    start: int
    clip: Clip
    generation: int

    @property
    def end(self) -> int:
        return self.start + len(self.clip)


class Mixer:
    """One stream of 44.1 kHz mono 16-bit frames, in the byte order of this machine.

    Not thread-safe: the thread that renders is the only one that may touch it.
    """

    def __init__(self) -> None:
        self._position = 0
        self._generation = 0
        self._voices: list[_Voice] = []
        self._silence = b""

    @property
    def position(self) -> int:
        """Number of frames rendered so far: where the next block begins."""
        return self._position

    def schedule(self, frame: int | None, clip: Clip, gain: float = 1.0, generation: int = 0) -> bool:
        """Place `clip` so that its first sample is frame `frame`; None: with the next block.

        A frame already rendered means "with the next block" too, unless it is more than `TOO_LATE` behind. So
        a late cue is late, never cut at its beginning: the attack is what people hear the time by.

        Args:
            frame: Position in the stream, or None.
            clip: What to play.
            gain: Factor, 1.0 = as the clip is. Any other costs about 10 ms for each second of sound.
            generation: Cues of a generation older than the last `clear` are not taken.

        Returns:
            Whether it will be heard.
        """
        if generation < self._generation:
            return False
        if frame is not None and self._position - frame > TOO_LATE:
            return False
        start = self._position if frame is None else max(frame, self._position)
        self._voices.append(_Voice(start, scaled(clip, gain), generation))
        return True

    def clear(self, generation: int) -> None:
        """Drop what waits and fade out what sounds, of all generations older than `generation`."""
        self._generation = max(self._generation, generation)
        self._fade(voice for voice in self._voices if voice.generation < self._generation)

    def hush(self) -> None:
        """Drop what waits and fade out what sounds, of every generation; new cues are taken as before."""
        self._fade(self._voices)

    def cut(self) -> None:
        """End what sounds at once, for a stream that was interrupted anyway; what waits stays."""
        self._voices = [voice for voice in self._voices if voice.start >= self._position]

    def _fade(self, voices: Iterable[_Voice]) -> None:
        for voice in list(voices):
            played = self._position - voice.start
            if played <= 0:
                self._voices.remove(voice)
                continue
            tail = voice.clip[played : played + FADE]
            voice.clip = array("h", (x * (FADE - n - 1) // FADE for n, x in enumerate(tail)))
            voice.start = self._position

    def render(self, frames: int) -> bytes:
        """The next `frames` frames of the stream. Sums are cut off at full scale, never wrapped round."""
        begin, end = self._position, self._position + frames
        self._position = end
        if not self._voices:
            return self._silent(frames)
        sounding = [voice for voice in self._voices if voice.start < end]
        self._voices = [voice for voice in self._voices if voice.end > end]
        parts = [
            (max(voice.start - begin, 0), voice.clip[max(begin - voice.start, 0) : end - voice.start])
            for voice in sounding
        ]
        if not parts:
            return self._silent(frames)
        if len(parts) == 1:
            ((offset, part),) = parts
            lead, rest = bytes(2 * offset), bytes(2 * (frames - offset - len(part)))
            return lead + part.tobytes() + rest
        return _total(frames, parts).tobytes()

    def _silent(self, frames: int) -> bytes:
        if len(self._silence) != 2 * frames:
            self._silence = bytes(2 * frames)
        return self._silence


def _total(frames: int, parts: list[tuple[int, Clip]]) -> Clip:
    """The sum of parts at their offsets."""
    total = [0] * frames
    for offset, part in parts:
        until = offset + len(part)
        total[offset:until] = map(add, total[offset:until], part)
    try:
        return array("h", total)
    except OverflowError:
        return array("h", (max(-_TOP - 1, min(_TOP, sample)) for sample in total))
