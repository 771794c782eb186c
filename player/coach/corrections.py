"""Corrections of answers after the session: the fields asked about each set, and their values (DESIGN §5)."""

from typing import Final, NamedTuple

from player.coach.questions import NoAnswer, Questions, SetQuestion, accepts, asked_fields
from player.views.text import words

_FIELDS: Final = {"effort": "effort, 0 to 10", "pain": "pain, 0 to 10"}


class CorrectionRow(NamedTuple):
    """One value of one set."""

    question: SetQuestion
    set: str
    """Exercise, side, round and set."""
    field: str
    """The question's name: `reps`, `load`, `distance`, `effort` or `pain`."""
    known: str
    """The value; empty: unknown."""


class Corrections:
    """The answers of a session that is over, and the one that is being corrected.

    Args:
        questions: The questions of the session; its record is still open.
    """

    def __init__(self, questions: Questions) -> None:
        self.at = 0
        """Index of the marked row."""
        self.typed = ""
        """The new value as typed so far."""
        self._questions = questions
        self._askable = [
            SetQuestion(index, pass_, field)
            for index, pass_ in sorted(questions.values)
            for field in asked_fields(questions.tape.intervals[index])
        ]

    @property
    def rows(self) -> list[CorrectionRow]:
        """One row for each value that was asked for, in the order of the tape."""
        return [self._row(question) for question in self._askable]

    def move(self, step: int) -> str | None:
        """Take the typed value and mark another row; see `take`."""
        wrong = self.take()
        if wrong is None and self._askable:
            self.at = min(max(0, self.at + step), len(self._askable) - 1)
        return wrong

    def type(self, char: str) -> bool:
        """Add a digit or a decimal point; return whether it was accepted."""
        fits = bool(self._askable) and accepts(self._askable[self.at].field, self.typed, char)
        self.typed += char if fits else ""
        return fits

    def erase(self) -> None:
        """Delete the last character."""
        self.typed = self.typed[:-1]

    def take(self) -> str | None:
        """Replace the answer with the typed value; return what is wrong with it, or None."""
        typed, self.typed = self.typed, ""
        if not typed:
            return None
        question = self._askable[self.at]
        value = self._questions.value_of(question, typed)
        if isinstance(value, NoAnswer):
            return value.reason
        self._questions.correct(*question, value)
        return None

    def _row(self, question: SetQuestion) -> CorrectionRow:
        work = self._questions.tape.intervals[question.index]
        parts = (work.exercise, words.side(work), words.place(work, question.pass_))
        known = self._questions.values[question[:2]].get(question.field)
        return CorrectionRow(
            question,
            " · ".join(part for part in parts if part),
            _FIELDS.get(question.field, question.field),
            "" if known is None else str(known),
        )
