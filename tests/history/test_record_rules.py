"""What the recorder makes of the transport's events, and what a reader makes of the rows (DESIGN §7)."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from player.history.recorder import Recorder
from player.history.records import IntervalRecord, Session
from player.history.sessions import Played, last_done, last_level, read_played, read_sessions
from player.history.storage.lock import SessionLock
from player.history.writer import Writer
from player.session.clock import ManualClock
from player.session.events import IntervalLeft, Outcome
from player.timeline.model import Dose, Interval, Kind, Timeline
from player.timeline.paths import IntervalPath
from tests.history import made

pytestmark = pytest.mark.core

TAPE = Timeline(
    name="Neck and back",
    slug="neck",
    level="gentle",
    seed=3,
    intervals=(
        Interval(Kind.PREPARE, IntervalPath("row@r1.s1+prepare"), 10_000),
        Interval(
            Kind.WORK,
            IntervalPath("row@r1.s1.right"),
            24_000,
            exercise="Bent-over dumbbell row",
            side="right",
            set=1,
            sets=2,
            round=1,
            rounds=3,
            reps=8,
            load="4 kg",
            dose=Dose.BEAT,
        ),
        Interval(Kind.REST, IntervalPath("jacks+transition"), 10_000),
        Interval(Kind.WORK, IntervalPath("jacks"), 30_000, exercise="Jumping jacks", dose=Dose.KEEP_MOVING),
        Interval(Kind.WORK, IntervalPath("plank"), None, exercise="Plank", dose=Dose.OPEN),
    ),
)


class Playing:
    """One session on the tape above, at a clock that stands where it is put."""

    def __init__(self, history: Path) -> None:
        self.history = history
        self.clock = ManualClock(made.BEGAN)
        self.writer = Writer(history)
        self.recorder = Recorder(made.SESSION, self.writer, TAPE, self.clock)

    def begin(self, speed: float = 1.0) -> int:
        return self.recorder.begin(
            text="text", tape=b"tape", version="0.1.0", speed=speed, zone="Europe/Vienna"
        )

    def left(self, index: int, outcome: Outcome = Outcome.DONE, **figures: int | None) -> int:
        seen: dict[str, int | None] = {
            "planned": 1000,
            "done": 1000,
            "done_reps": None,
            "started": 0,
            **figures,
        }
        return self.recorder.left(IntervalLeft(index, outcome, **seen))  # type: ignore[arg-type] # figures of the test

    def session(self) -> Session:
        assert self.writer.close(20)
        (session,) = read_sessions(self.history).sessions
        return session


@pytest.fixture
def playing(history: Path) -> Iterator[Playing]:
    session = Playing(history)
    yield session
    session.writer.close(20)


def test_an_interval_is_recorded_with_everything_the_tape_and_the_event_say(playing: Playing) -> None:
    playing.begin()
    playing.left(1, planned=34_000, done=21_500, done_reps=7, started=10_000, outcome=Outcome.PARTIAL)
    (record,) = playing.session().intervals
    assert record == IntervalRecord(
        session=made.SESSION,
        path="row@r1.s1.right",
        kind="work",
        ordinal=1,
        pass_=1,
        exercise="Bent-over dumbbell row",
        side="right",
        set=1,
        sets=2,
        round=1,
        rounds=3,
        planned_reps=8,
        done_reps=7,
        planned_ms=34_000,
        done_ms=21_500,
        load="4 kg",
        effort=None,
        pain=None,
        asked=None,
        started_ms=10_000,
        state="partial",
    )


def test_gaps_are_recorded_too(playing: Playing) -> None:
    playing.begin()
    playing.left(0)
    playing.left(2)
    assert [(record.kind, record.path) for record in playing.session().intervals] == [
        ("prepare", "row@r1.s1+prepare"),
        ("rest", "jacks+transition"),
    ]


def test_keep_moving_has_no_reps_and_open_work_no_planned_length(playing: Playing) -> None:
    playing.begin()
    playing.left(3, planned=30_000, done=30_000)
    playing.left(4, planned=None, done=12_345)
    moving, open_ = playing.session().intervals
    assert (moving.planned_reps, moving.done_reps) == (None, None)
    assert (open_.planned_ms, open_.done_ms) == (None, 12_345)


def test_a_skip_is_never_counted_as_done_but_keeps_what_was_done(playing: Playing) -> None:
    playing.begin()
    playing.left(1, Outcome.SKIPPED, done=9000, done_reps=3)
    (record,) = playing.session().intervals
    assert (record.state, record.done_ms, record.done_reps) == ("skipped", 9000, 3)
    assert last_done(playing.history) == {}


def test_what_was_never_reached_has_no_row(playing: Playing) -> None:
    playing.begin()
    playing.left(0)
    playing.recorder.end("stopped", 10_000, 0)
    assert len(playing.session().intervals) == 1


def test_intervals_are_read_in_the_order_of_the_tape_whatever_order_they_were_left_in(
    playing: Playing,
) -> None:
    playing.begin()
    for index in (3, 0, 2, 1):
        playing.left(index)
    assert [record.ordinal for record in playing.session().intervals] == [0, 1, 2, 3]


def test_a_session_is_recorded_with_what_it_played(playing: Playing) -> None:
    playing.begin(speed=20)
    playing.clock.advance(92)
    playing.recorder.end("finished", 90_000, 2000)
    session = playing.session()
    assert (session.slug, session.routine, session.level, session.seed) == (
        "neck",
        "Neck and back",
        "gentle",
        3,
    )
    assert (session.planned_ms, session.work_intervals, session.speed) == (None, 3, 20.0)
    assert (session.started_at, session.ended_at) == (made.BEGAN, made.BEGAN + timedelta(seconds=92))
    assert (session.state, session.active_ms, session.paused_ms) == ("finished", 90_000, 2000)
    assert (session.zone, session.local_date) == ("Europe/Vienna", "2026-01-05")
    assert read_played(playing.history, made.SESSION) == Played("text", b"tape")


@pytest.mark.parametrize("state", ["finished", "stopped"])
def test_the_end_says_how_the_session_ended(history: Path, state: str) -> None:
    made.written(history, made.start(), made.end(state=state))
    assert read_sessions(history).sessions[0].state == state


def test_a_session_without_an_end_is_running_exactly_while_its_lock_is_held(history: Path) -> None:
    made.written(history, made.start(), made.checkpoint())
    lock = SessionLock(history)
    assert read_sessions(history).sessions[0].state == "interrupted"
    assert lock.acquire(made.SESSION)
    running = read_sessions(history).sessions[0]
    assert (running.state, running.ended_at) == ("running", None)
    lock.release()
    assert lock.acquire("another")
    assert read_sessions(history).sessions[0].state == "interrupted"
    lock.release()


def test_an_interrupted_session_ended_at_its_last_checkpoint(history: Path) -> None:
    made.written(history, made.start(), made.interval(), made.checkpoint())
    session = read_sessions(history).sessions[0]
    assert session.ended_at == made.BEGAN + timedelta(seconds=53.5)
    assert (session.active_ms, session.paused_ms) == (51_500, 2000)
    assert session.checkpoint == made.checkpoint()


def test_an_interval_committed_after_the_checkpoint_moves_the_end_of_an_interrupted_session(
    history: Path,
) -> None:
    after = made.interval(path="late", ordinal=3, started_ms=50_000, done_ms=2200)
    made.written(history, made.start(speed=2.0), made.checkpoint(), after)
    session = read_sessions(history).sessions[0]
    assert session.active_ms == 52_200
    assert session.ended_at == made.BEGAN + timedelta(seconds=53.5 + 0.35)  # 0.7 s of routine at speed 2


def test_an_interrupted_session_without_a_checkpoint_ended_with_its_last_interval(history: Path) -> None:
    made.written(history, made.start(), made.interval())
    session = read_sessions(history).sessions[0]
    assert (session.active_ms, session.ended_at) == (50_000, made.BEGAN + timedelta(seconds=50))


def test_an_interrupted_session_of_which_nothing_is_known_ended_when_it_began(history: Path) -> None:
    made.written(history, made.start())
    session = read_sessions(history).sessions[0]
    assert (session.active_ms, session.ended_at) == (0, made.BEGAN)


def test_sessions_come_newest_first_and_no_more_than_asked_for(history: Path) -> None:
    for day in (2, 0, 3, 1):
        began = made.BEGAN + timedelta(days=day)
        made.written(history, made.start(id=f"s{day}", started_at=began))
    assert [session.id for session in read_sessions(history).sessions] == ["s3", "s2", "s1", "s0"]
    assert [session.id for session in read_sessions(history, limit=2).sessions] == ["s3", "s2"]
    assert read_sessions(history, limit=0).sessions == ()


def test_the_local_date_is_that_of_the_start_where_it_was_played(history: Path) -> None:
    late = made.BEGAN.replace(hour=0, minute=10)  # still the day before in UTC
    made.written(history, made.start(started_at=late))
    session = read_sessions(history).sessions[0]
    assert session.local_date == "2026-01-05"
    assert session.started_at.utcoffset() == timedelta(hours=1)


def test_last_done_is_the_last_session_with_work_in_it(history: Path) -> None:
    for day, record in enumerate(
        (
            made.interval(state="done"),
            made.interval(state="partial"),
            made.interval(state="skipped"),
            made.interval(kind="rest"),
            made.interval(done_ms=0, done_reps=0, state="partial"),
        )
    ):
        session = f"s{day}"
        began = made.BEGAN + timedelta(days=day)
        made.written(
            history,
            made.start(id=session, started_at=began),
            made.interval(
                session=session,
                kind=record.kind,
                state=record.state,
                done_ms=record.done_ms,
                done_reps=record.done_reps,
            ),
        )
    assert last_done(history) == {"neck": "2026-01-06T08:00:00.250+01:00"}


def test_a_session_that_is_being_played_is_not_done_yet(history: Path) -> None:
    made.written(history, made.start(), made.interval())
    lock = SessionLock(history)
    assert lock.acquire(made.SESSION)
    assert last_done(history) == {}
    lock.release()
    assert last_done(history) == {"neck": "2026-01-05T08:00:00.250+01:00"}


def test_the_last_level_is_that_of_the_last_session_with_work_in_it_and_no_rehearsal(history: Path) -> None:
    assert last_level(history, "neck") is None
    sessions = (("gentle", 1.0, 5), ("standard", 1.0, 5), ("hard", 4.0, 5), ("gentle", 1.0, 0))
    for day, (level, speed, reps) in enumerate(sessions):
        session = f"s{day}"
        began = made.BEGAN + timedelta(days=day)
        made.written(
            history,
            made.start(id=session, started_at=began, level=level, speed=speed),
            made.interval(session=session, state="partial", done_ms=reps * 1000, done_reps=reps),
        )
    assert last_level(history, "neck") == "standard"
    assert last_level(history, "another") is None


def test_the_same_text_and_tape_are_kept_once(history: Path) -> None:
    made.written(history, made.start(), made.start(id="another"), made.start(id="third", text="another text"))
    with closing(sqlite3.connect(history)) as connection:
        assert connection.execute("SELECT count(*) FROM blobs").fetchone() == (3,)
