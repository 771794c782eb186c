"""What the editor does with its file: saving, leaving, older versions, other programs, playing."""

import os
from pathlib import Path

import pytest
from textual.events import Paste
from textual.widgets import OptionList

from player.cli.routines.on_screen import run_editor
from player.library.saving import Failed
from player.library.versions import keep, versions
from player.tui.editor.file import AT_REST
from player.tui.editor.screen import EditorScreen
from player.tui.editor.versions_screen import VersionsScreen, difference
from player.tui.library.screen import LibraryScreen
from player.tui.session.screen import SessionScreen
from player.tui.session.summary_screen import SummaryScreen
from player.tui.widgets.question import QuestionScreen
from tests.tui.stage import Desk, desk, folders_at, library

TEXT = """\
name: Two
steps:
  - exercise: Chin tuck
    hold: 5s
  - exercise: Row
    reps: 10
    tempo: 2s
"""


def file(home: Path) -> Path:
    return home / "config" / "routines" / "a.yaml"


def theirs(home: Path, text: str) -> None:
    """Another program writes the file."""
    file(home).write_text(text)
    os.utime(file(home), ns=(1, 1))  # never the same moment as before


async def looked(stage: Desk) -> None:
    await stage.editor.file.look_at_disk()
    await stage.settle()


# Saving and leaving.


async def test_saving_writes_the_file_and_keeps_what_it_held(tmp_path: Path) -> None:
    async with desk(tmp_path, "a.yaml", TEXT) as stage:
        await stage.type("x", "ctrl+s")
        assert file(tmp_path).read_text() == "x" + TEXT
        assert (
            stage.told() == "Saved. It cannot be played yet: 2 errors are left." or "Saved." in stage.told()
        )
        assert "a.yaml*" not in stage.text()
        (version,) = versions(file(tmp_path), folders_at(tmp_path))
        assert version.read() == TEXT.encode()


async def test_line_breaks_of_another_system_stay_as_they_were(tmp_path: Path) -> None:
    async with desk(tmp_path, "a.yaml", "\ufeff" + TEXT.replace("\n", "\r\n")) as stage:
        await stage.type("x", "ctrl+s")
        assert file(tmp_path).read_bytes() == ("\ufeffx" + TEXT.replace("\n", "\r\n")).encode()


async def test_a_file_that_cannot_be_written_is_told_and_the_text_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk(tmp_path, "a.yaml", TEXT) as stage:
        full = Failed("a.yaml could not be saved: the disk is full.")
        monkeypatch.setattr(stage.editor.file.manuscript, "save", lambda _text: full)
        await stage.type("x", "ctrl+s")
        assert stage.told() == "✗ a.yaml could not be saved: the disk is full."
        assert stage.written == "x" + TEXT
        await stage.type("escape", "s")  # to leave with saving does not leave then
        assert stage.on(EditorScreen)
        assert not stage.app._exit


@pytest.mark.parametrize("key", ["escape", "ctrl+q", "ctrl+c"])
async def test_what_is_saved_can_be_left_with_one_key(tmp_path: Path, key: str) -> None:
    async with desk(tmp_path, "a.yaml", TEXT) as stage:
        await stage.press(key)
        assert stage.app._exit


@pytest.mark.parametrize(("answer", "saved"), [("s", True), ("d", False)], ids=str)
@pytest.mark.parametrize("key", ["escape", "ctrl+q", "ctrl+c"])
async def test_what_is_not_saved_is_asked_about(tmp_path: Path, key: str, answer: str, saved: bool) -> None:  # noqa: FBT001  a column
    async with desk(tmp_path, "a.yaml", TEXT) as stage:
        await stage.type("x", key)
        assert stage.on(QuestionScreen)
        await stage.type(answer)
        assert stage.app._exit
        assert (file(tmp_path).read_text() == "x" + TEXT) is saved


@pytest.mark.parametrize("key", ["g", "escape", "ctrl+c", "ctrl+q"])
async def test_the_question_can_be_answered_with_staying(tmp_path: Path, key: str) -> None:
    async with desk(tmp_path, "a.yaml", TEXT) as stage:
        await stage.type("x", "escape", key)
        assert stage.on(EditorScreen)
        await stage.type("y")
        assert stage.written == "xy" + TEXT


async def test_ctrl_c_copies_where_something_is_selected(tmp_path: Path) -> None:
    async with desk(tmp_path, "a.yaml", TEXT) as stage:
        await stage.type("shift+end", "ctrl+c")
        assert stage.app.clipboard == "name: Two"
        assert stage.on(EditorScreen)


async def test_a_program_that_ends_at_once_keeps_what_was_not_saved(tmp_path: Path) -> None:
    async with desk(tmp_path, "a.yaml", TEXT) as stage:
        await stage.type("x")
        stage.app.leave(143)
        assert stage.app.writing.rescued
    (version,) = versions(file(tmp_path), folders_at(tmp_path))
    assert version.read() == ("x" + TEXT).encode()
    assert file(tmp_path).read_text() == TEXT


# Others.


async def test_a_change_by_another_program_is_noticed_and_theirs_is_kept_if_mine_wins(tmp_path: Path) -> None:
    async with desk(tmp_path, "a.yaml", TEXT) as stage:
        await stage.type("x")
        theirs(tmp_path, TEXT + "# theirs\n")
        await looked(stage)
        assert stage.on(QuestionScreen)
        await stage.type("k")
        assert file(tmp_path).read_text() == "x" + TEXT
        assert versions(file(tmp_path), folders_at(tmp_path))[0].read() == (TEXT + "# theirs\n").encode()


async def test_no_question_comes_up_between_two_letters(tmp_path: Path) -> None:
    async with desk(tmp_path, "a.yaml", TEXT) as stage:
        await stage.type("x")
        theirs(tmp_path, "name: Theirs\nsteps: [Row]\n")
        stage.editor.file.look_between_keys()
        await stage.settle()
        assert not stage.on(QuestionScreen)
        stage.editor.file._typed_at -= AT_REST
        stage.editor.file.look_between_keys()
        await stage.settle()
        assert stage.on(QuestionScreen)


async def test_theirs_can_be_taken_and_mine_comes_back_with_undo(tmp_path: Path) -> None:
    async with desk(tmp_path, "a.yaml", TEXT) as stage:
        await stage.type("x")
        theirs(tmp_path, TEXT + "# theirs\n")
        await stage.type("ctrl+s")
        assert stage.on(QuestionScreen)
        await stage.type("t")
        assert stage.written == TEXT + "# theirs\n"
        assert "a.yaml*" not in stage.text()
        await stage.type("ctrl+z")
        assert stage.written == "x" + TEXT


async def test_an_untouched_text_follows_the_file(tmp_path: Path) -> None:
    async with desk(tmp_path, "a.yaml", TEXT) as stage:
        theirs(tmp_path, TEXT + "# theirs\n")
        await looked(stage)
        assert stage.written == TEXT + "# theirs\n"
        assert "Another program has changed the file" in stage.told()


async def test_a_file_that_is_gone_can_be_written_again(tmp_path: Path) -> None:
    async with desk(tmp_path, "a.yaml", TEXT) as stage:
        file(tmp_path).unlink()
        await looked(stage)
        assert "not there any more" in stage.flat()
        await stage.type("k")
        assert file(tmp_path).read_text() == TEXT


async def test_deciding_later_leaves_both_as_they_are_until_saving_asks_again(tmp_path: Path) -> None:
    async with desk(tmp_path, "a.yaml", TEXT) as stage:
        await stage.type("x")
        theirs(tmp_path, "theirs")
        await looked(stage)
        await stage.type("l", "ctrl+s")
        assert stage.on(QuestionScreen)
        assert file(tmp_path).read_text() == "theirs"


# Older versions.


async def test_an_older_version_is_compared_taken_and_taken_out_again(tmp_path: Path) -> None:
    keep(file(tmp_path), TEXT.replace("10", "12").encode(), folders_at(tmp_path).state)
    async with desk(tmp_path, "a.yaml", TEXT) as stage:
        await stage.press("f6")
        assert stage.on(VersionsScreen)
        await stage.pilot.pause(0.1)
        assert "-    reps: 10" in stage.text()
        assert "+    reps: 12" in stage.text()
        await stage.type("enter")
        assert "reps: 12" in stage.written
        assert "older version" in stage.told()
        await stage.type("ctrl+z")
        assert stage.written == TEXT


async def test_without_older_versions_that_is_said(tmp_path: Path) -> None:
    async with desk(tmp_path, "a.yaml", TEXT) as stage:
        await stage.type("f6")
        assert "no older version" in stage.told()


def test_texts_too_long_to_compare_are_not_compared() -> None:
    assert "Too long" in difference("a\n" * 4000, "b\n" * 4000).plain
    assert "The same" in difference("a", "a").plain


# Playing and hearing.


async def test_playing_begins_at_the_step_under_the_cursor_and_comes_back_to_it(
    tmp_path: Path, summary_settled: None
) -> None:
    del summary_settled
    async with desk(tmp_path, "a.yaml", TEXT) as stage:
        await stage.type("down", "down", "down", "down", "end", "s", "f5")
        assert stage.on(SessionScreen)
        await stage.pilot.pause(0.1)
        assert "ROWS" in stage.text()
        await stage.press("q")
        await stage.pilot.pause(0.15)  # the session runs on the real clock here: two presses, not one
        await stage.press("q")
        assert stage.on(SummaryScreen)
        await stage.pilot.pause(0.05)
        await stage.press("enter")
        assert stage.on(EditorScreen)
        assert stage.editor.area.cursor_location == (4, 18)
        assert stage.editor.file.modified
        assert file(tmp_path).read_text() == TEXT


async def test_a_text_with_errors_is_not_played(tmp_path: Path) -> None:
    async with desk(tmp_path, "a.yaml", TEXT) as stage:
        await stage.type("x", "f5")
        assert stage.on(EditorScreen)
        assert "cannot be played yet" in stage.told()


async def test_a_step_is_heard_until_a_key_stops_it_and_the_key_writes_nothing(tmp_path: Path) -> None:
    async with desk(tmp_path, "a.yaml", TEXT) as stage:
        await stage.type("f7")
        assert stage.told().startswith("This is how Chin tuck sounds")
        await stage.type("x")
        assert stage.written == TEXT
        assert "sounds" not in stage.told()


# Ways in.


async def test_a_bundled_routine_is_copied_first_and_the_list_shows_the_copy(tmp_path: Path) -> None:
    async with library(tmp_path) as stage:
        await stage.press("e")
        assert stage.on(EditorScreen)
        assert "your own copy" in stage.flat()
        copies = [path.name for path in (tmp_path / "config" / "routines").glob("*.yaml")]
        assert len(copies) == 1
        await stage.press("escape")
        assert stage.on(LibraryScreen)


async def test_a_new_routine_gets_a_name_and_is_on_the_list_afterwards(tmp_path: Path) -> None:
    async with library(tmp_path) as stage:
        await stage.press("n", *"Aaa", "enter")
        assert stage.on(EditorScreen)
        assert stage.screen.area.text.count("name: Aaa") == 1  # type: ignore[attr-defined]
        await stage.press("escape")
        assert stage.on(LibraryScreen)
        assert "Aaa" in stage.text()


async def test_a_name_that_no_file_can_have_is_answered_in_the_list(tmp_path: Path) -> None:
    async with library(tmp_path) as stage:
        await stage.press("n", "full_stop", "enter")
        assert stage.on(LibraryScreen)
        assert "no letter" in stage.flat()


async def test_a_file_that_is_no_text_is_refused_in_the_list_with_what_to_do(tmp_path: Path) -> None:
    path = file(tmp_path)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"\x89PNG\r\n\x1a\n")
    async with library(tmp_path) as stage:
        await stage.press("e")
        assert stage.on(LibraryScreen)
        assert "a.yaml cannot be edited: this is not a text file but a PNG picture" in stage.flat()


async def test_a_broken_routine_is_opened_from_the_list_and_mended(tmp_path: Path) -> None:
    path = file(tmp_path)
    path.parent.mkdir(parents=True)
    path.write_text("name: ZZZ\nstep:\n  - exercise: Row\n    hold: 5s\n")
    async with library(tmp_path) as stage:
        assert "a.yaml  ⚠" in stage.text()
        await stage.press("e")
        assert stage.on(EditorScreen)
        assert "  1  name: ZZZ" in stage.lines()[1]  # as when the editor comes up alone
        await stage.press("down", "end", "left", "s", "ctrl+s")
        await stage.pilot.pause(0.1)
        await stage.press("escape")
        await stage.pilot.pause(0.1)
        assert stage.on(LibraryScreen)
        assert "a.yaml  ⚠" not in stage.text()
        assert stage.screen.query_one(OptionList).highlighted == 0  # own routines stand first


async def test_bytes_that_are_no_text_are_refused_with_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"name: caf\xe9\n")
    assert run_editor(path, folders_at(tmp_path)) == 1
    said = capsys.readouterr().err
    assert "a.yaml cannot be edited: line 1: the byte 0xe9 is not UTF-8" in said
    assert "save the file as UTF-8" in said


HOSTILE = "name: \x1b]0;owned\x07 [red]x[/red] [@click=app.quit]\u202eb\u2028c\n#\x9b31m\u2066\td\n"


async def test_a_hostile_text_is_shown_harmlessly_and_saved_byte_by_byte(tmp_path: Path) -> None:
    async with desk(tmp_path, "a.yaml", HOSTILE) as stage:
        shown = stage.text()
        assert "[red]x[/red] [@click=app.quit]" in shown
        for char in "\x1b\x07\u202e\u2028\x9b\u2066":
            assert char not in shown
        await stage.type("ctrl+end", "x", "ctrl+s")
        assert file(tmp_path).read_bytes().decode() == HOSTILE + "x"


async def test_what_is_pasted_cannot_bring_line_breaks_nobody_sees(tmp_path: Path) -> None:
    async with desk(tmp_path, "a.yaml", "") as stage:
        stage.editor.area.post_message(Paste("a: 1\r\n\tb"))
        await stage.settle()
        assert stage.written == "a: 1\n  b"


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (200, 50)], ids=str)
async def test_every_size_shows_text_foot_and_keys(tmp_path: Path, size: tuple[int, int]) -> None:
    async with desk(tmp_path, "a.yaml", TEXT, size) as stage:
        assert "  1  name: Two" in stage.lines()[1]
        assert "F1 keys" in stage.lines()[-1]
        await stage.press("f1")
        assert "Shift-F8" in stage.text()
