"""Pictures of the screens in four sizes, to be looked at: `python -m tests.tui.shots [FOLDER]`.

Nothing is compared; `test_pictures.py` does that with a few of them.
"""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final, NamedTuple

from player.coach.opening import PlayOptions
from player.coach.setup_questions import setup_for
from player.library.shelf import Shelf
from player.timeline.compile import compile_routine
from player.tui.app import BackbeatApp
from tests.tui.stage import Stage, desk, folders_at, library, session

SIZES: Final = [(60, 20), (80, 24), (120, 40), (200, 50)]
TEXT: Final = """\
name: Evening strength
about: For a tired upper back.
note: Have a chair ready before you lie down. Stop at pain.
prepare: 10s
rest: 40s
levels: [gentle, standard]
steps:
  - {exercise: Chin tuck, hold: {gentle: 5s, standard: 10s}, sets: 2}
  - exercise: Bent-over dumbbell row
    reps: 10
    tempo: 2-1-3
    load: 2 x 4 kg
    sets: 3
    cue: Elbows along the ribs
  - {exercise: March on the spot, for: 2m, optional: true}
  - {exercise: Upper trapezius stretch, hold: 20s, sides: each}
"""


class Shot(NamedTuple):
    """One picture."""

    of: str
    """What is on the stage: the library, a session, the choices before it, the editor."""
    seconds: float = 0.0
    """How long a session has been on."""
    keys: tuple[str, ...] = ()
    text: str = TEXT


SHOTS: Final = {
    "library": Shot("library", keys=("down", "down")),
    "search": Shot("library", keys=("slash", *"neck")),
    "form": Shot("library", keys=("c", "down", "enter")),
    "choices": Shot("choices"),
    "get-ready": Shot("session", 3),
    "hold": Shot("session", 12),
    "rest": Shot("session", 30),
    "rep": Shot("session", 120),
    "paused": Shot("session", 120, ("space",)),
    "stop": Shot("session", 120, ("q",)),
    "steps": Shot("session", 120, ("g",)),
    "keys": Shot("session", 120, ("question_mark",)),
    "summary": Shot("session", 120, ("n", "n", "q", "q")),
    "editor": Shot("editor", keys=("down",) * 9),
    "editor-offers": Shot("editor", keys=(*("down",) * 9, "end", "enter", "f2")),
    "editor-problem": Shot("editor", keys=("f8",), text=TEXT.replace("reps:", "rep:")),
    "editor-question": Shot("editor", keys=("x", "escape")),
}


@asynccontextmanager
async def stage_for(shot: Shot, home: Path, size: tuple[int, int]) -> AsyncIterator[Stage]:
    """The screen that a picture begins with; one routine lies in the home."""
    folders = folders_at(home)
    folders.routines.mkdir(parents=True)
    path = folders.routines / "an-evening.yaml"
    path.write_text(shot.text, encoding="utf-8")
    if shot.of == "library":
        async with library(home, size) as stage:
            yield stage
    elif shot.of == "editor":
        async with desk(home, path.name, shot.text, size) as stage:
            yield stage
    elif shot.of == "choices":
        setup = setup_for(Shelf(folders).open(path), PlayOptions(audio="none"), folders)
        app = BackbeatApp(folders=folders, audio="none", setup=setup)
        async with app.run_test(size=size) as pilot:
            yield Stage(app, pilot, None)
            app.abandon()
    else:
        routine = Shelf(folders).open(path).routine
        assert routine is not None
        async with session(compile_routine(routine, path.stem), size, home=home) as stage:
            yield stage


async def picture(shot: Shot, size: tuple[int, int]) -> str:
    """Lead a screen to its moment and return what it looks like, as SVG."""
    with tempfile.TemporaryDirectory() as home:
        async with stage_for(shot, Path(home), size) as stage:
            if shot.seconds:
                await stage.wait(shot.seconds)
            await stage.press(*shot.keys)
            if shot.of in {"library", "editor"}:
                await stage.pilot.pause(0.5)  # what follows a key from a thread
            return stage.app.export_screenshot()


def main() -> None:
    """Take all pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("shots"))
    folder: Path = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    for name, shot in SHOTS.items():
        for width, height in SIZES:
            file = folder / f"{name}-{width}x{height}.svg"
            file.write_text(asyncio.run(picture(shot, (width, height))), encoding="utf-8")
    sys.stdout.write(f"{len(SHOTS) * len(SIZES)} pictures in {folder}\n")


if __name__ == "__main__":
    main()
