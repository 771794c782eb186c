"""The form that changes a few values of one step: its fields, their check, and saving.

Only the bytes of the values change in the file; nothing is written that the reader would refuse.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

from player.library.creating import copy_of_bundled
from player.library.files import read_bytes
from player.library.folders import Folders
from player.library.routine_files import routines_beside
from player.library.saving import ChangedOnDisk, Failed, Saved, save
from player.library.shelf import Shelf, Volume
from player.routine.model import Block, Routine
from player.routine.problems import Problem
from player.routine.text.source import decode
from player.routine.visible import visible
from player.routine.writing.inherited import DOSE, inherited
from player.routine.writing.patch import PatchRefusal, delete_key, fields_of, patch, patch_bytes
from player.timeline.model import Interval
from player.timeline.paths import sibling_slugs, slugs_of, step_of

OTHERS: Final = ("sets", "rest", "load")
"""Keys of the form beside those of the dose."""
_USUAL: Final = {"sets": "1", "rest": "30s"}
"""Defaults where nothing is written (DESIGN §3)."""


class FormField(NamedTuple):
    """One line of the form."""

    key: str
    written: str
    """The step's own value; empty: none."""
    inherited: str
    """The value inherited from the blocks around; empty: none."""
    usual: str
    """The default; empty: none."""
    is_fixed: bool
    """Whether the value is written in a form that only the editor can change."""


class FieldFault(NamedTuple):
    """The reason why values cannot be saved."""

    key: str | None
    """Key of the faulty line; None: the fault concerns the whole form."""
    text: str
    """One sentence, safe to show."""


class FormSaved(NamedTuple):
    """The file holds the new values."""

    path: Path
    """The file; for a bundled routine the person's own copy."""
    notice: str
    """A sentence for the person; empty: none."""


class StepElsewhere(NamedTuple):
    """The step is written in an included routine."""

    slug: str
    path: Path | None
    """The file of that routine; None: it no longer exists."""


class StepForm:
    """The values of one step, and the file it is written in.

    All methods may run in a separate thread, one call at a time.

    Args:
        volume: The routine, without errors.
        data: The bytes of its file.
        step: A work interval of its tape.
        folders: The folders of the program and of the person.
    """

    def __init__(self, volume: Volume, data: bytes, step: Interval, folders: Folders) -> None:
        self.volume = volume
        self.line = step.line
        """1-based line of the step in the file."""
        self.name = step.exercise or ""
        """Name of the exercise."""
        self._data = data
        self._folders = folders
        self._shelf = Shelf(folders)
        self.entries = _entries(data.decode("utf-8"), step.line, self.name)
        """The lines of the form."""

    def check(self, values: Mapping[str, str]) -> FieldFault | None:
        """Return what is wrong with new values, or None.

        Args:
            values: New values by key; an empty one removes the key.
        """
        changes = self._changes(values)
        if not changes:
            return None
        fault = self._fault(changes)
        if fault is None or fault.key is not None:
            return fault
        for count in range(1, len(changes)):  # blame the first change that makes the text wrong
            if (first := self._fault(changes[:count])) is not None:
                return first._replace(key=changes[count - 1][0])
        return fault._replace(key=changes[-1][0])

    def save(self, values: Mapping[str, str]) -> FormSaved | FieldFault:
        """Write new values into the file; a bundled routine is copied first."""
        changes = self._changes(values)
        fault = self.check(values)
        if fault is not None or not changes:
            return fault or FormSaved(self.volume.path, "")
        own = self._own()
        if isinstance(own, FieldFault):
            return own
        path, data, line, notice = own
        found = _changed(data, line, self.name, changes)
        if isinstance(found, FieldFault):
            return found
        match save(path, found, data, self._folders.state):
            case Saved(told):
                return FormSaved(path, told or notice)
            case Failed(sentence):
                return FieldFault(None, sentence)
            case ChangedOnDisk():
                return FieldFault(
                    None, "Another program has changed the file meanwhile: nothing was written."
                )

    def _own(self) -> tuple[Path, bytes, int, str] | FieldFault:
        """The person's own file: its path, its bytes, the line of the step, and a notice about it."""
        if not self.volume.bundled:
            return self.volume.path, self._data, self.line, ""
        copy = copy_of_bundled(self.volume, self._folders)
        if isinstance(copy, Failed):
            return FieldFault(None, copy.sentence)
        data, shown = read_bytes(copy), visible(str(copy))
        if isinstance(data, Problem) or not data.endswith(self._data):
            return FieldFault(None, f"You have a routine of your own in {shown}: change that one.")
        line = self.line + data[: len(data) - len(self._data)].count(b"\n")
        return copy, data, line, f"It stands in your own copy now, {shown}"

    def _changes(self, values: Mapping[str, str]) -> list[tuple[str, str]]:
        """The keys with new values, and those that must be written with them.

        A step that states a part of its dose inherits none of the rest (DESIGN §3): the rest is written, too.
        """
        wanted = {entry.key: " ".join(values.get(entry.key, entry.written).split()) for entry in self.entries}
        changed = [entry.key for entry in self.entries if wanted[entry.key] != entry.written]
        doses = [entry for entry in self.entries if entry.key in DOSE]
        if not any(entry.written for entry in doses) and any(wanted[entry.key] for entry in doses):
            for entry in doses:
                if entry.inherited and not wanted[entry.key]:
                    wanted[entry.key] = entry.inherited
                    changed.append(entry.key)
        return [(entry.key, wanted[entry.key]) for entry in self.entries if entry.key in changed]

    def _fault(self, changes: list[tuple[str, str]]) -> FieldFault | None:
        found = _changed(self._data, self.line, self.name, changes)
        if isinstance(found, FieldFault):
            return found
        text, problems = decode(found)
        if text is not None:
            problems = self._shelf.volume_of(text, self.volume.path).problems
        wrong = next((problem for problem in problems if problem.severity == "error"), None)
        if wrong is None:
            return None
        return FieldFault(None, f"{wrong.message}: {wrong.hint}" if wrong.hint else wrong.message)


def change_of(volume: Volume, step: Interval, folders: Folders) -> StepForm | StepElsewhere | FieldFault:
    """Return the form of a step, or the reason why there is none.

    Args:
        volume: A routine.
        step: An interval of its tape.
        folders: The folders of the program and of the person.
    """
    if volume.routine is None:
        return FieldFault(None, "The file has mistakes that have to be mended first.")
    if not step.is_work:
        return FieldFault(None, "There is no exercise here to change.")
    slug = _included(volume.routine, step)
    if slug is not None:
        beside = routines_beside(volume.path.parent).get(slug)
        there = Shelf(folders).paths.get(slug)
        return StepElsewhere(slug, beside or (there[0] if there is not None else None))
    data = read_bytes(volume.path)
    if isinstance(data, Problem) or decode(data)[0] != volume.text:
        return FieldFault(None, "The file has just been changed by another program.")
    change = StepForm(volume, data, step, folders)
    if change.entries:
        return change
    refusal = patch(data.decode("utf-8"), step.line, "load", "-", name=step.exercise)
    why = refusal.reason if isinstance(refusal, PatchRefusal) else "this step has no values of its own"
    return FieldFault(None, f"It cannot be changed here: {why}.")


def _included(routine: Routine, step: Interval) -> str | None:
    """Return the slug of the outermost included routine that contains a step; None: there is none."""
    block = routine.body
    for slug in slugs_of(step_of(step.path)):
        inner = dict(zip(sibling_slugs(block.steps), block.steps, strict=True)).get(slug)
        if not isinstance(inner, Block):
            return None
        if inner.levels is not None:
            return inner.name
        block = inner
    return None


def _entries(text: str, line: int, name: str) -> tuple[FormField, ...]:
    """The lines of the form: the step's own or inherited dose, else reps; then `OTHERS`."""
    fields = {field.key: field for field in fields_of(text, line, name=name)}
    if "sets" not in fields:
        return ()
    handed = inherited(text, line, name=name)
    own = [key for key in DOSE if fields[key].value is not None]
    doses = own or [key for key in DOSE if key in handed] or ["reps"]
    entries = []
    for key in (*doses, *OTHERS):
        said = fields[key].said
        is_fixed = "\n" in said or visible(said) != said
        held = "" if key in DOSE and own else handed.get(key, "")
        entries.append(
            FormField(key, " ".join(said.split()), " ".join(held.split()), _USUAL.get(key, ""), is_fixed)
        )
    return tuple(entries)


def _changed(data: bytes, line: int, name: str, changes: list[tuple[str, str]]) -> bytes | FieldFault:
    """Return the bytes of a file with new values in one step, or what is wrong with them."""
    for key, value in changes:
        if value:
            found = patch_bytes(data, line, key, value, name=name)
            if isinstance(found, PatchRefusal):
                return FieldFault(key, _sentence(found))
            data = found
        else:
            without = delete_key(data.decode("utf-8"), line, key, name=name)
            if isinstance(without, PatchRefusal):
                return FieldFault(key, _sentence(without))
            data = without.text.encode("utf-8")
    return data


def _sentence(refusal: PatchRefusal) -> str:
    return f"{refusal.reason[:1].upper()}{refusal.reason[1:]}."
