"""Placeholders for sides in form cues."""

from typing import Final

ALTERNATE: Final = "alternate"
"""Value of `Interval.side` where the side changes with every rep."""
_OTHER: Final = {"left": "right", "right": "left"}


def with_sides(cue: str, side: str | None) -> str:
    """Return a form cue with `{side}` and `{other}` filled in.

    Args:
        cue: The cue as written: `Ear toward your {side} shoulder`.
        side: The label of the side that works; no side is named for None and for sides that change.
    """
    if "{" not in cue:
        return cue
    named = "" if side in {None, ALTERNATE} else str(side).casefold()
    if not named:
        cue = cue.replace("{side} ", "").replace("{side}", "")
    filled = cue.replace("{side}", named).replace("{other}", _OTHER.get(named, "other")).strip()
    return filled[:1].upper() + filled[1:] if cue.startswith("{") else filled
