"""What the voice of a session asks the history."""

from datetime import timedelta
from pathlib import Path

from player.history.practice import NO_PRACTICE, Asked, read_practice
from player.history.records import IntervalRecord, SessionEnd, SessionStart
from tests.history.made import BEGAN, end, interval, start, written

NAMES = ("Chin tuck", "Row")


def session(
    day: int, *sets: IntervalRecord, state: str = "finished", slug: str = "neck", speed: float = 1.0
) -> list[SessionStart | IntervalRecord | SessionEnd]:
    """The records of one session on a day, with the sets it played."""
    id_, began = f"019b8d00-0000-7000-8000-{day:012d}", BEGAN + timedelta(days=day)
    return [
        start(id=id_, slug=slug, started_at=began, speed=speed),
        *(played._replace(session=id_) for played in sets),
        end(session=id_, ended_at=began + timedelta(seconds=92), state=state),
    ]


def test_no_history_is_no_practice(history: Path) -> None:
    assert read_practice(history, "neck", NAMES) == NO_PRACTICE


def test_a_file_that_is_no_history_is_no_practice(history: Path) -> None:
    history.parent.mkdir(parents=True)
    history.write_bytes(b"something else entirely" * 100)
    assert read_practice(history, "neck", NAMES) == NO_PRACTICE


def test_finished_sessions_are_counted_for_the_person_and_for_each_exercise(history: Path) -> None:
    tuck, tuck_again = interval(), interval(path="chin-tuck@s2", set=2, ordinal=2)
    row = interval(path="row", exercise="Row")
    written(
        history,
        *session(1, tuck, tuck_again),
        *session(2, tuck, row, slug="other"),
        *session(3, tuck, state="stopped"),
        *session(4, tuck, speed=2.0),
        *session(5, interval(state="skipped", done_reps=0, done_ms=0)),
    )
    practice = read_practice(history, "neck", NAMES)
    assert practice.sessions == 3
    assert practice.exercises == {"Chin tuck": 2, "Row": 1}


def test_exercises_that_are_not_on_the_tape_are_not_counted(history: Path) -> None:
    written(history, *session(1, interval()))
    assert read_practice(history, "neck", ("Row",)).exercises == {}


def test_what_was_asked_for_last_time_is_known_by_path(history: Path) -> None:
    written(
        history,
        *session(1, interval(planned_reps=8)),
        *session(2, interval(planned_reps=9), interval(path="hold", planned_reps=None, planned_ms=20_000)),
        *session(3, interval(planned_reps=30), slug="other"),
        *session(4, interval(planned_reps=20), speed=2.0),
        *session(5, interval(planned_reps=40, state="skipped", done_reps=0, done_ms=0)),
    )
    last = read_practice(history, "neck", NAMES).last
    assert last == {"chin-tuck@s1": Asked(9, 40_000), "hold": Asked(None, 20_000)}


def test_gaps_were_not_asked_for(history: Path) -> None:
    written(history, *session(1, interval(), interval(path="chin-tuck@s1+rest", kind="rest", exercise=None)))
    assert set(read_practice(history, "neck", NAMES).last) == {"chin-tuck@s1"}
