"""The flow of a session, from the setup questions to the summary, with edits of its routine meanwhile."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual.app import App

from player.library.folders import Folders
from player.tui.editor.flow import WritingFlow
from player.tui.library.changing_flow import ChangingFlow

if TYPE_CHECKING:  # imported when a session begins, so that the library is there 100 ms earlier
    from player.coach.coach import Coach
    from player.coach.editing.step_form import FormSaved
    from player.coach.setup_questions import SetupQuestions
    from player.library.shelf import Volume
    from player.tui.session.screen import SessionScreen

NOTHING: Final = "Nothing is left to play: mark a step."
_FROM_EDITOR: Final = "This session was started in the editor: q, then Enter, leads back to it."
_NO_FILE: Final = "Nobody knows the file of this session any more."
_WAITS: Final = "The session waits. Ctrl-S takes your change over, Esc goes back."


class SessionFlow:
    """Shows one session at a time.

    Args:
        app: The app that shows it.
        folders: The folders of the program and of the person.
        audio: The output of sessions started from the library; empty: as the settings say.
        writing: Opens the editor.
        changing: Shows the form that changes a step.
        leave: Ends the app at once.
    """

    def __init__(
        self,
        app: App[None],
        folders: Folders,
        audio: str,
        *,
        writing: WritingFlow,
        changing: ChangingFlow,
        leave: Callable[[], None],
    ) -> None:
        self.coach: Coach | None = None
        """The session that is played, or whose summary is shown; None: there is none."""
        self.ends_app = False
        """Whether the app ends with the session."""
        self._app = app
        self._folders = folders
        self._audio = audio
        self._writing = writing
        self._changing = changing
        self._leave = leave
        self._screen: SessionScreen | None = None

    def begin(self, slug: str) -> None:
        """Ask the setup questions of a routine of the library, and play it; warn if its file has changed."""
        from player.coach.opening import NothingToPlay, PlayOptions
        from player.coach.setup_questions import setup_for
        from player.library.shelf import Shelf

        shelf = Shelf(self._folders)
        place = shelf.paths.get(slug)
        volume = shelf.open(place[0], is_bundled=place[1]) if place is not None else None
        if volume is None or volume.routine is None:
            self._warn("This file has just changed: F5 looks again.")
            return
        setup = setup_for(volume, PlayOptions(audio=self._audio), self._folders)
        if setup.questions():
            self.ask(setup)
            return
        try:
            self.show(self._opened(setup))
        except NothingToPlay:
            self._warn(NOTHING)

    def play_from(self, volume: "Volume", start: str) -> str:
        """Start a session of a volume read from the editor's text, from a path on; return an empty text.

        Raises:
            NoSuchStep: The tape has no such path.
            NothingToPlay: All steps are left out.
        """
        from player.coach.opening import PlayOptions, open_session
        from player.session.clock import SystemClock

        options = PlayOptions(audio=self._audio, start=start)
        self.show(open_session(volume, options, self._folders, SystemClock()))
        return ""

    def ask(self, setup: "SetupQuestions") -> None:
        """Show the setup questions; they lead to the session, or back to the library."""
        from player.tui.session.choices_screen import ChoicesScreen

        def start() -> str:
            from player.coach.opening import NoSuchStep, NothingToPlay

            try:
                coach = self._opened(setup)
            except NothingToPlay:
                return NOTHING
            except NoSuchStep as question:
                return f"With these answers the step asked for with --from is not there: {question.asked}"
            self._app.pop_screen()
            self.show(coach)
            return ""

        def back() -> None:
            if self.ends_app:
                self._app.exit()
            else:
                self._app.pop_screen()

        self._app.push_screen(ChoicesScreen(setup, start, back))

    def show(self, coach: "Coach") -> None:
        """Show a session; it begins when its screen is mounted."""
        from player.tui.session.screen import SessionRoutes, SessionScreen

        self.coach = coach
        routine = coach.origin.volume.routine if coach.origin is not None else None
        note = routine.note if routine is not None else None
        routes = SessionRoutes(self._ended, self._leave, self.edit, self.change)
        self._screen = SessionScreen(coach, routes, note or "")
        self._app.push_screen(self._screen)

    def in_front(self) -> "SessionScreen | None":
        """Close the lists over the screen of the current session and return the screen.

        None: no session is played, or the editor is over it.
        """
        screen, stack = self._screen, self._app.screen_stack
        if self.coach is None or self.coach.over or screen not in stack:
            return None
        if self._writing.editor in stack[stack.index(screen) :]:
            return None
        while self._app.screen is not screen:
            self._app.pop_screen()
        return screen

    def abandon(self) -> None:
        """End the session at once; it is recorded as interrupted where it is."""
        if self.coach is not None:
            self.coach.close(interrupted=True)
            self.coach = None

    # Editing during a session.

    def edit(self, other: Path | None = None) -> None:
        """Open the routine of the session in the editor, at the current step.

        Args:
            other: The file of an included routine, to be edited instead.
        """
        coach, refusal = self.coach, self._no_edit()
        if coach is None or coach.origin is None or refusal:
            self._tell(refusal)
            return
        from player.coach.editing.retake import retake, step_now
        from player.library.shelf import Shelf
        from player.tui.editor.launch import CannotEdit, open_manuscript

        shelf = Shelf(self._folders)
        try:
            manuscript, notice = open_manuscript(other or coach.origin.volume.path, shelf, self._folders)
        except CannotEdit as remark:
            self._tell(str(remark))
            return
        path, own = manuscript.path, coach.origin.volume.path

        async def hand_over(text: str) -> str:
            fresh = Shelf(self._folders)
            reading = (fresh.volume_of, text, path) if other is None else (fresh.open, own)
            return retake(coach, await asyncio.to_thread(*reading))

        line = step_now(coach, shelf.volume_of(manuscript.begun, path)).line if other is None else 1
        self._writing.write(manuscript, f"{notice} {_WAITS}".strip(), line=line, hand_over=hand_over)

    def change(self) -> None:
        """Show the form that changes the current or next step."""
        coach, refusal = self.coach, self._no_edit()
        if coach is None or coach.origin is None or refusal:
            self._tell(refusal)
            return
        from player.coach.editing.retake import retake, step_now
        from player.library.shelf import Shelf

        shelf, before = Shelf(self._folders), coach.origin.volume
        volume = shelf.open(before.path, is_bundled=before.bundled)

        def done(saved: "FormSaved") -> None:
            sentence = retake(coach, Shelf(self._folders).open(saved.path))
            coach.tell(f"{sentence} {saved.notice}".strip())

        self._changing.ask(volume, step_now(coach, volume), done, self.edit)

    def _no_edit(self) -> str:
        """The reason why the routine of the session cannot be edited now; empty if it can."""
        if self._writing.editor is not None:
            return _FROM_EDITOR
        return _NO_FILE if self.coach is None or self.coach.origin is None else ""

    def _tell(self, sentence: str) -> None:
        if self.coach is not None:
            self.coach.tell(sentence)

    def _warn(self, sentence: str) -> None:
        self._app.notify(sentence, markup=False, severity="warning")

    # The end.

    def _opened(self, setup: "SetupQuestions") -> "Coach":
        """Open the session that the questions are about, with the answers that are marked."""
        from player.coach.opening import open_session
        from player.session.clock import SystemClock

        return open_session(setup.volume, setup.options, self._folders, SystemClock())

    def _ended(self) -> None:
        """Called when the tape is over. The app shows the summary, since the session screen will be gone."""
        self._app.call_next(self._summarise)

    def _summarise(self) -> None:
        """Show the summary in place of the session; the last sound rings out meanwhile."""
        from player.tui.session.summary_screen import SummaryScreen

        coach, screen = self.coach, self._screen
        if coach is None or screen is None or screen not in self._app.screen_stack:
            return
        while self._app.screen is not screen:  # a list may be over the session
            self._app.pop_screen()
        self._app.pop_screen()
        self._app.push_screen(SummaryScreen(coach), self._close)

    def _close(self, _: None) -> None:
        """Called when the summary is closed; exit if the app ends with the session."""
        if self.coach is not None:
            self.coach.close()
            self.coach = None
        if self.ends_app:
            self._app.exit()
