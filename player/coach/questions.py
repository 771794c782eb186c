"""Questions about a set, asked in the gap after it without stopping the tape (DESIGN §5).

Without an answer a value is the planned one, or the count of open work. It is recorded as soon as the set is
over, so that nothing is lost if the program dies; an answer replaces it.
"""

import re
from collections import deque
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple, TypeAlias

from player.coach.outcomes import places_of
from player.routine.units import Ms
from player.session.events import IntervalLeft, Outcome
from player.session.transport import Transport
from player.timeline.model import Dose, Interval, Timeline
from player.views.text import words

Value: TypeAlias = int | float | str
"""A count, a number from 0 to 10, or a text with a unit such as `4 kg`."""

_CALLS_AFTER: Final[Ms] = 1200
_ROOM_TO_ANSWER: Final[Ms] = 4000
_NEXT_LOOK: Final[Ms] = 1000
_MOST_CHARS: Final = 6
_SCALE: Final = 10
_MOST_REPS: Final = 1000
_ASKED: Final = {
    "reps": "how many reps?",
    "load": "what load?",
    "distance": "how far?",
    "effort": "how hard, 0 to 10?",
    "pain": "how much pain, 0 to 10?",
}
_WITH_POINT: Final = frozenset(("load", "distance", "effort"))
_LAST_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)?(?!.*\d)", re.DOTALL)


class SetQuestion(NamedTuple):
    """One value of one set."""

    index: int  # type: ignore[assignment]  # hides tuple.index, which a question does not need
    """Index of the set's interval on the tape."""
    pass_: int
    field: str
    """`reps`, `load`, `distance`, `effort` or `pain`."""


class Questions:
    """The questions of one session.

    Args:
        transport: The transport of the session.
        record: Records all values of a set; called with its index, its pass and the values.
    """

    def __init__(self, transport: Transport, record: Callable[[int, int, Mapping[str, Value]], None]) -> None:
        self.typed = ""
        """The answer as typed so far."""
        self.values: dict[tuple[int, int], dict[str, Value]] = {}
        """The known values of every set with questions, by index and pass."""
        self.tape = transport.timeline
        """The tape to which the indices refer."""
        self._transport = transport
        self._record = record
        self._pending: deque[SetQuestion] = deque()
        self._in_gap = False
        self._called = False

    @property
    def question(self) -> SetQuestion | None:
        """The question that is asked now; only in gaps, where Enter is free to take the answer."""
        return self._pending[0] if self._pending and self._in_gap else None

    @property
    def prompt(self) -> str:
        """The question without the typed answer; empty if none is asked."""
        question = self.question
        if question is None:
            return ""
        work = self.tape.intervals[question.index]
        which = f"round {question.pass_}" if work.round is not None and work.rounds is None else ""
        name = ", ".join(part for part in (work.exercise, words.side(work), which) if part)
        return f"{name}: {_ASKED[question.field]}"

    @property
    def text(self) -> str:
        """The question as shown on the screen; empty if none is asked."""
        question = self.question
        if question is None:
            return ""
        if self.typed:
            unit = self._unit(question)
            return f"{self.prompt} {self.typed}_{f' {unit}' if unit else ''}  Enter takes it"
        known = self.values.get(question[:2], {}).get(question.field)
        otherwise = f"{known} if you type nothing" if known is not None else "a number, or nothing"
        return f"{self.prompt} _  {otherwise}"

    @property
    def awaits_call(self) -> bool:
        """Whether the person should be told by ear, once, that an answer is awaited.

        Not during the sounds at the start of a gap, and not in a gap that is too short to type in.
        """
        if self.question is None or self._called or self._transport.offset < _CALLS_AFTER:
            return False
        left = self._transport.remaining
        return left is None or left >= _ROOM_TO_ANSWER

    @property
    def is_last_chance(self) -> bool:
        """Whether a later call would leave too little time to answer."""
        left = self._transport.remaining
        return left is not None and left < _ROOM_TO_ANSWER + _NEXT_LOOK

    def called(self) -> None:
        """Note that the person was told."""
        self._called = True

    def left(self, event: IntervalLeft) -> None:
        """Queue the questions of a set that is over; a skipped set has none."""
        work = self.tape.intervals[event.index]
        fields = asked_fields(work) if work.is_work else ()
        place = (event.index, event.pass_)
        self._forget(place)
        if not fields or event.outcome is Outcome.SKIPPED:
            return
        known = {field: _unanswered(work, field, event) for field in fields}
        self.values[place] = {field: value for field, value in known.items() if value is not None}
        self._pending.extend(SetQuestion(*place, field) for field in fields)
        self._write(place)

    def entered(self, index: int, pass_: int) -> None:
        """Note the interval that begins; work settles the questions of the gap before it."""
        is_gap = not self.tape.intervals[index].is_work
        if not is_gap:
            self.settle()
            self._forget((index, pass_))
            self._called = False
        self._in_gap = is_gap

    def follow(self, tape: Timeline) -> None:
        """Change to another tape: values and questions follow the path of their set, or are dropped."""
        places = places_of(tape)
        moved = {index: places.get(interval.path) for index, interval in enumerate(self.tape.intervals)}
        before, self.tape = self.question, tape
        self.values = {
            (there, pass_): values
            for (index, pass_), values in self.values.items()
            if (there := moved[index]) is not None
        }
        self._pending = deque(
            question._replace(index=there)
            for question in self._pending
            if (there := moved[question.index]) is not None
            and question.field in asked_fields(tape.intervals[there])
        )
        if self.question is None or before is None or self.question[1:] != before[1:]:
            self.typed = ""

    def settle(self) -> None:
        """Take the typed answer, and drop the questions of this gap."""
        if not self._in_gap:
            return
        if self.typed:
            self.take()
        self._pending.clear()
        self.typed = ""
        self._in_gap = False

    def type(self, char: str) -> bool:
        """Add a digit or a decimal point to the answer; return whether it was accepted."""
        question = self.question
        if question is None or not accepts(question.field, self.typed, char):
            return False
        self.typed += char
        return True

    def erase(self) -> bool:
        """Delete the last character; return whether there was one."""
        had_some, self.typed = bool(self.typed), self.typed[:-1]
        return had_some

    def take(self) -> str | None:
        """Take the typed answer, if any, and go to the next question; return what is wrong, or None."""
        question, typed = self.question, self.typed
        if question is None or not typed:
            return None
        self.typed = ""
        value = self.value_of(question, typed)
        if isinstance(value, NoAnswer):
            return value.reason
        self._pending.popleft()
        self.values.setdefault(question[:2], {})[question.field] = value
        self._write(question[:2])
        return None

    def correct(self, index: int, pass_: int, field: str, value: Value) -> None:
        """Replace a value that was asked for.

        Raises:
            KeyError: The set has no such question.
        """
        if field not in asked_fields(self.tape.intervals[index]):
            raise KeyError(field)
        self.values[index, pass_][field] = value
        self._write((index, pass_))

    def _forget(self, place: tuple[int, int]) -> None:
        """Drop the open questions of a set that is played again."""
        if self.question is not None and self.question[:2] == place:
            self.typed = ""
        self._pending = deque(question for question in self._pending if question[:2] != place)

    def _write(self, place: tuple[int, int]) -> None:
        if self.values[place]:
            self._record(*place, dict(self.values[place]))

    def _planned(self, question: SetQuestion) -> str:
        """The planned value as text; its unit is kept in the answer."""
        work = self.tape.intervals[question.index]
        texts = {"load": work.load, "distance": work.distance}
        return (texts.get(question.field) or "").removesuffix("+")

    def _unit(self, question: SetQuestion) -> str:
        return _LAST_NUMBER.split(self._planned(question))[-1].strip() if self._has_number(question) else ""

    def _has_number(self, question: SetQuestion) -> bool:
        return _LAST_NUMBER.search(self._planned(question)) is not None

    def value_of(self, question: SetQuestion, typed: str) -> "Value | NoAnswer":
        """Return the value of a typed answer, or why it is none; load and distance get the planned unit."""
        if question.field in {"load", "distance"}:
            if not self._has_number(question):
                return typed
            return _LAST_NUMBER.sub(typed, self._planned(question))
        number = float(typed)
        most = _MOST_REPS if question.field == "reps" else _SCALE
        if number > most:
            return NoAnswer(f"That is more than {most}: type it again.")
        return int(number) if number.is_integer() else number


class NoAnswer(NamedTuple):
    """The reason why a typed text is no answer."""

    reason: str
    """One short sentence."""


def accepts(field: str, typed: str, char: str) -> bool:
    """Whether a digit or a decimal point may follow the text typed for a field."""
    if len(typed) >= _MOST_CHARS:
        return False
    is_point = char == "." and field in _WITH_POINT and "." not in typed and bool(typed)
    return is_point or (char.isascii() and char.isdigit())


def asked_fields(work: Interval) -> tuple[str, ...]:
    """Return the fields asked after a set: the routine's `ask`, and open counts only the person knows."""
    own: tuple[str, ...] = ()
    if work.dose is Dose.SELF_PACED and words.is_open_count(work):
        own = ("reps",)
    elif work.dose is Dose.DISTANCE and work.distance is not None and work.distance.endswith(("+", "max")):
        own = ("distance",)
    known = tuple(field for field in work.ask if field in _ASKED)
    return (*(field for field in own if field not in known), *known)


def _unanswered(work: Interval, field: str, event: IntervalLeft) -> Value | None:
    """The value of a question without an answer: the planned one, or the count of open work."""
    match field:
        case "reps" if event.done_reps is not None:
            return event.done_reps
        case "reps":
            return work.reps if event.outcome is Outcome.DONE else None
        case "load":
            return work.load
        case "distance" if work.distance is not None and work.distance != "max":
            return work.distance.removesuffix("+")
    return None
