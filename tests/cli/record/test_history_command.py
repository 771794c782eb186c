"""`backbeat history`: what was done, newest first."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from player.coach.commands import Command
from player.coach.opening import PlayOptions, open_session
from player.library.folders import find_folders
from player.library.shelf import Shelf
from player.session.clock import ManualClock
from tests.cli.conftest import Own, Run

pytestmark = pytest.mark.core

SESSION = [
    "id",
    "slug",
    "routine",
    "level",
    "speed",
    "started_at",
    "ended_at",
    "local_date",
    "state",
    "planned_s",
    "work_intervals",
    "active_s",
    "paused_s",
    "effort",
    "pain_before",
    "pain_during",
    "pain_after",
    "note",
    "intervals",
]
INTERVAL = [
    "path",
    "kind",
    "exercise",
    "side",
    "set",
    "sets",
    "round",
    "rounds",
    "planned_reps",
    "done_reps",
    "planned_s",
    "done_s",
    "load",
    "state",
    "pain",
    "pass",
    "effort",
    "asked",
]
ROUTINE = """\
name: Two holds
prepare: 2s
transition: 2s
steps:
  - {exercise: Aaa, hold: 5s, load: 1 kg}
  - {exercise: Bbb, hold: 5s, sides: left}
"""

Play = Callable[..., None]


@pytest.fixture
def play(own: Own, home: Path) -> Play:
    """Plays the routine on a clock of its own, pressing keys two seconds into the first hold."""
    own("two.yaml", ROUTINE)
    folders = find_folders({"BACKBEAT_HOME": str(home)})

    def session(day: int, *commands: Command, speed: float = 1.0) -> None:
        clock = ManualClock(datetime(2026, 3, day, 7, 30, tzinfo=UTC))
        coach = open_session(Shelf(folders).find("two"), PlayOptions(speed, "none"), folders, clock)
        coach.begin()
        pressed = False
        while not coach.over:
            if not pressed and clock.now() >= 4e9 / speed:
                pressed = True
                for command in commands:
                    coach.do(command)
                    clock.advance(0.2)
            clock.advance(min(0.1, coach.next_beat() or 0.1))
            coach.beat()
        coach.close()

    return session


def test_before_the_first_session_there_is_a_friendly_sentence(run: Run, home: Path) -> None:
    assert run("history") == (0, "Nothing has been recorded yet. `backbeat` shows what there is to do.\n", "")
    assert run("history", "--json") == (0, "[]\n", "")
    assert not home.exists()


def test_each_session_is_a_line_newest_first(run: Run, play: Play) -> None:
    play(1)
    play(2, Command.SKIP)
    play(3, Command.STOP, Command.STOP)
    play(4, speed=20.0)
    ran = run("history")
    assert (ran.code, ran.err) == (0, "")
    assert ran.lines == [
        "2026-03-04 07:30 · Two holds · finished · 0:14 · 2 of 2 sets · rehearsal at speed 20",
        "2026-03-03 07:30 · Two holds · stopped · 0:04 · 0 of 2 sets",
        "2026-03-02 07:30 · Two holds · finished · 0:11 · 1 of 2 sets · 1 skipped",
        "2026-03-01 07:30 · Two holds · finished · 0:14 · 2 of 2 sets",
    ]


def test_json_has_exactly_the_promised_fields(run: Run, play: Play) -> None:
    play(1)
    ran = run("history", "--json")
    assert (ran.code, ran.err) == (0, "")
    [session] = json.loads(ran.out)
    assert list(session) == SESSION
    assert [list(interval) for interval in session["intervals"]] == [INTERVAL] * 4
    assert session["started_at"] == "2026-03-01T07:30:00.000+00:00"
    assert session["ended_at"] == "2026-03-01T07:30:14.000+00:00"
    assert session["local_date"] == "2026-03-01"
    assert (session["planned_s"], session["active_s"], session["paused_s"]) == (14, 14, 0)
    assert (session["state"], session["work_intervals"], session["speed"]) == ("finished", 2, 1.0)
    assert session["intervals"][1] == {
        "path": "aaa@s1",
        "kind": "work",
        "exercise": "Aaa",
        "side": None,
        "set": 1,
        "sets": 1,
        "round": None,
        "rounds": None,
        "planned_reps": None,
        "done_reps": None,
        "planned_s": 5,
        "done_s": 5,
        "load": "1 kg",
        "state": "done",
        "pain": None,
        "pass": 1,
        "effort": None,
        "asked": None,
    }


def test_of_rounds_that_came_again_each_is_told_and_counted(run: Run, play: Play, own: Own) -> None:
    own("two.yaml", "name: Laps\nprepare: 0\nsteps:\n  - {within: 12s, steps: [{exercise: Aaa, hold: 5s}]}\n")
    play(1)
    assert run("history").lines == ["2026-03-01 07:30 · Laps · finished · 0:12 · 2 of 3 sets"]
    [session] = json.loads(run("history", "--json").out)
    assert session["work_intervals"] == 1
    assert [(one["path"], one["pass"], one["state"], one["done_s"]) for one in session["intervals"]] == [
        ("block/aaa@r1.s1", 1, "done", 5),
        ("block/aaa@r1.s1", 2, "done", 5),
        ("block/aaa@r1.s1", 3, "partial", 2),
    ]


def test_a_skip_is_never_counted_as_done(run: Run, play: Play) -> None:
    play(2, Command.SKIP)
    [session] = json.loads(run("history", "--json").out)
    assert [(interval["path"], interval["state"]) for interval in session["intervals"]] == [
        ("aaa@s1+prepare", "done"),
        ("aaa@s1", "skipped"),
        ("bbb@s1.left+transition", "done"),
        ("bbb@s1.left", "done"),
    ]
    assert session["state"] == "finished"
    assert session["intervals"][1]["done_s"] == pytest.approx(2, abs=0.2)


def test_the_list_knows_what_was_done(run: Run, play: Play) -> None:
    play(1)
    assert "last done 2026-03-01" in run("list").out
    [entry] = [entry for entry in json.loads(run("list", "--json").out) if entry["slug"] == "two"]
    assert entry["last_done"] == "2026-03-01T07:30:00.000+00:00"


def test_a_file_that_is_no_history_is_one_sentence_and_exit_1(run: Run, home: Path) -> None:
    (home / "data").mkdir(parents=True)
    (home / "data" / "history.db").write_bytes(b"this is no database at all" * 100)
    for arguments in (("history",), ("history", "--json")):
        ran = run(*arguments)
        assert ran.code == 1
        assert len(ran.err.splitlines()) == 1
        assert ran.err.startswith("backbeat: ")
        assert "history.db" in ran.err
    assert json.loads(run("history", "--json").out) == []
    assert (home / "data" / "history.db").read_bytes().startswith(b"this is no database"), (
        "reading repairs nothing"
    )
