"""Bindings, list of keys and footer of the session screen, made from the table of commands."""

from typing import Final, NamedTuple

from textual.binding import Binding

from player.coach.coach import Coach
from player.coach.commands import COMMANDS, Command, ScreenCommand
from player.session.state import IsPaused, LeadingIn
from player.session.transport import Transport
from player.timeline.model import Dose
from player.views.text.words import is_open_count


class KeyRow(NamedTuple):
    """A row of the list of keys."""

    keys: str
    """Textual names of the keys, separated by commas."""
    shown: str
    action: str
    does: str


SESSION_KEYS: Final = tuple(KeyRow(row.keys, row.shown, row.command, row.does) for row in COMMANDS)
"""The list of keys of the session screen."""


def session_bindings() -> list[Binding]:
    """Return the bindings of the session screen, each with an id so that it can be remapped.

    Bindings of the app work on every screen and are declared there.
    """
    bindings: list[Binding] = []
    for row in COMMANDS:
        if row.command is ScreenCommand.TYPE:
            names = row.keys.split(",")
            bindings += [Binding(name, f"type({_char(name)!r})", row.does, show=False) for name in names]
        elif not row.command.startswith("app."):
            action = f"do('{row.command}')" if isinstance(row.command, Command) else row.command
            bindings.append(Binding(row.keys, action, row.does, show=False, id=f"session.{row.command}"))
    return bindings


def _char(name: str) -> str:
    """Return the character that a key types, by its Textual name."""
    return "." if name == "full_stop" else name


def footer(coach: Coach, room: int) -> str:
    """Return the keys of use now with what they do: at most seven, as many as fit into `room` cells."""
    now = _useful(coach)
    if coach.over or coach.stop_asked:
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
    if coach.stop_asked:
        return ["q stop", "Space go on"]
    state, question = coach.transport.state, bool(coach.question)
    skip = _skip(coach.transport)
    if isinstance(state, LeadingIn):
        return ["Space pause", skip, "← back"]
    if isinstance(state, IsPaused):
        keys = ["Space go on", "r again", "g steps", "c change", "e edit"]
    else:
        keys = ["Space pause", _enter(coach.transport), skip, "← back", _last(coach.transport)]
    if question and coach.questions.typed:
        keys = [keys[0], "Enter take it", *(key for key in keys[1:] if not key.startswith("Enter"))]
    elif question:
        keys.insert(1, "0-9 answer")
    return [key for key in keys if key]


def _enter(transport: Transport) -> str:
    """The effect of Enter on the current phase or interval."""
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
    """The effect of → on the current interval; it ends endless sets."""
    return "→ move on" if transport.in_endless_sets else "→ skip"
