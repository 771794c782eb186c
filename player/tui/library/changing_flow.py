"""The flow to the form that changes a step, from the library and from a session."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import App

from player.library.folders import Folders
from player.tui.editor.flow import WritingFlow

if TYPE_CHECKING:  # imported when a step is changed, so that the library is there 100 ms earlier
    from player.coach.editing.step_form import FormSaved
    from player.library.shelf import Volume
    from player.timeline.model import Interval


class ChangingFlow:
    """Shows the form that changes a step.

    Args:
        app: The app that shows it.
        folders: The folders of the program and of the person.
        writing: Opens the editor for those who prefer it.
    """

    def __init__(self, app: App[None], folders: Folders, writing: WritingFlow) -> None:
        self._app = app
        self._folders = folders
        self._writing = writing

    def in_library(self, slug: str, say: Callable[[str], None]) -> None:
        """Ask for a step of a routine of the library, and for its new values.

        Args:
            slug: The routine's slug.
            say: Shows a sentence in the library.
        """
        from player.coach.opening import tape_of
        from player.library.shelf import Shelf
        from player.tui.session.steps_screen import StepsScreen

        shelf = Shelf(self._folders)
        if slug not in shelf.paths:
            say("This file is not there any more: F5 looks again.")
            return
        path, is_bundled = shelf.paths[slug]
        volume = shelf.open(path, is_bundled=is_bundled)
        if volume.routine is None:
            say("This file has mistakes: e opens it in the editor.")
            return
        tape = tape_of(volume)

        def edit(other: Path | None) -> None:
            say(self._writing.edit_file(other or path))

        def done(saved: "FormSaved") -> None:
            say(f"Changed. {saved.notice}".strip())

        def chosen(index: int | None) -> None:
            if index is not None:
                self.ask(volume, tape.intervals[index], done, edit)

        if tape.work_intervals:
            question = "Change which step?  Enter change · Esc back"
            self._app.push_screen(StepsScreen(tape, 0, question), chosen)
        else:
            say("There is no exercise in it to change.")

    def ask(
        self,
        volume: "Volume",
        step: "Interval",
        done: "Callable[[FormSaved], None]",
        edit: Callable[[Path | None], None],
    ) -> None:
        """Show the form that changes a step, or offer the editor where there can be no form.

        Args:
            volume: The routine.
            step: Work of the step, from the routine's tape.
            done: Called when new values are in the file.
            edit: Called to open the editor instead, with the file of an included routine, or None.
        """
        from player.coach.editing.step_form import (
            FieldFault,
            FormSaved,
            StepElsewhere,
            change_of,
        )
        from player.tui.library.form_screen import EDITOR, FormScreen

        def answered(answer: "FormSaved | str | None") -> None:
            if isinstance(answer, FormSaved):
                done(answer)
            elif answer == EDITOR:
                edit(None)

        found = change_of(volume, step, self._folders)
        if isinstance(found, FieldFault):
            self._offer(found.text, "open the routine in the editor", lambda: edit(None))
        elif isinstance(found, StepElsewhere):
            text = f"{step.exercise} stands in the included routine '{found.slug}': it changes there."
            self._offer(text, f"open '{found.slug}' in the editor", lambda: edit(found.path))
        else:
            self._app.push_screen(FormScreen(found), answered)

    def _offer(self, text: str, offer: str, accept: Callable[[], None]) -> None:
        """Say why there is no form, and offer the editor; `accept` is called if it is wanted."""
        from player.tui.widgets.question import AnswerKey, QuestionScreen

        answers = [AnswerKey("open", "o", offer), AnswerKey("back", "b", "back")]
        self._app.push_screen(
            QuestionScreen(text, answers), lambda answer: accept() if answer == "open" else None
        )
