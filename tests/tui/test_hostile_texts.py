"""Text is text: nothing in a name can become a link, a style or a crash, and nothing steers the terminal."""

import json
import sys
import unicodedata
from pathlib import Path

import pytest

from player.routine.model import Block
from player.routine.visible import visible
from player.timeline.compile import compile_routine
from player.timeline.model import Timeline
from player.tui.editor.screen import EditorScreen
from player.tui.library.form_screen import FormScreen
from player.tui.library.screen import LibraryScreen
from player.tui.session.screen import SessionScreen
from player.tui.session.steps_screen import StepsScreen
from player.tui.session.summary_screen import SummaryScreen
from player.tui.widgets.key_list import KeysScreen
from tests.timeline.builders import block, exercise, rest, routine
from tests.tui.editor.test_editing_in_a_session import evening
from tests.tui.stage import Stage, library, session

MARKUP = [
    "[red]x[/red]",
    "[@click=app.quit]Row[/]",
    "[@click=app.screenshot('owned.svg','dir')]y",
    "Row [/]",
    "[/",
    "[type=x, v={'a[0]'}]",
    "[link=https://example.org]here[/link]",
    "{0} %s $x",
]
CONTROL = [
    "a\x1b]0;owned\x07b",
    "a\x1b]52;c;b3duZWQ=\x07",
    "\x1bcreset",
    "c1 \x9b31m \x9d0;x\x9c",
    "del\x7f nul\x00 bel\x07",
    "tab\tcr\rlf\nend",
    "\u202eesrever \u2066iso\u2069",
    "\u200eltr\u200f",
    "zalgo" + "\u0301" * 40,
    "half \ud83d surrogate",
    "line\u2028sep",
]


def step_of(text: str) -> Block:
    """A step with the text in every place where a stranger can put one."""
    return block(
        exercise(text, reps=2, tempo=[(text, 2), ("lower", 2)], load=text, cues=(text,), note=text),
        rest(20, name=text, cue=text, note=text),
        exercise("Other", hold=20, sides=(text, "left")),
        name=text,
    )


def tape_of(*texts: str) -> Timeline:
    return compile_routine(routine(*map(step_of, texts), name=texts[0]), "hostile")


def assert_harmless(stage: Stage) -> None:
    """Nothing that steers a terminal, nothing that can be clicked, no other screen than the one we are on."""
    for strip in stage.screen._compositor.render_strips():
        for segment in strip:
            for char in segment.text:
                category = unicodedata.category(char)
                assert category not in {"Cc", "Cs", "Zl", "Zp"}, repr(segment.text)
                assert category != "Cf" or char in "\u200c\u200d", repr(segment.text)
            meta = segment.style.meta if segment.style is not None else {}
            assert not any(str(key).startswith("@") for key in meta), meta
            assert segment.style is None or segment.style.link is None


def names_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def shows(stage: Stage, text: str) -> bool:
    """Whether the text is on the screen, character by character."""
    return "".join(visible(text).split()) in "".join(stage.text().split())


@pytest.mark.parametrize("texts", [MARKUP, CONTROL], ids=["markup", "control"])
async def test_on_every_screen_of_a_session_text_is_text(
    texts: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    timeline = tape_of(*texts)
    async with session(timeline, (120, 30), notices=(texts[0],)) as stage:
        assert shows(stage, texts[0])
        for index, interval in enumerate(timeline.intervals):
            text = texts[interval.step - 1]
            if text in (interval.exercise, interval.side):
                stage.rehearsal.coach.seek(index)
                await stage.wait(0.1)
                assert stage.on(SessionScreen)
                assert_harmless(stage)
                assert shows(stage, text)
        for key, screen in (("r", SessionScreen), ("question_mark", KeysScreen), ("g", StepsScreen)):
            await stage.press(key)
            assert stage.on(screen)
            assert_harmless(stage)
            if screen is not SessionScreen:
                await stage.press("escape")
        await stage.press("q", "q")
        assert stage.on(SummaryScreen)
        assert_harmless(stage)
        assert all(shows(stage, text) for text in texts)
    assert names_in(tmp_path) == [], "no click wrote a file"


@pytest.mark.parametrize("size", [(60, 20), (100, 28)], ids=str)
async def test_a_hostile_name_moves_nothing(size: tuple[int, int]) -> None:
    places = ("#number", "#track", "#cue", "#keys")
    async with session(tape_of("Row", CONTROL[5], CONTROL[8], "首" * 80, "x" * 500), size) as stage:
        await stage.wait(12)
        honest = [stage.region(place) for place in places]
        for index, interval in enumerate(stage.rehearsal.timeline.intervals):
            if interval.is_work:
                stage.rehearsal.coach.seek(index)
                await stage.wait(4)
                assert [stage.region(place) for place in places] == honest
                assert "█" in "".join(stage.shown_in("#number"))


async def test_in_the_library_a_name_is_text(tmp_path: Path) -> None:
    folder = tmp_path / "config" / "routines"
    folder.mkdir(parents=True)
    for number, text in enumerate(MARKUP):
        quoted = json.dumps(text)
        (folder / f"{number}.yaml").write_text(
            f"name: {quoted}\nabout: {quoted}\nequipment: [{quoted}]\nsteps:\n"
            f"  - exercise: {quoted}\n    hold: 5s\n    note: {quoted}\n    load: {quoted}\n"
        )
    async with library(tmp_path, (200, 50)) as stage:
        seen: set[str] = set()
        for _ in MARKUP:
            await stage.pilot.pause(0.1)
            assert stage.on(LibraryScreen)
            assert_harmless(stage)
            seen |= {text for text in MARKUP if shows(stage, text)}
            for place in ("#name", "#rows"):
                await stage.pilot.click(place, offset=(8, 0))
            await stage.press("down")
        assert seen == set(MARKUP)
        assert not stage.app._exit
        assert stage.on(LibraryScreen)


async def test_a_hostile_file_name_is_text(tmp_path: Path) -> None:
    names = ["Row [.yaml", "[@click=app.quit]x[b].yaml"]
    if sys.platform != "win32":
        names.append("a\x1b[31m\u202eb.yaml")
    folder = tmp_path / "config" / "routines"
    folder.mkdir(parents=True)
    for name in names:
        (folder / name).write_text("name: '[/'\nsteps: [}\n")
    async with library(tmp_path, (200, 50)) as stage:
        said = []
        for _ in names:
            await stage.pilot.pause(0.1)
            assert_harmless(stage)
            assert all(shows(stage, name) for name in names)
            await stage.press("enter")
            assert stage.on(LibraryScreen)
            said += [name for name in names if shows(stage, f"{visible(name)} cannot be played.")]
            await stage.press("down")
        assert sorted(said) == sorted(names)


ASKS = """\
name: "{text}"
prepare: 0s
steps:
  - exercise: "{text}"
    reps: 2
    load: "{text}"
    ask: [reps, load]
  - exercise: "{text}"
    hold: 20s
    cue: "{text}"
"""


@pytest.mark.parametrize("text", MARKUP, ids=range(len(MARKUP)))
async def test_in_the_form_the_editor_the_questions_and_the_answers_text_is_text(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f"{text} x"  # a name has a letter
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    async with evening(tmp_path / "home", ASKS.format(text=text)) as stage:
        await stage.press("c")
        assert stage.on(FormScreen)
        assert_harmless(stage)
        assert shows(stage, text)
        await stage.press("escape", "e")
        assert stage.on(EditorScreen)
        assert_harmless(stage)
        await stage.press("escape", "space")
        await stage.wait(4)
        await stage.press("enter")
        await stage.wait(1)
        assert text in stage.coach.question
        assert_harmless(stage)
        await stage.press("q", "q")
        assert stage.on(SummaryScreen)
        assert_harmless(stage)
        assert shows(stage, f"{text} · load: {text}")
    assert names_in(here) == [], "no click wrote a file"
