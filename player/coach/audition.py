"""One interval of a tape, heard without a session: nothing is counted and nothing is written down."""

from typing import Final

from player.audio.protocol import Sound, SoundState
from player.session.clock import NS_PER_MS, NS_PER_S, Clock
from player.timeline.cues import interval_cues
from player.timeline.model import Timeline

_AHEAD: Final = 1500 * NS_PER_MS
"""How far ahead cues are sent."""
_LEAD: Final = 200 * NS_PER_MS
"""From the moment there is an output to the first cue."""
_NO_LONGER_THAN: Final = 3 * NS_PER_S
"""How long an output may take to open."""
_RINGS_OUT: Final = NS_PER_S
_LOOK_EVERY: Final = 0.25
"""Seconds between two beats."""


class Audition:
    """Plays the cues of one interval.

    Whoever owns it calls `beat` after the seconds that the last call returned, and `close` at the end.

    Args:
        sound: Where the sounds go.
        clock: The computer's time.
        timeline: The tape.
        index: Which interval of it.
    """

    def __init__(self, sound: Sound, clock: Clock, timeline: Timeline, index: int) -> None:
        self.bells = 0
        """How many cues fell due for which the terminal's bell has to stand in; take them with `ring`."""
        self._sound = sound
        self._clock = clock
        self._cues = [(cue.at * NS_PER_MS, cue.sound) for cue in interval_cues(timeline, index)]
        self._opened = clock.now()
        self._start: int | None = None
        self._sent = 0
        self._passed = 0

    def begin(self) -> None:
        """Open the output."""
        self._opened = self._clock.now()
        self._sound.start()

    def beat(self) -> float | None:
        """Send what falls due; return the seconds until the next call, or None when all has been heard."""
        now = self._clock.now()
        if self._start is None:
            waits = self._sound.status().state is SoundState.STARTING
            if waits and now - self._opened < _NO_LONGER_THAN:
                return _LOOK_EVERY / 5
            self._start = now + _LEAD
        while self._sent < len(self._cues) and self._start + self._cues[self._sent][0] <= now + _AHEAD:
            at, sound = self._cues[self._sent]
            self._sound.cue(self._start + at, sound)
            self._sent += 1
        while self._passed < self._sent and self._start + self._cues[self._passed][0] <= now:
            self._passed += 1
            self.bells += self._sound.status().needs_bell
        last = self._cues[-1][0] if self._cues else 0
        return None if now > self._start + last + _RINGS_OUT else _LOOK_EVERY

    def ring(self) -> bool:
        """Whether the bell should ring now; asked once, it is answered once."""
        rings, self.bells = self.bells > 0, 0
        return rings

    def close(self) -> None:
        """Fall silent."""
        self._sound.close()
