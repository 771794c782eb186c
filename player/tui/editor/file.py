"""What an editor does with its file: saving, leaving, older versions, and what others write into it."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from math import inf
from typing import Any, Final

from player.library.manuscript import Manuscript, Theirs
from player.library.saving import ChangedOnDisk, Failed, Saved
from player.routine.problems import Problem
from player.routine.visible import visible
from player.session.clock import NS_PER_S, Clock
from player.tui.editor.guarded import Guarded
from player.tui.editor.text.yaml_area import YamlArea
from player.tui.editor.versions_screen import VersionsScreen
from player.tui.widgets.question import AnswerKey, QuestionScreen

LOOK_EVERY: Final = 3.0
"""Seconds between two looks at the file on the disk."""
AT_REST: Final = 3 * NS_PER_S // 2
"""Nanoseconds without a key after which a question may come up by itself."""


class EditorFile(Guarded):
    """A text area and the file it is for. Subclasses show it, and say what there is to say.

    Args:
        manuscript: The file.
        clock: Tells how long no key has come.
    """

    def __init__(self, manuscript: Manuscript, clock: Clock) -> None:
        super().__init__()
        self.clock = clock
        self.manuscript = manuscript
        self.area = YamlArea(manuscript.begun, id="text")
        self._disk = asyncio.Lock()
        """Held while a thread is at the file."""
        self._asking = False
        self._is_left = False
        self.typed_at = -inf
        """When the last key came, in nanoseconds of the clock."""

    @property
    def modified(self) -> bool:
        """Whether the text is not what the file holds."""
        return self.area.text != self.manuscript.saved

    @property
    def file_name(self) -> str:
        """Of the file, safe to show."""
        return visible(self.manuscript.path.name)

    def say(self, text: str) -> None:
        """Show a sentence until the next key."""
        raise NotImplementedError

    def entitle(self) -> None:
        """Show the name of the file, and whether all of it is saved."""
        raise NotImplementedError

    def close(self) -> None:
        """The screen is to be closed."""
        raise NotImplementedError

    async def say_saved(self, text: str, sentence: str) -> None:
        """Say that `text` is saved, and what else is to be known about it then."""
        raise NotImplementedError

    def do(self, work: Coroutine[Any, Any, object]) -> None:
        """Let something go on beside the keys."""
        self.run_worker(work)

    def ask_to_leave(self) -> None:
        """Leave; ask what to do with what is not saved. Keys that came before are obeyed first."""
        self.area.call_later(self.leave_or_ask)

    def leave_or_ask(self) -> None:
        """As `ask_to_leave`, for a key that has waited for its turn already."""
        if not self.modified:
            self._leave()
            return
        self.ask(
            f"{self.file_name} has changes that are not saved.",
            [
                AnswerKey("save", "s", "save and leave"),
                AnswerKey("discard", "d", "leave without saving: the changes are lost"),
                AnswerKey("stay", "g", "go on writing"),
            ],
            self._leave_as,
        )

    def rescue(self) -> bool:
        """The program ends: an unsaved text goes to the older versions. Return whether there was one."""
        kept = not self._is_left and self.manuscript.rescue(self.area.text) is not None
        self._is_left = True
        return kept

    def ask(self, question: str, answers: Sequence[AnswerKey], then: Callable[[str | None], None]) -> None:
        """Ask something, one question at a time."""
        if self._asking:
            return

        def answered(answer: str | None) -> None:
            self._asking = False
            then(answer)

        self._asking = True
        self.app.push_screen(QuestionScreen(question, answers), answered)

    # Saving.

    def action_save(self) -> None:
        """Write the text into its file."""
        self.do(self._save())

    async def _save(self) -> bool:
        """Save; return whether the file holds the text now."""
        text = self.area.text
        async with self._disk:
            outcome = await asyncio.to_thread(self.manuscript.save, text)
        match outcome:
            case Saved(notice):
                await self.say_saved(text, notice or "Saved.")
            case ChangedOnDisk(theirs):
                self._ask_whose(Theirs(theirs))
            case Failed(sentence):
                self.say(f"✗ {sentence}")
        self.entitle()
        return isinstance(outcome, Saved)

    def _leave_as(self, answer: str | None) -> None:
        if answer == "save":
            self.do(self._save_and_leave())
        elif answer == "discard":
            self._leave()

    async def _save_and_leave(self) -> None:
        if await self._save():
            self._leave()

    def _leave(self) -> None:
        self._is_left = True
        self.close()

    # What others do to the file.

    def look_between_keys(self) -> None:
        """As `look_at_disk`, but not between two letters: a question would take the next for its answer."""
        if self.clock.now() - self.typed_at > AT_REST:
            self.do(self.look_at_disk())

    async def look_at_disk(self) -> None:
        """Look whether somebody else has changed the file; say so if they have."""
        if self._is_left or self._asking or self.app.screen is not self or self._disk.locked():
            return
        untouched = not self.modified
        async with self._disk:
            theirs = await asyncio.to_thread(self.manuscript.theirs)
        if theirs is None or self._is_left:
            return
        self.entitle()
        if untouched and theirs.data is not None:
            self._take_theirs("Another program has changed the file: this is its text now.")
        else:
            self._ask_whose(theirs)

    def _ask_whose(self, theirs: Theirs) -> None:
        if theirs.data is None:
            question = f"{self.file_name} is not there any more: somebody has deleted or moved it."
            answers = [AnswerKey("mine", "k", "write it again with my text")]
        else:
            question = f"{self.file_name} was changed by another program meanwhile."
            answers = [
                AnswerKey("mine", "k", "keep mine and save it: theirs is kept as an older version (F6)"),
                AnswerKey("theirs", "t", "take theirs: Ctrl-Z brings mine back"),
            ]
        answers.append(AnswerKey("later", "l", "decide when I save"))
        self.ask(question, answers, lambda answer: self._keep(answer, theirs))

    def _keep(self, answer: str | None, theirs: Theirs) -> None:
        if answer == "mine":
            self.manuscript.keep_mine(theirs.data)
            self.do(self._save())
        elif answer == "theirs":
            self._take_theirs("This is their text; Ctrl-Z brings yours back.")

    def _take_theirs(self, sentence: str) -> None:
        self.manuscript.rescue(self.area.text)
        text = self.manuscript.take_theirs()
        if isinstance(text, Problem):
            self.say(f"✗ Their text cannot be read: {text.message}.")
            return
        self.area.put_all(text)
        self.entitle()
        self.say(sentence)

    # Older versions.

    def action_versions(self) -> None:
        """Show the older versions; one that is taken goes into the text."""
        found = self.manuscript.versions()
        if not found:
            self.say("There is no older version of this file yet: each save keeps the one before.")
            return
        self.app.push_screen(
            VersionsScreen(found, self.area.text, self.manuscript.text_of), self._take_version
        )

    def _take_version(self, text: str | None) -> None:
        if text is not None:
            self.area.put_all(text)
            self.say("The older version stands in the text: Ctrl-S saves it, Ctrl-Z takes it out again.")
