"""The summary: what was done against what was planned, in words that are true."""

import pytest

from player.coach.commands import Command
from player.session.state import Ended
from player.timeline.model import Timeline
from player.views.playing.results import SessionSummary, summarise
from tests.coach.rehearsal import Rehearsal
from tests.timeline.builders import exercise, tape

pytestmark = pytest.mark.core

TAPE = tape(exercise("Row", hold=20, sets=2), exercise("Stretch", hold=20, sides=("right", "left")))
ROW_1, ROW_2, RIGHT, LEFT = 1, 3, 5, 7


def summary_of(session: Rehearsal) -> SessionSummary:
    state = session.transport.state
    assert isinstance(state, Ended)
    return summarise(
        session.timeline, session.coach.logbook.outcomes, session.transport.active, finished=state.finished
    )


def played(
    timeline: Timeline = TAPE, *, start: int = 0, keys: dict[int, tuple[Command, ...]] | None = None
) -> SessionSummary:
    """Play to the end, pressing keys three seconds into the given intervals."""
    session = Rehearsal(timeline, start=start).begin()
    for index, commands in (keys or {}).items():
        session.wait_until(index, 3)
        session.do(*commands)
    session.wait_until(len(timeline.intervals))
    return summary_of(session)


def lines(summary: SessionSummary) -> list[str]:
    return [f"{line.exercise}: {line.text}" for line in summary.lines]


def test_a_whole_session_is_told_per_exercise() -> None:
    summary = played()
    assert summary.headline == "Finished: Test"
    assert lines(summary) == ["Row: 2 of 2 sets", "Stretch: 2 of 2 sets"]
    assert summary.time == "2:15 · 4 of 4 sets"
    assert summary.closing == "All of it. Move a little now and then until next time."


def test_skips_are_named() -> None:
    summary = played(keys={ROW_2: (Command.SKIP,)})
    assert lines(summary) == ["Row: 1 of 2 sets · 1 skipped", "Stretch: 2 of 2 sets"]
    assert "All of it" not in summary.closing
    assert summary.closing == "Skipping what does not feel right is part of it. What you did is kept."


def test_less_than_planned_is_not_called_all_of_it() -> None:
    summary = played(keys={ROW_2: (Command.THROUGH,)})
    assert lines(summary)[0] == "Row: 1 of 2 sets · 1 in part"
    assert summary.headline == "Finished: Test"
    assert summary.closing == "What you did is kept."


def test_a_session_begun_in_the_middle_is_not_called_all_of_it() -> None:
    summary = played(start=RIGHT)
    assert lines(summary) == ["Row: 0 of 2 sets", "Stretch: 2 of 2 sets"]
    assert summary.closing == "What you did is kept."


def test_a_skipped_gap_takes_nothing_away() -> None:
    assert played(keys={2: (Command.SKIP,)}).closing.startswith("All of it.")


def test_a_set_that_was_done_after_all_counts_as_done() -> None:
    session = Rehearsal(TAPE).begin()
    session.wait(12)
    session.do(Command.SKIP, Command.BACK)
    session.wait(25)
    session.wait_until(len(TAPE.intervals))
    assert lines(summary_of(session))[0] == "Row: 2 of 2 sets"


def test_a_done_set_stays_done_when_the_second_time_is_skipped() -> None:
    session = Rehearsal(TAPE).begin()
    session.wait_until(2, 1)
    session.do(Command.BACK)
    assert session.index == 1
    session.wait(5)
    session.do(Command.SKIP)
    session.wait_until(len(TAPE.intervals))
    assert lines(summary_of(session))[0] == "Row: 2 of 2 sets"


def test_stopping_early_is_told_without_blame() -> None:
    session = Rehearsal(TAPE).begin()
    session.wait_until(ROW_2, 5)
    session.do(Command.STOP, Command.STOP)
    summary = summary_of(session)
    assert summary.headline == "Stopped: Test"
    assert lines(summary) == ["Row: 1 of 2 sets · 1 in part", "Stretch: 0 of 2 sets"]
    assert summary.closing == "What you did is kept."


def test_a_session_without_work_counts_for_nothing_and_says_so() -> None:
    session = Rehearsal(TAPE).begin()
    session.wait(4)
    session.do(Command.STOP, Command.STOP)
    assert summary_of(session).closing == (
        "Nothing was done this time, so this session counts for nothing. Come back when you like."
    )


def test_everything_skipped_is_nothing_done_even_at_the_end_of_the_tape() -> None:
    session = Rehearsal(TAPE).begin()
    while not session.coach.over:
        session.do(Command.SKIP)
        session.wait(0.2)
    summary = summary_of(session)
    assert summary.headline == "Finished: Test"
    assert summary.time.endswith("0 of 4 sets")
    assert summary.closing.startswith("Nothing was done")


def test_one_set_is_not_sets() -> None:
    summary = played(tape(exercise("Row", hold=5)))
    assert lines(summary) == ["Row: 1 of 1 set"]
    assert summary.time == "0:15 · 1 of 1 set"


def test_one_exercise_in_several_steps_is_one_line_in_the_order_of_the_tape() -> None:
    row, other = exercise("Row", hold=5), exercise("Other", hold=5)
    assert lines(played(tape(other, row, other))) == ["Other: 2 of 2 sets", "Row: 1 of 1 set"]
