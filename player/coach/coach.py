"""One session as a person meets it: keys in, a picture and sounds out, and everything written down.

The coach owns no screen and no thread. Whoever shows the session calls `beat` when `next_beat` says so,
`press` for every key, and draws `view`.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from player.audio.protocol import Sound, SoundState
from player.coach import times, words
from player.coach.asking import Asking, Value
from player.coach.course import next_work
from player.coach.messages import MESSAGE_LASTS, NOTICE_LASTS, STANDS, Messages
from player.coach.pace import seconds_to_next
from player.coach.press import ONE_PRESS, Bounces, Press
from player.coach.record import Checkpoints, Record
from player.coach.soundtrack import Soundtrack
from player.coach.view import View, view_of
from player.history.records import EndState
from player.session.clock import NS_PER_S, Clock
from player.session.events import (
    Event,
    Finished,
    IntervalEntered,
    IntervalLeft,
    LeadIn,
    LengthChanged,
    Outcome,
    PhaseEnded,
    Refused,
    Slept,
    Stopped,
    WentOn,
)
from player.session.state import Ended, IsPaused, LeadingIn, Playing, Ready
from player.session.transport import STEP, Transport

__all__ = ["MESSAGE_LASTS", "NOTICE_LASTS", "ONE_PRESS", "Coach", "Press"]

LEAVE_WITHIN: Final = 2 * NS_PER_S
"""A second Ctrl-C within this leaves at once."""


class Coach:
    """Runs one session.

    Args:
        transport: The tape deck.
        clock: The same clock that moves it.
        sound: Where sounds go.
        record: Where it is written down; None: this session is not recorded.
        notices: Sentences the person should see at the start.
        own: Names of the routine's own sounds that can be played.
    """

    def __init__(
        self,
        transport: Transport,
        clock: Clock,
        sound: Sound,
        record: Record | None,
        notices: tuple[str, ...] = (),
        *,
        own: frozenset[str] = frozenset(),
    ) -> None:
        self.transport = transport
        self.record = record
        self.soundtrack = Soundtrack(sound, transport, clock, own)
        self.asking = False
        """Whether the question "stop?" waits for an answer."""
        self.asked = Asking(transport, self._answered)
        """What is asked about the set before, and all answers."""
        self.outcomes: dict[tuple[int, int], IntervalLeft] = {}
        """How each interval was left, by its index and lap; the later pass unless it is a skip."""
        self.bell: Callable[[], None] = lambda: None
        """Rings the terminal; set by whoever owns it."""
        self.left: Callable[[IntervalLeft, int], None] = lambda _event, _ticket: None
        """Told of every interval that was left, with the ticket of its record (0: unrecorded)."""
        self._sound = sound
        self._clock = clock
        self._messages = Messages(clock, notices)
        self._bounces = Bounces()
        self._interrupted_at: int | None = None
        self._checkpoints = Checkpoints(record, transport, clock)
        self._sound_state = SoundState.OFF
        self._known_notices = 0
        self._closed = False

    @property
    def over(self) -> bool:
        """Whether the session has ended."""
        return isinstance(self.transport.state, Ended)

    @property
    def waits_for_key(self) -> bool:
        """Whether nothing will happen without a key."""
        return (
            not self.over and not isinstance(self.transport.state, Ready) and self.transport.deadline is None
        )

    @property
    def audible(self) -> bool:
        """Whether somebody may hear the last sound."""
        return self._sound.status().state is SoundState.READY

    @property
    def view(self) -> View:
        """The picture of this moment."""
        return view_of(self.transport)

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
        self._sound.start()
        self._apply(self.transport.play())
        self.soundtrack.restart()

    def beat(self) -> bool:
        """Let time pass; return whether everything had stood still meanwhile, and is paused now."""
        if self._closed:
            return False
        events = self.transport.beat()
        self._apply(events)
        slept = any(isinstance(event, Slept) for event in events)
        if slept:
            self.soundtrack.restart("paused")
        self._listen()
        self.soundtrack.beat()
        if self.asked.calls():
            self.soundtrack.answer("ask")
        if not self.over:
            self._checkpoints.write()
        return slept

    def press(self, press: Press, key: str | None = None) -> None:
        """Do what a key asks for.

        Args:
            press: What.
            key: Which key it was, so that its repeats count once; by default one key per press.
        """
        if not self._bounces.is_repeated(key or press, self._clock.now()):
            self._take(press)

    def type(self, char: str) -> None:
        """Take a digit or a point of the answer to the question that is asked."""
        self._edit(lambda: self.asked.type(char), "plus")

    def erase(self) -> None:
        """Take the last character of the answer back."""
        self._edit(self.asked.erase, "minus")

    def correct(self, index: int, lap: int, field: str, value: Value) -> None:
        """Put another value in the place of an answer, also after the end: see `Asking.correct`."""
        self.asked.correct(index, lap, field, value)

    def _edit(self, change: Callable[[], bool], answer: str) -> None:
        """Change the answer that is being typed; a key that cannot is refused."""
        if self.over or self._closed:
            return
        self.beat()  # the gap may just have ended
        changed = not self.asking and change()
        if changed:
            self._messages.clear()  # the question is to be seen
        self.soundtrack.answer(answer if changed else "refused")

    def _answered(self, index: int, lap: int, values: Mapping[str, Value]) -> None:
        """Write answers down; reps say anew whether the set is done, here as in its record."""
        left, reps = self.outcomes.get((index, lap)), values.get("reps")
        if left is not None and left.outcome is not Outcome.SKIPPED and isinstance(reps, int):
            planned = self.transport.timeline.intervals[index].reps or 0
            outcome = Outcome.DONE if reps >= planned else Outcome.PARTIAL
            self.outcomes[index, lap] = replace(left, outcome=outcome, done_reps=reps)
        if self.record is not None:
            self.record.asked(index, lap, values)

    def _take(self, press: Press) -> None:
        """Let time pass up to the key, then do what it asks for."""
        # What has come by itself happened before the key, and its cues were due.
        slept = not self.over and self.beat()
        if self.over or self._closed or (slept and press in {Press.PAUSE, Press.THROUGH}):
            return  # the key that wakes a computer does not start the session
        if self.asking:
            self._answer_question(press)
        else:
            self._do(press)

    def seek(self, index: int) -> None:
        """Go to an interval chosen from the list."""
        self.beat()
        if self.asking:
            self.soundtrack.answer("refused")
        elif not self.over and not self._closed:
            self._act(self.transport.seek(index), "accept")

    def opened_list(self) -> bool:
        """Answer the key that opens a list; return whether it may open: not over a question."""
        self.soundtrack.answer("refused" if self.asking else "open")
        return not self.asking

    def hold_still(self) -> None:
        """Pause without asking anything: the program is about to be suspended, or just was."""
        if not self.over and not self._closed:
            self.beat()  # a sleep that nobody has noticed yet has paused the tape already
            self._stand_still("paused")

    def interrupt(self) -> bool:
        """Ctrl-C: as q; return whether it was the second within 2 s, which leaves at once."""
        now, before = self._clock.now(), self._interrupted_at
        if self._bounces.is_repeated("ctrl+c", now):
            return False
        self._interrupted_at = now
        if before is not None and now - before < LEAVE_WITHIN:
            return True
        self._take(Press.STOP)
        return False

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
        self._sound.close()
        if self.record is not None:
            self.record.close()

    def _do(self, press: Press) -> None:
        transport = self.transport
        match press:
            case Press.PAUSE:
                self._toggle()
            case Press.THROUGH:
                self._through()
            case Press.SKIP:
                interval = transport.interval
                name = interval.exercise or words.gap_word(interval.kind)[2:]
                self._act(transport.skip(), "skip", f"Skipped: {name}")
            case Press.BACK:
                self._act(transport.back(), "back")
            case Press.MORE | Press.LESS:
                more = press is Press.MORE
                self._act(transport.adjust(STEP if more else -STEP), "plus" if more else "minus")
            case Press.AGAIN:
                self._say_again()
            case Press.MUTE:
                self.soundtrack.toggle_mute()
                self._messages.tell("Sound off. m turns it on." if self.soundtrack.muted else "Sound on.")
            case Press.STOP:
                self._stand_still("ask")
                self.asking = True

    def _through(self) -> None:
        """Take an answer that is typed; else go on, or end what is on."""
        if self.asked.typed:
            wrong = self.asked.take()
            if wrong is not None:
                self._messages.tell(wrong)
            self.soundtrack.answer("accept" if wrong is None else "refused")
        elif isinstance(self.transport.state, IsPaused):
            self._toggle()
        else:
            self._act(self.transport.through(), "accept")

    def _answer_question(self, press: Press) -> None:
        if press is Press.PAUSE:
            self.asking = False
            self._toggle()
        elif press in {Press.STOP, Press.THROUGH}:
            self.asking = False
            self._act(self.transport.stop(), "accept")
        else:
            self.soundtrack.answer("refused")

    def _stand_still(self, answer: str) -> None:
        """Pause unless it is; answer with one sound either way."""
        if isinstance(self.transport.state, Playing | LeadingIn):
            self._act(self.transport.toggle(), answer)
        elif not self.over:
            self.soundtrack.answer(answer)

    def _toggle(self) -> None:
        self._messages.clear()  # it told of the moment that ends here
        events = self.transport.toggle()
        going_on = any(isinstance(event, LeadIn) for event in events)
        self._act(events, "going-on" if going_on else "paused")

    def _say_again(self) -> None:
        """Exercise, side, dose and cue of the work that is on; in a gap of the work that comes."""
        transport = self.transport
        work = next_work(transport.timeline, transport.index)
        if work is not None:
            self._messages.tell(words.in_full(work, transport.lap if work is transport.interval else 1))
        self.soundtrack.answer("open")

    def _act(self, events: tuple[Event, ...], answer: str, told: str | None = None) -> None:
        """Write down what a key did, and let the sound follow it."""
        refused = next((event for event in events if isinstance(event, Refused)), None)
        if refused is not None:
            self._messages.tell(refused.reason)
            self._apply(events)
            self.soundtrack.answer("refused")
            return
        if told is not None:
            self._messages.tell(told)
        self._apply(events)
        next_phase = any(isinstance(event, PhaseEnded) for event in events)
        self.soundtrack.restart(answer, with_phase=next_phase)
        if any(isinstance(event, Finished) for event in events):
            self.soundtrack.answer("finish")

    def _apply(self, events: tuple[Event, ...]) -> None:
        for event in events:
            match event:
                case IntervalLeft():
                    self._left(event)
                case IntervalEntered(index=index, lap=lap):
                    self.asked.entered(index, lap)
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
        place = (event.index, event.lap)
        if event.outcome is not Outcome.SKIPPED or place not in self.outcomes:
            self.outcomes[place] = event
        self.left(event, self.record.left(event) if self.record is not None else 0)
        self.asked.left(event)

    def _end(self, state: EndState) -> None:
        self.asked.settle()
        if self.record is not None:
            self.record.end(state, self.transport.active, self.transport.paused)

    def _ring(self) -> None:
        """One bell in place of the sounds that mark a boundary."""
        if not self.soundtrack.muted and self._sound.status().needs_bell:
            self.bell()

    def _listen(self) -> None:
        """Hear what the engine reports."""
        for notice in self._sound.notices():
            self._messages.tell(notice, lasts=NOTICE_LASTS)
        if self.record is not None:
            known = self.record.notices()
            self.notices.extend(known[self._known_notices :])
            self._known_notices = len(known)
        state = self._sound.status().state
        if state is SoundState.READY and self._sound_state is SoundState.LOST:
            self.soundtrack.lost()
        self._sound_state = state
