"""What is asked before a session: one screen, Enter always plays, and what was played is on record."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.widgets import OptionList

from player.coach.opening import PlayOptions
from player.coach.setup_questions import setup_for
from player.history.sessions import read_sessions
from player.library.shelf import Shelf
from player.timeline.choices import Choices
from player.tui.app import BackbeatApp
from player.tui.library.screen import LibraryScreen
from player.tui.session.choices_screen import ChoicesScreen
from player.tui.session.screen import SessionScreen
from player.tui.session.summary_screen import SummaryScreen
from tests.tui.stage import SIZES, Stage, folders_at, library

ROUTINE = """\
name: Evening
note: Have a chair ready.
prepare: {prepare}
levels: [gentle, standard]
steps:
  - {{exercise: Chin tuck, hold: {{gentle: 5s, standard: 10s}}}}
  - {{exercise: March, for: 30s, optional: true}}
  - name: Finisher
    choose: 1
    steps: [{{exercise: Squat, hold: 5s}}, {{exercise: Plank, hold: 20s}}]
"""


def write(home: Path, text: str | None = None, file: str = "a.yaml", prepare: str = "10s") -> None:
    path = home / "config" / "routines" / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(ROUTINE.format(prepare=prepare) if text is None else text, encoding="utf-8")


@asynccontextmanager
async def asked(
    home: Path, size: tuple[int, int] = (100, 28), *, start: str | None = None, **choices: object
) -> AsyncIterator[Stage]:
    """`backbeat play a` in a terminal."""
    folders = folders_at(home)
    options = PlayOptions(audio="none", start=start, choices=Choices(**choices))  # type: ignore[arg-type]
    setup = setup_for(Shelf(folders).find("a"), options, folders)
    app = BackbeatApp(folders=folders, audio="none", setup=setup)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Stage(app, pilot, None)
        app.abandon()


def answers(stage: Stage) -> list[str]:
    return [line.strip() for line in stage.shown_in("#answers") if line.strip()]


def played(stage: Stage) -> tuple[str | None, list[str]]:
    assert isinstance(stage.screen, SessionScreen)
    tape = stage.screen.coach.transport.timeline
    return tape.level, [interval.exercise or "" for interval in tape.intervals if interval.is_work]


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_every_question_and_every_answer_is_on_one_screen(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    write(tmp_path)
    async with asked(tmp_path, size) as stage:
        assert stage.on(ChoicesScreen)
        assert answers(stage) == [
            "Level",
            "1 ● gentle     1:10",
            "2 ○ standard   1:15",
            "Finisher: one of these",
            "3 ● Squat",
            "4 ○ Plank",
            "Optional",
            "5 ● March",
        ]
        assert stage.lines()[0].split() == ["Evening", "1:10"]
        assert "Have a chair ready." in stage.flat()
        assert "Enter start ↑ ↓ move Space or 1–9 mark Esc back" in stage.flat()


async def test_lengths_have_room_beside_long_names(tmp_path: Path) -> None:
    name, level = "A name that is longer than anybody reads " * 2, "a level with an uncommonly long name"
    text = f"name: {name}\nlevels: [{level}, b]\nsteps: [{{exercise: Row, hold: 30s+}}]\n"
    write(tmp_path, text)
    async with asked(tmp_path, (60, 20)) as stage:
        assert stage.lines()[0].rstrip().endswith("0:40+")
        assert " anybody " in stage.lines()[0]
        assert answers(stage)[1:] == [f"1 ● {level}   0:40+", f"2 ○ {'b':{len(level)}}   0:40+"]


@pytest.mark.parametrize("key", ["enter", "pagedown"])
async def test_one_key_plays_what_is_marked(tmp_path: Path, key: str) -> None:
    write(tmp_path)
    async with asked(tmp_path) as stage:
        await stage.press(key)
        assert played(stage) == ("gentle", ["Chin tuck", "March", "Squat"])
        assert "Evening · gentle" in stage.lines()[0]
        assert "Have a chair ready." in stage.flat(), "the note is shown before the first step"


@pytest.mark.parametrize(
    "keys",
    [
        ("down", "space", "down", "down", "space", "down", "space"),
        ("right", "pageup", "right", "right", "pageup", "right", "pageup"),
        ("2", "4", "5"),
    ],
    ids=["arrows", "clicker", "digits"],
)
async def test_answers_are_marked_and_played(tmp_path: Path, keys: tuple[str, ...]) -> None:
    write(tmp_path)
    async with asked(tmp_path) as stage:
        await stage.press(*keys)
        assert answers(stage)[1:] == [
            "1 ○ gentle     0:45",
            "2 ● standard   0:50",
            "Finisher: one of these",
            "3 ○ Squat",
            "4 ● Plank",
            "Optional",
            "5 ○ March",
        ]
        assert stage.lines()[0].split() == ["Evening", "0:50"]
        await stage.press("enter")
        assert played(stage) == ("standard", ["Chin tuck", "Plank"])


async def test_who_goes_to_one_of_several_and_presses_enter_plays_that(tmp_path: Path) -> None:
    write(tmp_path)
    async with asked(tmp_path) as stage:
        await stage.press("down", "enter")
        assert played(stage) == ("standard", ["Chin tuck", "March", "Squat"])


async def test_enter_takes_no_mark_from_an_optional_step(tmp_path: Path) -> None:
    write(tmp_path)
    async with asked(tmp_path) as stage:
        await stage.press("4", "up", "space", "down", "down", "enter")
        assert played(stage) == ("gentle", ["Chin tuck", "March", "Squat"])


async def test_a_click_marks_and_does_not_play(tmp_path: Path) -> None:
    write(tmp_path)
    async with asked(tmp_path) as stage:
        await stage.pilot.click("#answers", offset=(5, 2))
        await stage.pilot.pause()
        assert stage.on(ChoicesScreen)
        assert "2 ● standard   1:15" in answers(stage)


async def test_the_cursor_stays_on_its_answer_when_questions_come_and_go(tmp_path: Path) -> None:
    write(
        tmp_path,
        "name: A\nsteps:\n  - name: Main\n    choose: 1\n    steps:\n      - {exercise: Squat, hold: 5s}\n"
        "      - {name: Inner, choose: 1, steps: [{exercise: B, hold: 5s}, {exercise: C, hold: 5s}]}\n",
    )
    async with asked(tmp_path) as stage:
        await stage.press("down", "space")
        assert "Inner: one of these" in answers(stage)
        await stage.press("up", "space")
        assert answers(stage) == ["Main: one of these", "1 ● Squat", "2 ○ Inner"]
        assert stage.screen.query_one(OptionList).highlighted == 1


@pytest.mark.parametrize("key", ["escape", "q", "ctrl+c"])
async def test_who_asked_for_one_routine_leaves_without_a_trace(tmp_path: Path, key: str) -> None:
    write(tmp_path)
    async with asked(tmp_path) as stage:
        await stage.press(key)
        assert stage.app._exit
        assert stage.app.return_code == 0
        assert not folders_at(tmp_path).history.exists()


async def test_what_was_said_on_the_command_line_is_not_asked(tmp_path: Path) -> None:
    write(tmp_path)
    async with asked(tmp_path, level="standard", without=("March",)) as stage:
        assert answers(stage) == ["Finisher: one of these", "1 ● Squat", "2 ○ Plank"]
        await stage.press("enter")
        assert played(stage) == ("standard", ["Chin tuck", "Squat"])


async def test_where_nothing_is_left_a_sentence_says_so_and_the_questions_stay(tmp_path: Path) -> None:
    write(tmp_path, "name: A\nsteps: [{exercise: Row, hold: 5s, optional: true}]\n")
    async with asked(tmp_path) as stage:
        await stage.press("space")
        assert "nothing to play" in stage.lines()[0]
        await stage.press("enter")
        assert stage.on(ChoicesScreen)
        assert "Nothing is left to play: mark a step." in stage.flat()
        await stage.press("space", "enter")
        assert stage.on(SessionScreen)


async def test_a_step_to_begin_with_that_the_answers_leave_out_is_told(tmp_path: Path) -> None:
    write(tmp_path)
    async with asked(tmp_path, start="Squat") as stage:
        await stage.press("4", "enter")
        assert stage.on(ChoicesScreen)
        assert "the step asked for with --from is not there: Squat" in stage.flat()
        await stage.press("3", "enter")
        assert stage.on(SessionScreen)


async def test_the_library_asks_too_and_escape_leads_back(tmp_path: Path) -> None:
    write(tmp_path)
    async with library(tmp_path) as stage:
        assert any("Evening · 2 levels" in line for line in stage.shown_in("#routines"))
        await stage.pilot.pause(0.1)
        assert "Evening · gentle 1:10 · standard 1:15" in stage.flat()
        assert "Have a chair ready." in stage.flat()
        await stage.press("enter")
        assert stage.on(ChoicesScreen)
        await stage.press("escape")
        assert stage.on(LibraryScreen)
        await stage.press("enter", "2", "enter")
        assert played(stage)[0] == "standard"


async def test_where_there_is_nothing_to_ask_the_library_starts_at_once(tmp_path: Path) -> None:
    write(tmp_path, "name: A\nnote: Slowly.\nsteps: [{exercise: Row, hold: 5s}]\n")
    async with library(tmp_path) as stage:
        await stage.press("enter")
        assert stage.on(SessionScreen)
        assert "Slowly." in stage.flat(), "a note alone keeps nobody waiting"


async def test_the_level_last_played_is_marked_the_next_time(tmp_path: Path, summary_settled: None) -> None:
    del summary_settled
    write(tmp_path, prepare="0")
    async with library(tmp_path) as stage:
        await stage.press("enter", "2", "enter")
        await stage.pilot.pause(0.15)
        await stage.press("enter")  # one hold, however short
        await stage.pilot.pause(0.15)
        await stage.press("q")
        await stage.pilot.pause(0.15)
        await stage.press("q")
        assert stage.on(SummaryScreen)
        await stage.pilot.pause(0.05)
        await stage.press("enter")
        assert stage.on(LibraryScreen)
        [session] = read_sessions(folders_at(tmp_path).history).sessions
        assert session.level == "standard"
        assert session.choices == {"march": ["March"], "finisher": ["Squat"]}
        await stage.press("enter")
        assert "2 ● standard   1:05" in answers(stage)
        await stage.press("enter")
        assert played(stage)[0] == "standard"


async def test_text_from_a_file_is_text(tmp_path: Path) -> None:
    write(
        tmp_path,
        'name: "[red]x[/red]"\nnote: "[@click=app.quit]y[/]"\nsteps:\n'
        '  - name: "[b]z"\n    choose: 1\n    steps:\n'
        '      - {exercise: "Row [/]", hold: 5s}\n'
        '      - {exercise: "[link=https://example.org]Press[/link]", hold: 5s}\n'
        '  - {exercise: "[/ x", hold: 5s, optional: true}\n',
    )
    async with asked(tmp_path) as stage:
        text = stage.flat()
        assert "[red]x[/red]" in text
        assert "[@click=app.quit]y[/]" in text
        assert "[b]z: one of these" in text
        assert "2 ○ [link=https://example.org]Press[/link]" in text
        await stage.press("enter")
        assert stage.on(SessionScreen)


async def test_more_answers_than_the_screen_has_rows_can_all_be_reached(tmp_path: Path) -> None:
    steps = "".join(f"  - {{exercise: Step {n}, hold: 5s, optional: true}}\n" for n in range(1, 40))
    write(tmp_path, f"name: Many\nsteps:\n{steps}")
    async with asked(tmp_path, (60, 20)) as stage:
        await stage.press("end", "space")
        assert answers(stage)[-1].endswith("○ Step 39")
        await stage.press("enter")
        assert len(played(stage)[1]) == 38
