"""Sides in texts: a cue may say which one it means."""

from typing import Final

ALTERNATE: Final = "alternate"
"""The side of work whose sides change with every rep."""
_OTHER: Final = {"left": "right", "right": "left"}


def with_sides(cue: str, side: str | None) -> str:
    """Return a form cue with `{side}` and `{other}` filled in.

    Args:
        cue: As written: `Ear toward your {side} shoulder`.
        side: The label of the side that works; None, or one of several in turn: no side is named.
    """
    if "{" not in cue:
        return cue
    named = "" if side in {None, ALTERNATE} else str(side).casefold()
    if not named:
        cue = cue.replace("{side} ", "").replace("{side}", "")
    filled = cue.replace("{side}", named).replace("{other}", _OTHER.get(named, "other")).strip()
    return filled[:1].upper() + filled[1:] if cue.startswith("{") else filled
