"""Table of the commands of a session: keys, their display, and the deck sound that answers.

To add a command: a member of `Command` and a row here, and what it does in `Coach`. The screen's bindings and
list of keys, the keys of `play --plain` and the README's table (`just docs`) are made from these rows.
"""

from enum import StrEnum
from typing import Final, NamedTuple

from player.timeline.sounds import Sound


class Command(StrEnum):
    """A command that the coach carries out (DESIGN §5)."""

    PAUSE = "pause"
    THROUGH = "through"
    SKIP = "skip"
    BACK = "back"
    MORE = "more"
    LESS = "less"
    AGAIN = "again"
    MUTE = "mute"
    VOICE = "voice"
    STOP = "stop"


class ScreenCommand(StrEnum):
    """A command that the screen or the app carries out; named after its action there."""

    STEPS = "steps"
    EDIT = "edit"
    CHANGE = "change"
    TYPE = "type"
    ERASE = "erase"
    INTERRUPT = "app.interrupt"
    SUSPEND = "app.suspend_process"
    KEYS = "keys"


class CommandRow(NamedTuple):
    """One command and its keys."""

    command: Command | ScreenCommand
    shown: str
    """The keys as they are displayed."""
    does: str
    """What it does, for the list of keys."""
    keys: str
    """The keys of the screen by their Textual names, separated by commas."""
    plain: tuple[str, ...] = ()
    """The characters a terminal sends for them under `play --plain`; empty: no such command there."""
    sound: Sound | None = None
    """The deck sound that answers it; None: it depends on the state of the session."""
    readme: str = ""
    """What it does, for the README; empty: as in the list of keys."""


COMMANDS: Final = (
    CommandRow(
        Command.PAUSE, "Space, PageUp", "pause · go on after three seconds", "space,pageup", (" ", "\x1b[5~")
    ),
    CommandRow(
        Command.THROUGH,
        "Enter, PageDown",
        "I am through here: end this set, hold or rest",
        "enter,pagedown",
        ("\r", "\n", "\x1b[6~"),
        Sound.ACCEPT,
    ),
    CommandRow(
        Command.SKIP,
        "→ or n",
        "skip this step: it counts as skipped",
        "right,n",
        ("n", "\x1b[C", "\x1bOC"),
        Sound.SKIP,
    ),
    CommandRow(
        Command.BACK,
        "← or p",
        "back to its start; twice: the one before",
        "left,p",
        ("p", "\x1b[D", "\x1bOD"),
        Sound.BACK,
    ),
    CommandRow(Command.MORE, "] or +", "10 s more", "right_square_bracket,plus", ("]", "+"), Sound.PLUS),
    CommandRow(Command.LESS, "[ or -", "10 s less", "left_square_bracket,minus", ("[", "-"), Sound.MINUS),
    CommandRow(ScreenCommand.STEPS, "g", "go to any step", "g", sound=Sound.OPEN),
    CommandRow(
        ScreenCommand.EDIT, "e", "edit the routine; saving it keeps your place", "e", sound=Sound.OPEN
    ),
    CommandRow(
        ScreenCommand.CHANGE, "c", "change this step: reps, hold, sets, rest, load", "c", sound=Sound.OPEN
    ),
    CommandRow(Command.AGAIN, "r", "say it again", "r", ("r",), Sound.OPEN),
    CommandRow(Command.MUTE, "m", "sound off and on", "m", ("m",)),
    CommandRow(Command.VOICE, "v", "voice off and on: tones alone", "v", ("v",), Sound.ACCEPT),
    CommandRow(
        ScreenCommand.TYPE,
        "0 to 9",
        "answer the question about the set before",
        "0,1,2,3,4,5,6,7,8,9,full_stop",
        tuple("0123456789."),
        Sound.PLUS,
    ),
    CommandRow(
        ScreenCommand.ERASE, "Backspace", "take a digit back", "backspace", ("\x7f", "\b"), Sound.MINUS
    ),
    CommandRow(Command.STOP, "q, Esc", "stop: what is done is kept", "q,escape", ("q", "\x1b"), Sound.ASK),
    CommandRow(ScreenCommand.INTERRUPT, "Ctrl-C", "as q; twice: leave at once", "ctrl+c", sound=Sound.ASK),
    CommandRow(
        ScreenCommand.SUSPEND,
        "Ctrl-Z",
        "pause and go to the shell; fg comes back",
        "ctrl+z",
        sound=Sound.PAUSED,
    ),
    CommandRow(ScreenCommand.KEYS, "?", "this list", "question_mark", sound=Sound.OPEN, readme="all keys"),
)
"""In the order of the list of keys."""

SOUNDS: Final = {row.command: row.sound for row in COMMANDS if row.sound is not None}
"""The deck sound of every command that is always answered by the same one."""
