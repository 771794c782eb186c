"""The person's own editor: which one it is, how it is run, and that nothing it does loses anything."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from player.library import external
from player.library.external import Editor, edit_externally, find_editor
from player.library.folders import Folders
from player.library.saving import Failed
from player.library.versions import versions

pytestmark = [
    pytest.mark.core,
    pytest.mark.skipif(os.name != "posix", reason="the editors here are shell scripts"),
]

OLD = b"name: Old\r\nsteps: [Row]\r\n"

Script = Callable[..., Path]


@pytest.fixture
def script(tmp_path: Path) -> Script:
    """Writes an editor: `script("echo x > $1")`."""

    def write(body: str, place: str = "bin/ed") -> Path:
        path = tmp_path / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/sh\n{body}\n")
        path.chmod(0o755)
        return path

    return write


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "my routines" / "neck break.yaml"
    path.parent.mkdir()
    path.write_bytes(OLD)
    return path


def by(path: Path) -> Editor:
    return Editor((str(path),), "EDITOR")


# Which one.


def test_visual_comes_before_editor_and_editor_before_what_is_there(script: Script) -> None:
    one, two, nano = (script("", f"bin/{name}") for name in ("one", "two", "nano"))
    script("", "bin/vi")
    path = {"PATH": str(one.parent)}
    assert find_editor({**path, "VISUAL": "one", "EDITOR": "two"}) == Editor((str(one),), "VISUAL")
    assert find_editor({**path, "VISUAL": "  ", "EDITOR": "two"}) == Editor((str(two),), "EDITOR")
    assert find_editor(path) == Editor((str(nano),), "")


def test_without_nano_it_is_vi(script: Script) -> None:
    vi = script("", "bin/vi")
    assert find_editor({"PATH": str(vi.parent)}) == Editor((str(vi),), "")


def test_without_any_editor_it_is_said_how_to_name_one(tmp_path: Path) -> None:
    assert find_editor({"PATH": str(tmp_path)}) == Failed(
        "there is no nano and no vi here. Name your editor in VISUAL or EDITOR, for example: "
        "export EDITOR=emacs"
    )


@pytest.mark.parametrize(
    ("written", "arguments"),
    [
        ("ed --wait", ("--wait",)),
        ("ed -c 'set ft=yaml' -n", ("-c", "set ft=yaml", "-n")),
        ('"{folder}/ed" -w', ("-w",)),
        ("'{folder}/ed'", ()),
        ("{folder}/ed", ()),
    ],
    ids=["option", "quoted option", "quoted path", "quotes", "spaces"],
)
def test_a_command_may_have_options_and_its_path_spaces(
    script: Script, written: str, arguments: tuple[str, ...]
) -> None:
    program = script("", "my bin/ed")
    environment = {"PATH": str(program.parent), "VISUAL": written.format(folder=program.parent)}
    assert find_editor(environment) == Editor((str(program), *arguments), "VISUAL")


def test_a_tilde_is_the_home_folder(script: Script, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = script("")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert find_editor({"EDITOR": "~/bin/ed -w", "PATH": ""}) == Editor((str(program), "-w"), "EDITOR")


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (r"C:\Windows\notepad.exe", [r"C:\Windows\notepad.exe"]),
        (r'"C:\Program Files\Vim\gvim.exe" --nofork', [r"C:\Program Files\Vim\gvim.exe", "--nofork"]),
        (r'code --wait --user-data-dir="C:\My Data"', ["code", "--wait", r"--user-data-dir=C:\My Data"]),
        (r"C:\Users\O'Brien\ed.exe -n", [r"C:\Users\O'Brien\ed.exe", "-n"]),
    ],
    ids=["backslashes", "quotes", "inner quotes", "apostrophe"],
)
def test_a_command_of_windows_is_split_as_windows_does(written: str, words: list[str]) -> None:
    assert external._words(written, "", windows=True) == words


@pytest.mark.parametrize("windows", [False, True], ids=["posix", "windows"])
@pytest.mark.parametrize("written", ['ed "-c', '""'])
def test_what_is_no_command_is_said_to_be_none(written: str, *, windows: bool) -> None:
    answer = find_editor({"VISUAL": written, "PATH": ""}, windows=windows)
    assert isinstance(answer, Failed)
    assert answer.sentence.startswith(f"VISUAL is no command: {written} (")


def test_an_editor_that_is_not_there_is_named_with_who_named_it(tmp_path: Path) -> None:
    assert find_editor({"EDITOR": "emacs -nw", "PATH": str(tmp_path)}) == Failed(
        "the editor 'emacs', which EDITOR names, was not found. Name another one, for example: "
        "export EDITOR=nano"
    )


# What it does.


def test_what_the_editor_saves_is_saved_and_what_was_there_is_kept(
    script: Script, file: Path, folders: Folders
) -> None:
    edited = edit_externally(by(script('printf new > "$1"')), file, folders.state)
    [version] = versions(file, folders)
    assert edited == (True, False, (), version.path)
    assert (file.read_bytes(), version.read()) == (b"new", OLD)


def test_the_path_is_one_argument_after_the_options(script: Script, file: Path, folders: Folders) -> None:
    program = script('printf "%s|" "$#" "$@" > "$3"')
    edit_externally(Editor((str(program), "-c", "x y"), ""), file, folders.state)
    assert file.read_text() == f"3|-c|x y|{file}|"


def test_a_name_that_begins_with_a_dash_is_no_option(
    script: Script, file: Path, folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(file.parent)
    path = Path("-rf.yaml")
    path.write_bytes(OLD)
    edit_externally(by(script('printf "%s" "$1" > "$1"')), path, folders.state)
    assert path.read_text() == "./-rf.yaml"


def test_no_shell_reads_the_name(script: Script, file: Path, folders: Folders) -> None:
    path = file.with_name("$(touch gone) `id`; x & y.yaml")
    path.write_bytes(OLD)
    edit_externally(by(script('printf new > "$1"')), path, folders.state)
    assert path.read_bytes() == b"new"
    assert len(list(file.parent.iterdir())) == 2


def test_a_link_is_edited_where_it_leads(script: Script, file: Path, folders: Folders) -> None:
    link = file.with_name("link.yaml")
    link.symlink_to(file.name)
    edited = edit_externally(by(script('printf new > "$1"')), link, folders.state)
    assert isinstance(edited, external.Edited)
    assert edited.changed
    assert [version.read() for version in versions(file, folders)] == [OLD]


def test_an_editor_that_comes_back_at_once_is_to_be_told_to_wait(
    script: Script, file: Path, folders: Folders
) -> None:
    edited = edit_externally(Editor((str(script("", "bin/code")),), "VISUAL"), file, folders.state)
    assert isinstance(edited, external.Edited)
    assert (edited.changed, edited.failed) == (False, False)
    [notice] = edited.notices
    assert notice.startswith("The editor came back at once. If it has opened a window, tell it to wait")
    assert notice.endswith('VISUAL="code --wait"')


@pytest.mark.parametrize("name", ["kate --block", "gvim --nofork", "subl --wait"])
def test_each_editor_is_told_in_its_own_words_and_once(
    script: Script, file: Path, folders: Folders, name: str
) -> None:
    program, option = name.split()
    command = (str(script("", f"bin/{program}")),)
    edited = edit_externally(Editor(command, "EDITOR"), file, folders.state)
    assert isinstance(edited, external.Edited)
    assert edited.notices[0].endswith(f'EDITOR="{name}"')
    edited = edit_externally(Editor((*command, option), "EDITOR"), file, folders.state)
    assert isinstance(edited, external.Edited)
    assert edited.notices == ()


def test_who_looked_for_a_while_and_changed_nothing_hears_nothing(
    script: Script, file: Path, folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    times = iter((10.0, 12.0))
    monkeypatch.setattr(time, "monotonic", lambda: next(times))
    edited = edit_externally(by(script("")), file, folders.state)
    assert isinstance(edited, external.Edited)
    assert edited.notices == ()


def test_a_bad_end_is_told_and_what_was_saved_stays(script: Script, file: Path, folders: Folders) -> None:
    edited = edit_externally(by(script('printf new > "$1"; exit 3')), file, folders.state)
    assert isinstance(edited, external.Edited)
    assert (edited.changed, edited.failed) == (True, True)
    assert edited.notices == ("The editor ended with code 3.",)
    assert file.read_bytes() == b"new"


def test_an_editor_that_is_killed_is_told_too(script: Script, file: Path, folders: Folders) -> None:
    edited = edit_externally(by(script("kill -9 $$")), file, folders.state)
    assert isinstance(edited, external.Edited)
    assert edited.failed
    assert edited.notices == ("The editor was ended by SIGKILL.",)


def test_a_file_that_the_editor_removed_is_put_back(script: Script, file: Path, folders: Folders) -> None:
    edited = edit_externally(by(script('rm "$1"')), file, folders.state)
    assert isinstance(edited, external.Edited)
    assert (edited.changed, edited.failed) == (False, True)
    assert edited.notices == (f"The editor removed {file}: it is back as it was.",)
    assert file.read_bytes() == OLD


def test_where_it_cannot_be_put_back_it_is_said_where_it_is_kept(
    script: Script, file: Path, folders: Folders
) -> None:
    edited = edit_externally(by(script('rm -r "$(dirname "$1")"')), file, folders.state)
    assert isinstance(edited, external.Edited)
    assert edited.kept is not None
    assert edited.kept.read_bytes() == OLD
    assert edited.notices[-1].endswith(f"it could not be put back. What it held is kept in {edited.kept}")


def test_a_file_larger_than_a_routine_may_be_is_kept_whole(
    script: Script, file: Path, folders: Folders
) -> None:
    file.write_bytes(OLD * 20_000)
    edit_externally(by(script('rm "$1"')), file, folders.state)
    assert file.read_bytes() == OLD * 20_000


def test_without_a_place_for_the_version_before_one_may_edit_all_the_same(
    script: Script, file: Path, folders: Folders
) -> None:
    folders.state.parent.mkdir(exist_ok=True)
    folders.state.write_text("a file")
    edited = edit_externally(by(script('rm "$1"')), file, folders.state)
    assert isinstance(edited, external.Edited)
    assert edited.notices[0].startswith("What the file held before could not be kept: ")
    assert file.read_bytes() == OLD, "it was still in memory"


@pytest.mark.parametrize("body", ["#!/no/such/interpreter", "not a program"])
def test_an_editor_that_cannot_be_started_is_one_sentence(
    file: Path, folders: Folders, tmp_path: Path, body: str
) -> None:
    program = tmp_path / "ed"
    program.write_text(body)
    program.chmod(0o755)
    answer = edit_externally(by(program), file, folders.state)
    assert isinstance(answer, Failed)
    assert answer.sentence.startswith(f"the editor {program} could not be started: ")


def test_ctrl_c_is_for_the_editor_and_ends_only_what_it_wants(
    script: Script, file: Path, folders: Folders
) -> None:
    """As from the keyboard: the signal reaches both, the editor takes it and goes on."""
    before = signal.getsignal(signal.SIGINT)
    program = script('trap "printf taken > \\"$1\\"" INT; kill -INT $PPID; kill -INT $$; exit 0')
    edited = edit_externally(by(program), file, folders.state)
    assert isinstance(edited, external.Edited)
    assert not edited.failed
    assert file.read_bytes() == b"taken", "a handler is not handed down; being deaf would be"
    assert signal.getsignal(signal.SIGINT) == before


def test_a_script_of_windows_gets_no_name_that_its_shell_would_run(file: Path, folders: Folders) -> None:
    answer = edit_externally(by(Path("ed.cmd")), file, folders.state)
    assert isinstance(answer, Failed), "there is none"
    path = file.with_name("a&calc.yaml")
    path.write_bytes(OLD)
    answer = edit_externally(by(Path("ed.CMD")), path, folders.state)
    assert isinstance(answer, Failed)
    assert answer.sentence.endswith("rename the file first.")
