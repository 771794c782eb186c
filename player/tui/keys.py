"""Which key does what, said once: the bindings, the footer and the list of keys come from here."""

from typing import Final, NamedTuple

from textual.binding import Binding

from player.coach.coach import Coach, Press
from player.session.state import IsPaused, LeadingIn
from player.timeline.model import Dose


class Key(NamedTuple):
    """A row of the list of keys."""

    keys: str
    """As Textual names them, separated by commas."""
    shown: str
    action: str
    does: str


SESSION_KEYS: Final = (
    Key("space,pageup", "Space, PageUp", Press.PAUSE, "pause · go on after three seconds"),
    Key("enter,pagedown", "Enter, PageDown", Press.THROUGH, "I am through here: end this set, hold or rest"),
    Key("right,n", "→ or n", Press.SKIP, "skip this step: it counts as skipped"),
    Key("left,p", "← or p", Press.BACK, "back to its start; twice: the one before"),
    Key("right_square_bracket,plus", "] or +", Press.MORE, "10 s more"),
    Key("left_square_bracket,minus", "[ or -", Press.LESS, "10 s less"),
    Key("g", "g", "steps", "go to any step"),
    Key("r", "r", Press.AGAIN, "say it again"),
    Key("m", "m", Press.MUTE, "sound off and on"),
    Key("q,escape", "q, Esc", Press.STOP, "stop: what is done is kept"),
    Key("ctrl+c", "Ctrl-C", "app.interrupt", "as q; twice: leave at once"),
    Key("ctrl+z", "Ctrl-Z", "app.suspend_process", "pause and go to the shell; fg comes back"),
    Key("question_mark", "?", "keys", "this list"),
)


def session_bindings() -> list[Binding]:
    """Return the bindings of the session screen; each has an id, so that it can be remapped.

    Those of the whole app work over every screen and are bound there.
    """
    presses = set(Press)
    return [
        Binding(
            key.keys,
            f"press('{key.action}')" if key.action in presses else key.action,
            key.does,
            show=False,
            id=f"session.{key.action}",
        )
        for key in SESSION_KEYS
        if not key.action.startswith("app.")
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
    transport = coach.transport
    interval = transport.interval
    if coach.over:
        return ["Enter close"]
    if coach.asking:
        return ["q stop", "Space go on"]
    if isinstance(transport.state, IsPaused):
        return ["Space go on", "→ skip", "← back", "g steps", "r again"]
    if isinstance(transport.state, LeadingIn):
        return ["Space pause", "→ skip", "← back"]
    if not interval.is_work:
        return ["Space pause", "Enter go now", "→ skip", "← back", "] +10 s"]
    through = {Dose.SELF_PACED: "done", Dose.OPEN: "done", Dose.BEAT: "last rep"}
    return [
        "Space pause",
        f"Enter {through.get(interval.dose or Dose.OPEN, 'enough')}",
        "→ skip",
        "← back",
        "r again",
    ]
