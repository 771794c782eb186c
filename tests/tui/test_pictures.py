"""Pictures of the screens, compared with those that a person has looked at and found good.

A changed picture is looked at before it is accepted: `pytest tests/tui/test_pictures.py --snapshot-update`.
"""

import sys
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from player.coach.opening import PlayOptions
from player.coach.setup_questions import setup_for
from player.history import sessions
from player.library import folders, routine_files, shelf
from player.library.listing import index
from player.timeline.compile import compile_routine
from player.timeline.model import Timeline
from player.tui.app import BackbeatApp
from tests.coach.rehearsal import Rehearsal
from tests.timeline.builders import block, exercise, routine
from tests.tui.stage import Stage, folders_at

pytestmark = pytest.mark.skipif(
    sys.version_info[:2] != (3, 11),
    reason="pictures are taken and compared on Python 3.11 only: other versions draw a few cells elsewhere",
)

Compare = Callable[..., bool]
RunBefore = Callable[[Pilot[Any]], Awaitable[None]]

EVENING: Timeline = compile_routine(
    routine(
        exercise(
            "Prone Y-T-W",
            reps=5,
            tempo=[("Y", 3), ("T", 3), ("W", 3), ("lower", 2)],
            sets=2,
            rest=40,
            cues=("Thumbs up, neck long",),
        ),
        block(
            exercise(
                "Bent-over dumbbell row",
                reps=10,
                tempo=[("go", 2), ("hold", 1), ("return", 3)],
                load="2 × 4 kg",
            ),
            exercise(
                "Upper trapezius stretch",
                hold=20,
                sides=("right", "left"),
                cues=("Ear toward shoulder",),
                note="A mild pull is right.",
            ),
            rounds=2,
            rest=60,
        ),
        exercise("Walk about"),
        name="Y-T-W and rows",
    ),
    "y-t-w-and-rows",
)
WORK, REST, STRETCH = 38.0, 85.0, 245.5
"""Seconds from the start: in rep 3, in the rest after set 1, in the first stretch."""


@pytest.fixture(autouse=True)
def plain_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the machine the tests run on is in a picture."""
    for name in ("NO_COLOR", "TEXTUAL_THEME", "TEXTUAL_COLOR_SYSTEM", "TEXTUAL_ANIMATIONS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")


class Scene:
    """A session on a frozen clock, led to one moment of it."""

    def __init__(self, seconds: float, *keys: str) -> None:
        self.rehearsal = Rehearsal(EVENING)
        self.app = BackbeatApp(
            folders=folders_at(Path("/nonexistent")), audio="none", coach=self.rehearsal.coach
        )
        self._seconds = seconds
        self._keys = keys

    async def play(self, pilot: Pilot[Any]) -> None:
        stage = Stage(self.app, pilot, self.rehearsal)
        await pilot.pause()
        await stage.wait(self._seconds)
        await stage.press(*self._keys)
        await stage.wait(0.1)  # whether a timer has fired meanwhile or not: all is drawn at this moment


@pytest.mark.parametrize(
    ("size", "seconds", "keys"),
    [
        pytest.param((100, 28), 3.4, (), id="get_ready"),
        pytest.param((100, 28), WORK, (), id="work"),
        pytest.param((100, 28), REST, (), id="rest"),
        pytest.param((100, 28), STRETCH, (), id="hold"),
        pytest.param((100, 28), STRETCH, ("space",), id="paused"),
        pytest.param((100, 28), STRETCH, ("q",), id="question"),
        pytest.param((60, 20), WORK, (), id="work_small"),
        pytest.param((200, 50), STRETCH, (), id="hold_large"),
        pytest.param((100, 28), WORK, ("g",), id="steps"),
        pytest.param((100, 28), WORK, ("question_mark",), id="keys"),
        pytest.param((100, 28), REST, ("n", "enter", "n", "q", "q"), id="summary"),
    ],
)
def test_a_session_looks_as_it_did(
    snap_compare: Compare, size: tuple[int, int], seconds: float, keys: tuple[str, ...]
) -> None:
    scene = Scene(seconds, *keys)
    assert snap_compare(scene.app, terminal_size=size, run_before=scene.play)


def test_without_colours_everything_can_still_be_told_apart(
    snap_compare: Compare, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    scene = Scene(WORK)
    assert snap_compare(scene.app, terminal_size=(100, 28), run_before=scene.play)


SHELF = {
    "desk.yaml": ("Desk break", "A break for people who sit at a screen.", "chair", "hold: 5s, reps: 5"),
    "neck.yaml": (
        "Neck and upper-back stretches",
        "Gentle stretches for a stiff evening.",
        "chair",
        "hold: 20s",
    ),
    "y-t-ws.yaml": (
        "Prone Y-T-Ws",
        "For a tired upper back. Lying face down, you lift your arms in the shapes of letters.",
        "mat, folded towel",
        "reps: 8, tempo: 2-1-3, sets: 2",
    ),
}


def test_the_library_looks_as_it_did(
    snap_compare: Compare, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shipped, home = tmp_path / "shipped", tmp_path / "home"
    own = home / "config" / "routines"
    shipped.mkdir()
    own.mkdir(parents=True)
    (shipped / "exercises.yaml").write_text("Chin tuck:\n  position: seated\n")
    for file, (name, about, equipment, dose) in SHELF.items():
        steps = "".join(
            f"  - {{exercise: {step}, {dose}}}\n"
            for step in ("Chin tuck", "Scapular squeeze", "Seated thoracic turn")
        )
        (shipped / file).write_text(
            f"name: {name}\nabout: {about}\nequipment: [{equipment}]\nsteps:\n{steps}"
        )
    (own / "my-physio.yaml").write_text("name: My physio\nsteps:\n  - exercise: Row\n    rep: 10\n")
    for module in (folders, index, routine_files, shelf):
        monkeypatch.setattr(module, "bundled", lambda _name: shipped)
    ago = datetime.now().astimezone() - timedelta(days=3)
    monkeypatch.setattr(sessions, "last_done", lambda _path: {"y-t-ws": ago.isoformat()})
    app = BackbeatApp(folders=folders_at(home), audio="none")

    async def choose(pilot: Pilot[Any]) -> None:
        await pilot.press("down", "down", "down")
        await pilot.pause(0.2)

    assert snap_compare(app, terminal_size=(100, 28), run_before=choose)


PRESCRIBED = """\
name: Evening
rest: 40s
steps:
  - exercise: Bent-over dumbbell row
    sets: 3
    reps: {gentle: 8, standard: 8-12}
    load: 2 x 4 kg
levels: [gentle, standard]
"""


@pytest.mark.parametrize(
    ("size", "keys"),
    [((100, 28), ("down",)), ((60, 20), ("down", "x"))],
    ids=["form", "form_small_fault"],
)
def test_the_form_of_a_step_looks_as_it_did(
    snap_compare: Compare, tmp_path: Path, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    own = tmp_path / "config" / "routines"
    own.mkdir(parents=True)
    (own / "a.yaml").write_text(PRESCRIBED)
    app = BackbeatApp(folders=folders_at(tmp_path), audio="none")

    async def lead(pilot: Pilot[Any]) -> None:
        await pilot.pause(0.1)
        await pilot.press("c", "enter")
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause(0.5)  # it is checked in a thread

    assert snap_compare(app, terminal_size=size, run_before=lead)


QUESTIONS = """\
name: Evening strength
note: Have a chair ready before you lie down. Stop at pain.
levels: [gentle, standard]
steps:
  - {exercise: Chin tuck, hold: {gentle: 5s, standard: 10s}, sets: 8}
  - {exercise: March on the spot, for: 2m, optional: true}
  - name: Finisher
    choose: 2
    steps:
      - {exercise: Squat, reps: 10, tempo: 2-1-3}
      - {exercise: Wall sit, hold: 40s}
      - {exercise: Plank, hold: 30s}
"""


@pytest.mark.parametrize("size", [(100, 28), (60, 20)], ids=["choices", "choices_small"])
def test_the_questions_before_a_session_look_as_they_did(
    snap_compare: Compare, tmp_path: Path, size: tuple[int, int]
) -> None:
    path = tmp_path / "evening.yaml"
    path.write_text(QUESTIONS)
    home = folders_at(tmp_path / "home")
    setup = setup_for(shelf.Shelf(home).open(path), PlayOptions(audio="none"), home)
    app = BackbeatApp(folders=home, audio="none", setup=setup)
    assert snap_compare(app, terminal_size=size, press=["2", "5"])
