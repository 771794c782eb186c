"""Writing in the editor: problems, completion, timetable and help follow the keys."""

import random
from pathlib import Path

import pytest
from textual.events import Paste

from player.coach.editing.draft import Draft
from player.routine.writing.lexer import START, LexState, lex
from player.tui.editor.keys import ACTIONS
from player.tui.editor.text import proof as module
from player.tui.editor.text.buffer import Buffer
from tests.tui.stage import Desk, desk

TEXT = """\
name: Two rounds
steps:
  - exercise: Chin tuck
    hold: 5s
    reps: 8
  - exercise: Row
    reps: 10
    tempo: 2s
"""
BROKEN = TEXT.replace("reps: 10", "rep: 10").replace("hold: 5s", "holt: 5s")


def gutter(stage: Desk) -> list[str]:
    return [line[0] for line in stage.shown_in("#text")]


async def test_the_text_stands_there_with_its_timetable_and_the_step_under_the_cursor(tmp_path: Path) -> None:
    async with desk(tmp_path, "a.yaml", TEXT) as stage:
        shown = stage.text()
        assert " 3    - exercise: Chin tuck" in shown
        assert "▸ 0:10  Chin tuck" in shown
        await stage.type("down", "down", "down", "down", "down", "down")
        assert "▸ 1:21  Row" in stage.text()
        assert stage.told().startswith("reps: ")


async def test_a_mistake_is_marked_told_and_dims_the_timetable_until_it_is_mended(tmp_path: Path) -> None:
    async with desk(tmp_path, "a.yaml", TEXT) as stage:
        await stage.type("down", "down", "down", "end", "x")
        assert gutter(stage)[3] == "✗"
        assert stage.told().startswith("✗ 4:11 ")
        assert "before the mistake in line 4" in stage.text()
        assert "a.yaml*" in stage.text()
        await stage.type("backspace")
        assert "✗" not in stage.text()
        assert "before the mistake" not in stage.text()
        assert "a.yaml*" not in stage.text()


async def test_f8_goes_from_problem_to_problem_and_around(tmp_path: Path) -> None:
    async with desk(tmp_path, "a.yaml", BROKEN) as stage:
        rows = []
        for key in ("f8", "f8", "f8", "shift+f8"):
            await stage.type(key)
            rows.append(stage.editor.area.cursor_location)
        assert rows == [(3, 4), (6, 4), (3, 4), (6, 4)]
        assert "did you mean 'reps'?" in stage.told()


async def test_without_problems_f8_says_so(tmp_path: Path) -> None:
    async with desk(tmp_path, "a.yaml", TEXT) as stage:
        await stage.type("f8")
        assert stage.told() == "There are no problems."


async def test_a_key_is_completed_while_it_is_typed_and_only_tab_takes_it(tmp_path: Path) -> None:
    async with desk(tmp_path, "a.yaml", TEXT) as stage:
        await stage.type("down", "down", "down", "down", "end", "enter", *"rel")
        assert "relax" in stage.text()
        await stage.type("tab")
        assert stage.written.split("\n")[5] == "    relax: "
        await stage.type(*"3s", "enter")  # what is offered for the value is not in the way
        assert stage.written.split("\n")[5:7] == ["    relax: 3s", "    "]


@pytest.mark.parametrize("key", ["f2", "ctrl+space", "ctrl+@"])
async def test_asked_for_the_list_is_walked_with_arrows_and_enter_takes(tmp_path: Path, key: str) -> None:
    async with desk(tmp_path, "a.yaml", "name: A\nsteps:\n  - exercise: Chin tu\n    reps: 3\n") as stage:
        await stage.type("down", "down", "end", key)
        assert "▸ Chin tuck" in stage.text()
        await stage.type("down", "up", "enter")
        assert stage.written.split("\n")[2] == "  - exercise: Chin tuck"


async def test_escape_closes_the_list_first_and_then_leaves(tmp_path: Path) -> None:
    async with desk(tmp_path, "a.yaml", TEXT) as stage:
        await stage.type("down", "down", "down", "end", "enter", "f2")
        assert "takes it)" in stage.text()
        await stage.type("escape")
        assert "takes it)" not in stage.text()
        await stage.type("ctrl+z")
        await stage.press("escape")
        assert stage.app._exit


async def test_undo_and_redo_are_keys_of_the_editor(tmp_path: Path) -> None:
    async with desk(tmp_path, "a.yaml", TEXT) as stage:
        await stage.type("x", "ctrl+z")
        assert stage.written == TEXT
        await stage.type("ctrl+y")
        assert stage.written == "x" + TEXT


async def test_keys_are_obeyed_in_their_order_however_fast_they_come(tmp_path: Path) -> None:
    async with desk(tmp_path, "a.yaml", TEXT) as stage:
        for key in ("down", "down", "end", "x", "left", "y", "ctrl+s"):
            stage.app.simulate_key(key)
        await stage.settle()
        assert stage.written.split("\n")[2] == "  - exercise: Chin tuckyx"
        assert (tmp_path / "config/routines/a.yaml").read_text() == stage.written


async def test_taking_back_a_text_longer_than_the_screen_leaves_a_shorter_one(tmp_path: Path) -> None:
    async with desk(tmp_path, "a.yaml", TEXT) as stage:
        await stage.press("ctrl+end")
        stage.editor.area.post_message(Paste("  - Row\n" * 200))
        await stage.settle()
        await stage.type("ctrl+z")  # the scroll bar goes while the cursor still stands below the end
        assert stage.written == TEXT
        await stage.type("ctrl+y")
        assert stage.written == TEXT + "  - Row\n" * 200


async def test_tab_takes_an_offer_that_has_not_been_drawn_yet(tmp_path: Path) -> None:
    async with desk(tmp_path, "a.yaml", TEXT) as stage:
        await stage.type("down", "down", "down", "down", "end", "enter")
        for key in (*"rel", "tab"):
            stage.app.simulate_key(key)
        await stage.settle()
        assert stage.written.split("\n")[5] == "    relax: "


async def test_no_key_of_the_editor_means_something_else_to_its_text(tmp_path: Path) -> None:
    async with desk(tmp_path, "a.yaml", TEXT) as stage:
        theirs = set(stage.editor.area._bindings.key_to_bindings)
        assert not theirs & {"f6", "f7", "ctrl+f", *ACTIONS}


async def test_escape_and_the_key_before_it_are_obeyed_in_their_order(tmp_path: Path) -> None:
    async with desk(tmp_path, "a.yaml", TEXT) as stage:
        for key in ("x", "escape", "f6"):
            stage.app.simulate_key(key)
        await stage.settle()
        assert "not saved" in stage.flat()


async def test_the_mark_of_a_problem_has_the_background_of_its_line(tmp_path: Path) -> None:
    async with desk(tmp_path, "a.yaml", BROKEN) as stage:
        row = stage.region("#text").y + 3
        mark, number = list(stage.screen._compositor.render_strips()[row])[:2]
        assert mark.text == "✗"
        assert mark.style is not None
        assert number.style is not None
        assert mark.style.bgcolor == number.style.bgcolor


async def test_find_goes_through_the_text_and_says_when_it_begins_again(tmp_path: Path) -> None:
    async with desk(tmp_path, "a.yaml", TEXT) as stage:
        await stage.press("ctrl+f", *"REPS", "enter")
        assert stage.editor.area.selection.start == (4, 4)
        await stage.press("enter")
        assert stage.editor.area.selected_text == "reps"
        await stage.press("f3")
        assert "beginning again" in stage.told()
        await stage.press("escape", "shift+f3")
        assert stage.editor.area.selection.start == (6, 4)


async def test_a_fix_is_applied_with_one_key_and_undone_with_one(tmp_path: Path) -> None:
    async with desk(tmp_path, "a.yaml", BROKEN) as stage:
        await stage.type("f8", "f8")
        assert "F4: write 'reps'" in stage.told()
        await stage.type("f4")
        assert "    reps: 10" in stage.written
        await stage.type("ctrl+z")
        assert stage.written == BROKEN


async def test_of_several_fixes_one_is_chosen_by_its_number(tmp_path: Path) -> None:
    four = TEXT.replace("tempo: 2s", "tempo: 2-1-2-1")
    async with desk(tmp_path, "a.yaml", f"\ufeff{four}".replace("\n", "\r\n")) as stage:
        await stage.type("f8", "f4")
        assert "Which one?" in stage.text()
        await stage.type("2")
        assert stage.written == four.replace("2-1-2-1", "[lift: 2s, hold: 1s, lower: 2s, hold: 1s]")


async def test_what_is_read_while_the_editor_closes_goes_nowhere(tmp_path: Path) -> None:
    async with desk(tmp_path, "a.yaml", BROKEN) as stage:
        editor = stage.editor
        await editor.remove_children()  # as Textual does, before it stops what works for the screen
        editor._show_draft(editor.proof.draft)
        editor._follow()
        editor.entitle()
        editor.say("Saved.")


async def test_a_catalogue_is_edited_as_what_it_is(tmp_path: Path) -> None:
    facts = "Wall angel:\n  category: mobility\n  tempo: 3-1-3\n"
    async with desk(tmp_path, "exercises.yaml", facts) as stage:
        assert "✗" not in stage.text()
        assert "facts on exercises" in stage.flat()
        await stage.type("down", "down", "end", "enter", *"st", "f5")
        assert "no routine" in stage.told()
        assert "takes it)" not in stage.text()
        await stage.type(*"uff: 3")
        assert "'stuff' is not a fact of an exercise" in stage.flat()
        await stage.type("ctrl+s")
        assert "It cannot be played yet" not in stage.told()


async def test_a_click_on_the_timetable_leads_to_the_step(tmp_path: Path) -> None:
    async with desk(tmp_path, "a.yaml", TEXT.replace("Row", "Row with both arms, slowly")) as stage:
        row = next(row for row, line in enumerate(stage.shown_in("#course")) if "Row" in line)
        for further in (0, 1):  # its name, and its dose below
            await stage.pilot.click("#course", offset=(10, row + further))
            await stage.settle()
            assert stage.editor.area.cursor_location == (5, 4)
            await stage.type("ctrl+home")
        await stage.pilot.click("#course", offset=(10, 0))
        assert stage.editor.area.cursor_location == (0, 0)
        assert stage.app.focused is stage.editor.area


async def test_f9_hides_the_timetable_and_brings_it_to_small_screens(tmp_path: Path) -> None:
    async with desk(tmp_path, "a.yaml", TEXT, (60, 20)) as stage:
        assert "▸ 0:10" not in stage.text()
        await stage.type("f9")
        assert "▸ 0:10  Chin tuck" in stage.text()
        await stage.type("f9")
        assert "▸ 0:10" not in stage.text()


async def test_a_check_that_is_overtaken_is_dropped(tmp_path: Path) -> None:
    async with desk(tmp_path, "a.yaml", TEXT) as stage:
        await stage.press("down", "down", "down", "end", "x")
        await stage.pilot.pause(module.CHECK_AFTER)
        await stage.press("backspace")
        await stage.settle()
        assert "✗" not in stage.text()


async def test_a_mistake_in_the_reader_keeps_nobody_from_writing_and_saving(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> Draft:
        raise RecursionError("ours")

    monkeypatch.setattr(module, "draft", fails)
    async with desk(tmp_path, "a.yaml", TEXT) as stage:
        await stage.type("x", "ctrl+s")
        assert (tmp_path / "config/routines/a.yaml").read_text() == "x" + TEXT


async def test_tab_indents_what_is_selected_and_shift_tab_takes_it_back(tmp_path: Path) -> None:
    async with desk(tmp_path, "a.yaml", TEXT) as stage:
        await stage.type("down", "down", "shift+down", "shift+down", "tab")
        lines = stage.written.split("\n")
        assert lines[2:5] == ["    - exercise: Chin tuck", "      hold: 5s", "      reps: 8"]
        await stage.type("shift+tab")
        assert stage.written == TEXT


def states(lines: list[str]) -> list[LexState]:
    found = [START]
    for line in lines:
        found.append(lex(line, found[-1])[1])
    return found


def test_colours_after_any_edits_are_those_of_the_text_read_anew() -> None:
    chance = random.Random(7)  # noqa: S311  edits, not secrets
    pieces = ['"', "'", "[", "]", "\n", "a: b", "  - ", "|\n    x", "#", "\n\n", ""]
    buffer = Buffer(TEXT)
    for _ in range(400):
        rows = sorted(chance.randrange(buffer.line_count) for _ in range(2))
        rows[1] = min(rows[1], rows[0] + 2)
        start, end = ((row, chance.randrange(len(buffer[row]) + 1)) for row in rows)
        buffer.replace_range(start, end, chance.choice(pieces))
        if chance.random() < 0.6:
            row = chance.randrange(buffer.line_count)
            assert buffer.colours.before(row) == states(buffer.lines)[row]
        if buffer.line_count > 60:
            buffer.replace_range((20, 0), (buffer.line_count - 1, 0), "")
    assert [buffer.colours.before(row) for row in range(buffer.line_count)] == states(buffer.lines)[:-1]
    assert buffer.get_size(2).width == max(len(line) for line in buffer.lines)
