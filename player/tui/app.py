"""The application: which screen stands where, and how it leaves."""

import asyncio
import contextlib
import signal
import sys
from collections.abc import Callable
from typing import ClassVar

from textual.app import App
from textual.binding import Binding, BindingType

from player.coach.coach import Coach
from player.coach.summary import summarise
from player.library.shelf import Shelf, Volume
from player.session.state import Ended
from player.tui.screens.library import LibraryScreen
from player.tui.screens.session import SessionScreen
from player.tui.screens.summary import SummaryScreen

INTERRUPTED = 130


class BackbeatApp(App[None]):
    """Shows the library, or one session that was asked for.

    Args:
        open_session: Returns the coach of a session of a routine.
        shelf: The routines; None: only `coach` is shown, and the app ends with it.
        coach: A session to begin with.
        last_done: When each routine was last done, in words, by slug.
    """

    TITLE = "Backbeat"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z", "suspend_process", "Suspend", show=False, priority=True),
    ]

    def __init__(
        self,
        *,
        open_session: Callable[[Volume], Coach],
        shelf: Shelf | None = None,
        coach: Coach | None = None,
        last_done: Callable[[], dict[str, str]] = dict,
    ) -> None:
        super().__init__()
        self._open_session = open_session
        self._shelf = shelf
        self._coach = coach
        self._last_done = last_done

    def on_mount(self) -> None:
        """Take the signals first: without handlers the terminal would stay as it is."""
        if sys.platform != "win32":
            loop = asyncio.get_running_loop()
            for number in (signal.SIGTERM, signal.SIGHUP):
                loop.add_signal_handler(number, self.leave, 128 + number)
        if self._shelf is not None:
            self.push_screen(LibraryScreen(self._shelf, self._last_done, self.begin))
        if self._coach is not None:
            self._show(self._coach)

    def begin(self, volume: Volume) -> None:
        """Start a session of a routine."""
        self._show(self._open_session(volume))

    def leave(self, code: int = INTERRUPTED) -> None:
        """End at once: the session stays behind as interrupted, at its last moment."""
        if self._coach is not None:
            self._coach.close(interrupted=True)
            self._coach = None
        self.exit(return_code=code)

    async def action_quit(self) -> None:
        """Ctrl-Q: in a session as q, elsewhere leave."""
        if isinstance(self.screen, SessionScreen):
            self.screen.action_press("stop")
        elif self._coach is None:
            self.exit()

    def _show(self, coach: Coach) -> None:
        self._coach = coach
        self.push_screen(SessionScreen(coach, self._ended, self.leave))

    def _ended(self) -> None:
        """The tape is over. The summary is pushed by the app itself: the session screen will be gone."""
        self.call_next(self._summarise)

    def _summarise(self) -> None:
        """Show what was done; the sound rings out meanwhile."""
        coach = self._coach
        if coach is None or isinstance(self.screen, SummaryScreen):
            return
        transport = coach.transport
        finished = isinstance(transport.state, Ended) and transport.state.finished
        summary = summarise(transport.timeline, coach.outcomes, transport.active, finished=finished)
        unrecorded = coach.notices[0] if coach.record is None and coach.notices else ""
        while not isinstance(self.screen, SessionScreen):  # a list may lie over the session
            self.pop_screen()
        self.pop_screen()
        self.push_screen(SummaryScreen(summary, unrecorded), self._close_session)

    def _close_session(self, _: None) -> None:
        """The summary was read: back to the library, or out where one session was asked for."""
        if self._coach is not None:
            self._coach.close()
            self._coach = None
        if self._shelf is None:
            self.exit()


def run(app: BackbeatApp) -> int:
    """Run the app in this terminal and return the exit code."""
    try:
        app.run()
    finally:
        # Where a terminal reports resizes in band, Textual asks for pixel mouse positions and leaves it so.
        if sys.__stdout__ is not None:
            with contextlib.suppress(OSError, ValueError):  # the terminal may be gone
                sys.__stdout__.write("\x1b[?1016l")
                sys.__stdout__.flush()
    return app.return_code or 0
