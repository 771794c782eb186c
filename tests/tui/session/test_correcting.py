"""Answers put right in the summary: rows, digits, and the record (DESIGN §5)."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from player.tui.session.summary_screen import SummaryScreen
from tests.timeline.builders import exercise, more, tape
from tests.tui.stage import Stage, session

pytestmark = pytest.mark.usefixtures("summary_settled")

ASKED = tape(
    exercise("Row", reps=3, tempo=[("rep", 2)], ask=("reps", "load", "pain"), load="2 x 4 kg"),
    exercise("Push-up", reps=more(8)),
    prepare=0,
)


@asynccontextmanager
async def summary(size: tuple[int, int] = (100, 28)) -> AsyncIterator[Stage]:
    async with session(ASKED, size) as stage:
        await stage.wait(6 + 10 + 5)
        await stage.press("enter")
        await stage.pilot.pause(0.05)
        assert stage.on(SummaryScreen)
        yield stage


async def test_what_was_told_stands_in_rows_with_what_is_known() -> None:
    async with summary() as stage:
        text = stage.text()
        assert "▸ Row · reps: 3" in text
        assert "  Row · load: 2 x 4 kg" in text
        assert "  Row · pain, 0 to 10: –" in text
        assert "  Push-up · reps: 8" in text
        assert "↑ ↓ and digits correct what you told" in text


async def test_digits_put_an_answer_right_and_the_summary_and_the_record_know() -> None:
    async with summary() as stage:
        assert "Row       1 of 1 set" in stage.text()
        await stage.press("2")
        assert "▸ Row · reps: 2_  Enter takes it" in stage.text()
        await stage.press("enter")
        assert stage.on(SummaryScreen)
        assert "▸ Row · reps: 2" in stage.text()
        assert "Row       0 of 1 set · 1 in part" in stage.text()
        assert stage.rehearsal.written.asked_values[-1] == (0, 1, {"reps": 2, "load": "2 x 4 kg"})
        await stage.press("enter")
        assert stage.app._exit
        assert stage.rehearsal.written.closed


async def test_arrows_take_what_is_typed_and_go_on_and_a_load_keeps_its_unit() -> None:
    async with summary() as stage:
        await stage.press("down", *"6.5", "down", *"3", "down", *"12", "backspace", "1", "up")
        assert stage.rehearsal.coach.questions.values == {
            (0, 1): {"reps": 3, "load": "2 x 6.5 kg", "pain": 3},
            (2, 1): {"reps": 11},
        }
        assert "▸ Row · pain, 0 to 10: 3" in stage.text()
        assert "Push-up   1 of 1 set · 11 reps" in stage.text()


async def test_what_is_no_answer_is_told_and_changes_nothing() -> None:
    async with summary() as stage:
        await stage.press("down", "down", *"12", "down")
        assert "That is more than 10: type it again." in stage.text()
        assert "▸ Row · pain, 0 to 10: –" in stage.text()


async def test_leaving_takes_what_is_typed() -> None:
    async with summary() as stage:
        await stage.press(*"1", "q")
        assert stage.rehearsal.coach.questions.values[0, 1]["reps"] == 1
        assert stage.app._exit


async def test_without_questions_nothing_is_offered() -> None:
    async with session(tape(exercise("Stretch", hold=5), prepare=0)) as stage:
        await stage.wait(6)
        await stage.pilot.pause(0.05)
        assert "correct" not in stage.text()
        await stage.press("down", "5", "enter")
        assert stage.app._exit
