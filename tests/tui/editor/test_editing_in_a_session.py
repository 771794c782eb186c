"""`e` in a session: pause, edit, save, go on at the same place (DESIGN §5)."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from player.coach.opening import PlayOptions, open_session
from player.library.folders import bundled
from player.library.shelf import Shelf
from player.session.clock import ManualClock
from player.session.state import IsPaused
from player.tui.app import BackbeatApp
from player.tui.session.screen import SessionScreen
from player.tui.session.summary_screen import SummaryScreen
from player.tui.widgets.question import QuestionScreen
from tests.tui.stage import Desk, desk, folders_at

TEXT = """\
name: Two
prepare: 0s
steps:
  - exercise: Chin tuck
    hold: 20s
  - exercise: Row
    reps: 10
    tempo: 2s
"""


class Evening(Desk):
    """A session of a file, on a clock that moves only when told, and the editor over it."""

    def __init__(self, home: Path, path: Path) -> None:
        self.folders = folders_at(home)
        self.clock = ManualClock()
        volume = Shelf(self.folders).open(path)
        assert volume.routine is not None
        self.coach = open_session(volume, PlayOptions(audio="none"), self.folders, self.clock)
        self.app = BackbeatApp(folders=self.folders, audio="none", coach=self.coach)

    async def press(self, *keys: str) -> None:
        for key in keys:
            self.clock.advance(0.2)
            await self.pilot.press(key)
        await self.pilot.pause()

    async def wait(self, seconds: float) -> None:
        while seconds > 0:
            step = min(0.5, seconds)
            seconds -= step
            self.clock.advance(step)
            for screen in self.app.screen_stack:
                if isinstance(screen, SessionScreen):
                    screen.beat()
        await self.pilot.pause()

    @property
    def place(self) -> tuple[str, int]:
        transport = self.coach.transport
        return transport.interval.path, transport.offset

    async def left_with(self, *keys: str) -> None:
        """Leave the editor, until the session is in front again."""
        await self.press(*keys)
        for _ in range(200):
            if self.on(SessionScreen):
                break
            await self.pilot.pause(0.01)
        assert self.on(SessionScreen)
        await self.pilot.pause()


@asynccontextmanager
async def evening(home: Path, text: str | None = TEXT, *, file: str = "two.yaml") -> AsyncIterator[Evening]:
    path = home / "config" / "routines" / file if text is not None else bundled("routines") / file
    if text is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    stage = Evening(home, path)
    async with stage.app.run_test(size=(100, 28)) as pilot:
        stage.pilot = pilot
        await pilot.pause()
        yield stage
        stage.app.abandon()


def file(home: Path) -> Path:
    return home / "config" / "routines" / "two.yaml"


async def test_e_pauses_and_opens_the_file_at_the_step_that_is_on(tmp_path: Path) -> None:
    async with evening(tmp_path) as stage:
        await stage.wait(35)
        await stage.press("e")
        await stage.settle()
        assert isinstance(stage.coach.transport.state, IsPaused)
        assert stage.written == TEXT
        assert stage.editor.area.cursor_location == (5, 0)
        assert "The session waits. Ctrl-S takes your change over, Esc goes back." in stage.flat()


async def test_what_is_saved_is_played_on_from_the_same_place(tmp_path: Path) -> None:
    async with evening(tmp_path) as stage:
        await stage.wait(12)
        await stage.press("e")
        await stage.settle()
        await stage.type("up", "end", "enter", *"- Squat", "escape", "ctrl+s")
        assert "Saved. The change counts from here. Space goes on." in stage.told()
        await stage.left_with("escape")
        assert stage.place == ("chin-tuck@s1", 12_200)
        assert stage.coach.transport.timeline.intervals[0].exercise == "Squat"
        assert "The change counts from here. Space goes on." in stage.flat()
        assert "‖ paused" in stage.text()
        await stage.press("space")
        assert "going on" in stage.text()
        await stage.wait(4)
        assert "■ hold" in stage.text()


async def test_saving_while_leaving_is_taken_over_too(tmp_path: Path) -> None:
    async with evening(tmp_path) as stage:
        await stage.wait(12)
        await stage.press("e")
        await stage.settle()
        await stage.type("down", "end", "backspace", *"5s", "escape")
        assert stage.on(QuestionScreen)
        await stage.left_with("s")
        assert "hold: 205s" in file(tmp_path).read_text()
        assert stage.coach.transport.planned == 205_000
        assert stage.coach.origin is not None
        assert stage.coach.origin.volume.text == file(tmp_path).read_text()


async def test_leaving_without_saving_changes_nothing(tmp_path: Path) -> None:
    async with evening(tmp_path) as stage:
        await stage.wait(12)
        tape, before = stage.coach.transport.timeline, stage.place[1]
        await stage.press("e")
        await stage.settle()
        await stage.type("x", "escape")
        await stage.left_with("d")
        assert stage.coach.transport.timeline is tape
        assert stage.place == ("chin-tuck@s1", before + 200)
        assert file(tmp_path).read_text() == TEXT


async def test_a_text_with_errors_is_saved_but_not_taken_over(tmp_path: Path) -> None:
    async with evening(tmp_path) as stage:
        await stage.wait(12)
        tape = stage.coach.transport.timeline
        await stage.press("e")
        await stage.settle()
        await stage.type("down", "home", *"x", "ctrl+s")
        assert "The text has 1 error (line 5) and cannot be played. The session goes on as it was." in (
            stage.told()
        )
        await stage.left_with("escape")
        assert stage.coach.transport.timeline is tape
        assert "The session goes on as it was." in stage.flat()


async def test_ctrl_z_is_undo_there_and_ctrl_c_asks_before_it_leaves(tmp_path: Path) -> None:
    async with evening(tmp_path) as stage:
        await stage.wait(12)
        await stage.press("e")
        await stage.settle()
        await stage.type("x", "ctrl+z")
        assert stage.written == TEXT
        await stage.type("x", "ctrl+c")
        assert stage.on(QuestionScreen)
        await stage.left_with("d")
        assert not stage.coach.over


async def test_playing_from_the_cursor_says_that_a_session_waits(tmp_path: Path) -> None:
    async with evening(tmp_path) as stage:
        await stage.press("e")
        await stage.settle()
        await stage.type("f5")
        assert "A session waits for you" in stage.told()


async def test_a_bundled_routine_is_copied_and_the_session_goes_on_with_the_copy(tmp_path: Path) -> None:
    async with evening(tmp_path, None, file="desk-break.yaml") as stage:
        await stage.wait(12)
        name = stage.coach.transport.interval.exercise or ""
        await stage.press("e")
        await stage.settle()
        assert "you are editing your own copy" in stage.flat()
        row = stage.editor.area.cursor_location[0]
        assert name.casefold() in stage.written.split("\n")[row].casefold()
        await stage.type("end", "ctrl+s")
        await stage.type("enter", *"load: a bottle", "ctrl+s")
        await stage.left_with("escape")
        assert stage.coach.origin is not None
        assert stage.coach.origin.volume.path == tmp_path / "config" / "routines" / "desk-break.yaml"
        assert any(interval.load == "a bottle" for interval in stage.coach.transport.timeline.intervals)


async def test_over_a_question_no_editor_opens(tmp_path: Path) -> None:
    async with evening(tmp_path) as stage:
        await stage.press("q", "e")
        assert stage.on(SessionScreen)
        assert stage.coach.stop_asked


async def test_a_session_that_was_started_in_the_editor_is_edited_there(tmp_path: Path) -> None:
    async with desk(tmp_path, "two.yaml", TEXT) as stage:
        await stage.press("f5")
        for _ in range(100):
            await stage.pilot.pause(0.01)
            if stage.on(SessionScreen):
                break
        await stage.pilot.pause(0.05)
        await stage.press("e")
        assert stage.on(SessionScreen)
        assert "This session was started in the editor" in stage.flat()


@pytest.mark.usefixtures("summary_settled")
async def test_after_it_the_session_ends_as_any_other(tmp_path: Path) -> None:
    async with evening(tmp_path) as stage:
        await stage.wait(12)
        await stage.press("e")
        await stage.settle()
        await stage.left_with("escape")
        await stage.press("q", "q")
        assert stage.on(SummaryScreen)
