"""`backbeat new`, `edit` and `schema`: files are made, opened, looked at afterwards, and never lost."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from player.library.creating import MODELINE
from player.library.folders import bundled
from tests.cli.conftest import BROKEN, GOOD, Own, Run

pytestmark = pytest.mark.core

Editor = Callable[[str], None]


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Editor:
    """Makes a shell script the person's editor: `editor('echo x > "$1"')`."""
    if os.name != "posix":
        pytest.skip("the editors here are shell scripts")

    def write(body: str) -> None:
        path = tmp_path / "bin" / "ed"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\n{body}\n")
        path.chmod(0o755)
        monkeypatch.delenv("VISUAL", raising=False)
        monkeypatch.setenv("EDITOR", str(path))

    return write


@pytest.fixture
def here(home: Path) -> Path:
    """The current folder."""
    return home.parent / "here"


def kept(home: Path) -> list[bytes]:
    return [path.read_bytes() for path in sorted((home / "state").rglob("*.yaml"))]


# New ones.


def test_a_new_routine_is_made_and_its_place_is_all_that_is_printed(run: Run, home: Path) -> None:
    path = home / "config" / "routines" / "neck-break.yaml"
    assert run("new", "Neck break", "--no-edit") == (0, f"{path}\n", "")
    assert run("check", "neck-break") == (0, "1 file checked: no problems.\n", "")
    [summary] = [entry for entry in json.loads(run("list", "--json").out) if not entry["bundled"]]
    assert (summary["slug"], summary["name"]) == ("neck-break", "Neck break")


def test_where_there_is_no_terminal_nothing_is_opened(run: Run, home: Path) -> None:
    path = home / "config" / "routines" / "neck-break.yaml"
    assert run("new", "Neck break") == (0, f"{path}\n", "")


def test_a_routine_that_is_there_is_not_made_again(run: Run, own: Own) -> None:
    path = own("neck-break.yaml")
    assert run("new", "Neck break", "--no-edit") == (
        1,
        "",
        f"backbeat: {path} is there already. To change it: backbeat edit neck-break\n",
    )


@pytest.mark.parametrize("name", ["", "!", "con", "exercises", "../up.yaml", "a\nb"], ids=ascii)
def test_a_name_that_no_file_can_have_is_a_usage_mistake(run: Run, home: Path, name: str) -> None:
    ran = run("new", name, "--no-edit")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("backbeat: ")
    assert not home.exists()


# The person's own editor.


def test_what_was_written_is_checked_when_the_editor_ends(run: Run, own: Own, editor: Editor) -> None:
    path = own("mine.yaml")
    editor('printf "name: New\\nsteps:\\n  - {exercise: Row, hold: 5s}\\n" > "$1"')
    assert run("edit", "mine", "--external") == (0, "1 file checked: no problems.\n", "")
    assert path.read_text().startswith("name: New")


def test_a_broken_file_is_kept_and_told_with_the_place_of_the_one_before(
    run: Run, own: Own, home: Path, editor: Editor
) -> None:
    path = own("mine.yaml")
    before = path.read_bytes()
    editor(f"cat > \"$1\" <<'END'\n{BROKEN}END")
    ran = run("edit", "mine", "--external")
    assert ran.code == 1
    assert ran.lines[0] == f"{path}:4:5: error[unknown-key]: 'rep' is not a key of an exercise"
    assert ran.lines[-1] == "1 file checked: 1 error."
    assert path.read_text() == BROKEN
    assert kept(home) == [before]
    assert Path(ran.err.removeprefix("As it was before: ").strip()).read_bytes() == before


def test_a_broken_file_can_be_mended(run: Run, own: Own, editor: Editor) -> None:
    own("mine.yaml", BROKEN)
    editor('sed "s/rep:/reps:/" "$1" > "$1.new" && mv "$1.new" "$1"')
    assert run("edit", "mine", "--external").code == 0


@pytest.mark.parametrize(
    "data", [b"name: gr\xfcn\n", "name: A\n".encode("utf-16")], ids=["latin-1", "utf-16"]
)
def test_what_is_no_text_for_us_may_be_one_for_an_editor(
    run: Run, own: Own, editor: Editor, data: bytes
) -> None:
    path = own("mine.yaml")
    path.write_bytes(data)
    editor(f"cat > \"$1\" <<'END'\n{GOOD.format(name='A')}END")
    assert run("edit", "mine", "--external") == (0, "1 file checked: no problems.\n", "")


def test_a_bundled_routine_is_copied_first(run: Run, home: Path, editor: Editor) -> None:
    original = bundled("routines") / "y-t-ws.yaml"
    before = original.read_bytes()
    editor('echo "# mine" >> "$1"')
    copy = home / "config" / "routines" / "y-t-ws.yaml"
    assert run("edit", "y-t-ws", "--external") == (
        0,
        "1 file checked: no problems.\n",
        f"y-t-ws is bundled; your own copy: {copy}\n",
    )
    assert copy.read_text("utf-8") == f"{MODELINE}\n{before.decode()}# mine\n"
    assert original.read_bytes() == before
    assert run("edit", str(original), "--external").err.endswith(f"your own copy: {copy}\n")
    assert original.read_bytes() == before
    assert copy.read_text("utf-8").endswith("# mine\n# mine\n")


def test_the_bundled_exercises_are_not_copied(run: Run, home: Path, editor: Editor) -> None:
    editor('echo "# mine" >> "$1"')
    before = (bundled("routines") / "exercises.yaml").read_bytes()
    ran = run("edit", str(bundled("routines") / "exercises.yaml"), "--external")
    assert (ran.code, ran.out) == (1, "")
    assert str(home / "config" / "exercises.yaml") in ran.err
    assert (bundled("routines") / "exercises.yaml").read_bytes() == before


def test_the_persons_exercises_are_checked_as_what_they_are(run: Run, here: Path, editor: Editor) -> None:
    (here / "exercises.yaml").write_text("Prone W:\n  tempo: 2-1-3\n")
    editor('echo "  sides: maybe" >> "$1"')
    ran = run("edit", "exercises.yaml", "--external")
    assert ran.code == 1
    assert ran.lines[0].startswith("exercises.yaml:3:")


def test_a_file_outside_is_changed_where_it_is(run: Run, home: Path, here: Path, editor: Editor) -> None:
    (here / "loose.yaml").write_text(GOOD.format(name="A"))
    editor('echo "# mine" >> "$1"')
    assert run("edit", "./loose.yaml", "--external").code == 0
    assert (here / "loose.yaml").read_text().endswith("# mine\n")
    assert not (home / "config").exists()
    assert sorted(path.name for path in here.iterdir()) == ["loose.yaml"]


def test_a_name_that_begins_with_a_dash_is_edited(run: Run, here: Path, editor: Editor) -> None:
    (here / "-a.yaml").write_text(GOOD.format(name="A"))
    editor('case "$1" in ./-a.yaml) echo "# mine" >> "$1";; esac')
    assert run("edit", "--external", "--", "-a.yaml").code == 0
    assert (here / "-a.yaml").read_text().endswith("# mine\n")


def test_the_schema_that_the_first_line_names_is_put_beside(run: Run, here: Path, editor: Editor) -> None:
    (here / "loose.yaml").write_text(f"{MODELINE}\n{GOOD.format(name='A')}")
    editor("exit 0")
    run("edit", "./loose.yaml", "--external")
    assert json.loads((here / "routine.schema.json").read_text("utf-8")) == json.loads(run("schema").out)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("exit 0", "The editor came back at once."),
        ("exit 3", "The editor ended with code 3."),
        ('rm "$1"', "The editor removed "),
        ("kill -9 $$", "The editor was ended by SIGKILL."),
    ],
    ids=["at once", "code", "removed", "killed"],
)
def test_whatever_the_editor_does_is_told_and_the_file_is_there(
    run: Run, own: Own, editor: Editor, body: str, says: str
) -> None:
    path = own("mine.yaml")
    before = path.read_bytes()
    editor(body)
    ran = run("edit", "mine", "--external")
    assert ran.code == (0 if body == "exit 0" else 1)
    assert ran.err.startswith(says)
    assert ran.out == "1 file checked: no problems.\n"
    assert path.read_bytes() == before


def test_without_an_editor_nothing_is_copied(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "no-such-editor -x")
    ran = run("edit", "y-t-ws", "--external")
    assert (ran.code, ran.out) == (1, "")
    assert "the editor 'no-such-editor', which EDITOR names, was not found" in ran.err
    assert not home.exists()


@pytest.mark.parametrize("how", [(), ("--external",)], ids=["screen", "external"])
@pytest.mark.parametrize("name", ["missing", "missing.yaml"])
def test_what_is_not_there_is_not_edited(
    run: Run, editor: Editor, here: Path, monkeypatch: pytest.MonkeyPatch, *, name: str, how: tuple[str, ...]
) -> None:
    editor('echo made > "$1"')
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    ran = run("edit", name, *how)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err
    assert list(here.iterdir()) == []


def test_the_editor_screen_needs_a_terminal_and_says_what_does_not(run: Run, home: Path) -> None:
    ran = run("edit", "y-t-ws")
    assert (ran.code, ran.out) == (2, "")
    assert "--external" in ran.err
    assert not home.exists()


# The schema.


def test_the_schema_is_printed_as_json(run: Run) -> None:
    ran = run("schema")
    assert (ran.code, ran.err) == (0, "")
    assert json.loads(ran.out)["$schema"] == "https://json-schema.org/draft/2020-12/schema"
