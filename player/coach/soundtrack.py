"""Sends the tape's sounds to the engine, ahead of time and at exact moments, and answers keys.

The engine plays a cue at the moment it is told; this part only decides what and when. It looks 1.5 s ahead,
so that neither a busy screen nor a slow pipe can move a sound (DESIGN §5, time law 4).
"""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from player.audio.protocol import Sound
from player.coach.ahead import ahead
from player.routine.model import Ms
from player.session.clock import NS_PER_MS, Clock
from player.session.state import LeadingIn, Playing
from player.session.transport import Transport
from player.timeline.cues import OWN, entry_sound, live_cues

HORIZON: Final = 1500 * NS_PER_MS
"""How far ahead cues are sent, in real nanoseconds."""
FIRST_ONLY_ABOVE: Final = 4.0
"""Above this speed only the first cue of each interval sounds (DESIGN §5)."""
_REPLACED: Final[Ms] = 250
"""Cues this close behind the place where the tape goes on are replaced by one entry sound."""


class Soundtrack:
    """The sounds of one session.

    Args:
        sound: Plays them.
        transport: The tape deck.
        clock: The same clock that moves it.
        own: Names of the routine's own sounds that can be played; `go` stands for the others.
    """

    def __init__(
        self, sound: Sound, transport: Transport, clock: Clock, own: frozenset[str] = frozenset()
    ) -> None:
        self.muted = False
        self.own = own
        """Names of the routine's own sounds that can be played."""
        self._sound = sound
        self._transport = transport
        self._clock = clock
        self._coming: Iterator[tuple[int, str]] = iter(())
        """Clock times and sounds to come, in order; without keys they come so, maybe without an end."""
        self._next: tuple[int, str] | None = None
        """The first of them that is not sent yet."""

    def beat(self) -> None:
        """Send what falls due within the horizon."""
        horizon = self._clock.now() + HORIZON
        while not self.muted and self._next is not None and self._next[0] <= horizon:
            self._cue(*self._next)
            self._next = next(self._coming, None)

    def restart(self, answer: str | None = None, *, with_phase: bool = False) -> None:
        """Drop what was sent, answer a key with a deck sound, and begin again from where the playhead is.

        Args:
            answer: The deck sound.
            with_phase: The key has begun the phase that is on: it is heard.
        """
        self._sound.clear()
        if answer is not None:
            self._answer(answer)
        transport = self._transport
        self._coming = self._from_here(with_phase=with_phase)
        self._next = next(self._coming, None)
        if isinstance(transport.state, LeadingIn) and not self.muted:
            self._lead_in(transport.state.until, transport.offset)
        if isinstance(transport.state, Playing | LeadingIn):
            self.beat()

    def answer(self, sound: str) -> None:
        """Answer a key that changes nothing on the tape."""
        self._answer(sound)

    def toggle_mute(self) -> None:
        """Say `muted` and nothing more, or `unmuted` and go on."""
        if self.muted:
            self.muted = False
            self.restart("unmuted")
        else:
            self._sound.clear()
            self._answer("muted")
            self.muted = True

    def lost(self) -> None:
        """The engine was gone and is back: what had been sent is lost with it."""
        if not self.muted:
            self.restart("notice")

    def _answer(self, sound: str) -> None:
        if not self.muted:
            self._sound.play(sound)

    def _cue(self, at: int, sound: str) -> None:
        self._sound.cue(at, "go" if sound.startswith(OWN) and sound not in self.own else sound)

    def _lead_in(self, until: int, offset: Ms) -> None:
        """Ticks before the tape goes on, then the sound of what goes on."""
        transport = self._transport
        if transport.speed <= FIRST_ONLY_ABOVE:
            now = self._clock.now()
            for seconds in (2, 1):
                at = until - round(seconds * 1000 * NS_PER_MS / transport.speed)
                if at > now:
                    self._cue(at, "tick")
        sound = entry_sound(transport.interval, offset, transport.phases) if offset else None
        if sound is not None:
            self._cue(until, sound)

    def _from_here(self, *, with_phase: bool) -> Iterator[tuple[int, str]]:
        """Clock times and sounds from where the playhead is."""
        transport = self._transport
        passed: Ms | None = None
        if transport.offset:  # at its very start an interval still has its first sound
            replaced = _REPLACED if isinstance(transport.state, LeadingIn) else 0
            passed = transport.offset + replaced - with_phase
        for stretch in ahead(transport):
            cues = live_cues(transport.timeline, stretch.interval, stretch.passage)
            for cue in islice(cues, 1) if transport.speed > FIRST_ONLY_ABOVE else cues:
                if passed is None or cue.at > passed:
                    yield stretch.at + round(cue.at * NS_PER_MS / transport.speed), cue.sound
            passed = None
