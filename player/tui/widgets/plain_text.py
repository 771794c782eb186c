"""The one door through which text from files gets into a widget.

Text is text: with markup off nothing in a name can become a link, a style or a crash, and control and
bidirectional characters are made visible.
"""

from collections.abc import Iterable

from textual.content import Content

from player.routine.visible import visible


def plain(text: str) -> Content:
    """Return `text` as what a widget shows, character by character."""
    return Content(visible(text, lines=True))


def joined(lines: Iterable[Content]) -> Content:
    """Return lines that came through `plain`, one below the other."""
    return Content("\n").join(lines)
