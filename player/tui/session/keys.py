"""Which key does what, said once: the bindings, the footer and the list of keys come from here."""

from typing import Final, NamedTuple

from textual.binding import Binding

from player.coach.coach import Coach
from player.coach.commands import Command
from player.session.state import IsPaused, LeadingIn
from player.session.transport import Transport
from player.timeline.model import Dose
from player.views.text.words import is_open_count


class KeyRow(NamedTuple):
    """A row of the list of keys."""

    keys: str
    """As Textual names them, separated by commas."""
    shown: str
    action: str
    does: str


SESSION_KEYS: Final = (
    KeyRow("space,pageup", "Space, PageUp", Command.PAUSE, "pause · go on after three seconds"),
    KeyRow(
        "enter,pagedown", "Enter, PageDown", Command.THROUGH, "I am through here: end this set, hold or rest"
    ),
    KeyRow("right,n", "→ or n", Command.SKIP, "skip this step: it counts as skipped"),
    KeyRow("left,p", "← or p", Command.BACK, "back to its start; twice: the one before"),
    KeyRow("right_square_bracket,plus", "] or +", Command.MORE, "10 s more"),
    KeyRow("left_square_bracket,minus", "[ or -", Command.LESS, "10 s less"),
    KeyRow("g", "g", "steps", "go to any step"),
    KeyRow("e", "e", "edit", "edit the routine; saving it keeps your place"),
    KeyRow("c", "c", "change", "change this step: reps, hold, sets, rest, load"),
    KeyRow("r", "r", Command.AGAIN, "say it again"),
    KeyRow("m", "m", Command.MUTE, "sound off and on"),
    KeyRow("v", "v", Command.VOICE, "voice off and on: tones alone"),
    KeyRow("0,1,2,3,4,5,6,7,8,9,full_stop", "0 to 9", "type", "answer the question about the set before"),
    KeyRow("backspace", "Backspace", "erase", "take a digit back"),
    KeyRow("q,escape", "q, Esc", Command.STOP, "stop: what is done is kept"),
    KeyRow("ctrl+c", "Ctrl-C", "app.interrupt", "as q; twice: leave at once"),
    KeyRow("ctrl+z", "Ctrl-Z", "app.suspend_process", "pause and go to the shell; fg comes back"),
    KeyRow("question_mark", "?", "keys", "this list"),
)


_CHARS: Final = {"full_stop": "."}


def session_bindings() -> list[Binding]:
    """Return the bindings of the session screen; each has an id, so that it can be remapped.

    Those of the whole app work over every screen and are bound there.
    """
    presses = set(Command)
    typed = [
        Binding(name, f"type({'.' if name == 'full_stop' else name!r})", key.does, show=False)
        for key in SESSION_KEYS
        if key.action == "type"
        for name in key.keys.split(",")
    ]
    return typed + [
        Binding(
            key.keys,
            f"press('{key.action}')" if key.action in presses else key.action,
            key.does,
            show=False,
            id=f"session.{key.action}",
        )
        for key in SESSION_KEYS
        if not key.action.startswith("app.") and key.action != "type"
    ]


def footer(coach: Coach, room: int) -> str:
    """Return what the keys will do now: at most seven, as many as fit into `room` cells."""
    now = _useful(coach)
    if coach.over or coach.asking:
        return "   ".join(now)
    always = ["q stop", "? keys"]
    shown: list[str] = []
    for key in now[:5]:
        if len("   ".join([*shown, key, *always])) <= room:
            shown.append(key)
    return "   ".join([*shown, *always])


def _useful(coach: Coach) -> list[str]:
    if coach.over:
        return ["Enter close"]
    if coach.asking:
        return ["q stop", "Space go on"]
    state, question = coach.transport.state, bool(coach.question)
    skip = _skip(coach.transport)
    if isinstance(state, LeadingIn):
        return ["Space pause", skip, "← back"]
    if isinstance(state, IsPaused):
        keys = ["Space go on", "r again", "g steps", "c change", "e edit"]
    else:
        keys = ["Space pause", _enter(coach.transport), skip, "← back", _last(coach.transport)]
    if question and coach.asked.typed:
        keys = [keys[0], "Enter take it", *(key for key in keys[1:] if not key.startswith("Enter"))]
    elif question:
        keys.insert(1, "0-9 answer")
    return [key for key in keys if key]


def _enter(transport: Transport) -> str:
    """What Enter will do to what is on."""
    interval = transport.interval
    if not interval.is_work:
        return "Enter go now"
    if transport.track.waits(transport.offset) and interval.dose in {Dose.BEAT, Dose.HELD_REPS}:
        return "Enter next"
    if interval.dose is Dose.BEAT:
        return "Enter done" if is_open_count(interval) else "Enter last rep"
    enough = {Dose.HOLD, Dose.HELD_REPS, Dose.KEEP_MOVING}
    return "Enter enough" if interval.dose in enough else "Enter done"


def _last(transport: Transport) -> str:
    interval = transport.interval
    if interval.is_work:
        return "r again"
    return "] +10 s" if transport.can_be_longer else ""


def _skip(transport: Transport) -> str:
    """What → will do to what is on: of sets without end it is the end."""
    return "→ move on" if transport.in_endless_sets else "→ skip"
