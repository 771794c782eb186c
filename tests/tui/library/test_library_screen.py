"""The library: what there is to do, and one key to begin."""

from pathlib import Path

import pytest
from textual.widgets import OptionList

from player.history.sessions import read_sessions
from player.tui.library.screen import LibraryScreen
from player.tui.session.screen import SessionScreen
from player.tui.session.summary_screen import SummaryScreen
from tests.tui.stage import Stage, folders_at, library

GOOD = (
    "name: {name}\nabout: Two stretches.\nequipment: [mat]\nsteps:\n  - exercise: Chin tuck\n    hold: 5s\n"
)


def write(home: Path, file: str, text: str | None = None, *, name: str = "Mine") -> Path:
    path = home / "config" / "routines" / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(GOOD.format(name=name) if text is None else text, encoding="utf-8")
    return path


async def rest(stage: Stage) -> None:
    """Let the cursor rest: the preview follows."""
    await stage.pilot.pause(0.1)


SCROLLBAR = " ▁▂▃▄▅▆▇█"


def rows(stage: Stage) -> list[str]:
    return [line.rstrip(SCROLLBAR) for line in stage.shown_in("#routines") if line.strip(SCROLLBAR)]


async def go_to(stage: Stage, name: str) -> None:
    """Move the cursor down to a routine."""
    shown = [" ".join(row.split()) for row in rows(stage)]
    place = next(number for number, row in enumerate(shown) if row.startswith(name))
    await stage.press(*["down"] * place)
    await rest(stage)


async def test_the_first_evening_shows_every_bundled_routine_with_its_length(tmp_path: Path) -> None:
    async with library(tmp_path) as stage:
        assert stage.on(LibraryScreen)
        shown = rows(stage)
        assert len(shown) >= 7
        assert any(row.split() == ["Prone", "Y-T-Ws", "7", "min", "–"] for row in shown)
        assert [row.split("  ")[0] for row in shown] == sorted(row.split("  ")[0] for row in shown)
        assert len({len(row) for row in shown}) == 1, "columns stand under each other"
        assert "Enter start" in stage.text()


async def test_the_routine_under_the_cursor_is_described(tmp_path: Path) -> None:
    async with library(tmp_path, (200, 50)) as stage:
        await go_to(stage, "Prone Y-T-Ws")
        text = stage.flat()
        assert "Prone Y-T-Ws · 6:59 · mat · folded towel · cushion" in text
        assert "Lying face down, you lift your arms" in text
        assert "0:54 Prone W 10 reps" in text
        assert "hold 15 s · each side" in text


async def test_in_a_narrow_preview_a_dose_has_its_own_line(tmp_path: Path) -> None:
    async with library(tmp_path, (100, 28)) as stage:
        await go_to(stage, "Desk break")
        shown = "\n".join(stage.shown_in("#preview"))
        assert "…" not in shown
        assert "Shoulder rolls" in shown
        assert "5 × hold 5 s" in shown


@pytest.mark.parametrize("size", [(60, 20), (80, 24)], ids=str)
async def test_a_small_screen_shows_the_list_alone(tmp_path: Path, size: tuple[int, int]) -> None:
    async with library(tmp_path, size) as stage:
        assert stage.screen.query_one("#preview").region.area == 0
        assert any("Neck and upper-back stretches" in row and "8 min" in row for row in rows(stage))


async def test_own_routines_stand_first(tmp_path: Path) -> None:
    write(tmp_path, "zzz.yaml", name="Zebra")
    async with library(tmp_path) as stage:
        assert rows(stage)[0].startswith("Zebra")


async def test_names_of_any_script_keep_the_columns(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", name="首のストレッチ")
    write(tmp_path, "b.yaml", name="A very long name that would push everything else out of its row")
    async with library(tmp_path) as stage:
        first, second = rows(stage)[:2]
        assert second.startswith("首のストレッチ")
        assert first.startswith("A very long name that would p…")
        assert first.endswith("1 min          –")
        assert second.endswith("1 min          –")


async def test_enter_starts_a_session_and_its_summary_leads_back(
    tmp_path: Path, summary_settled: None
) -> None:
    del summary_settled
    write(tmp_path, "a.yaml", name="Aaa")
    async with library(tmp_path) as stage:
        await stage.press("enter")
        assert stage.on(SessionScreen)
        assert "CHIN TUCK" in stage.text()
        await stage.press("q")
        await stage.pilot.pause(0.15)  # the session runs on the real clock here: two presses, not one
        await stage.press("q")
        assert stage.on(SummaryScreen)
        await stage.pilot.pause(0.05)
        await stage.press("enter")
        assert stage.on(LibraryScreen)
        assert stage.screen.query_one(OptionList).highlighted == 0
        [session] = read_sessions(folders_at(tmp_path).history).sessions
        assert (session.slug, session.state) == ("a", "stopped")
        assert rows(stage)[0].endswith("–"), "a session without work counts for nothing"


async def test_what_was_done_is_told_in_the_list_when_the_session_is_over(
    tmp_path: Path, summary_settled: None
) -> None:
    del summary_settled
    write(
        tmp_path,
        "a.yaml",
        "name: Aaa\nprepare: 0\nsteps:\n  - exercise: Chin tuck\n    reps: 1\n    tempo: none\n",
    )
    async with library(tmp_path) as stage:
        assert rows(stage)[0].endswith("–")
        await stage.press("enter")
        await stage.pilot.pause(0.1)
        await stage.press("enter")
        assert stage.on(SummaryScreen)
        await stage.pilot.pause(0.05)
        await stage.press("enter")
        assert rows(stage)[0].endswith("today")
    async with library(tmp_path) as stage:  # the next evening knows it from the start
        assert rows(stage)[0].endswith("today")


# Broken files.

BROKEN = "name: X\nsteps:\n  - exercise: Chin tuck\n    rep: 10\n"


async def test_a_broken_file_shows_its_problem_and_does_not_start(tmp_path: Path) -> None:
    write(tmp_path, "broken.yaml", BROKEN)
    async with library(tmp_path) as stage:
        assert rows(stage)[0].startswith("broken.yaml  ⚠ line 4: 'rep' is not a key")
        assert len(rows(stage)[0]) <= 52
        await rest(stage)
        assert "did you mean 'reps'?" in stage.flat()
        await stage.press("enter")
        assert stage.on(LibraryScreen)
        assert "broken.yaml cannot be played. line 4: 'rep' is not a key of an exercise" in stage.flat()
        assert not folders_at(tmp_path).history.exists()


async def test_the_others_start_all_the_same(tmp_path: Path) -> None:
    write(tmp_path, "broken.yaml", BROKEN)
    write(tmp_path, "binary.yaml").write_bytes(b"\x00\xff\x00\xfe")
    write(tmp_path, "zz.yaml", name="Zz")
    async with library(tmp_path) as stage:
        await stage.press("down", "down", "enter")
        assert stage.on(SessionScreen)


async def test_a_file_that_broke_meanwhile_does_not_start(tmp_path: Path) -> None:
    path = write(tmp_path, "a.yaml")
    async with library(tmp_path) as stage:
        path.write_text(BROKEN)
        await stage.press("enter")
        assert stage.on(LibraryScreen)
        assert "F5" in stage.flat()
        path.unlink()
        await stage.press("enter")
        assert stage.on(LibraryScreen)


async def test_f5_looks_again(tmp_path: Path) -> None:
    async with library(tmp_path) as stage:
        assert not any(row.startswith("Aaa") for row in rows(stage))
        write(tmp_path, "a.yaml", name="Aaa")
        await stage.press("f5")
        assert rows(stage)[0].startswith("Aaa")
        await rest(stage)
        assert "Aaa · 0:15 · mat" in stage.flat()
        assert "Two stretches." in stage.flat()
        await stage.press("enter")
        assert stage.on(SessionScreen)


@pytest.mark.parametrize("key", ["q", "ctrl+c", "ctrl+q"])
async def test_the_library_is_left_with_one_key(tmp_path: Path, key: str) -> None:
    async with library(tmp_path) as stage:
        await stage.press(key)
        assert stage.app._exit
        assert stage.app.return_code == 0


async def test_a_window_that_changes_its_size_keeps_the_columns(tmp_path: Path) -> None:
    async with library(tmp_path, (200, 50)) as stage:
        for size in [(60, 20), (100, 28), (200, 50)]:
            await stage.pilot.resize_terminal(*size)
            await rest(stage)
            assert len({len(row) for row in rows(stage)}) == 1
            assert all(row.endswith("–") for row in rows(stage))


async def test_slash_finds_a_routine_by_what_is_in_it(tmp_path: Path) -> None:
    async with library(tmp_path) as stage:
        everything = len(rows(stage))
        await stage.press("slash", *"angel")
        await rest(stage)
        found = rows(stage)
        assert 0 < len(found) < everything
        assert any("Chin tucks and the" in row for row in found)
        assert "Wall angel" in stage.text()
        await stage.press("enter", "enter")
        await stage.pilot.pause(0.3)
        assert not stage.on(LibraryScreen), "Enter takes the search, Enter again begins"


async def test_what_nobody_calls_so_is_told_and_escape_shows_everything_again(tmp_path: Path) -> None:
    async with library(tmp_path) as stage:
        everything = rows(stage)
        await stage.press("slash", *"letterbox")
        await rest(stage)
        assert rows(stage) == []
        assert "Nothing here is called 'letterbox'." in stage.flat()
        await stage.press("enter", "e", "c")
        await rest(stage)
        assert stage.on(LibraryScreen), "there is nothing to change"
        await stage.press("escape")
        await rest(stage)
        assert rows(stage) == everything
        assert "letterbox" not in stage.text()
