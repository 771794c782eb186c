"""Makes text from files safe to show; the only way for it into a widget.

Without markup nothing in a name can become a link, a style or a crash. Control characters and bidirectional
characters are made visible.
"""

from collections.abc import Iterable

from textual.content import Content

from player.routine.visible import visible


def plain(text: str) -> Content:
    """Return `text` as content for a widget, without markup and with all characters visible."""
    return Content(visible(text, lines=True))


def joined(lines: Iterable[Content]) -> Content:
    """Return lines made by `plain`, one below the other."""
    return Content("\n").join(lines)
