"""A whole session on the manual clock, with the real store: what is read back equals the tape."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from player.coach.coach import Coach
from player.coach.commands import Command
from player.coach.opening import NoSuchStep, PlayOptions, open_session, tape_of
from player.history.records import Session
from player.history.sessions import Played, as_json, last_done, read_played, read_sessions
from player.library.folders import Folders, find_folders
from player.library.shelf import Shelf, Volume
from player.session.clock import ManualClock
from player.timeline.codec import decode
from player.timeline.model import Timeline

pytestmark = pytest.mark.core

ROUTINE = """\
name: Everything
steps:
  - exercise: Row
    reps: 3
    tempo: 1-1-2
    sets: 2
    sides: each
    load: 4 kg
  - exercise: Stretch
    hold: 5s
    reps: 2
  - rest: 20s
    name: Walk about
  - rounds: 2
    steps:
      - exercise: March
        for: 8s
      - exercise: Stretch
        hold: 6s
"""


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return find_folders({"BACKBEAT_HOME": str(tmp_path)})


@pytest.fixture
def volume(tmp_path: Path, folders: Folders) -> Volume:
    path = tmp_path / "everything.yaml"
    path.write_text(ROUTINE, encoding="utf-8")
    return Shelf(folders).open(path)


class Evening:
    """A session without a sound, on a clock of its own."""

    def __init__(self, volume: Volume, folders: Folders, options: PlayOptions | None = None) -> None:
        self.clock = ManualClock()
        self.folders = folders
        self.tape: Timeline = tape_of(volume)
        self.coach: Coach = open_session(volume, options or PlayOptions(audio="none"), folders, self.clock)

    def play(self, seconds: float = 3600) -> None:
        until = self.clock.now() + round(seconds * 1e9)
        while not self.coach.over and self.clock.now() < until:
            self.clock.advance(min(self.coach.next_beat() or 1, (until - self.clock.now()) / 1e9))
            self.coach.beat()

    def close(self) -> Session:
        self.coach.close()
        found = read_sessions(self.folders.history)
        assert found.notes == ()
        [session] = found.sessions
        return session


@pytest.fixture
def evening(volume: Volume, folders: Folders) -> Iterator[Evening]:
    started = Evening(volume, folders)
    yield started
    started.coach.close()


def test_a_session_played_to_its_end_is_the_tape(evening: Evening) -> None:
    evening.coach.begin()
    evening.play()
    session = evening.close()
    tape = evening.tape
    assert session.state == "finished"
    assert (session.slug, session.routine, session.speed) == ("everything", "Everything", 1.0)
    assert session.planned_ms == session.active_ms == tape.planned
    assert session.paused_ms == 0
    assert session.work_intervals == tape.work_intervals
    assert [
        (row.ordinal, row.path, row.kind, row.exercise, row.side, row.set, row.sets, row.round, row.rounds)
        for row in session.intervals
    ] == [
        (index, step.path, step.kind, step.exercise, step.side, step.set, step.sets, step.round, step.rounds)
        for index, step in enumerate(tape.intervals)
    ]
    assert [row.planned_ms for row in session.intervals] == [step.duration for step in tape.intervals]
    assert [row.done_ms for row in session.intervals] == [step.duration for step in tape.intervals]
    assert [row.planned_reps for row in session.intervals] == [step.reps for step in tape.intervals]
    assert [row.done_reps for row in session.intervals] == [step.reps for step in tape.intervals]
    assert {row.state for row in session.intervals} == {"done"}
    assert [row.started_ms for row in session.intervals] == list(tape.starts())
    assert [row.load for row in session.intervals] == [step.load for step in tape.intervals]


def test_the_tape_is_stored_with_the_session(evening: Evening, volume: Volume) -> None:
    evening.coach.begin()
    evening.play(3)
    session = evening.close()
    played = read_played(evening.folders.history, session.id)
    assert isinstance(played, Played)
    assert played.text == volume.text
    assert decode(played.tape) == evening.tape


def test_skips_stops_and_pauses_are_in_the_record(evening: Evening) -> None:
    coach = evening.coach
    coach.begin()
    evening.play(12)  # 2 s into the first set
    coach.do(Command.SKIP)
    evening.play(1)
    coach.do(Command.PAUSE)
    evening.play(40)
    coach.do(Command.STOP)
    evening.play(1)
    coach.do(Command.THROUGH)
    session = evening.close()
    assert session.state == "stopped"
    assert [(row.state, row.done_ms) for row in session.intervals] == [
        ("done", 10_000),
        ("skipped", 2000),
        ("partial", 1000),
    ]
    assert (session.active_ms, session.paused_ms) == (13_000, 41_000)


def test_what_was_never_reached_has_no_row(volume: Volume, folders: Folders) -> None:
    evening = Evening(volume, folders, PlayOptions(audio="none", start="March"))
    evening.coach.begin()
    evening.play()
    session = evening.close()
    march = next(index for index, step in enumerate(evening.tape.intervals) if step.exercise == "March")
    assert [row.ordinal for row in session.intervals] == list(range(march, len(evening.tape.intervals)))
    assert session.state == "finished"
    assert session.paused_ms == 3000, "the lead-in before work in the middle of the tape"


def test_a_rehearsal_keeps_its_speed_and_counts_routine_seconds(volume: Volume, folders: Folders) -> None:
    evening = Evening(volume, folders, PlayOptions(audio="none", speed=20.0))
    evening.coach.begin()
    evening.play()
    session = evening.close()
    assert session.speed == 20.0
    assert session.active_ms == evening.tape.planned
    assert evening.clock.now() == pytest.approx((evening.tape.planned or 0) * 1e6 / 20, rel=0.01)


def test_a_step_that_is_not_there_leaves_nothing_behind(volume: Volume, folders: Folders) -> None:
    with pytest.raises(NoSuchStep):
        Evening(volume, folders, PlayOptions(audio="none", start="nowhere"))
    assert not folders.history.exists()


def test_a_broken_routine_is_no_tape(folders: Folders, tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("steps: [}", encoding="utf-8")
    with pytest.raises(ValueError, match=re.escape("broken.yaml has errors")):
        tape_of(Shelf(folders).open(broken))


def test_the_session_that_goes_on_is_left_interrupted_at_its_last_moment(evening: Evening) -> None:
    evening.coach.begin()
    evening.play(25)
    evening.coach.close(interrupted=True)
    session = evening.close()
    assert session.state == "interrupted"
    assert session.active_ms == 25_000
    assert [row.ordinal for row in session.intervals] == [0, 1], "what was on has only its checkpoint"


def test_a_second_session_at_the_same_time_plays_unrecorded_and_says_so(
    evening: Evening, volume: Volume, folders: Folders
) -> None:
    evening.coach.begin()
    second = Evening(volume, folders)
    assert second.coach.logbook.record is None
    assert second.coach.message.endswith("This one is not recorded.")
    second.coach.begin()
    second.play()
    assert second.coach.over
    second.coach.close()
    evening.coach.close()
    assert len(read_sessions(folders.history).sessions) == 1


def test_after_the_first_has_closed_the_next_is_recorded(
    evening: Evening, volume: Volume, folders: Folders
) -> None:
    evening.coach.begin()
    evening.play()
    evening.coach.close()
    second = Evening(volume, folders)
    assert second.coach.logbook.record is not None
    second.coach.begin()
    second.coach.close()
    assert len(read_sessions(folders.history).sessions) == 2


def test_a_history_that_cannot_be_used_does_not_keep_anyone_from_exercising(
    volume: Volume, folders: Folders
) -> None:
    folders.data.parent.mkdir(parents=True, exist_ok=True)
    folders.data.write_text("a file where the folder should be")
    evening = Evening(volume, folders)
    assert evening.coach.logbook.record is None
    assert evening.coach.message
    evening.coach.begin()
    evening.play()
    assert evening.coach.over
    evening.coach.close()


def test_a_session_that_never_began_leaves_no_trace(evening: Evening) -> None:
    evening.coach.close()
    found = read_sessions(evening.folders.history)
    assert (found.sessions, found.notes) == ((), ())


def test_what_comes_after_the_end_of_everything_does_nothing(evening: Evening) -> None:
    evening.coach.begin()
    evening.play(12)
    evening.coach.close(interrupted=True)
    evening.clock.advance(30)
    evening.coach.beat()  # a timer that was already due
    evening.coach.do(Command.SKIP)
    evening.coach.seek(3)
    assert evening.coach.next_beat() is None
    evening.coach.close()
    session = evening.close()
    assert (session.state, session.active_ms) == ("interrupted", 12_000)


def test_what_was_done_is_known_to_the_lists(evening: Evening) -> None:
    evening.coach.begin()
    evening.play()
    session = evening.close()
    assert last_done(evening.folders.history) == {
        "everything": session.started_at.isoformat(timespec="milliseconds")
    }
    assert as_json(session)["planned_s"] == as_json(session)["active_s"]
