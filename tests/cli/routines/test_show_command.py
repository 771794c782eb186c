"""`backbeat show`: one routine as a timetable, or as the tape it is."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import BROKEN, GOOD, Own, Run

pytestmark = pytest.mark.core

ROUTINE = """\
name: Y-T-W and rows
about: Wakes up
  the muscles.
note: Stop at pain.
equipment: [two dumbbells, mat]
steps:
  - exercise: Wiggle
    sets: 2
    reps: 5
    tempo: [Y: 3s, lower: 2s]
  - rounds: 2
    steps:
      - exercise: Pull
        reps: 10
        tempo: 2-1-3
        load: 2 x 4 kg
        sides: each
"""


def test_the_timetable_says_all_of_it_on_one_screen(run: Run, own: Own) -> None:
    own("rows.yaml", ROUTINE)
    ran = run("show", "rows")
    assert (ran.code, ran.err) == (0, "")
    assert ran.lines == [
        "Y-T-W and rows · 6:20 · 6 sets",
        "You need: two dumbbells, mat",
        "",
        "Wakes up the muscles.",
        "",
        "  0:10  Wiggle  2 × 5 reps                      Y 3 · lower 2",
        "  1:40  Pull    10 reps · each side · 2 x 4 kg  go 2 · hold 1 · return 3  round 1 of 2",
        "  4:15  Pull    10 reps · each side · 2 x 4 kg  go 2 · hold 1 · return 3  round 2 of 2",
        "",
        "Stop at pain.",
    ]


def test_on_a_narrow_terminal_nothing_is_broken_inside_a_word(
    run: Run, own: Own, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("player.cli.routines.show._cells", lambda: 48)
    own("rows.yaml", ROUTINE.replace("the muscles.", "the muscles between the shoulder blades."))
    ran = run("show", "rows")
    assert ran.lines[3:12] == [
        "Wakes up the muscles between the shoulder",
        "blades.",
        "",
        "  0:10  Wiggle  2 × 5 reps",
        "        Y 3 · lower 2",
        "  1:40  Pull    10 reps · each side · 2 x 4 kg",
        "        go 2 · hold 1 · return 3, round 1 of 2",
        "  4:15  Pull    10 reps · each side · 2 x 4 kg",
        "        go 2 · hold 1 · return 3, round 2 of 2",
    ]
    assert all(len(line) <= 48 for line in ran.lines)


def test_one_set_is_not_sets(run: Run, own: Own) -> None:
    own("a.yaml", name="One")
    assert run("show", "a").lines[0] == "One · 0:15 · 1 set"


def test_wide_letters_keep_the_columns(run: Run, own: Own) -> None:
    own(
        "a.yaml",
        "name: A\nsteps:\n  - {exercise: 首のストレッチ, hold: 5s}\n"
        "  - {exercise: Longer than that, hold: 5s}\n",
    )
    wide, narrow = (line for line in run("show", "a").lines if "hold" in line)
    assert narrow.index("hold") - wide.index("hold") == len("首のストレッチ")


def test_json_is_the_tape(run: Run, own: Own) -> None:
    own("rows.yaml", ROUTINE)
    ran = run("show", "rows", "--json")
    assert (ran.code, ran.err) == (0, "")
    shown = json.loads(ran.out)
    assert list(shown) == [
        "name",
        "slug",
        "level",
        "choices",
        "planned_s",
        "timed_s",
        "work_intervals",
        "intervals",
        "windows",
    ]
    assert (shown["planned_s"], shown["timed_s"], shown["work_intervals"]) == (380, 380, 6)
    assert sum(interval["duration_s"] for interval in shown["intervals"]) == shown["planned_s"]
    wiggle = shown["intervals"][1]
    promised = {
        "kind": "work",
        "exercise": "Wiggle",
        "side": None,
        "set": 1,
        "sets": 2,
        "round": None,
        "rounds": None,
        "reps": 5,
        "start_s": 10,
        "duration_s": 25,
        "phases": [
            {"rep": rep, "label": label, "start_s": (rep - 1) * 5 + start, "duration_s": length}
            for rep in range(1, 6)
            for label, start, length in (("Y", 0, 3), ("lower", 3, 2))
        ],
        "load": None,
        "path": "wiggle@s1",
    }
    assert list(wiggle)[: len(promised)] == list(promised)
    phases = [
        {key: phase[key] for key in ("rep", "label", "start_s", "duration_s")} for phase in wiggle["phases"]
    ]
    assert {**wiggle, **promised} == {**wiggle, "phases": phases}, "fields may be added, never changed"


HEARD = ["at_s", "sound", "say", "dropped", "length_s", "moment", "why"]


def test_cues_are_shown_on_demand(run: Run, own: Own) -> None:
    own("a.yaml")
    shown = json.loads(run("show", "a", "--json", "--cues").out)
    assert all(list(cue) == HEARD for cue in shown["cues"])
    assert [cue["at_s"] for cue in shown["cues"]] == sorted(cue["at_s"] for cue in shown["cues"])
    sounds = [(cue["at_s"], cue["sound"]) for cue in shown["cues"] if cue["sound"]]
    assert sounds[-1] == (15, "finish")
    assert shown["cues"][-1]["say"].startswith("Finished.")
    assert "cues" not in json.loads(run("show", "a", "--json").out)


def test_with_tones_alone_nothing_is_said(run: Run, own: Own) -> None:
    own("a.yaml")
    shown = json.loads(run("show", "a", "--json", "--cues", "--voice", "tones").out)
    assert {cue["say"] for cue in shown["cues"]} == {None}
    assert {cue["length_s"] for cue in shown["cues"]} == {None}


def test_a_brief_voice_says_less(run: Run) -> None:
    def said(amount: str) -> int:
        cues = json.loads(run("show", "y-t-ws", "--json", "--cues", "--voice", amount).out)["cues"]
        return len([cue for cue in cues if cue["say"] and not cue["dropped"]])

    assert 0 < said("brief") < said("full")


def test_cues_without_json_are_a_timetable_of_what_is_heard(run: Run, own: Own) -> None:
    own("a.yaml")
    lines = run("show", "a", "--cues").lines
    assert lines[0].endswith(" · 0:15")
    assert "  0:00.0  get ready · 10 s" in lines
    assert any(line.startswith("  0:07.0    tick tick tick") for line in lines)
    assert any(line.startswith("  0:10.0    go ") and line.endswith("“Hold”") for line in lines)
    assert lines[-2] == "  0:15.0  the end"
    assert lines[-1].split()[:3] == ["0:15.0", "finish", "“Finished."]


def test_a_file_is_shown_by_its_path(run: Run, home: Path) -> None:
    (home.parent / "here" / "file.yaml").write_text(GOOD.format(name="By path"))
    assert run("show", "file.yaml").lines[0].startswith("By path · ")
    assert run("show", "./file.yaml").code == 0


@pytest.mark.parametrize("asked", ["nothing-like-it", "", "desk break please"])
def test_an_unknown_name_is_answered_with_those_there_are(run: Run, asked: str) -> None:
    ran = run("show", asked)
    assert (ran.code, ran.out) == (1, "")
    assert len(ran.err.splitlines()) == 1
    assert ran.err.startswith("backbeat: ")
    assert "y-t-ws" in ran.err


def test_an_ambiguous_name_is_answered_with_the_candidates_alone(run: Run, own: Own) -> None:
    own("knee-1.yaml")
    own("knee-2.yaml")
    ran = run("show", "knee")
    assert (ran.code, ran.out) == (1, "")
    assert "knee-1, knee-2" in ran.err
    assert "y-t-ws" not in ran.err


def test_a_broken_routine_shows_its_problem_in_place(run: Run, own: Own) -> None:
    path = own("broken.yaml", BROKEN)
    ran = run("show", "broken")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.splitlines() == [
        f"{path}:4:5: error[unknown-key]: 'rep' is not a key of an exercise",
        "  4 |     rep: 10",
        "    |     ^^^ did you mean 'reps'?",
    ]


@pytest.mark.parametrize(
    ("name", "said"),
    [("missing.yaml", "there is no such file"), ("./", "this is a folder"), ("binary.yaml", "error[")],
)
def test_what_is_no_routine_is_one_message_with_its_place(run: Run, home: Path, name: str, said: str) -> None:
    (home.parent / "here" / "binary.yaml").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    ran = run("show", name)
    assert (ran.code, ran.out) == (1, "")
    assert said in ran.err


def test_control_bytes_of_a_name_do_not_reach_the_terminal(run: Run) -> None:
    ran = run("show", "a\x1b]0;owned\x07\u202e")
    assert ran.code == 1
    assert not any(char in ran.err for char in "\x1b\x07\u202e")
