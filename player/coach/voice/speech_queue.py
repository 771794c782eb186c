"""The phrases that were handed to the engine and are not over: one voice at a time, and keys come first.

Times are clock nanoseconds.
"""

from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from player.audio.protocol import SoundPlayer
from player.script.model import Phrase, text_of
from player.session.clock import NS_PER_MS, NS_PER_S, Clock
from player.timeline.sounds import Sound

QUIET: Final = 400 * NS_PER_MS
"""Words wait until no key has come for so long: three quick presses are answered by one sentence."""
BETWEEN: Final = 250 * NS_PER_MS
"""Least silence between what answers a key and what the tape says."""
_AT_MOST_LATE: Final = 150 * NS_PER_MS
"""So much later than planned the tape may say something that a key came shortly before."""


class Utterance(NamedTuple):
    """One phrase and its place in time."""

    at: int
    length: int
    phrase: Phrase
    room: int
    """To where the next thing is that it must not touch."""
    instead: Sound | None = None
    """The sound that is heard where it cannot be said."""

    @property
    def end(self) -> int:
        """Where it ends as planned."""
        return self.at + self.length


class SpeechQueue:
    """Hands phrases over and knows which of them are still to come.

    Args:
        sound: Says them.
        clock: Of the session.
        unheard: Whether a phrase has no sound on this computer, so that it must be read.
    """

    def __init__(self, sound: SoundPlayer, clock: Clock, unheard: Callable[[Phrase], bool]) -> None:
        self._sound = sound
        self._clock = clock
        self._unheard = unheard
        self._of_tape: list[Utterance] = []
        self._reply: list[Utterance] = []
        self._to_read: list[Utterance] = []
        self._quiet_until = 0

    @property
    def end(self) -> int:
        """When all that was handed over will have been said; long ago if nothing is left."""
        return max((line.end for line in (*self._of_tape, *self._reply)), default=0)

    def say(self, line: Utterance) -> None:
        """Say a phrase of the tape, unless the answer to a key is in its way."""
        late = self._quiet_until - line.at
        if late > 0:
            if late > _AT_MOST_LATE or line.room < line.length + late:
                return
            line = line._replace(at=line.at + late, room=line.room - late)
        if all(line.at >= other.end + BETWEEN or line.end + BETWEEN <= other.at for other in self._reply):
            self._forget()
            self._of_tape.append(line)
            self._hand_over(line)

    def hush(self) -> None:
        """Fall silent at once; `go_on` says what the tape had yet to say."""
        self._forget()
        if self._of_tape or self._reply:
            self._sound.hush()
        self._reply.clear()
        self._to_read.clear()

    def key(self) -> None:
        """A key came: no word in the next 0.4 s."""
        self._quiet_until = self._clock.now() + QUIET

    def reply(self, lines: Iterable[Utterance]) -> None:
        """Say the words that answer a key."""
        for line in lines:
            self._reply.append(line)
            self._hand_over(line)

    def go_on(self) -> None:
        """Say what the tape had yet to say when the key came, as far as the answer leaves room for it."""
        now, waiting = self._clock.now(), self._of_tape
        self._of_tape = []
        for line in waiting:
            if line.at > now:
                self.say(line)

    def forget(self) -> None:
        """The engine was told to drop everything, or was gone."""
        self._of_tape.clear()
        self._reply.clear()
        self._to_read.clear()

    def is_quiet(self, start: int, end: int) -> bool:
        """Whether no key has just come, and nothing is said between two moments or close to them."""
        lines = (*self._of_tape, *self._reply)
        return start >= self._quiet_until and all(
            line.end + BETWEEN <= start or end + BETWEEN <= line.at for line in lines
        )

    def to_read(self) -> str:
        """Return what falls due now and has no sound; empty if nothing does."""
        now = self._clock.now()
        due = [line for line in self._to_read if line.at <= now]
        if not due:
            return ""
        self._to_read = [line for line in self._to_read if line.at > now]
        return " ".join(text_of(line.phrase) for line in due if line.at > now - NS_PER_S)

    def _hand_over(self, line: Utterance) -> None:
        self._sound.say(line.at, line.phrase, line.room, line.instead)
        if line.instead is not None and self._unheard(line.phrase):
            self._to_read.append(line)

    def _forget(self) -> None:
        """Forget what is over."""
        now = self._clock.now() - BETWEEN
        self._of_tape = [line for line in self._of_tape if line.end > now]
        self._reply = [line for line in self._reply if line.end > now]
