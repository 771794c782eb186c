"""Where things are: three metres away, in every size, in work and in rest."""

from collections.abc import Iterator

import pytest
from textual.geometry import Region
from textual.widget import Widget

from player.routine.visible import width
from player.tui.session.drawing import big
from tests.timeline.builders import exercise, tape
from tests.tui.stage import SIZES, Stage, session

TAPE = tape(
    exercise(
        "Bent-over dumbbell row with a band", reps=12, tempo=[("lift", 2), ("lower", 2)], sets=2, load="4 kg"
    ),
    exercise("Upper trapezius stretch", hold=20, sides=("right", "left"), cues=("Ear toward shoulder",)),
    exercise("Push-up", reps=12),
    exercise("March", lasting=4000),
)
UNRECORDED = (
    "Another session is being played now, in another window or by another program. This one is not recorded."
)
MOMENTS = {"prepare": 3.0, "work": 30.0, "rest": 60.0, "hold": 151.0, "switch": 168.0, "self-paced": 205.0}


def leaves(stage: Stage) -> Iterator[Widget]:
    """Every widget that shows something itself."""
    for widget in stage.screen.query("*"):
        if not widget.children and widget.display and widget.region.area:
            yield widget


def layout(stage: Stage) -> dict[str, Region]:
    return {widget.id or "": widget.region for widget in leaves(stage)}


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_nothing_overlaps_or_leaves_the_screen_and_nothing_ever_moves(size: tuple[int, int]) -> None:
    async with session(TAPE, size) as stage:
        places = []
        now = 0.0
        for at in MOMENTS.values():
            await stage.wait(at - now)
            now = at
            places.append(layout(stage))
        for keys in (("space",), ("q",), ("space",)):
            await stage.press(*keys)
            places.append(layout(stage))
        assert all(found == places[0] for found in places)
        regions = list(places[0].values())
        for number, region in enumerate(regions):
            assert stage.app.size.region.contains_region(region)
            assert not any(region.overlaps(other) for other in regions[number + 1 :])
        must_be_seen = {
            "title",
            "overall",
            "band",
            "heading",
            "place",
            "number",
            "track",
            "cue",
            "message",
            "keys",
        }
        assert must_be_seen | {"then", "coming"} <= set(places[0])


def drawn_rows(stage: Stage) -> int:
    """How many rows of its place the number fills."""
    return sum("█" in line for line in stage.shown_in("#number"))


@pytest.mark.parametrize(
    ("size", "rows"), [((60, 20), 5), ((80, 24), 10), ((100, 28), 15), ((200, 50), 25)], ids=str
)
async def test_the_seconds_of_a_hold_grow_with_the_window(size: tuple[int, int], rows: int) -> None:
    async with session(TAPE, size) as stage:
        await stage.wait(MOMENTS["hold"])
        assert stage.rehearsal.coach.view.number == "15"
        assert drawn_rows(stage) >= rows
        if size == (200, 50):
            seen = "\n".join(stage.shown_in("#number")).rstrip()
            columns = max(width(line.split("   s")[0].rstrip()) for line in seen.splitlines())
            assert columns * drawn_rows(stage) >= 0.2 * 200 * 50, (
                "about a third of the window with its margin"
            )


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_number_is_seen_whole_with_what_stands_beside_it(size: tuple[int, int]) -> None:
    async with session(TAPE, size) as stage:
        now = 0.0
        for at in MOMENTS.values():
            await stage.wait(at - now)
            now = at
            view = stage.rehearsal.coach.view
            rows = [line.rstrip() for line in stage.shown_in("#number")]
            assert view.beside in "\n".join(rows)
            drawn = [row.removesuffix(view.beside).rstrip() for row in rows if "█" in row]
            assert len(drawn) >= 5
            assert drawn == [row.rstrip() for row in big(view.number, 500, len(drawn))]


async def test_an_open_step_of_more_than_an_hour_still_shows_its_key() -> None:
    async with session(TAPE, start=9) as stage:
        transport = stage.rehearsal.transport
        assert transport.interval.exercise == "Push-up"
        await stage.wait(3)
        for _ in range(3700 * 2):
            stage.rehearsal.clock.advance(0.5)
            transport.beat()
        for size in [*SIZES, (60, 24), (62, 30), (79, 20)]:
            await stage.pilot.resize_terminal(*size)
            await stage.wait(0.1)
            assert stage.rehearsal.coach.view.number.startswith("1:01:")
            rows = "\n".join(stage.shown_in("#number"))
            assert "12 reps · Enter when done" in rows, size
            assert sum("█" in line for line in rows.splitlines()) % 5 == 0


async def test_a_window_may_change_its_size_in_the_middle() -> None:
    async with session(TAPE, (100, 28)) as stage:
        await stage.wait(MOMENTS["hold"])
        for size in [(60, 20), (200, 50), (80, 24), (100, 28)]:
            await stage.pilot.resize_terminal(*size)
            await stage.pilot.pause()
            shown = [row.rstrip() for row in stage.shown_in("#number") if "█" in row]
            beside = stage.rehearsal.coach.view.beside
            drawn = [row.removesuffix(beside).rstrip() for row in shown]
            assert drawn == [row.rstrip() for row in big("15", 500, len(drawn))]


async def test_a_window_that_is_too_small_breaks_nothing() -> None:
    async with session(TAPE) as stage:
        for size in [(1, 1), (300, 5), (20, 80)]:
            await stage.play(TAPE)
            await stage.pilot.resize_terminal(*size)
            for seconds in (3, 30, 30):
                await stage.wait(seconds)
            await stage.press("g", "escape", "question_mark", "escape", "q", "q")
            assert stage.rehearsal.coach.over, size


async def test_a_long_name_wraps_to_two_lines_then_ends_in_an_ellipsis() -> None:
    name = "Bent-over single-arm dumbbell row with the other hand on a chair, " + "slowly and with care " * 3
    async with session(tape(exercise(name, hold=20)), (60, 20)) as stage:
        first, second = (line.rstrip() for line in stage.shown_in("#heading"))
        assert first == "BENT-OVER SINGLE-ARM DUMBBELL ROW WITH THE OTHER HAND ON A"
        assert second.endswith("…")
        assert "█" in stage.text()


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_sentence_that_must_be_known_is_seen_to_its_end_and_moves_nothing_else(
    size: tuple[int, int],
) -> None:
    async with session(TAPE, size, notices=(UNRECORDED,)) as stage:
        await stage.wait(MOMENTS["hold"])
        long = layout(stage)
        assert "".join(" ".join(line.strip() for line in stage.shown_in("#message")).split()) == "".join(
            UNRECORDED.split()
        )
        await stage.press("m")
        short = layout(stage)
        assert {name for name in long if long[name] != short[name]} <= {"cue", "message"}
