"""The application: which screen stands where, and how it leaves."""

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
from player.tui.editor.guarded import Guarded
from player.tui.library.changing_flow import ChangingFlow
from player.tui.session.flow import SessionFlow

if TYPE_CHECKING:  # a session is imported when one begins: the library is there 100 ms earlier
    from player.coach.coach import Coach
    from player.coach.setup_questions import SetupQuestions
    from player.library.manuscript import Manuscript
    from player.library.shelf import Volume

INTERRUPTED: Final = 130
SILENT_WITHIN: Final = 0.05
"""Seconds that the engine gets to hear that it must be silent, before the program stands still."""

_STYLES_OF_LIBRARY: Final = Path(__file__).parent / "library" / "library.tcss"
"""Of a screen that is there from the start Textual reads only what it was told as the app's own."""

RESCUED: Final = "backbeat: what was not saved is kept: F6 in the editor finds it among the older versions.\n"


class BackbeatApp(App[None]):
    """Shows the library, or one session that was asked for.

    Args:
        folders: Where everything is.
        audio: The output of sessions started from the library; empty: what is set.
        coach: A session to play; the app ends with it.
        choosing: A routine about which is asked before it is played, if there is no coach for it yet; the app
            ends with its session too.
        manuscript: A file to edit; the app ends with it. None of the three: the library.
        notice: What the person should read in the editor first.
    """

    TITLE = "Backbeat"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        # Above every screen, so that they work over a list too; Ctrl-Q is bound so by Textual.
        Binding("ctrl+c", "interrupt", "Stop", show=False, priority=True),
        Binding("ctrl+z", "suspend_process", "Suspend", show=False, priority=True),
    ]

    def __init__(
        self,
        *,
        folders: Folders,
        audio: str = "",
        coach: "Coach | None" = None,
        choosing: "SetupQuestions | None" = None,
        manuscript: "Manuscript | None" = None,
        notice: str = "",
    ) -> None:
        self._one_thing_only = not (coach is None and choosing is None and manuscript is None)
        super().__init__(css_path=None if self._one_thing_only else _STYLES_OF_LIBRARY)
        self.writing = WritingFlow(self, folders, audio, self._play_from)
        """The editor."""
        self._changing = ChangingFlow(self, folders, self.writing)
        self.sessions = SessionFlow(
            self, folders, audio, writing=self.writing, changing=self._changing, leave=self.leave
        )
        """The session that is on."""
        self.sessions.coach = coach
        self.sessions.ends_app = coach is not None or choosing is not None
        self._folders = folders
        self._choosing = choosing
        self._manuscript = manuscript
        self._notice = notice
        self.owns_process = False
        """Whether the signals of this process are the app's: `run` says so, a pilot test does not."""

    def on_mount(self) -> None:
        """Take the signals first: without handlers the terminal would stay as it is."""
        if self.owns_process and sys.platform != "win32":
            loop = asyncio.get_running_loop()  # it gives them back when it is closed
            for number in (signal.SIGTERM, signal.SIGHUP):
                loop.add_signal_handler(number, self.leave, 128 + number)
        if self.sessions.coach is not None:
            self.sessions.show(self.sessions.coach)
        elif self._choosing is not None:
            self.sessions.ask(self._choosing)
        elif self._manuscript is not None:
            self.writing.write(self._manuscript, self._notice, ends_app=True)

    def get_default_screen(self) -> Screen[Any]:
        """The library is the first screen itself: an empty one below it would be laid out and drawn too."""
        if self._one_thing_only:
            return super().get_default_screen()
        from player.tui.library.screen import LibraryRoutes, LibraryScreen  # noqa: PLC0415  one session needs no list

        ways = LibraryRoutes(
            self.sessions.begin, self.writing.edit, self.writing.create, self._changing.in_library
        )
        return LibraryScreen(self._folders, ways)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave a key to the editor where it means something of its own there."""
        if isinstance(self.screen, Guarded) and self.screen.owns(action):
            return False
        return super().check_action(action, parameters)

    def leave(self, code: int = INTERRUPTED) -> None:
        """End at once: the session stays behind as interrupted, at its last moment."""
        self.abandon()
        self.exit(return_code=code)

    def abandon(self) -> None:
        """Whatever way the app ended: no sound, no lock and no open record stay behind."""
        self.sessions.abandon()
        self.writing.abandon()

    async def action_quit(self) -> None:
        """Ctrl-Q: in a session as q, elsewhere leave."""
        session = self.sessions.in_front()
        if session is not None:
            session.action_press("stop")
        else:
            self._close_what_is_in_front()

    def action_suspend_process(self) -> None:
        """Ctrl-Z: pause, fall silent, go to the shell; `fg` comes back paused."""
        if self.sessions.coach is not None:
            self.sessions.coach.hold_still()
        self.set_timer(SILENT_WITHIN, super().action_suspend_process)

    def action_interrupt(self) -> None:
        """Ctrl-C: in a session as q, twice leaves at once; elsewhere leave."""
        session = self.sessions.in_front()
        if session is not None:
            session.action_interrupt()
        else:
            self._close_what_is_in_front()

    def _play_from(self, volume: "Volume", start: str) -> str:
        return self.sessions.play_from(volume, start)

    def _close_what_is_in_front(self) -> None:
        """A summary is closed, the editor asks what to do with what is not saved, the library is left."""
        from player.tui.session.summary_screen import SummaryScreen  # noqa: PLC0415  see above

        editor = self.writing.guarded
        if self.sessions.coach is None and editor is None:
            self.exit()
        elif editor is not None and self.screen is editor:
            editor.ask_to_leave()
        elif editor is not None and isinstance(self.screen, ModalScreen):  # a question over the editor
            self.screen.dismiss(None)
        elif isinstance(self.screen, SummaryScreen):
            self.screen.action_close()

    def _print_error_renderables(self) -> None:
        """Textual would print a traceback here; `run` raises the error, and the command says one sentence."""


def run(app: BackbeatApp) -> int:
    """Run the app in this terminal and return the exit code.

    Up to here no garbage was looked for (see `player.cli.run`). All that was imported stays until the end: it
    is left out of the search from now on, which else would take longer than the screen may stand still.
    """
    gc.freeze()
    gc.enable()
    app.owns_process = True
    try:
        app.run()
    finally:
        app.abandon()
        # Where a terminal reports resizes in band, Textual asks for pixel mouse positions and leaves it so.
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
