"""The mixer: adds clips at sample positions of one endless stream.

Plain Python is enough: most blocks are silence (one cached object) or a part of a single clip (one slice).
Only where sounds overlap, or are ducked, are samples looked at one by one.
"""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from operator import add
from typing import Final

from player.audio.clips import RATE, Clip
from player.audio.mixing.ducking import AFTER, BEFORE, RAMP, SHIFT, Ducking, Quiet, Run

FADE: Final = RATE * 5 // 1000
"""Frames over which a cleared sound goes silent: 5 ms (DESIGN §6), too short to be heard, too long to
click."""

TOO_LATE: Final = RATE * 150 // 1000
"""Frames, 150 ms: a later cue is dropped. Up to there a late beat is better than none; beyond, it would
be taken for another one (VOICE §7.5 gives an answer 150 ms too)."""

_TOP: Final = 32_767
_HALF: Final = 1 << SHIFT - 1


@dataclass(slots=True, eq=False)
class _Voice:
    """A clip with its place in the stream; two of the same clip are two voices."""

    start: int
    end: int
    """One past its last frame."""
    until: int
    """The frame at which it can be forgotten: tones stay lowered for a moment after it."""
    clip: Clip
    generation: int
    is_speech: bool
    quiet: Quiet | None
    """The frames in which it keeps tones lowered."""


_Part = tuple[int, Clip]
"""Samples and their place in a block."""


class Mixer:
    """One stream of 44.1 kHz mono 16-bit frames, in the byte order of this machine.

    Not thread-safe: the thread that renders is the only one that may touch it.

    Args:
        too_late: Frames behind which a cue is dropped.
    """

    def __init__(self, too_late: int = TOO_LATE) -> None:
        self._too_late = too_late
        self._position = 0
        self._generation = 0
        self._voices: list[_Voice] = []
        self._ducking = Ducking()
        self._silence = b""

    @property
    def position(self) -> int:
        """Number of frames rendered so far: where the next block begins."""
        return self._position

    def schedule(
        self, frame: int | None, clip: Clip, generation: int = 0, *, is_speech: bool = False
    ) -> bool:
        """Place `clip` so that its first sample is frame `frame`; None: with the next block.

        A frame already rendered means "with the next block" too, unless it is too far behind. So a late cue
        is late, never cut at its beginning: the attack is what people hear the time by.

        Args:
            frame: Position in the stream, or None.
            clip: The clip to play.
            generation: Cues of a generation older than the last `clear` are not taken.
            is_speech: Tones are ducked below it, and it is never ducked itself. Best placed `BEFORE` frames
                ahead.

        Returns:
            Whether it will be heard.
        """
        if generation < self._generation:
            return False
        if frame is not None and self._position - frame > self._too_late:
            return False
        start = self._position if frame is None else max(frame, self._position)
        end = until = start + len(clip)
        quiet = None
        if is_speech:
            quiet = Quiet(start - BEFORE, end + AFTER - RAMP)  # the ramp back lies inside AFTER
            until = quiet.end
        self._voices.append(_Voice(start, end, until, clip, generation, is_speech, quiet))
        return True

    def clear(self, generation: int) -> None:
        """Drop waiting clips and fade out sounding ones, of all generations older than `generation`."""
        self._generation = max(self._generation, generation)
        self._fade(voice for voice in self._voices if voice.generation < self._generation)

    def hush(self) -> None:
        """Drop and fade out speech; tones return to full loudness."""
        self._fade(voice for voice in self._voices if voice.is_speech)

    def silence(self) -> None:
        """Drop waiting clips and fade out sounding ones of every generation; new cues are still accepted."""
        self._fade(self._voices)

    def cut(self) -> None:
        """End everything that sounds at once, in a stream that was interrupted anyway; waiting clips stay."""
        self._voices = [
            voice for voice in self._voices if voice.start >= self._position and not voice.is_speech
        ]

    def _fade(self, voices: Iterable[_Voice]) -> None:
        for voice in list(voices):
            played = self._position - voice.start
            if not 0 < played < len(voice.clip):
                self._voices.remove(voice)
                continue
            tail = voice.clip[played : played + FADE]
            voice.clip = array("h", (x * (FADE - n - 1) // FADE for n, x in enumerate(tail)))
            voice.start = self._position
            voice.end = voice.until = self._position + len(tail)
            voice.quiet = None

    def render(self, frames: int) -> bytes:
        """Return the next `frames` frames of the stream. Sums are clipped at full scale, never wrapped."""
        begin, end = self._position, self._position + frames
        self._position = end
        if not self._voices:
            self._ducking.open()
            return self._silent(frames)
        quiet = [voice.quiet for voice in self._voices if voice.quiet is not None]
        runs = self._ducking.runs(begin, frames, quiet) if quiet or not self._ducking.is_open else []
        tones: list[_Part] = []
        speech: list[_Part] = []
        for voice in self._voices:
            if voice.start < end and voice.end > begin:
                part = voice.clip[max(begin - voice.start, 0) : end - voice.start]
                (speech if voice.is_speech else tones).append((max(voice.start - begin, 0), part))
        self._voices = [voice for voice in self._voices if voice.until > end]
        if not tones and not speech:
            return self._silent(frames)
        if len(tones) + len(speech) == 1 and not (tones and runs):
            ((offset, part),) = tones or speech
            return b"".join((bytes(2 * offset), part, bytes(2 * (frames - offset - len(part)))))
        return _mixed(frames, tones, runs, speech)

    def _silent(self, frames: int) -> bytes:
        if len(self._silence) != 2 * frames:
            self._silence = bytes(2 * frames)
        return self._silence


def _mixed(frames: int, tones: list[_Part], runs: list[Run], speech: list[_Part]) -> bytes:
    """Return the sum of all parts, tones ducked."""
    total = [0] * frames
    _add(total, tones)
    if tones:
        _duck(total, runs)
    _add(total, speech)
    try:
        return array("h", total).tobytes()
    except OverflowError:
        return array("h", (max(-_TOP - 1, min(_TOP, sample)) for sample in total)).tobytes()


def _add(total: list[int], parts: list[_Part]) -> None:
    """Add parts at their places."""
    for offset, part in parts:
        until = offset + len(part)
        total[offset:until] = map(add, total[offset:until], part)


def _duck(total: list[int], runs: list[Run]) -> None:
    """Lower a block in the runs given."""
    for first, until, factors in runs:
        stretch = total[first:until]
        if len(factors) == 1:
            (factor,) = factors
            total[first:until] = [x * factor + _HALF >> SHIFT for x in stretch]
        else:
            total[first:until] = [
                x * factor + _HALF >> SHIFT for x, factor in zip(stretch, factors, strict=True)
            ]
