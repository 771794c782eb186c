"""Putting answers right after the session: what was asked of each set, and what is known (DESIGN §5)."""

from typing import Final, NamedTuple

from player.coach.questions import NoAnswer, SetQuestion, accepts, asked_of
from player.coach.running import RunningSession
from player.views.text import words

_FIELDS: Final = {"effort": "effort, 0 to 10", "pain": "pain, 0 to 10"}


class CorrectionRow(NamedTuple):
    """One value of one set."""

    question: SetQuestion
    set: str
    """Exercise, side, round and set."""
    field: str
    """What was asked for."""
    known: str
    """The value; empty: unknown."""


class Corrections:
    """The answers of a session that is over, and the one that is being put right.

    Args:
        session: It has its record still.
    """

    def __init__(self, session: RunningSession) -> None:
        self.at = 0
        """Which row is marked, from 0."""
        self.typed = ""
        """What has been typed for it."""
        self._session = session
        tape = session.asked.tape
        self._questions = [
            SetQuestion(index, pass_, field)
            for index, pass_ in sorted(session.asked.values)
            for field in asked_of(tape.intervals[index])
        ]

    @property
    def rows(self) -> list[CorrectionRow]:
        """All that was asked, in the order of the tape."""
        return [self._row(question) for question in self._questions]

    def move(self, step: int) -> str | None:
        """Take what is typed and mark another row; see `take`."""
        wrong = self.take()
        if wrong is None and self._questions:
            self.at = min(max(0, self.at + step), len(self._questions) - 1)
        return wrong

    def type(self, char: str) -> bool:
        """Add a digit or a point; return whether it has a place there."""
        fits = bool(self._questions) and accepts(self._questions[self.at].field, self.typed, char)
        self.typed += char if fits else ""
        return fits

    def erase(self) -> None:
        """Take the last character back."""
        self.typed = self.typed[:-1]

    def take(self) -> str | None:
        """Put what is typed in the place of the answer; return what is wrong with it, or None."""
        typed, self.typed = self.typed, ""
        if not typed:
            return None
        question = self._questions[self.at]
        value = self._session.asked.value_of(question, typed)
        if isinstance(value, NoAnswer):
            return value.reason
        self._session.correct(*question, value)
        return None

    def _row(self, question: SetQuestion) -> CorrectionRow:
        asked = self._session.asked
        work = asked.tape.intervals[question.index]
        parts = (work.exercise, words.side(work), words.place(work, question.pass_))
        known = asked.values[question[:2]].get(question.field)
        return CorrectionRow(
            question,
            " · ".join(part for part in parts if part),
            _FIELDS.get(question.field, question.field),
            "" if known is None else str(known),
        )
