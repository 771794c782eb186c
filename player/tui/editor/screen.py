"""The editor screen: a routine as text, its problems while it is typed, and its timetable beside it."""

from collections.abc import Coroutine
from typing import Any, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Input, TextArea

from player.coach.editing.draft import Draft, volume_of
from player.library.manuscript import Manuscript
from player.routine.problems import Fix
from player.tui.editor.desk import Desk
from player.tui.editor.file import LOOK_EVERY, EditorFile
from player.tui.editor.foot import FootText, fixes_at, footer, marks, place_of, tell
from player.tui.editor.hearing import Hearing
from player.tui.editor.keys import ACTIONS, EDITOR_KEYS, editor_bindings
from player.tui.editor.text.completer import Completer
from player.tui.editor.text.find_bar import FindBar
from player.tui.editor.text.proof import CHECK_AFTER, Proof
from player.tui.editor.text.yaml_area import YamlArea
from player.tui.editor.timetable_pane import TimetablePane, totals_text
from player.tui.editor.versions_screen import VersionsScreen
from player.tui.widgets.key_list import KeysScreen
from player.tui.widgets.line import Line
from player.tui.widgets.question import AnswerKey, OneQuestion

WIDE_FROM: Final = 90
"""Columns of the terminal from which on the timetable is shown beside the text by default."""
FOLLOW_AFTER: Final = 0.03
"""Seconds after which timetable, help and offers follow the cursor; a key's own frame comes first."""
LARGE: Final = 1500
"""Lines of a large text, in which they follow only a resting cursor, since finding its place takes long."""
CHECK_LARGE_AFTER: Final = 0.5
"""As `CHECK_AFTER`, for large texts: reading one takes so long that the next key would come meanwhile."""


class EditorScreen(Screen[None]):
    """Edits one routine.

    Args:
        manuscript: The file.
        desk: Callbacks and services of the program.
        notice: A sentence shown at first; empty: none.
        line: 1-based line of the cursor at first.
    """

    CSS_PATH = "editor.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*editor_bindings()]

    def __init__(self, manuscript: Manuscript, desk: Desk, notice: str = "", *, line: int = 1) -> None:
        super().__init__()
        self.area = YamlArea(manuscript.begun, id="text")
        self.area.move_cursor((line - 1, 0))
        self._desk = desk
        self._question = OneQuestion(self)
        self.file = EditorFile(manuscript, self.area, self, self._question, desk.clock)
        self.area.leave_keys(ACTIONS)
        self._course = TimetablePane(self._go_to_step, id="course")
        self._finder = FindBar(self.area)
        self._hearing = Hearing(self, desk.sound, lambda: self.say(""), voice=desk.voice)
        self.proof = Proof(self.area, manuscript, desk.shelf, self._show_draft)
        self._completer = Completer(self.area, self.proof, lambda: self.query_one("#sheet").region, self.say)
        self._offers = self._completer.popup
        self._message = notice
        self._check_timer: Timer | None = None
        self._follow_timer: Timer | None = None
        self._typed = False
        self._with_course: bool | None = None
        """Whether F9 shows or hides the timetable; None: the width decides."""

    def compose(self) -> ComposeResult:
        """Lay out text and timetable, one line about the place of the cursor, and a line of keys."""
        yield Line(id="file-name")
        with Horizontal(id="sheet"):
            yield self.area
            yield self._course
        yield self._finder
        yield Line(id="told")
        yield Line(id="editor-keys")
        yield self._offers

    def on_mount(self) -> None:
        """Show the text first; then read it."""
        self.area.takes_key = self._takes_key
        self.area.focus()
        self.entitle()
        self.do(self.proof.check())
        self.set_interval(LOOK_EVERY, self.file.look_between_keys)
        self.watch(self.app, "app_focus", lambda: self.do(self.file.look_at_disk()), init=False)
        self.call_after_refresh(self._tell)

    def on_screen_resume(self) -> None:
        """Look whether the file has changed while another screen was in front."""
        if self.is_mounted:
            self.do(self.file.look_at_disk())

    def on_resize(self) -> None:
        """Close the popup, which would be at the wrong place now."""
        self._offers.close()
        self._arrange()
        self.call_after_refresh(self._tell)

    @property
    def _is_shown(self) -> bool:
        """Whether the widgets exist; when the screen closes they are removed before its tasks end."""
        return self.area.is_attached

    # Called by the app.

    def owns(self, action: str) -> bool:
        """Whether an action of the app belongs to the editor: Ctrl-Z undoes, Ctrl-C copies a selection."""
        focused = self.focused
        if action == "interrupt":
            return bool(isinstance(focused, TextArea | Input) and focused.selected_text)
        return action == "suspend_process"

    def ask_to_leave(self) -> None:
        """Leave, after asking about unsaved changes; keys that came before are handled first."""
        self._hearing.stop()
        self.area.call_later(self.file.leave_or_ask)

    def rescue(self) -> bool:
        """Save an unsaved text among the versions, as the program ends; return whether there was one."""
        self._hearing.stop()
        return self.file.rescue()

    # Called by its file.

    @property
    def is_in_front(self) -> bool:
        """Whether nothing covers the text, not even a question."""
        return not self._question.is_open and self.app.screen is self

    def do(self, work: Coroutine[Any, Any, object]) -> None:
        """Run a coroutine in the background."""
        self.run_worker(work)

    def close(self) -> None:
        """Close the editor."""
        self._hearing.stop()
        self._desk.close()

    # Saving and leaving.

    def action_save(self) -> None:
        """Write the text into its file."""
        self.do(self.file.save())

    def action_versions(self) -> None:
        """Show the older versions; a chosen one replaces the text."""
        manuscript = self.file.manuscript
        if found := manuscript.versions():
            older = VersionsScreen(found, self.area.text, manuscript.text_of)
            self.app.push_screen(older, self.file.take_version)
        else:
            self.say("There is no older version of this file yet: each save keeps the one before.")

    def action_leave(self) -> None:
        """Esc: leave the search, else the editor."""
        if self._finder.is_open:
            self._finder.close()
            self._tell()
        else:
            self._hearing.stop()
            self.file.leave_or_ask()

    # Typing.

    def on_text_area_changed(self) -> None:
        """Read the changed text when no more keys come."""
        self.entitle()
        if self._check_timer is not None:
            self._check_timer.stop()
        wait = CHECK_LARGE_AFTER if self.area.document.line_count > LARGE else CHECK_AFTER
        self._check_timer = self.set_timer(wait, lambda: self.do(self.proof.check()))
        self._follow_soon()

    def on_text_area_selection_changed(self) -> None:
        """Let timetable and help follow the cursor."""
        self._follow_soon()

    def _follow_soon(self) -> None:
        large = self.area.document.line_count > LARGE
        if self._follow_timer is not None and large:
            self._follow_timer.stop()
        if self._follow_timer is None or large:
            self._follow_timer = self.set_timer(CHECK_AFTER if large else FOLLOW_AFTER, self._follow)

    def _follow(self) -> None:
        self._follow_timer = None
        if not self._is_shown:
            return
        if self._typed or self._offers.is_open:
            self._typed = False
            self._completer.offer(asked=False)
        self._course.light(self.area.cursor_location[0] + 1)
        self._tell()

    async def _takes_key(self, key: str) -> bool:
        """Handle a key before the text area does; return whether it was handled."""
        self.file.typed()
        if self._hearing.stop():
            self.say("")
            return True
        if self._message:
            self._message = ""
            self._follow_soon()
        if key == "tab" and self._typed:
            self._completer.offer(asked=False)  # faster than the list
        self._typed = len(key) == 1 and key.isalnum()
        if self._offers.takes(key):
            return True
        return key in ACTIONS and await self.app.run_action(ACTIONS[key], self)

    def _show_draft(self, found: Draft) -> None:
        if not self._is_shown:
            return
        self.area.show_problems(marks(found))
        self._course.show(found, self.area.cursor_location[0] + 1)
        self._tell()

    def _go_to_step(self, line: int) -> None:
        text = self.area.document[line - 1]
        self.area.go_to(line - 1, len(text) - len(text.lstrip(" -")))

    # Problems.

    def action_problem(self, step: int) -> None:
        """Go to the next problem, or the one before."""
        here = self.area.cursor_location
        places = sorted({place_of(problem) for problem in self.proof.draft.problems})
        if not places:
            self.say("There are no problems.")
            return
        further = [place for place in places if (place > here if step > 0 else place < here)]
        nearest = (further or places)[0] if step > 0 else (further or places)[-1]
        self.area.go_to(*nearest)
        self._message = ""
        self._tell()

    def action_fix(self) -> None:
        """Apply the fix for the problem under the cursor."""
        fixes = fixes_at(self.proof.draft, *self.area.cursor_location)
        if not fixes or self.proof.draft.text != self.area.text:
            self.say("Nothing is offered here. F8 goes to the next problem.")
        elif len(fixes) == 1:
            self._apply(fixes[0])
        else:
            answers = [AnswerKey(str(n), str(n), fix.label) for n, fix in enumerate(fixes[:9], 1)]
            self._question.ask(
                "Which one?", answers, lambda answer: self._apply(fixes[int(answer) - 1]) if answer else None
            )

    def _apply(self, fix: Fix) -> None:
        self.area.put(fix.text, self.area.location_of(fix.start), self.area.location_of(fix.end))

    # Completion.

    def action_complete(self) -> None:
        """Open completion at the cursor."""
        self._completer.offer(asked=True)

    # Finding.

    def action_find(self) -> None:
        """Open the search."""
        self._offers.close()
        self._finder.open()
        self._tell()

    def on_input_submitted(self) -> None:
        """Enter in the search: go to the next match."""
        self.action_find_next(1)

    def action_find_next(self, step: int) -> None:
        """Go to the next match of the search, or the one before."""
        self.say(self._finder.go(step))

    # Hearing and playing.

    def action_play(self) -> None:
        """Play from the step under the cursor, saved or not."""
        self.do(self._play())

    async def _play(self) -> None:
        self._hearing.stop()
        found = await self.proof.current()
        row = found.row_at(self.area.cursor_location[0] + 1)
        if found.routine is None or row is None:
            self.say(_silent(found, "This cannot be played"))
            return
        self.say(self._desk.play(volume_of(found, self.file.manuscript.path), found.rows[row].path))

    def action_hear(self) -> None:
        """Play the sounds of the step under the cursor, or stop them."""
        if self._hearing.stop():
            self.say("")
        else:
            self.do(self._hear())

    async def _hear(self) -> None:
        found = await self.proof.current()
        row = found.row_at(self.area.cursor_location[0] + 1)
        if found.tape is None or row is None:
            self.say(_silent(found, "Nothing can be heard"))
            return
        step = found.rows[row].row
        self._hearing.start(found.tape, step.first)
        self.say(f"This is how {step.name} sounds. Any key stops it.")

    # What is shown.

    def action_keys(self) -> None:
        """Show all keys."""
        self.app.push_screen(KeysScreen(EDITOR_KEYS, "Esc closes this list."))

    def action_timetable(self) -> None:
        """Show the timetable, or hide it."""
        self._offers.close()
        self._with_course = not self._course.display
        self._arrange()

    def say(self, text: str) -> None:
        """Show a sentence until the next key."""
        self._message = text
        self._tell()

    async def say_saved(self, text: str, sentence: str) -> None:
        """Say that `text` is saved; a session that waits for it gets it before the editor can be left."""
        self.say(sentence)
        if self._desk.hand_over is None:
            self.do(self._say_errors(sentence))
        else:
            self.say(f"{sentence} {await self._desk.hand_over(text)}")

    async def _say_errors(self, sentence: str) -> None:
        found = await self.proof.current()
        errors = sum(problem.severity == "error" for problem in found.problems)
        if errors and self._message == sentence:
            left = "1 error is left." if errors == 1 else f"{errors} errors are left."
            self.say(f"{sentence} {'' if found.is_catalogue else 'It cannot be played yet: '}{left}")

    def entitle(self) -> None:
        """Show the name of the file, and whether all of it is saved."""
        if self._is_shown:
            self.query_one("#file-name", Line).show(f"{self.file.name}{'*' if self.file.modified else ''}")

    def _arrange(self) -> None:
        wide = self.size.width >= WIDE_FROM
        shown = wide if self._with_course is None else self._with_course
        self._course.display = shown
        self.set_class(shown and not wide, "-stacked")
        self.set_class(not shown, "-alone")

    def _tell(self) -> None:
        """Show the line about the place of the cursor, and the keys of use there."""
        if not self._is_shown:
            return
        place = self.area.cursor_location
        told = tell(self.proof.draft, self.area.document.lines, *place)
        if self._message:
            told = FootText(self._message, "plain")
        elif not told.text and not self._course.display and self.proof.draft.totals:
            told = FootText(totals_text(self.proof.draft.totals), "plain")
        line = self.query_one("#told", Line)
        for mood in ("error", "warning"):
            line.set_class(told.mood == mood, f"-{mood}")
        line.show(told.text)
        keys = footer(
            self.proof.draft,
            can_fix=bool(fixes_at(self.proof.draft, *place)),
            finding=self._finder.is_open,
            room=self.size.width - 2,
        )
        self.query_one("#editor-keys", Line).show(keys)


def _silent(found: Draft, sentence: str) -> str:
    """The reason why there is nothing to play or to hear."""
    if found.is_catalogue:
        return f"{sentence}: these are facts on exercises, and no routine."
    return f"{sentence} yet: the text has errors. F8 goes to them."
