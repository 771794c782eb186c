"""`backbeat check`: every problem with its place; 0 good, 1 problems, 2 usage."""

import errno
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from player.library.folders import bundled
from tests.cli.conftest import BROKEN, GOOD, Own, Run

pytestmark = pytest.mark.core

FIELDS = ["path", "line", "column", "end_column", "severity", "code", "message", "hint", "fixes"]
WARNED = "name: X\nsteps:\n  - exercise: Unheard of\n"


@pytest.fixture
def here(home: Path) -> Path:
    """The current folder."""
    return home.parent / "here"


def test_the_whole_library_is_checked_without_a_path(run: Run, own: Own) -> None:
    count = len(list(bundled("routines").glob("*.yaml"))) - 1  # without the catalogue
    assert run("check") == (0, f"{count} files checked: no problems.\n", "")
    own("sub/broken.yaml", BROKEN)
    ran = run("check")
    assert ran.code == 1
    assert ran.lines[-1] == f"{count + 1} files checked: 1 error."


def test_the_persons_catalogue_is_part_of_the_library(run: Run, own: Own, home: Path) -> None:
    own("a.yaml")
    (home / "config" / "exercises.yaml").write_text("Prone W:\n  tempo: quick\n")
    ran = run("check")
    assert ran.code == 1
    assert "exercises.yaml:2:" in ran.out


def test_what_is_bundled_is_clean(run: Run) -> None:
    assert run("check", str(bundled("routines"))).code == 0


def test_a_good_file_is_said_to_be_good(run: Run, here: Path) -> None:
    (here / "a.yaml").write_text(GOOD.format(name="A"))
    assert run("check", "a.yaml") == (0, "1 file checked: no problems.\n", "")


def test_a_problem_is_shown_in_its_line(run: Run, here: Path) -> None:
    (here / "a.yaml").write_text(BROKEN)
    ran = run("check", "a.yaml")
    assert (ran.code, ran.err) == (1, "")
    assert ran.lines == [
        "a.yaml:4:5: error[unknown-key]: 'rep' is not a key of an exercise",
        "  4 |     rep: 10",
        "    |     ^^^ did you mean 'reps'?",
        "1 file checked: 1 error.",
    ]


def test_a_warning_is_no_failure(run: Run, here: Path) -> None:
    (here / "a.yaml").write_text(WARNED)
    ran = run("check", "a.yaml")
    assert ran.code == 0
    assert "warning[" in ran.out
    assert ran.lines[-1] == "1 file checked: 1 warning."


def test_problems_are_counted_in_words(run: Run, here: Path) -> None:
    (here / "a.yaml").write_text(BROKEN)
    (here / "b.yaml").write_text(BROKEN)
    (here / "c.yaml").write_text(WARNED)
    assert run("check", ".").lines[-1] == "3 files checked: 2 errors and 1 warning."


@pytest.mark.parametrize("name", ["missing.yaml", "missing"])
def test_a_missing_file_is_a_problem_of_that_file(run: Run, name: str) -> None:
    ran = run("check", name)
    assert ran.code == 1
    assert ran.lines[0] == f"{name}: error[no-file]: there is no such file"


def test_a_folder_is_checked_whole_but_for_what_is_hidden(run: Run, here: Path) -> None:
    for place in ("a.yaml", "deep/er/b.yml", ".git/c.yaml", "plan.yaml"):
        (here / place).parent.mkdir(parents=True, exist_ok=True)
        (here / place).write_text(GOOD.format(name="A"))
    assert run("check", ".").out == "2 files checked: no problems.\n"


def test_an_empty_folder_has_nothing_to_check(run: Run) -> None:
    assert run("check", ".") == (0, "There is nothing to check.\n", "")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes as files here")
def test_a_pipe_named_like_a_routine_blocks_nothing(run: Run, here: Path) -> None:
    os.mkfifo(here / "a.yaml")
    ran = run("check", ".")
    assert ran.code == 1
    assert "this is no file but a pipe, socket or device" in ran.out


def test_a_name_that_no_file_has_may_be_that_of_a_routine(run: Run, own: Own) -> None:
    path = own("sub/Mine.yaml", BROKEN)
    assert run("check", "mine").lines[0].startswith(f"{path}:4:5: error[unknown-key]")
    assert run("check", "y-t-ws") == (0, "1 file checked: no problems.\n", "")


def test_a_file_counts_once_however_often_it_is_named(run: Run, here: Path) -> None:
    (here / "a.yaml").write_text(BROKEN)
    ran = run("check", "a.yaml", ".", "./a.yaml", str(here))
    assert ran.lines[-1] == "1 file checked: 1 error."


def test_files_that_hide_each_other_are_all_checked_with_the_catalogues_beside_them(
    run: Run, own: Own
) -> None:
    hidden = own("sub/deeper/a.yaml", BROKEN)
    own("a.yaml")
    beside = own("sub/exercises.yaml", "Prone W:\n  tempo: quick\n")
    ran = run("check")
    assert ran.code == 1
    assert f"{hidden}:4:5:" in ran.out
    assert f"{beside}:2:" in ran.out
    assert ran.lines[-1].endswith(" files checked: 2 errors.")


@pytest.mark.parametrize("name", ["x" * 300, "x" * 300 + ".yaml", "a\0b"], ids=["long", "long yaml", "nul"])
def test_a_name_that_no_file_can_have_is_a_problem_of_that_file(run: Run, name: str) -> None:
    ran = run("check", name)
    assert (ran.code, ran.err) == (1, "")
    assert "error[unreadable]: the file cannot be opened" in ran.out


@pytest.mark.parametrize("place", [".", "deep"], ids=["asked for", "below"])
def test_a_folder_that_cannot_be_listed_is_not_taken_for_an_empty_one(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    (here / "deep").mkdir()
    (here / "a.yaml").write_text(GOOD.format(name="A"))
    scandir = os.scandir

    def shut(folder: str) -> Iterator[os.DirEntry[str]]:
        if Path(folder).resolve() == (here / place).resolve():
            raise PermissionError(errno.EACCES, "Permission denied", folder)
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", shut)
    ran = run("check", ".")
    assert ran.code == 1
    assert ran.lines[0] == f"{place}: error[unreadable]: this folder cannot be read"


def test_a_folder_with_the_name_of_a_routine_is_a_folder(run: Run, here: Path) -> None:
    (here / "a.yaml").mkdir()
    (here / "a.yaml" / "b.yaml").write_text(BROKEN)
    assert run("check", "a.yaml").lines[0].startswith("a.yaml/b.yaml:4:5:".replace("/", os.sep))
    assert run("check", ".").lines[-1] == "1 file checked: 1 error."


def test_json_is_a_list_of_problems_with_exactly_the_promised_fields(run: Run, here: Path) -> None:
    (here / "a.yaml").write_text(BROKEN)
    (here / "b.yaml").write_text(WARNED)
    ran = run("check", "--format", "json", "a.yaml", "b.yaml", "missing.yaml")
    assert (ran.code, ran.err) == (1, "")
    found = json.loads(ran.out)
    assert [list(problem) for problem in found] == [FIELDS] * 3
    assert found[0] == {
        "path": "a.yaml",
        "line": 4,
        "column": 5,
        "end_column": 8,
        "severity": "error",
        "code": "unknown-key",
        "message": "'rep' is not a key of an exercise",
        "hint": "did you mean 'reps'?",
        "fixes": [{"label": "write 'reps'", "start": 43, "end": 46, "text": "reps"}],
    }
    assert (found[1]["path"], found[1]["severity"], found[1]["line"]) == ("b.yaml", "warning", 3)
    assert (found[2]["path"], found[2]["line"], found[2]["column"]) == ("missing.yaml", None, None)


def test_json_of_good_files_is_an_empty_list(run: Run, here: Path) -> None:
    (here / "a.yaml").write_text(GOOD.format(name="A"))
    assert run("check", "--format", "json", "a.yaml") == (0, "[]\n", "")


def test_a_format_that_is_none_is_a_usage_mistake(run: Run) -> None:
    ran = run("check", "--format", "xml")
    assert (ran.code, ran.out) == (2, "")
    assert "xml" in ran.err


def test_hostile_file_names_are_made_visible(run: Run, here: Path) -> None:
    name = "a\x1b[31m\u202eb.yaml"
    try:
        (here / name).write_text(BROKEN)
    except OSError:
        pytest.skip("this system takes no such names")
    ran = run("check", ".")
    assert not any(char in ran.out for char in "\x1b\u202e")
    assert r"a\x1b[31m\u202eb.yaml:4:5:" in ran.out
    [problem] = json.loads(run("check", ".", "--format", "json").out)
    assert problem["path"] == name, "a script needs the name as it is"


def test_the_settings_are_part_of_the_library(run: Run, own: Own, home: Path) -> None:
    own("a.yaml")
    config = home / "config" / "config.yaml"
    config.write_text("sound:\n  volum: 50\n")
    ran = run("check")
    assert ran.code == 1
    assert ran.lines[0] == f"{config}:2:3: error[unknown-key]: 'volum' is no setting of 'sound'"
    config.write_text("sound:\n  volume: 50\n")
    assert run("check").code == 0
    assert run("check", str(config)) == (0, "1 file checked: no problems.\n", "")


def test_settings_are_no_routine_for_scripts_either(run: Run, own: Own, home: Path) -> None:
    own("a.yaml")
    (home / "config" / "config.yaml").write_text("sound:\n  volume: loud\n")
    (problem,) = json.loads(run("check", "--format", "json").out)
    assert list(problem) == FIELDS
    assert (problem["line"], problem["code"]) == (2, "not-a-count")
