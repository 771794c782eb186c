"""A screen without a terminal, on a clock that moves only when told."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual.geometry import Region
from textual.pilot import Pilot
from textual.screen import Screen

from player.library.folders import Folders, find_folders
from player.library.shelf import Shelf
from player.timeline.model import Timeline
from player.tui.app import BackbeatApp
from player.tui.editor.launch import open_manuscript
from player.tui.editor.screen import EditorScreen
from player.tui.session.screen import SessionScreen
from tests.coach.rehearsal import APART, Rehearsal

SIZES = [(60, 20), (80, 24), (100, 28), (200, 50)]


class Stage:
    """The app, its pilot, and the session that is on."""

    def __init__(self, app: BackbeatApp, pilot: Pilot[None], rehearsal: Rehearsal | None) -> None:
        self.app = app
        self.pilot = pilot
        self._rehearsal = rehearsal

    @property
    def rehearsal(self) -> Rehearsal:
        assert self._rehearsal is not None, "no session was put on this stage"
        return self._rehearsal

    @property
    def screen(self) -> Screen[object]:
        return self.app.screen

    def on(self, kind: type[Screen[Any]]) -> bool:
        """Whether a screen of that kind is in front."""
        return isinstance(self.app.screen, kind)

    async def play(self, timeline: Timeline, *, start: int = 0, seconds: float = 0.0) -> None:
        """Begin another session in the same app: starting one costs more than most tests."""
        self.app.abandon()
        while len(self.app.screen_stack) > 1:
            self.app.pop_screen()
        self._rehearsal = Rehearsal(timeline, start=start)
        self.app.sessions.show(self._rehearsal.coach)
        await self.pilot.pause()
        await self.wait(seconds)

    async def press(self, *keys: str) -> None:
        """Press keys so far apart that each counts, and let everything settle."""
        for key in keys:
            if self._rehearsal is not None:
                self._rehearsal.clock.advance(APART)
            await self.pilot.press(key)
        await self.pilot.pause()

    async def wait(self, seconds: float) -> None:
        """Let session time pass as it does on a real evening: a beat at least every half second."""
        while seconds > 0:
            step = min(0.5, seconds)
            seconds -= step
            self.rehearsal.clock.advance(step)
            for screen in self.app.screen_stack:
                if isinstance(screen, SessionScreen):
                    screen.beat()
        await self.pilot.pause()

    def lines(self) -> list[str]:
        """What the terminal shows, line by line."""
        return [strip.text for strip in self.screen._compositor.render_strips()]

    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self.lines())

    def flat(self) -> str:
        """The text with every run of white space as one space: for sentences that may be folded."""
        return " ".join(self.text().split())

    def region(self, selector: str) -> Region:
        """Where a widget of the top screen is."""
        return self.screen.query_one(selector).region

    def shown_in(self, selector: str) -> list[str]:
        """What the terminal shows in the place of a widget."""
        region = self.region(selector)
        strips = self.screen._compositor.render_strips()[region.y : region.bottom]
        return [strip.crop(region.x, region.right).text for strip in strips]


@asynccontextmanager
async def session(
    timeline: Timeline,
    size: tuple[int, int] = (100, 28),
    *,
    home: Path | None = None,
    start: int = 0,
    notices: tuple[str, ...] = (),
) -> AsyncIterator[Stage]:
    """One session on its screen; the app ends with it, as `backbeat play` does."""
    rehearsal = Rehearsal(timeline, start=start, notices=notices)
    app = BackbeatApp(folders=folders_at(home or Path("/nonexistent")), audio="none", coach=rehearsal.coach)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Stage(app, pilot, rehearsal)
        app.abandon()


@asynccontextmanager
async def library(home: Path, size: tuple[int, int] = (100, 28)) -> AsyncIterator[Stage]:
    """The library of a home folder."""
    app = BackbeatApp(folders=folders_at(home), audio="none")
    async with app.run_test(size=size) as pilot:
        await pilot.pause(0.1)  # the preview follows a cursor that rests
        yield Stage(app, pilot, None)
        app.abandon()


class Desk(Stage):
    """A stage with the editor in front."""

    @property
    def editor(self) -> EditorScreen:
        """The editor, whatever lies over it."""
        (editor,) = [screen for screen in self.app.screen_stack if isinstance(screen, EditorScreen)]
        return editor

    @property
    def written(self) -> str:
        """The text in the editor."""
        return self.editor.area.text

    async def type(self, *keys: str) -> None:
        """Press keys, then let the check, the timetable and the line at the foot follow."""
        await self.press(*keys)
        await self.settle()

    async def settle(self) -> None:
        """Wait until everything that follows a key has followed it."""
        editor = self.editor
        for _ in range(500):
            await self.pilot.pause(0.01)
            busy = editor.proof.draft.text != editor.area.text or editor._follow_timer is not None
            if not busy and not editor.proof.is_reading and not editor.file.is_busy:
                break
        else:
            raise AssertionError("the editor never came to rest")
        await self.pilot.pause()

    def told(self) -> str:
        """What stands at the foot."""
        return " ".join(" ".join(self.shown_in("#told")).split())


@asynccontextmanager
async def desk(home: Path, file: str, text: str, size: tuple[int, int] = (100, 28)) -> AsyncIterator[Desk]:
    """The editor with a file of a home folder, as `backbeat edit` opens it."""
    folders = folders_at(home)
    path = folders.routines / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    manuscript, notice = open_manuscript(path, Shelf(folders), folders)
    app = BackbeatApp(folders=folders, audio="none", manuscript=manuscript, notice=notice)
    async with app.run_test(size=size) as pilot:
        stage = Desk(app, pilot, None)
        await stage.settle()
        yield stage
        app.abandon()


def folders_at(home: Path) -> Folders:
    return find_folders({"BACKBEAT_HOME": str(home)})
