"""The queue of phrases handed to the engine: one voice at a time, and replies to keys come first.

Times are clock nanoseconds.
"""

from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from player.audio.protocol import SoundPlayer
from player.script.model import Phrase, text_of
from player.session.clock import NS_PER_MS, NS_PER_S, Clock
from player.timeline.sounds import Sound

QUIET: Final = 400 * NS_PER_MS
"""Time without a key before words begin: three quick presses get one reply."""
BETWEEN: Final = 250 * NS_PER_MS
"""Least silence between a reply and a phrase of the tape."""
_AT_MOST_LATE: Final = 150 * NS_PER_MS
"""Longest delay of a phrase of the tape by a key just before it."""


class Utterance(NamedTuple):
    """A phrase with its time on the clock."""

    at: int
    length: int
    phrase: Phrase
    room: int
    """Time from `at` to the next sound or phrase that it must not touch."""
    instead: Sound | None = None
    """The sound that is heard if it cannot be said; None: none."""

    @property
    def end(self) -> int:
        """Planned end."""
        return self.at + self.length


class SpeechQueue:
    """Hands phrases to the sound player, and keeps those that are not over.

    Args:
        sound: Says them.
        clock: The clock of the session.
        unheard: Whether a phrase has no sound on this computer, so that it must be shown.
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
        """Planned end of the last phrase; 0 or a time in the past if nothing is left."""
        return max((line.end for line in (*self._of_tape, *self._reply)), default=0)

    def say(self, line: Utterance) -> None:
        """Say a phrase of the tape, unless a reply is in its way."""
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
        """Stop speaking at once; `go_on` says the phrases of the tape that were still to come."""
        self._forget()
        if self._of_tape or self._reply:
            self._sound.hush()
        self._reply.clear()
        self._to_read.clear()

    def key(self) -> None:
        """Note that a key came: no phrase begins in the next 0.4 s."""
        self._quiet_until = self._clock.now() + QUIET

    def reply(self, lines: Iterable[Utterance]) -> None:
        """Say the lines of a reply."""
        for line in lines:
            self._reply.append(line)
            self._hand_over(line)

    def go_on(self) -> None:
        """Say the phrases of the tape that a key cut off, as far as the reply leaves room for them."""
        now, waiting = self._clock.now(), self._of_tape
        self._of_tape = []
        for line in waiting:
            if line.at > now:
                self.say(line)

    def forget(self) -> None:
        """Forget all phrases: the engine has dropped them, or was lost."""
        self._of_tape.clear()
        self._reply.clear()
        self._to_read.clear()

    def is_quiet(self, start: int, end: int) -> bool:
        """Whether no key has just come, and nothing is said between two times or close to them."""
        lines = (*self._of_tape, *self._reply)
        return start >= self._quiet_until and all(
            line.end + BETWEEN <= start or end + BETWEEN <= line.at for line in lines
        )

    def to_read(self) -> str:
        """Return the text of phrases that fall due now and have no sound; empty if there are none."""
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
        """Forget the phrases that are over."""
        now = self._clock.now() - BETWEEN
        self._of_tape = [line for line in self._of_tape if line.end > now]
        self._reply = [line for line in self._reply if line.end > now]
