"""`play --plain`: a session as lines of text, for screen readers, logs and terminals that cannot draw.

What comes next is announced with `>`. The line of an interval that is over is printed only after it is on
disk, so that whoever reads it can rely on it.
"""

import os
import re
import select
import signal
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final

from player.coach.coach import Coach
from player.coach.commands import COMMANDS, Command, ScreenCommand
from player.routine.visible import visible
from player.session.events import IntervalLeft
from player.session.state import IsPaused
from player.session.transport import Transport
from player.timeline.model import Interval
from player.views.playing.view import place_of, time_left
from player.views.text import times, words

_POLL: Final = 0.05
"""Longest wait in seconds: a key is answered within it where the system cannot wake us."""
_HANGUP: Final = 1
_KEY: Final = re.compile(r"\x1b(?:\[[0-9;]*[A-Za-z~]|O[A-Za-z])?|.", re.DOTALL)
_RING_OUT: Final = 1.6
"""Seconds the last sound needs."""
_FADE: Final = 0.2
"""Seconds more than the last words are planned to last."""

_COMMANDS: Final = {key: row.command for row in COMMANDS for key in row.plain}
"""What each key asks for."""


def play_plain(coach: Coach, before: Iterable[str] = ()) -> int:
    """Play a session to its end and return the exit code.

    Args:
        coach: The session.
        before: Lines to print before the first step.
    """
    printer = _Printer(coach)
    coach.logbook.on_left = printer.left
    coach.audio.bell = lambda: _print("\a", end="")
    code = 0
    try:
        with _signals() as (signals, woken), _keys(woken) as keys:
            for line in before:
                _print(visible(line))
            coach.begin()
            while not coach.over and not code:
                printer.catch_up()
                wait = coach.next_beat()
                pressed = keys.wait(min(_POLL, wait) if wait is not None else _POLL)
                coach.beat()
                for key in pressed:
                    _press(coach, key)
                while signals and not code:
                    code = _obey(signals.popleft(), coach, keys)
                if keys.ended and coach.waits_for_key:
                    _print("! This step waits for a key and there is no keyboard: the session ends here.")
                    code = 1
        if not code:
            printer.finish()
            printer.summary()
            time.sleep(max(_RING_OUT, coach.audio.speaks_for + _FADE) if coach.audio.is_audible else 0)
    except OSError:  # the terminal is gone, and with it whoever read the lines
        code = 128 + _HANGUP
    finally:
        coach.close(interrupted=code != 0)
    return code


def _press(coach: Coach, key: str) -> None:
    command = _COMMANDS.get(key)
    if isinstance(command, Command):
        coach.do(command, key)
    elif command is ScreenCommand.ERASE:
        coach.erase()
    elif command is ScreenCommand.TYPE:
        coach.type(key)


def _obey(number: int, coach: Coach, keys: "_Keys") -> int:
    """Do what a signal asks for; return the exit code if it is to leave, else 0."""
    if number == signal.SIGINT:
        return 130 if coach.interrupt() else 0
    if number in {getattr(signal, "SIGTERM", None), getattr(signal, "SIGHUP", None)}:
        return 128 + number
    coach.hold_still()  # Ctrl-Z
    keys.give_back()
    os.kill(os.getpid(), getattr(signal, "SIGSTOP", signal.SIGTERM))
    keys.take()
    return 0


class _Printer:
    """Prints announcements at once and records once they are on disk."""

    def __init__(self, coach: Coach) -> None:
        self._coach = coach
        self._announced = (-1, 0)
        self._message = ""
        self._asked = ("", "")
        self._standing: set[str] = set()
        self._paused = False
        self._waiting: deque[tuple[int, str]] = deque()

    def left(self, event: IntervalLeft, ticket: int) -> None:
        """Keep the line of an interval until its ticket is on disk."""
        interval = self._coach.transport.timeline.intervals[event.index]
        done = times.clock_face(event.done, up=True)
        text = f"{event.outcome.value:<8}{interval.path}  {done}{_reps(interval, event)}{_pass(event)}"
        self._waiting.append((ticket, text))

    def catch_up(self) -> None:
        """Print what is on disk by now, and what is on now."""
        record = self._coach.logbook.record
        on_disk = record.committed() if record is not None else None
        while self._waiting and (on_disk is None or self._waiting[0][0] <= on_disk):
            _print(visible(self._waiting.popleft()[1]))
        transport = self._coach.transport
        here = (transport.index, transport.pass_)
        if here != self._announced and not self._coach.over:
            self._announced = here
            _print(visible(f"> {_announcement(transport)}"))
        self._ask()
        message = self._coach.message if self._coach.message != self._coach.question else ""
        if message and message != self._message and message not in self._standing:
            _print(visible(f"! {message}"))
        self._message = message
        if message in self._coach.status_line.standing:  # it stands until the end: seen again, it is no news
            self._standing.add(message)
        self._tell_pause(explained=bool(message))

    def _tell_pause(self, *, explained: bool) -> None:
        """Print that the session stands still, unless a message says why, and that it goes on."""
        paused = isinstance(self._coach.transport.state, IsPaused)
        if paused and not self._paused and not explained:
            _print("! Paused. Space goes on.")
        elif self._paused and not paused and not self._coach.over:
            _print("! Going on.")
        self._paused = paused

    def _ask(self) -> None:
        """Print a question when it comes up, and again with what is typed."""
        asked = (self._coach.questions.prompt, self._coach.questions.typed)
        if self._coach.over or asked == self._asked:
            return
        self._asked = asked
        if asked[0]:
            _print(visible(f"? {self._coach.question}"))

    def finish(self) -> None:
        """Wait for the last lines; a disk that fails for 2 s is told instead of waited for."""
        for _ in range(round(2 / _POLL)):
            self.catch_up()
            if not self._waiting:
                return
            time.sleep(_POLL)
        _print(f"! {len(self._waiting)} lines could not be saved.")

    def summary(self) -> None:
        """Say what was done."""
        summary = self._coach.logbook.summary
        _print(visible(f"{summary.headline} · {summary.time}"))
        for line in summary.lines:
            _print(visible(f"  {line.exercise}: {line.text}"))
        _print(summary.closing)


def _announcement(transport: Transport) -> str:
    interval = transport.interval
    if interval.is_work:
        place = (place_of(transport), time_left(transport), "n moves on" * transport.in_endless_sets)
        parts = (words.card(interval), *place, *interval.cues, interval.note)
        return " · ".join(part for part in parts if part)
    length = words.gap_length(interval)
    said = (words.gap_word(interval.kind)[2:], interval.exercise, length, *interval.cues, interval.note)
    return " · ".join(part for part in said if part)


def _reps(interval: Interval, event: IntervalLeft) -> str:
    if event.done_reps is None:
        return ""
    if words.is_open_count(interval):
        return f"  {event.done_reps} rep{'s' if event.done_reps != 1 else ''}"
    return f"  {event.done_reps} of {interval.reps} rep{'s' if interval.reps != 1 else ''}"


def _pass(event: IntervalLeft) -> str:
    return f"  time {event.pass_}" if event.pass_ > 1 else ""


def _print(text: str, end: str = "\n") -> None:
    print(text, end=end, flush=True)


def split_keys(data: str) -> list[str]:
    """Return the keys in what a terminal sent at once: single characters, and whole escape sequences."""
    return _KEY.findall(data)


@contextmanager
def _signals() -> Iterator[tuple[deque[int], int]]:
    """Collect signals instead of dying of them, so that everything is closed on the way out.

    The descriptor has something to read when one came: waiting for keys ends at once. How far apart two
    Ctrl-C are decides what they mean.
    """
    came: deque[int] = deque()
    names = ("SIGINT", "SIGTERM", "SIGHUP", "SIGTSTP")
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    woken, waker = os.pipe()
    if sys.platform != "win32":  # there keys are polled
        os.set_blocking(waker, False)
        signal.set_wakeup_fd(waker, warn_on_full_buffer=False)
    before = {number: signal.signal(number, lambda number, _: came.append(number)) for number in numbers}
    try:
        yield came, woken
    finally:
        if sys.platform != "win32":
            signal.set_wakeup_fd(-1)
        for number, handler in before.items():
            signal.signal(number, handler)
        os.close(woken)
        os.close(waker)


class _Keys:
    """Reads keys: single ones on a terminal, else the characters of the input.

    Args:
        woken: A descriptor that ends the waiting.
    """

    def __init__(self, woken: int) -> None:
        self._woken = woken
        self.ended = False
        """Whether no key can ever come again."""
        self._before: list[Any] | None = None

    def take(self) -> None:
        """Make the terminal hand over single keys."""
        if sys.platform != "win32" and sys.stdin.isatty():
            import termios  # only on Unix
            import tty

            self._before = termios.tcgetattr(sys.stdin.fileno())
            tty.setcbreak(sys.stdin.fileno())

    def give_back(self) -> None:
        """Leave the terminal as it was."""
        if sys.platform != "win32" and self._before is not None:
            import termios  # only on Unix

            with suppress(termios.error):  # it may be gone
                termios.tcsetattr(sys.stdin.fileno(), termios.TCSADRAIN, self._before)
            self._before = None

    def wait(self, seconds: float) -> list[str]:
        """Return the keys that came within `seconds`."""
        if sys.platform == "win32":
            return self._windows(seconds)
        descriptor = sys.stdin.fileno()
        ready = select.select([self._woken, *([] if self.ended else [descriptor])], [], [], seconds)[0]
        if self._woken in ready:
            os.read(self._woken, 1024)
        if descriptor not in ready:
            return []
        data = os.read(descriptor, 1024).decode(errors="replace")
        self.ended = not data
        return split_keys(data)

    def _windows(self, seconds: float) -> list[str]:
        """A console cannot be waited for there."""
        time.sleep(seconds)
        keys: list[str] = []
        if sys.platform == "win32":
            import msvcrt

            while msvcrt.kbhit():
                keys.append(msvcrt.getwch())
        return keys


@contextmanager
def _keys(woken: int) -> Iterator[_Keys]:
    keys = _Keys(woken)
    keys.take()
    try:
        yield keys
    finally:
        keys.give_back()
