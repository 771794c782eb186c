"""The Textual app: its first screen, its keys above all screens, and its ways to exit."""

import asyncio
import contextlib
import gc
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen, Screen

from player.library.folders import Folders
from player.tui.editor.flow import WritingFlow
from player.tui.library.changing_flow import ChangingFlow
from player.tui.session.flow import SessionFlow

if TYPE_CHECKING:  # a session is imported when one begins: the library is there 100 ms earlier
    from player.coach.coach import Coach
    from player.coach.setup_questions import SetupQuestions
    from player.library.manuscript import Manuscript
    from player.library.shelf import Volume

INTERRUPTED: Final = 130
"""Exit code of a program ended by Ctrl-C: 128 + SIGINT."""
SILENT_WITHIN: Final = 0.05
"""Seconds that the sound engine gets to fall silent before the program is suspended."""

_STYLES_OF_LIBRARY: Final = Path(__file__).parent / "library" / "library.tcss"
"""Given to the app, since Textual does not read the `CSS_PATH` of its default screen."""

RESCUED: Final = "backbeat: what was not saved is kept: F6 in the editor finds it among the older versions.\n"


class BackbeatApp(App[None]):
    """Shows the library, or only one session or file: `coach`, `setup` or `manuscript`.

    Args:
        folders: The folders of the program and of the person.
        audio: The output of sessions started from the library; empty: as the settings say.
        coach: A session to play; the app ends with it.
        setup: The setup questions of a session, for which there is no coach yet; the app ends with it.
        manuscript: A file to edit; the app ends with the editor.
        notice: A sentence to show in the editor at first.
    """

    TITLE = "Backbeat"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        # Priority bindings work over every screen, lists too; Textual binds Ctrl-Q the same way.
        Binding("ctrl+c", "interrupt", "Stop", show=False, priority=True),
        Binding("ctrl+z", "suspend_process", "Suspend", show=False, priority=True),
    ]

    def __init__(
        self,
        *,
        folders: Folders,
        audio: str = "",
        coach: "Coach | None" = None,
        setup: "SetupQuestions | None" = None,
        manuscript: "Manuscript | None" = None,
        notice: str = "",
    ) -> None:
        self._one_thing_only = not (coach is None and setup is None and manuscript is None)
        super().__init__(css_path=None if self._one_thing_only else _STYLES_OF_LIBRARY)
        self.writing = WritingFlow(self, folders, audio, self._play_from)
        """Opens the editor."""
        self._changing = ChangingFlow(self, folders, self.writing)
        self.sessions = SessionFlow(
            self, folders, audio, writing=self.writing, changing=self._changing, leave=self.leave
        )
        """Shows the current session."""
        self.sessions.coach = coach
        self.sessions.ends_app = coach is not None or setup is not None
        self._folders = folders
        self._setup = setup
        self._manuscript = manuscript
        self._notice = notice
        self.owns_process = False
        """Whether the signals of this process are the app's: `run` says so, a pilot test does not."""

    def on_mount(self) -> None:
        """Handle signals first: an app killed without handlers would not restore the terminal."""
        if self.owns_process and sys.platform != "win32":
            loop = asyncio.get_running_loop()  # closing it removes the handlers
            for number in (signal.SIGTERM, signal.SIGHUP):
                loop.add_signal_handler(number, self.leave, 128 + number)
        if self.sessions.coach is not None:
            self.sessions.show(self.sessions.coach)
        elif self._setup is not None:
            self.sessions.ask(self._setup)
        elif self._manuscript is not None:
            self.writing.write(self._manuscript, self._notice, ends_app=True)

    def get_default_screen(self) -> Screen[Any]:
        """Return the library itself: an empty screen below it would have to be laid out and drawn, too."""
        if self._one_thing_only:
            return super().get_default_screen()
        from player.tui.library.screen import LibraryRoutes, LibraryScreen

        routes = LibraryRoutes(
            self.sessions.begin, self.writing.edit, self.writing.create, self._changing.in_library
        )
        return LibraryScreen(self._folders, routes)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable an action of the app where the editor has its own meaning for the key."""
        editor = self.writing.editor
        if editor is not None and self.screen is editor and editor.owns(action):
            return False
        return super().check_action(action, parameters)

    def leave(self, code: int = INTERRUPTED) -> None:
        """Exit at once; the current session is recorded as interrupted where it is."""
        self.abandon()
        self.exit(return_code=code)

    def abandon(self) -> None:
        """Release everything, however the app ended: no sound, lock or open record stays behind."""
        self.sessions.abandon()
        self.writing.abandon()

    async def action_quit(self) -> None:
        """Ctrl-Q: the same as q in a session; elsewhere close the front screen."""
        session = self.sessions.in_front()
        if session is not None:
            session.action_do("stop")
        else:
            self._close_front()

    def action_suspend_process(self) -> None:
        """Ctrl-Z: pause, fall silent, go to the shell; after `fg` the session is still paused."""
        if self.sessions.coach is not None:
            self.sessions.coach.hold_still()
        self.set_timer(SILENT_WITHIN, super().action_suspend_process)

    def action_interrupt(self) -> None:
        """Ctrl-C: the same as q in a session, twice to exit at once; elsewhere close the front screen."""
        session = self.sessions.in_front()
        if session is not None:
            session.action_interrupt()
        else:
            self._close_front()

    def _play_from(self, volume: "Volume", start: str) -> str:
        return self.sessions.play_from(volume, start)

    def _close_front(self) -> None:
        """Close a summary or a question; let the editor ask about unsaved text; from the library, exit."""
        from player.tui.session.summary_screen import SummaryScreen

        editor = self.writing.editor
        if self.sessions.coach is None and editor is None:
            self.exit()
        elif editor is not None and self.screen is editor:
            editor.ask_to_leave()
        elif editor is not None and isinstance(self.screen, ModalScreen):  # a question over the editor
            self.screen.dismiss(None)
        elif isinstance(self.screen, SummaryScreen):
            self.screen.action_close()

    def _print_error_renderables(self) -> None:
        """Print no traceback, as Textual would: `run` raises the error, and the command reports it."""


def run(app: BackbeatApp) -> int:
    """Run the app in this terminal and return the exit code.

    The garbage collector was off so far (see `player.cli.run`). Everything imported stays until the end, so
    it is frozen: scanning it again and again would make the screen stand still for too long.

    Raises:
        Exception: Whatever made the app crash.
    """
    gc.freeze()
    gc.enable()
    app.owns_process = True
    try:
        app.run()
    finally:
        app.abandon()
        # Where a terminal reports resizes in band, Textual turns on pixel mouse positions and leaves them on.
        if sys.__stdout__ is not None:
            with contextlib.suppress(OSError, ValueError):  # the terminal may be gone
                sys.__stdout__.write("\x1b[?1016l")
                sys.__stdout__.flush()
    if app.writing.rescued and sys.__stderr__ is not None:
        with contextlib.suppress(OSError, ValueError):
            sys.__stderr__.write(RESCUED)
    if app._exception is not None:  # noqa: SLF001  the only way to tell a crash from an exit code
        raise app._exception  # noqa: SLF001
    return app.return_code or 0
