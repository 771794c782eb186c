"""Auditions: one interval of a tape is heard without a session, and nothing is recorded."""

from typing import Final

from player.audio.protocol import SoundPlayer, SoundState
from player.script.model import TONES_ONLY, Said, Voice
from player.script.planner import script_of
from player.session.clock import NS_PER_MS, NS_PER_S, Clock
from player.timeline.cues import Cue
from player.timeline.model import Timeline

_AHEAD: Final = 1500 * NS_PER_MS
"""How far ahead cues are sent."""
_LEAD: Final = 200 * NS_PER_MS
"""Time from the opening of the output to the first cue."""
_NO_LONGER_THAN: Final = 3 * NS_PER_S
"""Longest time an output may take to open."""
_RINGS_OUT: Final = NS_PER_S
_LOOK_EVERY: Final = 0.25
"""Seconds between two beats."""


class Audition:
    """Plays the cues of one interval, and says its words.

    Its owner calls `beat` after the seconds that the last call returned, and `close` at the end.

    Args:
        sound: Plays the sounds.
        clock: The clock of the computer.
        timeline: The tape.
        index: Index of the interval.
        voice: How much is said; its speed is that of a session.
    """

    def __init__(
        self, sound: SoundPlayer, clock: Clock, timeline: Timeline, index: int, voice: Voice = TONES_ONLY
    ) -> None:
        self.bells = 0
        """Number of due cues for which the terminal's bell has to stand in; `ring` resets it."""
        self._sound = sound
        self._clock = clock
        script = script_of(timeline, index, voice=voice)
        self._script = [what for what in script if isinstance(what, Cue) or not what.dropped]
        self._opened = clock.now()
        self._start: int | None = None
        self._sent = 0
        self._passed = 0

    def begin(self) -> None:
        """Open the output."""
        self._opened = self._clock.now()
        self._sound.start()

    def beat(self) -> float | None:
        """Send the cues that fall due; return the seconds until the next call, or None at the end."""
        now = self._clock.now()
        if self._start is None:
            waits = self._sound.status().state is SoundState.STARTING
            if waits and now - self._opened < _NO_LONGER_THAN:
                return _LOOK_EVERY / 5
            self._start = now + _LEAD
        while self._sent < len(self._script) and self._due(self._sent) <= now + _AHEAD:
            self._hand_over(self._due(self._sent), self._script[self._sent])
            self._sent += 1
        while self._passed < self._sent and self._due(self._passed) <= now:
            self.bells += isinstance(self._script[self._passed], Cue) and self._sound.status().needs_bell
            self._passed += 1
        end = max((what.end if isinstance(what, Said) else what.at for what in self._script), default=0)
        return None if now > self._start + end * NS_PER_MS + _RINGS_OUT else _LOOK_EVERY

    def ring(self) -> bool:
        """Return whether the bell should ring now, and reset `bells`."""
        rings, self.bells = self.bells > 0, 0
        return rings

    def _due(self, number: int) -> int:
        return (self._start or 0) + self._script[number].at * NS_PER_MS

    def _hand_over(self, at: int, what: Cue | Said) -> None:
        if isinstance(what, Cue):
            self._sound.cue(at, what.sound)
        else:
            self._sound.say(at, what.phrase, what.room * NS_PER_MS)

    def close(self) -> None:
        """Fall silent."""
        self._sound.close()
