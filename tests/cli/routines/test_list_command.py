"""`backbeat list`: text for people, JSON for scripts."""

import json
import os
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import BROKEN, GOOD, Own, Run

pytestmark = pytest.mark.core

FIELDS = [
    "slug",
    "name",
    "path",
    "bundled",
    "planned_s",
    "tags",
    "equipment",
    "levels",
    "last_done",
    "problems",
]


def test_every_routine_is_a_line_with_its_length_and_name(run: Run) -> None:
    ran = run("list")
    assert (ran.code, ran.err) == (0, "")
    assert "y-t-ws                             7 min   Prone Y-T-Ws" in ran.lines
    slugs = [line.split()[0] for line in ran.lines if " min " in line]
    assert slugs == sorted(slugs)


def test_who_has_none_of_their_own_is_told_where_they_go(run: Run, own: Own, home: Path) -> None:
    assert run("list").lines[-1] == f"Your own routines go into {home / 'config' / 'routines'}"
    own("mine.yaml")
    assert "Your own routines" not in run("list").out


def test_a_broken_routine_is_a_line_too_and_no_failure(run: Run, own: Own) -> None:
    own("broken.yaml", BROKEN)
    ran = run("list")
    assert ran.code == 0
    [line] = [line for line in ran.lines if line.startswith("broken ")]
    assert line.split(maxsplit=1)[1] == "cannot be played: line 4: 'rep' is not a key of an exercise"


def test_names_of_any_script_keep_the_columns(run: Run, own: Own) -> None:
    own("首.yaml", name="首のストレッチ")
    own("latin.yaml", name="Latin")
    lines = {line.split()[0]: line for line in run("list").lines if " min " in line}
    assert lines["首"].index("min") == lines["latin"].index("min") - 1, "one wide character stands for two"


@pytest.mark.parametrize("name", ["\u202eevil", "zero\u200bwidth"])
def test_a_hostile_name_is_made_visible(run: Run, own: Own, name: str) -> None:
    own("mine.yaml", json.dumps({"name": name, "steps": [{"exercise": "A", "hold": "5s"}]}))
    ran = run("list")
    assert not any(char in ran.out for char in "\u202e\u200b")


def test_json_has_exactly_the_promised_fields(run: Run, own: Own) -> None:
    path = own(
        "mine.yaml",
        "name: Mine\ntags: [neck]\nequipment: [mat, chair]\nprepare: 0.5s\n"
        "steps:\n  - {exercise: A, hold: 5s}\n",
    )
    ran = run("list", "--json")
    assert (ran.code, ran.err) == (0, "")
    found = json.loads(ran.out)
    assert [list(entry) for entry in found] == [FIELDS] * len(found)
    assert [entry["slug"] for entry in found] == sorted(entry["slug"] for entry in found)
    [mine] = [entry for entry in found if not entry["bundled"]]
    assert mine == {
        "slug": "mine",
        "name": "Mine",
        "path": str(path),
        "bundled": False,
        "planned_s": 5.5,
        "tags": ["neck"],
        "equipment": ["mat", "chair"],
        "levels": [],
        "last_done": None,
        "problems": [],
    }


def test_json_of_a_broken_routine_keeps_every_field_and_says_why(run: Run, own: Own) -> None:
    path = own("broken.yaml", BROKEN)
    [broken] = [entry for entry in json.loads(run("list", "--json").out) if not entry["bundled"]]
    assert list(broken) == FIELDS
    assert (broken["name"], broken["planned_s"]) == (None, None)
    assert broken["problems"] == [
        {
            "path": str(path),
            "line": 4,
            "column": 5,
            "end_column": 8,
            "severity": "error",
            "code": "unknown-key",
            "message": "'rep' is not a key of an exercise",
            "hint": "did you mean 'reps'?",
        }
    ]


def test_the_length_of_an_open_routine_is_unknown(run: Run, own: Own) -> None:
    own("open.yaml", "name: Open\nsteps:\n  - {exercise: Aaa, reps: 9, tempo: none}\n")
    [entry] = [entry for entry in json.loads(run("list", "--json").out) if entry["slug"] == "open"]
    assert entry["planned_s"] is None
    assert "1+ min" in run("list").out


def test_letters_of_all_scripts_stay_letters_in_json(run: Run, own: Own) -> None:
    own("a.yaml", name="首のストレッチ")
    assert "首のストレッチ" in run("list", "--json").out


def test_listing_writes_nothing(run: Run, home: Path) -> None:
    run("list")
    assert not home.exists()


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="file names are text there")
def test_a_file_name_that_is_no_text_breaks_nothing(run: Run, own: Own, home: Path) -> None:
    own("mine.yaml")
    odd = os.fsencode(home / "config" / "routines") + b"/a\xff.yaml"
    Path(os.fsdecode(odd)).write_text(GOOD.format(name="Odd"))
    assert any(line.startswith("a\N{REPLACEMENT CHARACTER} ") for line in run("list").lines)
    paths = [entry["path"] for entry in json.loads(run("list", "--json").out)]
    assert odd in [os.fsencode(path) for path in paths]
    assert run("check").code == 0
    Path(os.fsdecode(odd)).write_text(BROKEN)
    assert r"a\udcff.yaml:4:5:" in run("check").out
    [problem] = json.loads(run("check", "--format", "json").out)
    assert os.fsencode(problem["path"]) == odd
