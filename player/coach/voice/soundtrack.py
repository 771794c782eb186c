"""The soundtrack: sends the tape's sounds and words to the engine ahead of time, and answers keys.

The engine plays each cue at its exact time; this module decides what is played, and when. It looks 1.5 s
ahead, so that neither a busy screen nor a slow pipe can delay a sound (DESIGN §5, time law 4).
"""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Final, NamedTuple

from player.audio.protocol import SoundPlayer, SoundState
from player.coach.voice.reply_timing import NOTHING, Reply, after, placed
from player.coach.voice.speech_queue import SpeechQueue, Utterance
from player.coach.voice.upcoming import ahead
from player.routine.model import Ms
from player.script.model import TONES_ONLY, Amount, MomentTrait, Phrase, Said, Voice
from player.script.planner import WORDS_UP_TO, script_of
from player.session.clock import NS_PER_MS, NS_PER_S, Clock
from player.session.state import Ended, LeadingIn, Playing
from player.session.transport import Transport
from player.timeline.cues import Cue, entry_sound
from player.timeline.phasesounds import ticks_before
from player.timeline.sounds import CueSound, OwnSound, Sound, SoundTrait, stands_for

HORIZON: Final = 1500 * NS_PER_MS
"""How far ahead cues are sent, in real nanoseconds."""
FIRST_ONLY_ABOVE: Final = 4.0
"""Above this speed only the first cue of each interval sounds (DESIGN §5)."""
_REPLACED: Final[Ms] = 250
"""Where the tape goes on, cues in the next 250 ms are replaced by one entry sound."""
_BEFORE_SOUND: Final = 200 * NS_PER_MS
"""Least silence between words and the next sound."""
_BEFORE_TICKS: Final = 300 * NS_PER_MS
_LEAD_IN: Final = 3
"""Length of the lead-in in seconds, and its number of ticks."""
_WAKES: Final[Ms] = 1500
"""Time in which a device that was resting is open again."""
_FIRST_TICK: Final = 50 * NS_PER_MS
"""Within this time after a key its deck sound takes the place of the first tick."""
_HAND_OVER: Final = 100 * NS_PER_MS
"""Time that a phrase said at once needs to reach the engine."""
_LONGEST_REPLY: Final = 20 * NS_PER_S


class Due(NamedTuple):
    """A cue or phrase of the tape with its time on the clock."""

    at: int
    """Clock time."""
    what: Cue | Said


class Soundtrack:
    """Plays the sounds and words of one session.

    Args:
        sound: The sound player.
        transport: The transport of the session.
        clock: The clock of the transport.
        own: The routine's own sounds that can be played; `go` replaces the others.
        voice: How much is said.
        unheard: Whether a phrase has no sound on this computer, so that it must be shown.
    """

    def __init__(
        self,
        sound: SoundPlayer,
        transport: Transport,
        clock: Clock,
        own: frozenset[OwnSound] = frozenset(),
        *,
        voice: Voice = TONES_ONLY,
        unheard: Callable[[Phrase], bool] = lambda _: False,
    ) -> None:
        self.muted = False
        self.own = own
        """The routine's own sounds that can be played."""
        self.voice = voice._replace(speed=transport.speed)
        """How much is said now."""
        self.spoken = SpeechQueue(sound, clock, unheard)
        """The phrases that were handed to the engine."""
        self._with_words = Amount.FULL if voice.amount is Amount.TONES else voice.amount
        self._sound = sound
        self._transport = transport
        self._clock = clock
        self._coming: Iterator[Due] = iter(())
        """Cues and phrases still to come if no key is pressed, in order; may be endless."""
        self._next: Due | None = None
        """The first of them that is not sent yet."""
        self._sounds: list[int] = []
        """Times of the sounds that were sent last, without dots."""
        self._expected: int | None = -1

    @property
    def has_words(self) -> bool:
        """Whether the tape is heard with words, and not in tones only."""
        return self.voice.amount is not Amount.TONES and self._may_speak

    @property
    def _may_speak(self) -> bool:
        return not self.muted and self._transport.speed <= WORDS_UP_TO

    def beat(self) -> None:
        """Send what falls due within the horizon."""
        horizon = self._clock.now() + HORIZON
        while not self.muted and self._next is not None and self._next.at <= horizon:
            self._send(self._next)
            self._next = next(self._coming, None)
        self._expect()

    def restart(
        self, sound: Sound | None = None, reply: Reply = NOTHING, *, with_phase: bool = False
    ) -> None:
        """Drop what was sent, answer a key with a deck sound, and begin again at the playhead.

        Args:
            sound: The deck sound; None: none.
            reply: The words that follow it.
            with_phase: Whether the key has begun the current phase, so that its sound is heard.
        """
        self._sound.clear()
        self.spoken.forget()
        self._sounds.clear()
        if sound is not None:
            self.spoken.key()
            self._answer(sound)
        transport = self._transport
        words_end = self._reply(reply)
        if reply.puts_off and words_end:
            whole = round(_LEAD_IN * NS_PER_S / transport.speed)
            transport.put_off(words_end + _BEFORE_TICKS + whole)
        self._coming = self._from_here(with_phase=with_phase)
        self._next = next(self._coming, None)
        if isinstance(transport.state, LeadingIn) and not self.muted:
            self._lead_in(transport.state.until, transport.offset, words_end)
        if isinstance(transport.state, Playing | LeadingIn):
            self.beat()
        self._expect()

    def answer(self, sound: Sound, reply: Reply = NOTHING) -> None:
        """Answer a key that changes nothing on the tape."""
        if self.muted:
            return
        self.spoken.hush()
        self.spoken.key()
        self._answer(sound)
        self._reply(reply)
        self.spoken.go_on()

    def has_announced(self) -> bool:
        """Whether the current gap has announced the next work, as far as it announces it at all."""
        told = (said for said in self._said_in_gap() if MomentTrait.ANNOUNCES in said.moment.traits)
        return all(said.end <= self._transport.offset for said in told)

    def interrupted(self) -> Phrase:
        """Return the phrase of a gap that the pause cut off; empty if there is none."""
        here = self._transport.offset
        return next((said.phrase for said in self._said_in_gap() if said.at < here < said.end), ())

    def remind(self, reply: Reply) -> None:
        """Say something while the tape is paused, after a resting device had time to open."""
        self._reply(reply._replace(after=_WAKES))

    def aside(self, phrase: Phrase, sound: Sound | None = None, *, at_once: bool = False) -> bool:
        """Say an aside if nothing else is heard meanwhile; return whether it need not be tried again.

        Args:
            phrase: The phrase.
            sound: The deck sound that announces it; None: none.
            at_once: Whether it cannot wait any longer: without room the sound is played alone.
        """
        if not self.has_words:
            if sound is not None:
                self._answer(sound)
            return True
        now = self._clock.now()
        start = now + (after(sound) * NS_PER_MS if sound is not None else _HAND_OVER)
        length = self.voice.length_of(phrase) * NS_PER_MS
        end, limit = start + length, self._limit()
        has_room = limit is None or end <= limit
        if not has_room or not self.spoken.is_quiet(now, end) or self._is_heard(now - NS_PER_S // 2, end):
            if at_once and sound is not None:
                self._answer(sound)
            return at_once
        if sound is not None:
            self._answer(sound)
        self.spoken.reply((Utterance(start, length, phrase, length + NS_PER_S, Sound.CHIME),))
        return True

    def toggle_mute(self) -> None:
        """Play `muted` and nothing after it, or `unmuted` and go on."""
        if self.muted:
            self.muted = False
            self.restart(Sound.UNMUTED)
        else:
            self._sound.clear()
            self.spoken.forget()
            self._answer(Sound.MUTED)
            self.muted = True
            self._expect()

    def toggle_voice(self, reply: Callable[[], Reply]) -> bool:
        """Go on in tones only, or with words; return whether with words.

        Args:
            reply: Composes the reply that tells so.
        """
        tones = self.voice.amount is Amount.TONES
        self.voice = self.voice._replace(amount=self._with_words if tones else Amount.TONES)
        self.restart(Sound.ACCEPT, reply())
        return tones

    def lost(self, reply: Reply = NOTHING) -> None:
        """Send everything again, since the engine was lost and is back."""
        if not self.muted:
            self.restart(Sound.NOTICE, reply)

    def end(self, reply: Reply) -> int:
        """Say the last sentence; return the clock time of its end.

        It follows the end of the tape, not the beat that noticed it: a file and a session sound alike.
        """
        self._coming, self._next = iter(()), None
        state = self._transport.state
        self._reply(reply, state.at if isinstance(state, Ended) else None)
        self._expect()
        return self.spoken.end

    def _answer(self, sound: Sound) -> None:
        if not self.muted:
            self._sound.play(sound)

    def _reply(self, reply: Reply, since: int | None = None) -> int:
        """Say a reply, as far as there is room for it; return the clock time of its end, or 0.

        Args:
            reply: The words.
            since: Clock time of the event they follow; None: a key that came now.
        """
        if not reply.lines or not self._may_speak or not (reply.always or self.has_words):
            return 0
        if self._sound.status().state not in {SoundState.READY, SoundState.STARTING}:
            return 0  # the bell has no words, and nothing waits for them
        start = (self._clock.now() if since is None else since) + reply.after * NS_PER_MS
        limit = start + _LONGEST_REPLY if reply.puts_off else self._limit()
        lines = placed(reply, start, limit, self.voice.length_of)
        self.spoken.reply(lines)
        return lines[-1].end if lines else 0

    def _limit(self) -> int | None:
        """Clock time by which words said now must end; None: there is no limit."""
        transport = self._transport
        match transport.state:
            case LeadingIn(until=until):
                sent = [at for at in self._sounds if at > self._clock.now()]
                last = until - round(NS_PER_S / transport.speed)
                return min(sent) - _BEFORE_TICKS if sent else last - _BEFORE_SOUND
            case Playing() if transport.deadline is not None:
                ticks = 0 if transport.interval.is_work else ticks_before(transport.planned or 0)
                before = round(ticks * NS_PER_S / transport.speed)
                return transport.deadline - before - (_BEFORE_TICKS if ticks else _BEFORE_SOUND)
        return None

    def _is_heard(self, start: int, end: int) -> bool:
        """Whether a sound other than a dot, or a phrase, falls between two times of the next 1.5 s."""
        later = self._next is not None and self._next.at < end + _BEFORE_SOUND
        return later or any(start < at < end + _BEFORE_SOUND for at in self._sounds)

    def _said_in_gap(self) -> list[Said]:
        """The phrases of the current gap from its start to its end; none in work."""
        transport = self._transport
        here = next(ahead(transport), None)
        if transport.interval.is_work or here is None or not self.has_words:
            return []
        script = script_of(transport.timeline, here.interval, here.passage, self.voice, live=True)
        return [what for what in script if isinstance(what, Said) and not what.dropped]

    def _send(self, due: Due) -> None:
        if isinstance(due.what, Cue):
            self._cue(due.at, due.what.sound)
            return
        said = due.what
        length, room = (round(ms * NS_PER_MS / self._transport.speed) for ms in (said.length, said.room))
        self.spoken.say(Utterance(due.at, length, said.phrase, room, _instead(said)))

    def _cue(self, at: int, sound: CueSound) -> None:
        if stands_for(sound).trait is not SoundTrait.DOT:
            self._sounds = [*self._sounds[-8:], at]
        self._sound.cue(at, sound if sound in self.own else stands_for(sound))

    def _lead_in(self, until: int, offset: Ms, words_end: int) -> None:
        """Send the ticks of the lead-in, then the entry sound.

        The deck sound of the key replaces the first tick, and the reply any tick it would touch.
        """
        transport = self._transport
        if transport.speed <= FIRST_ONLY_ABOVE:
            free_from = max(self._clock.now(), words_end)
            for seconds in range(_LEAD_IN, 0, -1):
                at = until - round(seconds * 1000 * NS_PER_MS / transport.speed)
                if at > free_from + (_FIRST_TICK if seconds == _LEAD_IN else 0):
                    self._cue(at, Sound.TICK)
        sound = entry_sound(transport.interval, offset, transport.phases) if offset else None
        if sound is not None:
            self._cue(until, sound)

    def _from_here(self, *, with_phase: bool) -> Iterator[Due]:
        """Yield what is heard from the playhead on."""
        transport = self._transport
        passed: Ms | None = None
        replaced: Ms = 0
        if transport.offset:  # at the very start of an interval its first sound is still to come
            passed = transport.offset - with_phase
            replaced = _REPLACED if isinstance(transport.state, LeadingIn) else 0
        first_only = transport.speed > FIRST_ONLY_ABOVE
        for stretch in ahead(transport):
            script = script_of(transport.timeline, stretch.interval, stretch.passage, self.voice, live=True)
            for what in islice(script, 1) if first_only else script:
                if isinstance(what, Said) and what.dropped:
                    continue
                if passed is None or what.at > passed + (0 if isinstance(what, Said) else replaced):
                    yield Due(stretch.at + round(what.at * NS_PER_MS / transport.speed), what)
            passed = None

    def _expect(self) -> None:
        """Tell the player when the next sound is due, so that the device can rest until then."""
        at = None if self._next is None or self.muted else self._next.at
        if at != self._expected:
            self._expected = at
            self._sound.expect(at)


def _instead(said: Said) -> Sound | None:
    """The sound that is heard where a phrase cannot be said; None: none."""
    return None if MomentTrait.ON_TONE in said.moment.traits else Sound.CHIME
