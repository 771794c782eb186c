"""The application: which screen stands where, and how it leaves."""

import asyncio
import contextlib
import signal
import sys
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from player.library.folders import Folders
from player.tui.guarded import Guarded
from player.tui.screens.library import LibraryScreen

if TYPE_CHECKING:  # a session is imported when one begins: the library is there 100 ms earlier
    from player.coach.choosing import Choosing
    from player.coach.coach import Coach
    from player.library.manuscript import Manuscript
    from player.library.shelf import Volume
    from player.tui.screens.session import SessionScreen

INTERRUPTED = 130
NOTHING = "Nothing is left to play: mark a step."
SILENT_WITHIN = 0.05
"""Seconds that the engine gets to hear that it must be silent, before the program stands still."""


RESCUED: Final = "backbeat: what was not saved is kept: F6 in the editor finds it among the older versions.\n"


class BackbeatApp(App[None]):
    """Shows the library, or one session that was asked for.

    Args:
        folders: Where everything is.
        audio: The output of sessions started from the library.
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
        audio: str = "auto",
        coach: "Coach | None" = None,
        choosing: "Choosing | None" = None,
        manuscript: "Manuscript | None" = None,
        notice: str = "",
    ) -> None:
        super().__init__()
        self._folders = folders
        self._audio = audio
        self._coach = coach
        self._choosing = choosing
        self._only_session = coach is not None or choosing is not None
        self._manuscript = manuscript
        self._notice = notice
        self._only_editor = manuscript is not None
        self._guarded: Guarded | None = None
        """The editor, while there is one."""
        self.rescued = False
        """Whether an unsaved text was brought to safety when the app ended."""

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
        elif self._manuscript is not None:
            self.write(self._manuscript, self._notice)
        else:
            self.push_screen(LibraryScreen(self._folders, self.begin, self.edit, self.create))

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

    def play_from(self, volume: "Volume", start: str) -> None:
        """Start a session of a text in the editor, from a path of its tape on."""
        from player.coach.opening import Manner, open_session  # noqa: PLC0415  see above
        from player.session.clock import SystemClock  # noqa: PLC0415  see above

        self._choosing = None  # an earlier routine's note is not this one's
        manner = Manner(audio=self._audio, start=start)
        self._show(open_session(volume, manner, self._folders, SystemClock()))

    def edit(self, slug: str) -> str:
        """Open a routine of the list in the editor; return a sentence if it cannot be edited."""
        from player.library.shelf import Shelf  # noqa: PLC0415  see above
        from player.tui.editing import CannotEdit, open_manuscript  # noqa: PLC0415  see above

        shelf = Shelf(self._folders)
        if slug not in shelf.paths:
            return "This file is not there any more: F5 looks again."
        try:
            self.write(*open_manuscript(shelf.paths[slug][0], shelf, self._folders))
        except CannotEdit as remark:
            return str(remark)
        return ""

    def create(self, name: str) -> str:
        """Make a new routine and open it in the editor; return a sentence if there can be none."""
        from player.library.creating import BadName, create  # noqa: PLC0415  see above
        from player.library.saving import Failed  # noqa: PLC0415  see above

        try:
            path = create(name, self._folders)
        except BadName as remark:
            return str(remark)
        if isinstance(path, Failed):
            return path.sentence
        return self.edit(path.stem.casefold())

    def write(self, manuscript: "Manuscript", notice: str) -> None:
        """Show the editor."""
        from player.audio.client import SoundEngine  # noqa: PLC0415  see above
        from player.library.folders import bundled  # noqa: PLC0415  see above
        from player.library.shelf import Shelf  # noqa: PLC0415  see above
        from player.tui.desk import Desk  # noqa: PLC0415  see above
        from player.tui.screens.editor import EditorScreen  # noqa: PLC0415  see above

        desk = Desk(
            Shelf(self._folders),
            self.play_from,
            self._close_editor,
            lambda: SoundEngine(self._audio, bundled("sounds"), self._folders.log),
        )
        self._guarded = EditorScreen(manuscript, desk, notice)
        self.push_screen(self._guarded)

    def _close_editor(self) -> None:
        self._guarded = None
        if self._only_editor:
            self.exit()
        else:
            self.pop_screen()

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
        if self._coach is not None:
            self._coach.close(interrupted=True)
            self._coach = None
        if self._guarded is not None:
            self.rescued = self._guarded.rescue() or self.rescued
            self._guarded = None

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
        """A summary is closed, the editor asks what to do with what is not saved, the library is left."""
        from player.tui.screens.summary import SummaryScreen  # noqa: PLC0415  see above

        if self._coach is None and self._guarded is None:
            self.exit()
        elif self.screen is self._guarded:
            self._guarded.ask_to_leave()
        elif self._guarded is not None and isinstance(self.screen, ModalScreen):  # a question over the editor
            self.screen.dismiss(None)
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
    if app.rescued and sys.__stderr__ is not None:
        with contextlib.suppress(OSError, ValueError):
            sys.__stderr__.write(RESCUED)
    if app._exception is not None:  # noqa: SLF001  the only way to tell a crash from an exit code
        raise app._exception  # noqa: SLF001
    return app.return_code or 0
