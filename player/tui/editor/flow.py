"""The flow into the editor and back, from the library and from a session."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import App

from player.library.folders import Folders

if TYPE_CHECKING:  # imported when the editor opens, so that the library is there 100 ms earlier
    from player.library.manuscript import Manuscript
    from player.library.shelf import Volume
    from player.tui.editor.desk import HandOver
    from player.tui.editor.screen import EditorScreen


class WritingFlow:
    """Opens the editor, one at a time.

    Args:
        app: The app that shows it.
        folders: The folders of the program and of the person.
        audio: The output for auditions; empty: as the settings say.
        play: Plays a volume read from the editor's text from a path on; returns a sentence if it cannot.
    """

    def __init__(
        self, app: App[None], folders: Folders, audio: str, play: "Callable[[Volume, str], str]"
    ) -> None:
        self.editor: EditorScreen | None = None
        """The editor's screen; None: it is closed."""
        self.rescued = False
        """Whether an unsaved text was saved among the versions when the app ended."""
        self._app = app
        self._folders = folders
        self._audio = audio
        self._play = play

    def edit(self, slug: str) -> str:
        """Open a routine of the library in the editor; return a sentence if it cannot be edited."""
        from player.library.shelf import Shelf

        paths = Shelf(self._folders).paths
        if slug not in paths:
            return "This file is not there any more: F5 looks again."
        return self.edit_file(paths[slug][0])

    def edit_file(self, path: Path) -> str:
        """Open a file in the editor; return a sentence if it cannot be edited."""
        from player.library.shelf import Shelf
        from player.tui.editor.launch import CannotEdit, open_manuscript

        try:
            self.write(*open_manuscript(path, Shelf(self._folders), self._folders))
        except CannotEdit as remark:
            return str(remark)
        return ""

    def create(self, name: str) -> str:
        """Make a new routine and open it in the editor; return a sentence if it cannot be made."""
        from player.library.creating import BadName, create
        from player.library.saving import Failed

        try:
            path = create(name, self._folders)
        except BadName as remark:
            return str(remark)
        if isinstance(path, Failed):
            return path.sentence
        return self.edit(path.stem.casefold())

    def write(
        self,
        manuscript: "Manuscript",
        notice: str,
        *,
        line: int = 1,
        hand_over: "HandOver | None" = None,
        ends_app: bool = False,
    ) -> None:
        """Show the editor.

        Args:
            manuscript: The file to edit.
            notice: A sentence to show at first; empty: none.
            line: 1-based line of the cursor.
            hand_over: Hands a saved text to the session that waits for it; None: no session waits.
            ends_app: Whether the app ends with the editor.
        """
        from player.audio.client import SoundEngine
        from player.coach.setup.settings import setup_of, voice_of
        from player.library.config.current import read_config
        from player.library.shelf import Shelf
        from player.tui.editor.desk import Desk
        from player.tui.editor.screen import EditorScreen

        def close() -> None:
            self.editor = None
            if ends_app:
                self._app.exit()
            else:
                self._app.pop_screen()

        def audition() -> SoundEngine:
            setup = setup_of(read_config(self._folders), self._folders, self._audio)
            return SoundEngine(setup._replace(others=100))  # an audition does not lower other programs

        desk = Desk(
            Shelf(self._folders),
            self._play if hand_over is None else _session_waits,
            close,
            audition,
            hand_over,
            voice=lambda: voice_of(read_config(self._folders)),
        )
        self.editor = EditorScreen(manuscript, desk, notice, line=line)
        self._app.push_screen(self.editor)

    def abandon(self) -> None:
        """Save an unsaved text among the versions, as the app ends."""
        if self.editor is not None:
            self.rescued = self.editor.rescue() or self.rescued
            self.editor = None


def _session_waits(_volume: "Volume", _start: str) -> str:
    return "A session waits for you: Ctrl-S takes the change over, Esc goes back to it."
