"""The form for a step: values without YAML, checked while they are typed, written by their bytes."""

from pathlib import Path

from textual.widgets import Input

from player.session.state import IsPaused
from player.tui.editor.screen import EditorScreen
from player.tui.library.form_screen import FormScreen
from player.tui.library.screen import LibraryScreen
from player.tui.session.screen import SessionScreen
from player.tui.session.steps_screen import StepsScreen
from player.tui.widgets.question import QuestionScreen
from tests.tui.editor.test_editing_in_a_session import TEXT, evening, file
from tests.tui.stage import Stage, library


async def until(stage: Stage, *, told: str = "", on: type | None = None) -> None:
    """Wait for what a thread brings: a text on the screen, or a screen."""
    for _ in range(300):
        await stage.pilot.pause(0.01)
        if (on is None or stage.on(on)) and told in stage.flat():
            return
    raise AssertionError(stage.text())


async def test_c_pauses_and_asks_for_the_values_of_the_step_that_is_on(tmp_path: Path) -> None:
    async with evening(tmp_path) as stage:
        await stage.wait(12)
        await stage.press("c")
        assert stage.on(FormScreen)
        assert isinstance(stage.coach.transport.state, IsPaused)
        assert "Chin tuck" in stage.text()
        assert [field.id for field in stage.screen.query(Input)] == [
            "value-hold",
            "value-sets",
            "value-rest",
            "value-load",
        ]
        assert "30s, as usual" in stage.text()
        assert "How long to hold; with reps, in every one. Such as 20-30s" in stage.flat()
        await stage.press("escape")
        assert stage.on(SessionScreen)
        assert file(tmp_path).read_text() == TEXT


async def test_a_changed_value_is_written_and_the_session_goes_on_with_it(tmp_path: Path) -> None:
    async with evening(tmp_path) as stage:
        await stage.wait(12)
        await stage.press("c", *"40s", "down", *"2", "enter")
        await until(stage, on=SessionScreen)
        assert file(tmp_path).read_text() == TEXT.replace("hold: 20s\n", "hold: 40s\n    sets: 2\n")
        assert stage.place == ("chin-tuck@s1", 0)
        assert stage.coach.transport.planned == 40_000
        assert "The change counts: this begins anew: Chin tuck · hold 40 s." in stage.flat()


async def test_in_a_gap_the_step_that_comes_is_changed_and_the_gap_goes_on(tmp_path: Path) -> None:
    async with evening(tmp_path) as stage:
        await stage.wait(22)
        await stage.press("c")
        assert "How many repetitions." in stage.flat()
        await stage.press(*"8", "enter")
        await until(stage, on=SessionScreen)
        assert stage.place == ("row@s1+transition", 2200)
        assert stage.coach.transport.timeline.intervals[-1].reps == 8


async def test_what_is_wrong_stands_below_its_value_while_it_is_typed(tmp_path: Path) -> None:
    async with evening(tmp_path) as stage:
        await stage.press("c", *"soon")
        await until(stage, told="✗ 'soon' is not")
        row = next(n for n, line in enumerate(stage.lines()) if "✗" in line)
        assert "soon" in stage.lines()[row - 1]
        await stage.press("enter")
        await stage.pilot.pause(0.1)
        assert stage.on(FormScreen)
        assert file(tmp_path).read_text() == TEXT
        await stage.press(*["backspace"] * 4, *"10s")
        for _ in range(100):
            await stage.pilot.pause(0.01)
            if "✗" not in stage.text():
                break
        assert "✗" not in stage.text()


async def test_f4_opens_the_whole_text(tmp_path: Path) -> None:
    async with evening(tmp_path) as stage:
        await stage.press("c", "f4")
        await until(stage, on=EditorScreen)
        await stage.settle()
        assert stage.editor.area.cursor_location == (3, 0)


async def test_a_step_that_cannot_be_changed_so_is_offered_to_the_editor(tmp_path: Path) -> None:
    async with evening(tmp_path, "name: A\nhold: 5s\nsteps: [Plank, Squat, Plank]\n") as stage:
        await stage.press("c")
        assert stage.on(QuestionScreen)
        assert "several steps stand on line 3" in stage.flat()
        await stage.press("o")
        await until(stage, on=EditorScreen)


async def test_a_step_of_an_included_routine_is_changed_there_and_the_session_knows(tmp_path: Path) -> None:
    inner = tmp_path / "config" / "routines" / "warm-up.yaml"
    inner.parent.mkdir(parents=True)
    inner.write_text("name: Warm-up\nsteps:\n  - {exercise: March, for: 20s}\n")
    async with evening(tmp_path, "name: A\nprepare: 0s\nsteps:\n  - include: warm-up\n") as stage:
        await stage.wait(5)
        await stage.press("c")
        assert "March stands in the included routine 'warm-up'" in stage.flat()
        await stage.press("o")
        await until(stage, on=EditorScreen)
        await stage.settle()
        assert "March" in stage.written
        await stage.type("down", "down", "end", "left", "left", *"5", "ctrl+s")
        await until(stage, told="Saved. The change counts")
        await stage.left_with("escape")
        assert stage.coach.transport.planned == 205_000


async def test_without_exercises_left_c_says_so(tmp_path: Path) -> None:
    text = "name: A\nprepare: 0s\nsteps:\n  - {exercise: Row, hold: 5s}\n  - say: Well done.\n"
    async with evening(tmp_path, text) as stage:
        await stage.wait(7)
        await stage.press("c")
        assert "There is no exercise here to change." in stage.flat()
        await stage.press("b")
        assert stage.on(SessionScreen)


async def test_in_the_library_a_step_is_chosen_and_changed(tmp_path: Path) -> None:
    path = file(tmp_path)
    path.parent.mkdir(parents=True)
    path.write_text(TEXT)
    async with library(tmp_path) as stage:
        assert "c change a step" in stage.text()
        await stage.press("c")
        assert stage.on(StepsScreen)
        assert "Change which step?" in stage.text()
        await stage.press("down", "enter")
        assert stage.on(FormScreen)
        await stage.press(*"12", "enter")
        await until(stage, on=LibraryScreen, told="Changed.")
        assert path.read_text() == TEXT.replace("reps: 10", "reps: 12")
        await until(stage, told="12 reps")


async def test_in_the_library_a_broken_file_is_sent_to_the_editor(tmp_path: Path) -> None:
    path = file(tmp_path)
    path.parent.mkdir(parents=True)
    path.write_text("name: Broken\nsteps: 5\n")
    async with library(tmp_path) as stage:
        await stage.press("c")
        assert stage.on(LibraryScreen)
        assert "This file has mistakes: e opens it in the editor." in stage.flat()
