"""Runs the audition of a step for a screen: starts it, keeps it going, ends it."""

from collections.abc import Callable

from textual.screen import Screen
from textual.timer import Timer

from player.audio.protocol import SoundPlayer
from player.coach.voice.audition import Audition
from player.script.model import TONES_ONLY, Voice
from player.session.clock import Clock, SystemClock
from player.timeline.model import Timeline


class Hearing:
    """Runs one audition at a time.

    Args:
        screen: Rings the bell where there is no sound, and has the timer.
        sound: Makes a sound engine, which is closed after each audition.
        ended: Called when an audition has reached its end.
        clock: The clock of auditions; None: the system's.
        voice: Returns the voice; called for each audition.
    """

    def __init__(
        self,
        screen: Screen[None],
        sound: Callable[[], SoundPlayer],
        ended: Callable[[], None],
        clock: Clock | None = None,
        *,
        voice: Callable[[], Voice] = lambda: TONES_ONLY,
    ) -> None:
        self._screen = screen
        self._sound = sound
        self._ended = ended
        self._voice = voice
        self._clock = clock or SystemClock()
        self._audition: Audition | None = None
        self._timer: Timer | None = None

    def start(self, timeline: Timeline, index: int) -> None:
        """Start the audition of the interval at `index`; one that is running ends."""
        self.stop()
        self._audition = Audition(self._sound(), self._clock, timeline, index, self._voice())
        self._audition.begin()
        self._beat()

    def stop(self) -> bool:
        """End the audition; return whether one was running."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        audition, self._audition = self._audition, None
        if audition is not None:
            audition.close()
        return audition is not None

    def _beat(self) -> None:
        if self._audition is None:
            return
        wait = self._audition.beat()
        if self._audition.ring():
            self._screen.app.bell()
        if wait is None:
            self.stop()
            self._ended()
        else:
            self._timer = self._screen.set_timer(wait, self._beat)
