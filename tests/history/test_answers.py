"""What the person says about a set, in the gap after it or when it hurts, goes into its row (DESIGN §7)."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from player.history.recorder import Recorder
from player.history.records import IntervalRecord, Session
from player.history.sessions import read_sessions
from player.history.writer import Writer
from player.session.clock import ManualClock
from player.session.events import IntervalLeft, Outcome
from player.timeline.model import Dose, Interval, Kind, Timeline
from player.timeline.paths import IntervalPath
from tests.history import made

pytestmark = pytest.mark.core

ROW = Interval(
    Kind.WORK,
    IntervalPath("row@s1"),
    24_000,
    exercise="Row",
    reps=8,
    load="4 kg",
    dose=Dose.BEAT,
    ask=("reps", "effort"),
)
MAX = Interval(Kind.WORK, IntervalPath("push-up@s1"), None, exercise="Push-up", dose=Dose.SELF_PACED)
TAPE = Timeline("Neck", "neck", (ROW, MAX))


class Playing:
    def __init__(self, history: Path) -> None:
        self.history = history
        self.writer = Writer(history)
        self.recorder = Recorder(made.SESSION, self.writer, TAPE, ManualClock(made.BEGAN))
        self.recorder.begin(text="text", tape=b"tape", version="0.1.0")

    def left(
        self, index: int, outcome: Outcome = Outcome.DONE, *, reps: int | None = 8, pass_: int = 1
    ) -> int:
        return self.recorder.left(IntervalLeft(index, outcome, None, 1000, reps, 0, pass_))

    def session(self) -> Session:
        assert self.writer.close(20)
        (session,) = read_sessions(self.history).sessions
        return session

    def row(self) -> IntervalRecord:
        (row,) = self.session().intervals
        return row


@pytest.fixture
def playing(history: Path) -> Iterator[Playing]:
    session = Playing(history)
    yield session
    session.writer.close(20)


def test_answers_are_kept_and_take_the_place_of_what_was_counted(playing: Playing) -> None:
    playing.left(0)
    playing.recorder.asked(0, 1, {"reps": 10, "load": "5 kg", "effort": 7, "pain": 2})
    row = playing.row()
    assert (row.done_reps, row.load, row.effort, row.pain, row.state) == (10, "5 kg", 7, 2, "done")
    assert row.asked == {"reps": 10, "load": "5 kg", "effort": 7, "pain": 2}
    assert (row.planned_reps, row.done_ms) == (8, 1000)


def test_other_names_are_kept_as_they_are(playing: Playing) -> None:
    playing.left(0)
    playing.recorder.asked(0, 1, {"mood": "fine", "weight": 71.5})
    assert playing.row().asked == {"mood": "fine", "weight": 71.5}


def test_a_later_answer_stands_beside_an_earlier_one_and_in_place_of_its_like(playing: Playing) -> None:
    playing.left(0)
    playing.recorder.asked(0, 1, {"effort": 5, "pain": 1})
    playing.recorder.asked(0, 1, {"effort": 6})
    row = playing.row()
    assert (row.effort, row.pain, row.asked) == (6, 1, {"effort": 6, "pain": 1})


@pytest.mark.parametrize(
    ("outcome", "reps", "state"),
    [
        (Outcome.DONE, 7, "partial"),
        (Outcome.PARTIAL, 8, "done"),
        (Outcome.SKIPPED, 8, "skipped"),
    ],
    ids=["fewer", "all", "skipped"],
)
def test_reps_say_anew_whether_it_was_done(playing: Playing, outcome: Outcome, reps: int, state: str) -> None:
    playing.left(0, outcome)
    playing.recorder.asked(0, 1, {"reps": reps})
    row = playing.row()
    assert (row.done_reps, row.state) == (reps, state)


def test_as_many_as_possible_have_no_planned_reps_and_are_done_with_any(playing: Playing) -> None:
    playing.left(1, reps=None)
    playing.recorder.asked(1, 1, {"reps": 17})
    row = playing.row()
    assert (row.planned_reps, row.done_reps, row.state) == (None, 17, "done")


def test_every_pass_has_a_row_and_answers_of_its_own(playing: Playing) -> None:
    for pass_ in (1, 2, 3):
        playing.left(1, reps=None, pass_=pass_)
    playing.recorder.asked(1, 2, {"reps": 12})
    assert [(row.pass_, row.done_reps) for row in playing.session().intervals] == [
        (1, None),
        (2, 12),
        (3, None),
    ]


def test_what_is_said_while_it_is_on_is_written_when_it_is_left(playing: Playing) -> None:
    assert playing.recorder.asked(0, 1, {"pain": 4}, is_on=True) is None
    playing.recorder.asked(0, 1, {"effort": 9}, is_on=True)
    playing.left(0, Outcome.SKIPPED, reps=3)
    row = playing.row()
    assert (row.pain, row.effort, row.state, row.done_reps) == (4, 9, "skipped", 3)


def test_playing_it_again_forgets_what_was_said(playing: Playing) -> None:
    playing.left(0)
    playing.recorder.asked(0, 1, {"effort": 9})
    playing.left(0)
    row = playing.row()
    assert (row.effort, row.asked) == (None, None)


def test_an_answer_about_what_was_never_left_changes_nothing(playing: Playing) -> None:
    playing.recorder.asked(0, 1, {"effort": 9})
    assert playing.session().intervals == ()


@pytest.mark.parametrize(
    "values",
    [{"reps": -1}, {"reps": 1.5}, {"effort": 11}, {"pain": -1}, {"pain": "much"}, {"reps": 2**70}],
    ids=str,
)
@pytest.mark.parametrize("is_on", [False, True])
def test_an_impossible_answer_is_refused_at_once(
    playing: Playing, values: dict[str, int | float | str], *, is_on: bool
) -> None:
    with pytest.raises(ValueError, match=r"no answer|64 bits"):
        playing.recorder.asked(0, 1, values, is_on=is_on)


def test_an_answer_grows_the_revision_and_the_same_once_more_does_not(playing: Playing) -> None:
    playing.left(0)
    playing.recorder.asked(0, 1, {"effort": 9})
    playing.recorder.asked(0, 1, {"effort": 9})
    assert playing.session().revision == 3


def test_a_damaged_row_is_not_blessed_by_an_answer(playing: Playing, history: Path) -> None:
    playing.left(0)
    assert playing.writer.close(20)
    with closing(sqlite3.connect(history)) as connection:
        connection.execute("UPDATE intervals SET done_reps = 80")
        connection.commit()
    writer = Writer(history)
    Recorder(made.SESSION, writer, TAPE, ManualClock(made.BEGAN)).asked(0, 1, {"effort": 9})
    assert writer.close(20)
    with closing(sqlite3.connect(history)) as connection:
        assert connection.execute("SELECT done_reps, effort FROM intervals").fetchall() == [(80, None)]


def test_a_session_that_was_edited_goes_on_with_its_new_tape(playing: Playing) -> None:
    playing.left(0)
    new = Timeline("Neck", "neck", (Interval(Kind.SAY, IntervalPath("say"), 5000), ROW, MAX))
    playing.recorder.edited(new, text="new text", tape=b"new tape")
    playing.left(1)
    session = playing.session()
    assert [(row.path, row.ordinal) for row in session.intervals] == [("row@s1", 1)]
    assert session.work_intervals == 2
    with closing(sqlite3.connect(playing.history)) as connection:
        kept = connection.execute(
            "SELECT size FROM blobs JOIN sessions ON hash = tape_hash WHERE id = ?", (made.SESSION,)
        ).fetchall()
    assert kept == [(len(b"new tape"),)]
