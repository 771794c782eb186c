"""The application: which screen stands where, and how it leaves."""

import asyncio
import contextlib
import signal
import sys
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType

from player.library.folders import Folders
from player.tui.screens.library import LibraryScreen

if TYPE_CHECKING:  # a session is imported when one begins: the library is there 100 ms earlier
    from player.coach.choosing import Choosing
    from player.coach.coach import Coach
    from player.tui.screens.session import SessionScreen

INTERRUPTED = 130
NOTHING = "Nothing is left to play: mark a step."
SILENT_WITHIN = 0.05
"""Seconds that the engine gets to hear that it must be silent, before the program stands still."""


class BackbeatApp(App[None]):
    """Shows the library, or one session that was asked for.

    Args:
        folders: Where everything is.
        audio: The output of sessions started from the library.
        coach: A session to play; the app ends with it.
        choosing: A routine about which is asked before it is played, if there is no coach for it yet; the app
            ends with its session too. Neither: the library.
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
        audio: str = "auto",
        coach: "Coach | None" = None,
        choosing: "Choosing | None" = None,
    ) -> None:
        super().__init__()
        self._folders = folders
        self._audio = audio
        self._coach = coach
        self._choosing = choosing
        self._only_session = coach is not None or choosing is not None

    def on_mount(self) -> None:
        """Take the signals first: without handlers the terminal would stay as it is."""
        if sys.platform != "win32":
            loop = asyncio.get_running_loop()
            for number in (signal.SIGTERM, signal.SIGHUP):
                loop.add_signal_handler(number, self.leave, 128 + number)
        if self._coach is not None:
            self._show(self._coach)
        elif self._choosing is not None:
            self._ask(self._choosing)
        else:
            self.push_screen(LibraryScreen(self._folders, self.begin))

    def begin(self, slug: str) -> None:
        """Ask what can be asked about a routine, and play it; say so if that cannot be done any more."""
        from player.coach.choosing import choosing_for  # noqa: PLC0415  see above
        from player.coach.opening import Manner, NothingToPlay  # noqa: PLC0415  see above
        from player.library.shelf import Shelf  # noqa: PLC0415  see above

        shelf = Shelf(self._folders)
        place = shelf.paths.get(slug)
        volume = shelf.open(place[0], is_bundled=place[1]) if place is not None else None
        if volume is None or volume.routine is None:
            self.notify("This file has just changed: F5 looks again.", markup=False, severity="warning")
            return
        choosing = choosing_for(volume, Manner(audio=self._audio), self._folders)
        if choosing.questions():
            self._ask(choosing)
            return
        try:
            self._show(self._opened(choosing))
        except NothingToPlay:
            self.notify(NOTHING, markup=False, severity="warning")

    def leave(self, code: int = INTERRUPTED) -> None:
        """End at once: the session stays behind as interrupted, at its last moment."""
        self.abandon()
        self.exit(return_code=code)

    def abandon(self) -> None:
        """Whatever way the app ended: no sound, no lock and no open record stay behind."""
        if self._coach is not None:
            self._coach.close(interrupted=True)
            self._coach = None

    async def action_quit(self) -> None:
        """Ctrl-Q: in a session as q, elsewhere leave."""
        session = self._session_in_front()
        if session is not None:
            session.action_press("stop")
        else:
            self._close_what_is_in_front()

    def action_suspend_process(self) -> None:
        """Ctrl-Z: pause, fall silent, go to the shell; `fg` comes back paused."""
        if self._coach is not None:
            self._coach.hold_still()
        self.set_timer(SILENT_WITHIN, super().action_suspend_process)

    def action_interrupt(self) -> None:
        """Ctrl-C: in a session as q, twice leaves at once; elsewhere leave."""
        session = self._session_in_front()
        if session is not None:
            session.action_interrupt()
        else:
            self._close_what_is_in_front()

    def _session_in_front(self) -> "SessionScreen | None":
        """Return the screen of the session that goes on, with no list over it any more; None if none does."""
        from player.tui.screens.session import SessionScreen  # noqa: PLC0415  see above

        if self._coach is None or self._coach.over:
            return None
        while not isinstance(self.screen, SessionScreen):
            self.pop_screen()
        return self.screen

    def _close_what_is_in_front(self) -> None:
        """A summary is closed, the library is left."""
        from player.tui.screens.summary import SummaryScreen  # noqa: PLC0415  see above

        if self._coach is None:
            self.exit()
        elif isinstance(self.screen, SummaryScreen):
            self.screen.action_close()

    def _print_error_renderables(self) -> None:
        """Textual would print a traceback here; `run` raises the error, and the command says one sentence."""

    def _ask(self, choosing: "Choosing") -> None:
        """Ask before the start: the answers lead to the session, or back to where one came from."""
        from player.tui.screens.choices import ChoicesScreen  # noqa: PLC0415  see above

        def start() -> str:
            from player.coach.opening import NoSuchStep, NothingToPlay  # noqa: PLC0415  see above

            try:
                coach = self._opened(choosing)
            except NothingToPlay:
                return NOTHING
            except NoSuchStep as question:
                return f"With these answers the step asked for with --from is not there: {question.asked}"
            self.pop_screen()
            self._show(coach)
            return ""

        def back() -> None:
            if self._only_session:
                self.exit()
            else:
                self.pop_screen()

        self.push_screen(ChoicesScreen(choosing, start, back))

    def _opened(self, choosing: "Choosing") -> "Coach":
        """Open the session that was asked for."""
        from player.coach.opening import open_session  # noqa: PLC0415  see above
        from player.session.clock import SystemClock  # noqa: PLC0415  see above

        self._choosing = choosing
        return open_session(choosing.volume, choosing.manner, self._folders, SystemClock())

    def _show(self, coach: "Coach") -> None:
        from player.tui.screens.session import SessionScreen  # noqa: PLC0415  see above

        self._coach = coach
        routine = self._choosing.volume.routine if self._choosing is not None else None
        note = routine.note if routine is not None else None
        self.push_screen(SessionScreen(coach, self._ended, self.leave, note or ""))

    def _ended(self) -> None:
        """The tape is over. The summary is pushed by the app itself: the session screen will be gone."""
        self.call_next(self._summarise)

    def _summarise(self) -> None:
        """Show what was done; the sound rings out meanwhile."""
        from player.coach.summary import summarise  # noqa: PLC0415  see above
        from player.session.state import Ended  # noqa: PLC0415  see above
        from player.tui.screens.session import SessionScreen  # noqa: PLC0415  see above
        from player.tui.screens.summary import SummaryScreen  # noqa: PLC0415  see above

        coach = self._coach
        if coach is None or isinstance(self.screen, SummaryScreen):
            return
        transport = coach.transport
        finished = isinstance(transport.state, Ended) and transport.state.finished
        summary = summarise(
            transport.timeline,
            coach.outcomes,
            transport.active,
            finished=finished,
            answers=coach.asked.values,
        )
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
        if self._only_session:
            self.exit()


def run(app: BackbeatApp) -> int:
    """Run the app in this terminal and return the exit code."""
    try:
        app.run()
    finally:
        app.abandon()
        # Where a terminal reports resizes in band, Textual asks for pixel mouse positions and leaves it so.
        if sys.__stdout__ is not None:
            with contextlib.suppress(OSError, ValueError):  # the terminal may be gone
                sys.__stdout__.write("\x1b[?1016l")
                sys.__stdout__.flush()
    if app._exception is not None:  # noqa: SLF001  the only way to tell a crash from an exit code
        raise app._exception  # noqa: SLF001
    return app.return_code or 0
