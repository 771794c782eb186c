"""The file of an editor: saving, leaving, older versions, and changes by other programs."""

import asyncio
from collections.abc import Coroutine
from math import inf
from typing import Any, Final, Protocol

from player.library.manuscript import Manuscript, Theirs
from player.library.saving import ChangedOnDisk, Failed, Saved
from player.routine.problems import Problem
from player.routine.visible import visible
from player.session.clock import NS_PER_S, Clock
from player.tui.editor.text.yaml_area import YamlArea
from player.tui.widgets.question import AnswerKey, OneQuestion

LOOK_EVERY: Final = 3.0
"""Seconds between two looks at the file on disk."""
AT_REST: Final = 3 * NS_PER_S // 2
"""Nanoseconds without a key after which a question may appear."""


class FileView(Protocol):
    """The screen of an editor, as its file uses it."""

    @property
    def is_in_front(self) -> bool:
        """Whether nothing covers the text."""

    def say(self, text: str) -> None:
        """Show a sentence until the next key."""

    async def say_saved(self, text: str, sentence: str) -> None:
        """Say that `text` is saved, and hand it to a session that waits for it."""

    def entitle(self) -> None:
        """Show the name of the file, and whether all of it is saved."""

    def do(self, work: Coroutine[Any, Any, object]) -> None:
        """Run a coroutine in the background."""

    def close(self) -> None:
        """Close the editor."""


class EditorFile:
    """Saves the file of an editor, keeps its versions, and notices changes by other programs.

    Args:
        manuscript: The file.
        area: The text area.
        view: The screen of the editor.
        question: Asks the person what to do.
        clock: Measures the time since the last key.
    """

    def __init__(
        self, manuscript: Manuscript, area: YamlArea, view: FileView, question: OneQuestion, clock: Clock
    ) -> None:
        self.manuscript = manuscript
        self._area = area
        self._view = view
        self._question = question
        self._clock = clock
        self._disk = asyncio.Lock()
        """Held while a thread reads or writes the file."""
        self._is_left = False
        self._typed_at = -inf
        """Time of the last key, clock nanoseconds."""

    @property
    def modified(self) -> bool:
        """Whether the text differs from the file."""
        return self._area.text != self.manuscript.saved

    @property
    def is_busy(self) -> bool:
        """Whether a thread is reading or writing the file."""
        return self._disk.locked()

    @property
    def name(self) -> str:
        """Name of the file, safe to show."""
        return visible(self.manuscript.path.name)

    def typed(self) -> None:
        """Note that a key came."""
        self._typed_at = self._clock.now()

    # Leaving.

    def leave_or_ask(self) -> None:
        """Leave, after asking about unsaved changes."""
        if not self.modified:
            self._leave()
            return
        self._question.ask(
            f"{self.name} has changes that are not saved.",
            [
                AnswerKey("save", "s", "save and leave"),
                AnswerKey("discard", "d", "leave without saving: the changes are lost"),
                AnswerKey("stay", "g", "go on writing"),
            ],
            self._leave_as,
        )

    def rescue(self) -> bool:
        """Save an unsaved text among the versions, as the program ends; return whether there was one."""
        kept = not self._is_left and self.manuscript.rescue(self._area.text) is not None
        self._is_left = True
        return kept

    # Saving.

    async def save(self) -> bool:
        """Save the text; return whether the file holds it now."""
        text = self._area.text
        async with self._disk:
            outcome = await asyncio.to_thread(self.manuscript.save, text)
        match outcome:
            case Saved(notice):
                await self._view.say_saved(text, notice or "Saved.")
            case ChangedOnDisk(theirs):
                self._ask_whose(Theirs(theirs))
            case Failed(sentence):
                self._view.say(f"✗ {sentence}")
        self._view.entitle()
        return isinstance(outcome, Saved)

    def _leave_as(self, answer: str | None) -> None:
        if answer == "save":
            self._view.do(self._save_and_leave())
        elif answer == "discard":
            self._leave()

    async def _save_and_leave(self) -> None:
        if await self.save():
            self._leave()

    def _leave(self) -> None:
        self._is_left = True
        self._view.close()

    # Changes by other programs.

    def look_between_keys(self) -> None:
        """As `look_at_disk`, but not between two letters, or a question would take the next as its answer."""
        if self._clock.now() - self._typed_at > AT_REST:
            self._view.do(self.look_at_disk())

    async def look_at_disk(self) -> None:
        """Look whether another program has changed the file, and tell the person if so."""
        if self._is_left or not self._view.is_in_front or self.is_busy:
            return
        untouched = not self.modified
        async with self._disk:
            theirs = await asyncio.to_thread(self.manuscript.theirs)
        if theirs is None or self._is_left:
            return
        self._view.entitle()
        if untouched and theirs.data is not None:
            self._take_theirs("Another program has changed the file: this is its text now.")
        else:
            self._ask_whose(theirs)

    def _ask_whose(self, theirs: Theirs) -> None:
        if theirs.data is None:
            question = f"{self.name} is not there any more: somebody has deleted or moved it."
            answers = [AnswerKey("mine", "k", "write it again with my text")]
        else:
            question = f"{self.name} was changed by another program meanwhile."
            answers = [
                AnswerKey("mine", "k", "keep mine and save it: theirs is kept as an older version (F6)"),
                AnswerKey("theirs", "t", "take theirs: Ctrl-Z brings mine back"),
            ]
        answers.append(AnswerKey("later", "l", "decide when I save"))
        self._question.ask(question, answers, lambda answer: self._keep(answer, theirs))

    def _keep(self, answer: str | None, theirs: Theirs) -> None:
        if answer == "mine":
            self.manuscript.keep_mine(theirs.data)
            self._view.do(self.save())
        elif answer == "theirs":
            self._take_theirs("This is their text; Ctrl-Z brings yours back.")

    def _take_theirs(self, sentence: str) -> None:
        self.manuscript.rescue(self._area.text)
        text = self.manuscript.take_theirs()
        if isinstance(text, Problem):
            self._view.say(f"✗ Their text cannot be read: {text.message}.")
            return
        self._area.put_all(text)
        self._view.entitle()
        self._view.say(sentence)

    # Older versions.

    def take_version(self, text: str | None) -> None:
        """Replace the text with an older version; None: none was chosen."""
        if text is not None:
            self._area.put_all(text)
            self._view.say(
                "The older version stands in the text: Ctrl-S saves it, Ctrl-Z takes it out again."
            )
