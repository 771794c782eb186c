"""One session as a person meets it: keys in, a picture and sounds out, and everything written down.

The coach owns no screen and no thread. Whoever shows the session calls `beat` when `next_beat` says so,
`press` for every key, and draws `view`.
"""

from collections.abc import Callable
from typing import Final

from player.audio.protocol import Sound
from player.coach import words
from player.coach.course import next_work
from player.coach.messages import MESSAGE_LASTS, NOTICE_LASTS
from player.coach.press import ONE_PRESS, Bounces, Press
from player.coach.record import Record
from player.coach.running import RunningSession
from player.session.clock import NS_PER_S, Clock
from player.session.events import LeadIn
from player.session.state import IsPaused
from player.session.transport import STEP, Transport

__all__ = ["MESSAGE_LASTS", "NOTICE_LASTS", "ONE_PRESS", "Coach", "Press"]

LEAVE_WITHIN: Final = 2 * NS_PER_S
"""A second Ctrl-C within this leaves at once."""


class Coach(RunningSession):
    """Runs one session: see `RunningSession` for what it is made of."""

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
        super().__init__(transport, clock, sound, record, notices, own=own)
        self._bounces = Bounces()
        self._interrupted_at: int | None = None

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

    def _edit(self, change: Callable[[], bool], answer: str) -> None:
        """Change the answer that is being typed; a key that cannot is refused."""
        if self.over or self._closed:
            return
        self.beat()  # the gap may just have ended
        changed = not self.asking and change()
        if changed:
            self._messages.clear()  # the question is to be seen
        self.soundtrack.answer(answer if changed else "refused")

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

    def opened_list(self, *, still: bool = False) -> bool:
        """Answer the key that opens something over the session; return whether it may: not over a question.

        Args:
            still: Whether the tape stands still meanwhile.
        """
        if self.over or self._closed:
            return False
        if still and not self.asking:
            self.beat()
            self._stand_still("open")
        else:
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
                moves_on = transport.in_endless_sets and not interval.is_work  # nothing is left undone
                self._act(transport.skip(), "skip", "Moved on." if moves_on else f"Skipped: {name}")
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
