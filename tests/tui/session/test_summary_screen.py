"""The summary as it is seen: columns, and nothing lost on a small screen."""

import pytest

from player.routine.visible import width as cells
from player.tui.session.summary_screen import SummaryScreen
from player.tui.session.tips_screen import TipsScreen
from tests.timeline.builders import exercise, tape
from tests.tui.stage import session

NAMES = ["Chin tuck", "首のストレッチ", "Bent-over single-arm dumbbell row with the other hand on a chair"]


@pytest.mark.parametrize(("size", "cut"), [((60, 20), True), ((100, 28), False)], ids=str)
async def test_what_was_done_stands_in_a_column(size: tuple[int, int], cut: bool) -> None:  # noqa: FBT001  a column
    async with session(tape(*(exercise(name, hold=5) for name in NAMES)), size) as stage:
        await stage.wait(12)
        await stage.press("n", "q", "q")
        rows = [strip for strip in stage.screen._compositor.render_strips() if " of 1 set" in strip.text]
        assert len(rows) == 3
        assert rows[0].text.rstrip().endswith("0 of 1 set · 1 skipped")
        assert ("…" in rows[2].text) is cut
        starts = {cells(row.text[: row.text.index("0 of 1 set")]) for row in rows}
        assert len(starts) == 1


async def test_a_long_summary_can_be_read_to_its_end() -> None:
    async with session(
        tape(*(exercise(f"Step {number}", hold=5) for number in range(30))), (60, 20)
    ) as stage:
        await stage.press("q", "q")
        assert "Enter close" in stage.lines()[-1] + stage.lines()[-2]
        assert "Step 29" not in stage.text()
        await stage.press("end")
        await stage.pilot.pause(0.6)  # it scrolls
        assert "Step 29" in stage.text()
        assert "Nothing was done" in stage.flat()
        assert "Enter close" in stage.text()


@pytest.mark.parametrize("size", [(60, 20), (100, 28)], ids=str)
async def test_what_else_may_help_is_one_key_away_and_one_key_back(size: tuple[int, int]) -> None:
    async with session(tape(exercise("Chin tuck", hold=5)), size) as stage:
        await stage.press("q", "q")
        await stage.pilot.pause(0.8)  # keys count from now on
        assert "t besides exercise" in stage.text()
        await stage.press("t")
        assert stage.on(TipsScreen)
        assert "not a diagnosis" in stage.flat()
        assert "Enter close" in stage.flat(), "how to get back is seen before the end is read"
        await stage.press(*["down"] * 60)
        await stage.pilot.pause(0.2)
        assert "When to ask somebody" in stage.flat()
        await stage.press("enter")
        assert stage.on(SummaryScreen)
