"""What is known of the text in an editor, read beside the keys."""

import asyncio
import logging
from collections.abc import Callable
from typing import Final

from player.coach.editing.draft import Draft, Names, draft, names
from player.library.manuscript import Manuscript
from player.library.shelf import Shelf
from player.tui.editor.text.yaml_area import YamlArea

log = logging.getLogger(__name__)
log.addHandler(logging.NullHandler())  # without any handler, logging would write over the screen

CHECK_AFTER: Final = 0.15
"""Seconds without a key after which the text is read."""


class Proof:
    """Reads a text while it is written.

    Args:
        area: Where it is written.
        manuscript: The file it is for.
        shelf: What it can refer to; used in a thread, by one reading at a time.
        show: Called with every new draft.
    """

    def __init__(
        self, area: YamlArea, manuscript: Manuscript, shelf: Shelf, show: Callable[[Draft], None]
    ) -> None:
        self.draft = Draft("", ())
        """The last one; the text may have changed since."""
        self.names: Names | None = None
        """What the text can refer to; None: nothing was read yet."""
        self._area = area
        self._manuscript = manuscript
        self._shelf = shelf
        self._show = show
        self._reading = asyncio.Lock()
        """Held while a thread reads: the shelf is not made for two."""

    @property
    def is_reading(self) -> bool:
        """Whether a thread reads now."""
        return self._reading.locked()

    async def check(self) -> None:
        """Read the text as it stands, unless that is going on already."""
        if not self.is_reading:
            await self.current()

    async def current(self) -> Draft:
        """Return what is known of the text as it stands; read again what changed meanwhile."""
        async with self._reading:
            while self.draft.text != (text := self._area.text) or self.names is None:
                found, self.names = await asyncio.to_thread(self._read, text)
                if self._area.text == text:
                    self.draft = found
                    self._show(found)
                    break
                await asyncio.sleep(CHECK_AFTER)  # stale already: let the keys rest
        return self.draft

    def _read(self, text: str) -> tuple[Draft, Names]:
        """Runs in a thread."""
        path = self._manuscript.path
        try:
            return draft(text, path, self._shelf), names(path, self._shelf)
        except Exception:  # a mistake of ours must not keep anybody from mending their file
            log.exception("a text could not be read")
            return Draft(text, ()), Names((), ())
