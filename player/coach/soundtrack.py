"""Sends the tape's sounds to the engine, ahead of time and at exact moments, and answers keys.

The engine plays a cue at the moment it is told; this part only decides what and when. It looks 1.5 s ahead,
so that neither a busy screen nor a slow pipe can move a sound (DESIGN §5, time law 4).
"""

from typing import Final

from player.audio.protocol import Sound
from player.routine.model import Ms
from player.session.clock import NS_PER_MS, Clock
from player.session.state import LeadingIn, Playing
from player.session.transport import Transport
from player.timeline.cues import Cue, entry_sound, interval_cues

HORIZON: Final = 1500 * NS_PER_MS
"""How far ahead cues are sent, in real nanoseconds."""
FIRST_ONLY_ABOVE: Final = 4.0
"""Above this speed only the first cue of each interval sounds (DESIGN §5)."""
_REPLACED: Final[Ms] = 250
"""Cues this close behind the place where the tape goes on are replaced by one entry sound."""


class Soundtrack:
    """The sounds of one session."""

    def __init__(self, sound: Sound, transport: Transport, clock: Clock) -> None:
        self.muted = False
        self._sound = sound
        self._transport = transport
        self._clock = clock
        self._sent = (0, 0)
        """Interval and number of the next cue to send."""
        self._known: dict[int, tuple[Cue, ...]] = {}

    def beat(self) -> None:
        """Send what falls due within the horizon."""
        transport = self._transport
        start = transport.clock_time_of(0)
        if self.muted or start is None:
            return
        horizon = self._clock.now() + HORIZON
        intervals = transport.timeline.intervals
        for index in range(transport.index, len(intervals) + 1):
            cues = self._cues(index)
            for number, cue in enumerate(cues):
                at = start + round(cue.at * NS_PER_MS / transport.speed)
                if at > horizon:
                    return
                if (index, number) >= self._sent:
                    self._sent = (index, number + 1)
                    self._sound.cue(at, cue.sound)
            if index == len(intervals):
                return
            length = transport.planned if index == transport.index else intervals[index].duration
            if length is None:
                return
            start += round(length * NS_PER_MS / transport.speed)

    def restart(self, answer: str | None = None) -> None:
        """Drop what was sent, answer a key with a deck sound, and begin again from where the playhead is."""
        self._known.clear()
        self._sound.clear()
        if answer is not None:
            self._answer(answer)
        transport = self._transport
        index, offset = transport.index, transport.offset
        if index < len(transport.timeline.intervals):
            first = 0
            if offset:
                passed = offset + (_REPLACED if isinstance(transport.state, LeadingIn) else 0)
                first = sum(cue.at <= passed for cue in self._cues(index))
            self._sent = (index, first)
        if isinstance(transport.state, LeadingIn) and not self.muted:
            self._lead_in(transport.state.until, offset)
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

    def _lead_in(self, until: int, offset: Ms) -> None:
        """Ticks before the tape goes on, then the sound of what goes on."""
        transport = self._transport
        if transport.speed <= FIRST_ONLY_ABOVE:
            now = self._clock.now()
            for seconds in (2, 1):
                at = until - round(seconds * 1000 * NS_PER_MS / transport.speed)
                if at > now:
                    self._sound.cue(at, "tick")
        sound = entry_sound(transport.interval, offset) if offset else None
        if sound is not None:
            self._sound.cue(until, sound)

    def _cues(self, index: int) -> tuple[Cue, ...]:
        """Cues of an interval; the present one may have another length than on the tape."""
        if index not in self._known:
            for old in [known for known in self._known if known < self._transport.index]:
                del self._known[old]
            transport = self._transport
            length = transport.planned if index == transport.index else None
            cues = interval_cues(transport.timeline, index, length)
            self._known[index] = cues[:1] if transport.speed > FIRST_ONLY_ABOVE else cues
        return self._known[index]
