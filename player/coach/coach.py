"""One session: takes commands, provides a view and sounds, and records what happens.

The coach owns no screen and no thread. The owner of the screen calls `beat` when `next_beat` says so, `do`
for every command, and draws `view`.
"""

from collections.abc import Callable
from functools import partial

from player.coach.commands import SOUNDS, Command, ScreenCommand
from player.coach.debounce import Debounce, Interrupts
from player.coach.logbook import Logbook
from player.coach.origin import Origin
from player.coach.status_line import STANDS, StatusLine
from player.coach.voice.reply_timing import NOTHING, Reply
from player.coach.voice.session_audio import SessionAudio
from player.routine.units import Ms
from player.session.clock import Clock
from player.session.events import Event, LeadIn, Refused, Slept
from player.session.state import Ended, IsPaused, LeadingIn, Playing, Ready
from player.session.transport import STEP, Transport
from player.timeline.model import Timeline
from player.timeline.sounds import OwnSound, Sound
from player.views.playing.pace import seconds_to_next
from player.views.playing.progress import next_work
from player.views.playing.view import View, view_of
from player.views.text import words


class Coach:
    """Runs one session.

    Args:
        transport: The transport of the session.
        clock: The clock that moves it.
        logbook: Records what happens.
        audio: Plays the sounds and speaks the words.
        notices: Sentences that are shown from the start.
    """

    def __init__(
        self,
        transport: Transport,
        clock: Clock,
        logbook: Logbook,
        audio: SessionAudio,
        notices: tuple[str, ...] = (),
    ) -> None:
        self.transport = transport
        self.logbook = logbook
        self.audio = audio
        self.questions = logbook.questions
        """Questions about the last set, and the values given for all sets."""
        self.status_line = StatusLine(clock, notices)
        """Sentences about what just happened, and those that stand until the end."""
        self.stop_asked = False
        """Whether the question "stop?" waits for a decision."""
        self.origin: Origin | None = None
        """The file and choices the tape came from; None: unknown, the routine cannot be edited."""
        self._clock = clock
        self._debounce = Debounce()
        self._interrupts = Interrupts()
        self._closed = False
        self._actions: dict[Command, Callable[[], None]] = {
            Command.PAUSE: self._toggle,
            Command.THROUGH: self._through,
            Command.SKIP: self._skip,
            Command.BACK: self._back,
            Command.MORE: partial(self._adjust, Command.MORE, STEP),
            Command.LESS: partial(self._adjust, Command.LESS, -STEP),
            Command.AGAIN: self._say_again,
            Command.MUTE: self._toggle_mute,
            Command.VOICE: self._toggle_voice,
            Command.STOP: self._ask_stop,
        }

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
        """Whether nothing happens until a key is pressed."""
        return self.begun and not self.over and self.transport.deadline is None

    @property
    def view(self) -> View:
        """Everything to show now."""
        return view_of(self.transport)

    @property
    def question(self) -> str:
        """The open question about the last set, with what was typed; empty if there is none."""
        return self.questions.text if not self.over else ""

    @property
    def message(self) -> str:
        """The sentence or question to show now; empty if there is none."""
        if self.stop_asked:
            return "Stop here? q or Enter: yes, all is kept · Space: go on"
        standing = self.status_line.standing[-1] if self.status_line.standing else ""
        return self.status_line.now or self.question or self.logbook.trouble or standing

    def tell(self, sentence: str) -> None:
        """Show a sentence until another one replaces it, or the session goes on."""
        self.status_line.tell(sentence, lasts=STANDS)

    def begin(self) -> None:
        """Start the record, the sound and the tape."""
        self.logbook.begin()
        self.audio.start()
        self._note(self.transport.play())
        self.audio.enter()

    def beat(self) -> bool:
        """Let time pass; return whether the computer or program had slept, which has paused the tape."""
        if self._closed:
            return False
        events = self.transport.beat()
        self._note(events)
        slept = any(isinstance(event, Slept) for event in events)
        if slept:
            self.audio.slept()
        for notice in self.audio.sound.notices():
            self.status_line.notice(notice)
        self.status_line.standing.extend(self.logbook.new_notices())
        to_read = self.audio.beat(events, stop_asked=self.stop_asked)
        if to_read:
            self.status_line.show(to_read)
        if not self.over:
            self.logbook.checkpoint()
        return slept

    def next_beat(self) -> float | None:
        """Seconds until `beat` should be called again; None: not before a key."""
        if self.over or self._closed:
            return None
        return seconds_to_next(self.transport, self._clock.now())

    def close(self, *, interrupted: bool = False) -> None:
        """End everything; a session that is not over is recorded as interrupted where it is now.

        Later calls, such as a beat that was already due, do nothing.
        """
        if self._closed:
            return
        if self.begun:
            if not interrupted:
                self._note(self.transport.beat())
            if not self.over:
                self.logbook.checkpoint(now=True)
        self._closed = True
        self.audio.close()
        self.logbook.close()

    def change_tape(self, timeline: Timeline, index: int, text: str, own: frozenset[OwnSound]) -> None:
        """Change to the tape of the edited routine and pause. What was done stays done.

        Args:
            timeline: The tape.
            index: The interval to go on with, see `session.same_place`.
            text: The routine's file as it is now.
            own: Names of the routine's own sounds that can be played.
        """
        if self.over or self._closed:
            return
        self.beat()
        if isinstance(self.transport.state, Playing | LeadingIn):
            self._note(self.transport.toggle())
        old = self.transport.timeline
        events = self.transport.change_tape(timeline, index)
        self.logbook.change_tape(events, old, timeline, text)
        self.audio.ring(events)
        self.status_line.note(events)
        self.audio.change_tape(own)
        self.logbook.checkpoint(now=True)

    def do(self, command: Command, key: str | None = None) -> None:
        """Carry out the command of a key, unless the key is only repeating.

        Args:
            command: The command.
            key: The key, for the debounce; None: all keys of the command count as one.
        """
        if not self._debounce.is_repeated(key or command, self._clock.now()):
            self._obey(command)

    def type(self, char: str) -> None:
        """Add a digit or a decimal point to the answer."""
        self._edit_answer(lambda: self.questions.type(char), ScreenCommand.TYPE)

    def erase(self) -> None:
        """Delete the last character of the answer."""
        self._edit_answer(self.questions.erase, ScreenCommand.ERASE)

    def seek(self, index: int) -> None:
        """Go to an interval chosen from the list."""
        self.beat()
        if self.stop_asked:
            self.audio.refuse()
        elif not self.over and not self._closed:
            self.follow(self.transport.seek(index), Sound.ACCEPT, reply=self.audio.replies.place)

    def opened_list(self, *, still: bool = False) -> bool:
        """Acknowledge a key that opens a list or screen over the session; return whether it may open.

        It may not while "stop?" is asked, nor after the end.

        Args:
            still: Whether the tape is paused while it is open.
        """
        if self.over or self._closed:
            return False
        if still and not self.stop_asked:
            self.beat()
            self._stand_still(Sound.OPEN)
        elif self.stop_asked:
            self.audio.refuse()
        else:
            self.audio.acknowledge(Sound.OPEN)
        return not self.stop_asked

    def hold_still(self) -> None:
        """Pause because the program is about to be suspended, or just was."""
        if not self.over and not self._closed:
            self.beat()  # detects a sleep, which pauses the tape itself
            self._stand_still(Sound.PAUSED)

    def interrupt(self) -> bool:
        """Ctrl-C: ask as `q` does; return whether it is the second within 2 s, which leaves at once."""
        now = self._clock.now()
        if self._debounce.is_repeated("ctrl+c", now):
            return False
        if self._interrupts.is_second(now):
            return True
        self._obey(Command.STOP)
        return False

    def follow(
        self,
        events: tuple[Event, ...],
        sound: Sound | None = None,
        told: str | None = None,
        reply: Callable[[], Reply] = lambda: NOTHING,
    ) -> None:
        """Record what the transport did, and bring the sound in step with it.

        Args:
            events: The transport's events.
            sound: The deck sound that answers the key; None: no key was pressed.
            told: The sentence for the status line; None: it keeps its own.
            reply: Composes the reply; called after the change.
        """
        if any(isinstance(event, Refused) for event in events):
            self._note(events)
            self.audio.refuse()
            return
        if told is not None:
            self.status_line.tell(told)
        self._note(events)
        self.audio.follow(events, sound, reply)

    def _obey(self, command: Command) -> None:
        """Let time pass up to the key, then carry out its command."""
        # Events that fell due before the key come first, with their cues.
        slept = not self.over and self.beat()
        if self.over or self._closed or (slept and command in {Command.PAUSE, Command.THROUGH}):
            return  # the key that wakes a computer does not start the session
        if self.stop_asked:
            self._decide_stop(command)
        else:
            self._actions[command]()

    def _decide_stop(self, command: Command) -> None:
        """Take a key as the decision about "stop?"."""
        if command is Command.PAUSE:
            self.stop_asked = False
            self._toggle()
        elif command in {Command.STOP, Command.THROUGH}:
            self.stop_asked = False
            self.follow(self.transport.stop(), Sound.ACCEPT)
        else:
            self.audio.refuse()

    def _toggle(self) -> None:
        self.status_line.clear()  # its sentence is out of date now
        events = self.transport.toggle()
        if any(isinstance(event, LeadIn) for event in events):
            self.follow(events, Sound.GOING_ON, reply=self.audio.going_on)
        else:
            self.follow(events, Sound.PAUSED, reply=self.audio.replies.pausing)

    def _through(self) -> None:
        """Take the typed answer; without one go on after a pause, or end the current phase or interval."""
        sound = SOUNDS[Command.THROUGH]
        if self.questions.typed:
            wrong = self.questions.take()
            if wrong is not None:
                self.status_line.tell(wrong)
            self.audio.acknowledge(sound if wrong is None else Sound.REFUSED)
        elif isinstance(self.transport.state, IsPaused):
            self._toggle()
        else:
            replies = self.audio.replies
            is_known = self.audio.soundtrack.has_announced()
            events = self.transport.through()
            self.follow(events, sound, reply=lambda: replies.through(events, is_known=is_known))
            self.audio.asides.later(replies.reps_done(events))

    def _skip(self) -> None:
        transport = self.transport
        interval = transport.interval
        name = interval.exercise or words.gap_word(interval.kind)[2:]
        moves_on = transport.in_endless_sets and not interval.is_work  # no work is skipped
        told = "Moved on." if moves_on else f"Skipped: {name}"
        is_known = not interval.is_work and self.audio.soundtrack.has_announced()
        self.follow(
            transport.skip(),
            SOUNDS[Command.SKIP],
            told,
            reply=lambda: self.audio.replies.place(is_known=is_known),
        )

    def _back(self) -> None:
        reply = partial(self.audio.replies.place, back=True)
        self.follow(self.transport.back(), SOUNDS[Command.BACK], reply=reply)

    def _adjust(self, command: Command, change: Ms) -> None:
        """Give the current interval more time, or less."""
        is_known = self.audio.soundtrack.has_announced()
        events = self.transport.adjust(change)
        self.follow(
            events,
            SOUNDS[command],
            reply=lambda: self.audio.replies.adjusted(change, events, is_known=is_known),
        )

    def _say_again(self) -> None:
        """Tell exercise, side, dose and form cue of the current work; in a gap, of the next."""
        transport = self.transport
        work = next_work(transport.timeline, transport.index)
        if work is not None:
            pass_ = transport.pass_ if work is transport.interval else 1
            self.status_line.tell(words.in_full(work, pass_))
        self.audio.acknowledge(SOUNDS[Command.AGAIN], self.audio.replies.again())

    def _toggle_mute(self) -> None:
        muted = self.audio.toggle_mute()
        self.status_line.tell("Sound off. m turns it on." if muted else "Sound on.")

    def _toggle_voice(self) -> None:
        on = self.audio.toggle_voice()
        self.status_line.tell("Voice on." if on else "Voice off: tones only. v turns it on.")

    def _ask_stop(self) -> None:
        self._stand_still(SOUNDS[Command.STOP], self.audio.replies.stopping())
        self.stop_asked = True

    def _edit_answer(self, change: Callable[[], bool], command: ScreenCommand) -> None:
        """Change the typed answer; refuse the key if it cannot be changed so."""
        if self.over or self._closed:
            return
        self.beat()  # the gap may just have ended
        if not self.stop_asked and change():
            self.status_line.clear()  # it would hide the question
            self.audio.acknowledge(SOUNDS[command])
        else:
            self.audio.refuse()

    def _stand_still(self, sound: Sound, reply: Reply = NOTHING) -> None:
        """Pause if the tape moves; the key gets the same sound and reply either way."""
        if isinstance(self.transport.state, Playing | LeadingIn):
            self.follow(self.transport.toggle(), sound, reply=lambda: reply)
        elif not self.over:
            self.audio.acknowledge(sound, reply)

    def _note(self, events: tuple[Event, ...]) -> None:
        """Record what the transport did, ring the bell at boundaries, and update the status line."""
        self.logbook.write(events)
        self.audio.ring(events)
        self.status_line.note(events)
