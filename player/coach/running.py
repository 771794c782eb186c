"""One session as it runs: time passes, what happens is written down, and sounds and sentences follow it."""

from collections.abc import Callable, Mapping

from player.audio.protocol import SoundPlayer, SoundState
from player.coach.origin import Origin
from player.coach.outcomes import Outcomes
from player.coach.questions import Questions, Value
from player.coach.record import Checkpoints, Record
from player.coach.status_line import STANDS, StatusLine
from player.coach.voice.asides import Asides
from player.coach.voice.prefetch import NO_PREFETCH, Prefetch
from player.coach.voice.replies import Replies
from player.coach.voice.reply_timing import NOTHING, Reply
from player.coach.voice.soundtrack import Soundtrack
from player.history.records import EndState
from player.script.model import TONES_ONLY, Voice
from player.session.clock import NS_PER_S, Clock
from player.session.events import (
    Event,
    Finished,
    IntervalEntered,
    IntervalLeft,
    LengthChanged,
    PhaseEnded,
    Refused,
    Slept,
    Stopped,
    WentOn,
)
from player.session.state import Ended, LeadingIn, Playing, Ready
from player.session.transport import Transport
from player.timeline.model import Timeline
from player.views.playing.pace import seconds_to_next
from player.views.playing.results import SessionSummary, summarise
from player.views.playing.view import View, view_of
from player.views.text import times


class RunningSession:
    """One session without its keys.

    Args:
        transport: The tape deck.
        clock: The same clock that moves it.
        sound: Where sounds go.
        record: Where it is written down; None: this session is not recorded.
        notices: Sentences the person should see at the start.
        own: Names of the routine's own sounds that can be played.
        voice: How much is said.
        prefetcher: Sees to it that every phrase has a sound.
    """

    def __init__(
        self,
        transport: Transport,
        clock: Clock,
        sound: SoundPlayer,
        record: Record | None,
        notices: tuple[str, ...] = (),
        *,
        own: frozenset[str] = frozenset(),
        voice: Voice = TONES_ONLY,
        prefetcher: Prefetch = NO_PREFETCH,
    ) -> None:
        self.transport = transport
        self.record = record
        self.soundtrack = Soundtrack(sound, transport, clock, own, voice=voice, unheard=prefetcher.is_missing)
        self.prefetcher = prefetcher
        """Sees to it that every phrase has a sound."""
        self.answers = Replies(transport, clock, lambda: self.soundtrack.voice)
        """Composes what is said after keys."""
        self.asking = False
        """Whether the question "stop?" waits for an answer."""
        self.asked = Questions(transport, self._answered)
        """What is asked about the set before, and all answers."""
        self.remarks = Asides(self.soundtrack, self.answers, self.asked, transport, clock)
        """What is said without a key."""
        self.outcomes = Outcomes()
        """How each interval was left."""
        self.origin: Origin | None = None
        """Where the tape came from; None: nobody knows, and it cannot be edited."""
        self.sound = sound
        """Where sounds go."""
        self.bell: Callable[[], None] = lambda: None
        """Rings the terminal; set by whoever owns it."""
        self.left: Callable[[IntervalLeft, int], None] = lambda _event, _ticket: None
        """Told of every interval that was left, with the ticket of its record (0: unrecorded)."""
        self._clock = clock
        self._messages = StatusLine(clock, notices)
        self._checkpoints = Checkpoints(record, transport, clock)
        self._sound_state = SoundState.OFF
        self._known_notices = 0
        self._closed = False

    @property
    def over(self) -> bool:
        """Whether the session has ended."""
        return isinstance(self.transport.state, Ended)

    @property
    def begun(self) -> bool:
        """Whether the session has begun."""
        return not isinstance(self.transport.state, Ready)

    @property
    def waits_for_key(self) -> bool:
        """Whether nothing will happen without a key."""
        return (
            not self.over and not isinstance(self.transport.state, Ready) and self.transport.deadline is None
        )

    @property
    def audible(self) -> bool:
        """Whether somebody may hear the last sound."""
        return self.sound.status().state is SoundState.READY

    @property
    def speaks_for(self) -> float:
        """Seconds until the last word will have been said; 0: nothing is being said."""
        return max(0, self.soundtrack.spoken.end - self._clock.now()) / NS_PER_S

    @property
    def view(self) -> View:
        """The picture of this moment."""
        return view_of(self.transport)

    @property
    def summary(self) -> SessionSummary:
        """What was done against what was planned, as far as the session got."""
        return summarise(
            self.transport.timeline,
            self.outcomes,
            self.transport.active,
            finished=isinstance(self.transport.state, Ended) and self.transport.state.finished,
            answers=self.asked.values,
            gone=self.outcomes.works_gone().values(),
        )

    @property
    def notices(self) -> list[str]:
        """Sentences that stay until the end of the session."""
        return self._messages.standing

    @property
    def question(self) -> str:
        """What is asked about the set before, with what was typed; empty if nothing is."""
        return self.asked.text if not self.over else ""

    @property
    def message(self) -> str:
        """What to tell or ask the person now; empty if nothing."""
        if self.asking:
            return "Stop here? q or Enter: yes, all is kept · Space: go on"
        trouble = self.record.trouble() if self.record is not None else None
        standing = self.notices[-1] if self.notices else ""
        return self._messages.now or self.question or trouble or standing

    def begin(self) -> None:
        """Start the sound and the tape; the record of the session begins with them."""
        if self.record is not None:
            self.record.begin()
        self.sound.start()
        self.prefetcher.prepare(self.transport.timeline, self.soundtrack.voice)
        self._apply(self.transport.play())
        begins_inside = isinstance(self.transport.state, LeadingIn)
        self.soundtrack.restart(reply=self.answers.place() if begins_inside else NOTHING)

    def beat(self) -> bool:
        """Let time pass; return whether everything had stood still meanwhile, and is paused now."""
        if self._closed:
            return False
        events = self.transport.beat()
        self._apply(events)
        slept = any(isinstance(event, Slept) for event in events)
        if slept:
            self._keyed()
            self.soundtrack.restart("paused", self.answers.pausing())
        self._listen()
        self.remarks.later(self.answers.time_is_up(events, self.outcomes))
        self._tell_result(events)
        self.soundtrack.beat()
        self._speak_up()
        if not self.over:
            self._checkpoints.write()
        return slept

    def next_beat(self) -> float | None:
        """Seconds until `beat` should be called again; None: when a key comes."""
        if self.over or self._closed:
            return None
        return seconds_to_next(self.transport, self._clock.now())

    def close(self, *, interrupted: bool = False) -> None:
        """End everything; a session that is not over stays behind as interrupted, at its last moment.

        What comes after it, such as a beat that was already due, does nothing.
        """
        if self._closed:
            return
        if not isinstance(self.transport.state, Ready):
            if not interrupted:
                self._apply(self.transport.beat())
            if not self.over:
                self._checkpoints.write(now=True)
        self._closed = True
        self.prefetcher.close()
        self.sound.close()
        if self.record is not None:
            self.record.close()

    def correct(self, index: int, pass_: int, field: str, value: Value) -> None:
        """Put another value in the place of an answer, also after the end: see `Questions.correct`."""
        self.asked.correct(index, pass_, field, value)

    def tell(self, sentence: str) -> None:
        """Show a sentence until something else is told, or the session goes on."""
        self._messages.tell(sentence, lasts=STANDS)

    def retarget(self, timeline: Timeline, index: int, text: str, own: frozenset[str]) -> None:
        """Go on with another tape, standing still: the routine was edited. What was done stays done.

        Args:
            timeline: The tape.
            index: Where to go on, see `session.place.same_place`.
            text: The routine's file as it is now.
            own: See `Coach`.
        """
        if self.over or self._closed:
            return
        self.beat()
        if isinstance(self.transport.state, Playing | LeadingIn):
            self._apply(self.transport.toggle())
        old = self.transport.timeline
        events = self.transport.retarget(timeline, index)
        of_old = next(
            (n for n, event in enumerate(events) if isinstance(event, IntervalEntered)), len(events)
        )
        self._apply(events[:of_old])
        self.outcomes.follow(old, timeline)
        self.asked.follow(timeline)
        if self.record is not None:
            self.record.edited(timeline, text)
        self._apply(events[of_old:])
        self.soundtrack.own = own
        self.prefetcher.prepare(timeline, self.soundtrack.voice)
        self._keyed()
        self.soundtrack.restart(reply=self.answers.place())
        self._checkpoints.write(now=True)

    def _stand_still(self, answer: str, reply: Reply = NOTHING) -> None:
        """Pause unless it is; answer with one sound either way, and the same words."""
        if isinstance(self.transport.state, Playing | LeadingIn):
            self._act(self.transport.toggle(), answer, reply=lambda: reply)
        elif not self.over:
            self._answer(answer, reply)

    def _answer(self, sound: str, reply: Reply = NOTHING) -> None:
        """Answer a key that changes nothing on the tape."""
        self._keyed()
        self.soundtrack.answer(sound, reply)

    def _refuse(self) -> None:
        """Answer a key that can do nothing now."""
        self._answer("refused", self.answers.refused())

    def _act(
        self,
        events: tuple[Event, ...],
        answer: str | None,
        told: str | None = None,
        reply: Callable[[], Reply] = lambda: NOTHING,
    ) -> None:
        """Write down what a key did, and let the sound follow it.

        Args:
            events: What it did.
            answer: The deck sound; None: nobody has pressed a key.
            told: What stands on the screen.
            reply: Composes what is said, when everything is as the key left it.
        """
        refused = next((event for event in events if isinstance(event, Refused)), None)
        if refused is not None:
            self._messages.tell(refused.reason)
            self._apply(events)
            self._refuse()
            return
        if told is not None:
            self._messages.tell(told)
        self._apply(events)
        self._keyed()
        over = any(isinstance(event, Finished | Stopped) for event in events)
        next_phase = any(isinstance(event, PhaseEnded) for event in events)
        self.soundtrack.restart(answer, NOTHING if over else reply(), with_phase=next_phase)
        if any(isinstance(event, Finished) for event in events):
            self.soundtrack.answer("finish")
        self._tell_result(events)

    def _keyed(self) -> None:
        """A key came."""
        self.remarks.keyed()

    def _tell_result(self, events: tuple[Event, ...]) -> None:
        """Say how the session went, if these events ended it."""
        if any(isinstance(event, Finished | Stopped) for event in events):
            score = self.answers.time_is_up(events, self.outcomes)
            self.soundtrack.end(self.answers.result(self.summary, self.transport.active, score))

    def _speak_up(self) -> None:
        """Say what no key and no place on the tape asks for, and show what has no sound."""
        text = self.soundtrack.spoken.to_read()
        if text:
            self._messages.show(text)
        self.remarks.beat(is_asking=self.asking)

    def _apply(self, events: tuple[Event, ...]) -> None:
        for event in events:
            match event:
                case IntervalLeft():
                    self._left(event)
                case IntervalEntered(index=index, pass_=pass_):
                    self.asked.entered(index, pass_)
                    if not isinstance(self.transport.state, LeadingIn):
                        self._ring()
                case WentOn():
                    self._ring()
                case Finished():
                    self._end("finished")
                    self._ring()
                case Stopped():
                    self._end("stopped")
                case Slept(seconds=seconds):
                    stood = times.short_length(round(seconds) * 1000)
                    self._messages.tell(
                        f"Paused: everything stood still for {stood}. Space goes on.", lasts=STANDS
                    )
                case LengthChanged(planned=planned):
                    self._messages.tell(f"This one now lasts {times.clock_face(planned)}.")

    def _left(self, event: IntervalLeft) -> None:
        self.outcomes.note(event)
        self.left(event, self.record.left(event) if self.record is not None else 0)
        self.asked.left(event)

    def _answered(self, index: int, pass_: int, values: Mapping[str, Value]) -> None:
        """Write answers down; reps say anew whether the set is done, here as in its record."""
        self.outcomes.counted((index, pass_), self.asked.tape.intervals[index].reps or 0, values.get("reps"))
        if self.record is not None:
            self.record.asked(index, pass_, values)

    def _end(self, state: EndState) -> None:
        self.asked.settle()
        if self.record is not None:
            self.record.end(state, self.transport.active, self.transport.paused)

    def _ring(self) -> None:
        """One bell in place of the sounds that mark a boundary."""
        if not self.soundtrack.muted and self.sound.status().needs_bell:
            self.bell()

    def _listen(self) -> None:
        """Hear what the engine reports."""
        for notice in self.sound.notices():
            self._messages.notice(notice)
        if self.record is not None:
            known = self.record.notices()
            self.notices.extend(known[self._known_notices :])
            self._known_notices = len(known)
        state = self.sound.status().state
        if state is SoundState.READY and self._sound_state is SoundState.LOST:
            self.soundtrack.lost(self.answers.sound_back())
        self._sound_state = state
