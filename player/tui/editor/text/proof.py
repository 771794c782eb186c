"""Reads the text of the editor in a thread while it is being written."""

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
    """Reads a text while it is written, and keeps its last draft.

    Args:
        area: The text area.
        manuscript: The file being edited.
        shelf: The routines that the text can refer to; used in a thread, by one reading at a time.
        show: Called with every new draft.
    """

    def __init__(
        self, area: YamlArea, manuscript: Manuscript, shelf: Shelf, show: Callable[[Draft], None]
    ) -> None:
        self.draft = Draft("", ())
        """The last draft; the text may have changed since."""
        self.names: Names | None = None
        """The names that the text can refer to; None: nothing was read yet."""
        self._area = area
        self._manuscript = manuscript
        self._shelf = shelf
        self._show = show
        self._reading = asyncio.Lock()
        """Held while a thread reads: the shelf is not thread-safe."""

    @property
    def is_reading(self) -> bool:
        """Whether a thread is reading now."""
        return self._reading.locked()

    async def check(self) -> None:
        """Read the text as it is now, unless a thread is reading already."""
        if not self.is_reading:
            await self.current()

    async def current(self) -> Draft:
        """Return the draft of the text as it is now; if it changes meanwhile, it is read again."""
        async with self._reading:
            while self.draft.text != (text := self._area.text) or self.names is None:
                found, self.names = await asyncio.to_thread(self._read, text)
                if self._area.text == text:
                    self.draft = found
                    self._show(found)
                    break
                await asyncio.sleep(CHECK_AFTER)  # the draft is stale already: wait for a pause in typing
        return self.draft

    def _read(self, text: str) -> tuple[Draft, Names]:
        """Return the draft and the names of a text; runs in a thread."""
        path = self._manuscript.path
        try:
            return draft(text, path, self._shelf), names(path, self._shelf)
        except Exception:  # a bug of the program must not keep a person from mending their file
            log.exception("a text could not be read")
            return Draft(text, ()), Names((), ())
