"""One session as a person meets it: keys in, a picture and sounds out, and everything written down.

The coach owns no screen and no thread. Whoever shows the session calls `beat` when `next_beat` says so,
`press` for every key, and draws `view`.
"""

from collections.abc import Callable
from typing import Final

from player.audio.protocol import SoundPlayer
from player.coach.commands import DEBOUNCE, Command, Debounce
from player.coach.record import Record
from player.coach.running import RunningSession
from player.coach.status_line import MESSAGE_LASTS, NOTICE_LASTS
from player.coach.voice.prefetch import NO_PREFETCH, Prefetch
from player.coach.voice.reply_timing import Reply, one
from player.routine.units import Ms
from player.script.model import TONES_ONLY, Voice
from player.session.clock import NS_PER_S, Clock
from player.session.events import LeadIn
from player.session.state import IsPaused
from player.session.transport import STEP, Transport
from player.views.playing.progress import next_work
from player.views.text import words

__all__ = ["DEBOUNCE", "MESSAGE_LASTS", "NOTICE_LASTS", "Coach", "Command"]

LEAVE_WITHIN: Final = 2 * NS_PER_S
"""A second Ctrl-C within this leaves at once."""


class Coach(RunningSession):
    """Runs one session: see `RunningSession` for what it is made of."""

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
        super().__init__(
            transport, clock, sound, record, notices, own=own, voice=voice, prefetcher=prefetcher
        )
        self._bounces = Debounce()
        self._interrupted_at: int | None = None

    def press(self, press: Command, key: str | None = None) -> None:
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
            self._answer(answer)
        else:
            self._refuse()

    def _take(self, press: Command) -> None:
        """Let time pass up to the key, then do what it asks for."""
        # What has come by itself happened before the key, and its cues were due.
        slept = not self.over and self.beat()
        if self.over or self._closed or (slept and press in {Command.PAUSE, Command.THROUGH}):
            return  # the key that wakes a computer does not start the session
        if self.asking:
            self._answer_question(press)
        else:
            self._do(press)

    def seek(self, index: int) -> None:
        """Go to an interval chosen from the list."""
        self.beat()
        if self.asking:
            self._refuse()
        elif not self.over and not self._closed:
            self._act(self.transport.seek(index), "accept", reply=self.answers.place)

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
        elif self.asking:
            self._refuse()
        else:
            self._answer("open")
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
        self._take(Command.STOP)
        return False

    def _do(self, press: Command) -> None:
        transport = self.transport
        match press:
            case Command.PAUSE:
                self._toggle()
            case Command.THROUGH:
                self._through()
            case Command.SKIP:
                interval = transport.interval
                name = interval.exercise or words.gap_word(interval.kind)[2:]
                moves_on = transport.in_endless_sets and not interval.is_work  # nothing is left undone
                told = "Moved on." if moves_on else f"Skipped: {name}"
                is_known = not interval.is_work and self.soundtrack.has_announced()
                self._act(transport.skip(), "skip", told, lambda: self.answers.place(is_known=is_known))
            case Command.BACK:
                self._act(transport.back(), "back", reply=lambda: self.answers.place(back=True))
            case Command.MORE | Command.LESS:
                self._adjust(STEP if press is Command.MORE else -STEP)
            case Command.AGAIN:
                self._say_again()
            case Command.MUTE:
                self._keyed()
                self.soundtrack.toggle_mute()
                self._messages.tell("Sound off. m turns it on." if self.soundtrack.muted else "Sound on.")
            case Command.VOICE:
                self._toggle_voice()
            case Command.STOP:
                self._stand_still("ask", self.answers.stopping())
                self.asking = True

    def _through(self) -> None:
        """Take an answer that is typed; else go on, or end what is on."""
        if self.asked.typed:
            wrong = self.asked.take()
            if wrong is None:
                self._answer("accept")
            else:
                self._messages.tell(wrong)
                self._answer("refused")
        elif isinstance(self.transport.state, IsPaused):
            self._toggle()
        else:
            is_known = self.soundtrack.has_announced()
            events = self.transport.through()
            self._act(events, "accept", reply=lambda: self.answers.through(events, is_known=is_known))
            self.remarks.later(self.answers.reps_done(events))

    def _answer_question(self, press: Command) -> None:
        if press is Command.PAUSE:
            self.asking = False
            self._toggle()
        elif press in {Command.STOP, Command.THROUGH}:
            self.asking = False
            self._act(self.transport.stop(), "accept")
        else:
            self._refuse()

    def _adjust(self, change: Ms) -> None:
        """Give what is on more time, or less."""
        is_known = self.soundtrack.has_announced()
        events = self.transport.adjust(change)
        answer = "plus" if change > 0 else "minus"
        self._act(events, answer, reply=lambda: self.answers.adjusted(change, events, is_known=is_known))

    def _toggle_voice(self) -> None:
        """Tones alone, or words as well."""
        self._keyed()
        on = self.soundtrack.toggle_voice(self.answers.voice_changed)
        self.prefetcher.prepare(self.transport.timeline, self.soundtrack.voice)
        self._messages.tell("Voice on." if on else "Voice off: tones only. v turns it on.")

    def _toggle(self) -> None:
        self._messages.clear()  # it told of the moment that ends here
        events = self.transport.toggle()
        going_on = any(isinstance(event, LeadIn) for event in events)
        if going_on:
            self._act(events, "going-on", reply=self._going_on)
        else:
            self._act(events, "paused", reply=self.answers.pausing)

    def _going_on(self) -> Reply:
        """In a gap, what the pause cut off; in work, where it goes on."""
        cut = self.soundtrack.interrupted()
        return one(cut) if cut else self.answers.going_on()

    def _say_again(self) -> None:
        """Exercise, side, dose and cue of the work that is on; in a gap of the work that comes."""
        transport = self.transport
        work = next_work(transport.timeline, transport.index)
        if work is not None:
            self._messages.tell(words.in_full(work, transport.pass_ if work is transport.interval else 1))
        self._answer("open", self.answers.again())
