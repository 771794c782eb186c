"""The audio of one session: sounds and words of the tape, replies to keys, and asides."""

from collections.abc import Callable

from player.audio.protocol import SoundPlayer, SoundState
from player.coach.logbook import Logbook
from player.coach.voice.asides import Asides
from player.coach.voice.prefetch import NO_PREFETCH, Prefetch
from player.coach.voice.replies import Replies
from player.coach.voice.reply_timing import NOTHING, Reply, one
from player.coach.voice.soundtrack import Soundtrack
from player.script.model import TONES_ONLY, Voice
from player.session.clock import NS_PER_S, Clock
from player.session.events import Event, Finished, IntervalEntered, PhaseEnded, Stopped, WentOn
from player.session.state import LeadingIn
from player.session.transport import Transport
from player.timeline.sounds import OwnSound, Sound


class SessionAudio:
    """Keeps soundtrack, replies, asides and prefetch in step with the transport.

    Args:
        sound: Plays the sounds.
        transport: The transport of the session.
        clock: The clock of the transport.
        logbook: The logbook; its summary is said at the end.
        own: The routine's own sounds that can be played.
        voice: How much is said.
        prefetcher: Has phrases spoken that were not recorded.
    """

    def __init__(
        self,
        sound: SoundPlayer,
        transport: Transport,
        clock: Clock,
        logbook: Logbook,
        *,
        own: frozenset[OwnSound] = frozenset(),
        voice: Voice = TONES_ONLY,
        prefetcher: Prefetch = NO_PREFETCH,
    ) -> None:
        self.sound = sound
        self.soundtrack = Soundtrack(sound, transport, clock, own, voice=voice, unheard=prefetcher.is_missing)
        """Plays the tape's sounds and words, and says replies and asides."""
        self.replies = Replies(transport, clock, lambda: self.soundtrack.voice)
        """Composes the replies to keys."""
        self.asides = Asides(self.soundtrack, self.replies, logbook.questions, transport, clock)
        """Says asides."""
        self.bell: Callable[[], None] = lambda: None
        """Rings the terminal's bell; set by the owner of the terminal."""
        self._transport = transport
        self._clock = clock
        self._logbook = logbook
        self._prefetcher = prefetcher
        self._last_state = SoundState.OFF

    @property
    def is_audible(self) -> bool:
        """Whether the last sound may be audible, so that it is worth waiting for."""
        return self.sound.status().state is SoundState.READY

    @property
    def speaks_for(self) -> float:
        """Seconds until the last word has been said; 0: nothing is being said."""
        return max(0, self.soundtrack.spoken.end - self._clock.now()) / NS_PER_S

    def start(self) -> None:
        """Start the engine and the prefetch."""
        self.sound.start()
        self._prepare()

    def enter(self) -> None:
        """Begin with the current interval; a session that begins inside the tape tells its place."""
        begins_inside = isinstance(self._transport.state, LeadingIn)
        self.soundtrack.restart(reply=self.replies.place() if begins_inside else NOTHING)

    def ring(self, events: tuple[Event, ...]) -> None:
        """Ring the terminal's bell where the sounds that mark a boundary cannot be heard."""
        is_leading_in = isinstance(self._transport.state, LeadingIn)
        for event in events:
            is_boundary = isinstance(event, WentOn | Finished) or (
                isinstance(event, IntervalEntered) and not is_leading_in
            )
            if is_boundary and not self.soundtrack.muted and self.sound.status().needs_bell:
                self.bell()

    def going_on(self) -> Reply:
        """Compose the reply for a tape that goes on; in a gap it repeats what the pause cut off."""
        cut = self.soundtrack.interrupted()
        return one(cut) if cut else self.replies.going_on()

    def acknowledge(self, sound: Sound, reply: Reply = NOTHING) -> None:
        """Answer a key that changes nothing on the tape."""
        self.asides.keyed()
        self.soundtrack.answer(sound, reply)

    def refuse(self) -> None:
        """Answer a key that is refused."""
        self.acknowledge(Sound.REFUSED, self.replies.refused())

    def follow(
        self,
        events: tuple[Event, ...],
        sound: Sound | None = None,
        reply: Callable[[], Reply] = lambda: NOTHING,
    ) -> None:
        """Follow the transport after a key.

        Args:
            events: The events of the key.
            sound: The deck sound that answers it; None: no key was pressed.
            reply: Composes the reply; not called if the session is over.
        """
        self.asides.keyed()
        is_over = any(isinstance(event, Finished | Stopped) for event in events)
        next_phase = any(isinstance(event, PhaseEnded) for event in events)
        self.soundtrack.restart(sound, NOTHING if is_over else reply(), with_phase=next_phase)
        if any(isinstance(event, Finished) for event in events):
            self.soundtrack.answer(Sound.FINISH)
        self._tell_result(events)

    def slept(self) -> None:
        """Tell that the tape is paused because the computer slept."""
        self.asides.keyed()
        self.soundtrack.restart(Sound.PAUSED, self.replies.pausing())

    def beat(self, events: tuple[Event, ...], *, stop_asked: bool) -> str:
        """Send what falls due, after time has passed; return words without a sound, which must be shown.

        Args:
            events: The events of the beat.
            stop_asked: Whether the question "stop?" waits for a decision.
        """
        state = self.sound.status().state
        if state is SoundState.READY and self._last_state is SoundState.LOST:
            self.soundtrack.lost(self.replies.sound_back())
        self._last_state = state
        self.asides.later(self.replies.time_is_up(events, self._logbook.outcomes))
        self._tell_result(events)
        self.soundtrack.beat()
        to_read = self.soundtrack.spoken.to_read()
        self.asides.beat(stop_asked=stop_asked)
        return to_read

    def change_tape(self, own: frozenset[OwnSound]) -> None:
        """Change to another tape, see `Coach.change_tape`."""
        self.soundtrack.own = own
        self._prepare()
        self.asides.keyed()
        self.soundtrack.restart(reply=self.replies.place())

    def toggle_mute(self) -> bool:
        """Turn all sound off or on; return whether it is off now."""
        self.asides.keyed()
        self.soundtrack.toggle_mute()
        return self.soundtrack.muted

    def toggle_voice(self) -> bool:
        """Turn words off or on; return whether they are on now."""
        self.asides.keyed()
        is_on = self.soundtrack.toggle_voice(self.replies.voice_changed)
        self._prepare()
        return is_on

    def close(self) -> None:
        """Stop the engine and the prefetch."""
        self._prefetcher.close()
        self.sound.close()

    def _prepare(self) -> None:
        self._prefetcher.prepare(self._transport.timeline, self.soundtrack.voice)

    def _tell_result(self, events: tuple[Event, ...]) -> None:
        """Say how the session went, if these events ended it."""
        if any(isinstance(event, Finished | Stopped) for event in events):
            logbook = self._logbook
            score = self.replies.time_is_up(events, logbook.outcomes)
            self.soundtrack.end(self.replies.result(logbook.summary, self._transport.active, score))
