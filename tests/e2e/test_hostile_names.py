"""A stranger's routine is text: nothing in a name styles, links, crashes or steers a terminal."""

import re
from functools import partial
from typing import TYPE_CHECKING, Final

import pytest

from tests.e2e.conftest import Start
from tests.e2e.launch import END
from tests.e2e.program import Home, together

if TYPE_CHECKING:  # it needs pyte, which runs of the core tests alone do without
    from tests.e2e.terminal import Terminal

MARKUP: Final = """\
name: "[@click=app.quit]Row[/]"
about: "[/] [@click=app.bell]about[/] {0} %s"
note: "[link=file:///etc/passwd]note[/link]"
author: "[/]"
tags: ["[/]"]
equipment: ["[red]mat[/]", "[/"]
prepare: 60s
steps:
  - exercise: "Row [/]"
    hold: 60s
    cue: "[@click=app.quit]cue[/]"
    note: "[type=x, v={'a[0]'}]"
    load: "[/b] 4 kg"
  - name: "[red]block[/]"
    rounds: 2
    steps:
      - exercise: "[type=x, v={'a[0]'}]"
        reps: 3
        tempo: {"[/] up": 1s, "[@click=app.quit]go": 1s}
  - rest: 20s
    name: "[@click=app.quit]breathe[/]"
    cue: "[/]"
  - {exercise: "$(touch owned) `id` ; rm -rf %d", hold: 30s}
"""
LITERAL: Final = ("[@click=app.quit]Row[/]", "Row [/]", "[type=x, v={'a[0]'}]")

STEERING: Final = {
    "clipboard": r"\e]52;c;aGFjaw==\a",
    "title": r"\e]0;owned\a",
    "reset": r"\ec",
    "colour": r"\e[31mred",
    "eight-bit": r"\x9b31m\x9d0;owned\x9c",
    "link": r"\e]8;;http://x\e\\click\e]8;;\e\\",
    "query": r"\e[6n\e[c",
    "bell": r"\a\a\a",
    "backspace": r"ab\b\b\bcd",
    "line-feed": r"one\ntwo\r\nthree",
    "bidi": r"abc\u202Edef\u2066ghi",
    "line-separator": r"abc\u2028def\x85",
    "surrogate": r"\ud83d",
    "nul": r"a\0b",
    "delete": r"a\x7fb",
    "byte-order-mark": r"\ufeffabc",
}
"""As YAML escapes, so that the file itself is harmless text."""

RAW: Final = {
    "bidi-as-it-is": "abc\u202edef\u2066ghi\u200f",
    "marks": "Z" + "\u0301" * 40 + "o",
    "family": "\N{MAN}\u200d\N{WOMAN}\u200d\N{GIRL} row",
    "hebrew": "\u05d7\u05ea\u05d9\u05e8\u05d4",
}
"""The characters themselves; the last three are honest."""

_DRAWING: Final = re.compile(rb"\x1b\[[0-9;:?<=>$]*[\x40-\x7e]|\x1b\]22;[a-z-]*\x07")
"""Drawing, and the shape of the mouse pointer, which Textual sets."""
_STEERS: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\u200e\u200f\ud800-\udfff]"
)


def _routine(name: str) -> str:
    return f'name: "{name}"\nprepare: 60s\nsteps:\n  - {{exercise: "{name}", hold: 60s, cue: "{name}"}}\n'


def _steering_in(raw: bytes, allowed: bytes = b"") -> list[str]:
    """What in a terminal program's output is neither text nor drawing, with what stands around it."""
    drawn = _DRAWING.sub(b"", raw.replace(END, b""))
    text = drawn.translate(None, allowed).decode("utf-8", "surrogateescape")
    return [
        text[max(0, found.start() - 20) : found.end() + 20]
        for found in _STEERS.finditer(text)
        if found[0] not in "\r\x0e\x0f"
    ]


def test_markup_in_names_is_shown_as_it_is_written_on_every_screen(home: Home, start: Start) -> None:
    path = home.routines / "markup.yaml"
    path.write_text(MARKUP, encoding="utf-8")
    with start(home, size=(140, 40)) as terminal:
        terminal.wait_for("Enter start")
        terminal.wait_for(LITERAL[2])
        assert LITERAL[0] in terminal.screen()
        _click(terminal, LITERAL[0])
        terminal.press_until("enter", lambda screen: "▷ get ready" in screen)
        assert terminal.lines[0].strip().startswith(LITERAL[0])
        _click(terminal, LITERAL[0])
        terminal.send("g")
        screen = terminal.wait_for("Go to which step?")
        assert all(name in screen for name in LITERAL[1:])
        terminal.send("escape")
        terminal.wait_until(lambda screen: "Go to which step?" not in screen)
        terminal.send("enter")
        screen = terminal.wait_for("■ hold")
        assert "[@click=app.quit]cue[/]" in screen
        _click(terminal, "[@click=app.quit]cue[/]")
        terminal.send("space", "r")
        terminal.press_until("right", lambda screen: "[@click=app.quit]breathe[/]" in screen)
        screen = terminal.stop()
        assert f"Stopped: {LITERAL[0]}" in screen
        assert all(name in screen for name in LITERAL)
        _click(terminal, LITERAL[0])
        terminal.press_until("enter", lambda screen: "Enter start" in screen)
        terminal.send("q")
        assert terminal.wait_exit() == 0
        # From the library sound is automatic, and here there is none: the program itself rings the bell.
        assert _steering_in(terminal.raw, b"\x07") == []
    assert [entry.name for entry in home.folder.iterdir()] == []


def test_markup_in_names_is_printed_as_it_is_written(home: Home) -> None:
    path = home.write("markup.yaml", MARKUP)
    shown = home.run("show", str(path))
    played = home.run("play", str(path), "--plain", "--speed", "1000", "--audio", "none")
    history = home.run("history")
    for result in (shown, played, history):
        assert (result.returncode, result.stderr) == (0, "")
    assert all(name in shown.stdout and name in played.stdout for name in LITERAL)
    assert LITERAL[0] in history.stdout


@pytest.mark.parametrize("command", ["show", "play", "check", "list"])
def test_no_command_lets_a_name_steer_the_terminal(home: Home, command: str) -> None:
    names = {**STEERING, **RAW}
    for key, name in names.items():
        (home.routines / f"{key}.yaml").write_text(_routine(name), encoding="utf-8")
    how = ["--plain", "--speed", "1000", "--audio", "none"] if command == "play" else []
    arguments = [[]] if command == "list" else [[str(home.routines / f"{key}.yaml")] for key in names]
    for result in together(partial(home.run, command, *argument, *how) for argument in arguments):
        said = result.stdout + result.stderr
        assert _STEERS.findall(said) == [], said
        assert "Traceback" not in said
        assert result.returncode in {0, 1}


def test_no_screen_lets_a_name_steer_the_terminal(home: Home, start: Start) -> None:
    for key, name in {**STEERING, **RAW}.items():
        (home.routines / f"{key}.yaml").write_text(_routine(name), encoding="utf-8")
    (home.routines / "\x1b]0;file\x07 \u202ename.yaml").write_text(MARKUP, encoding="utf-8")
    routines = home.json("list")
    playable = [entry["slug"] for entry in routines if entry["name"] and not entry["bundled"]]
    assert len(playable) >= 3
    with start(home, size=(120, 60)) as terminal:
        terminal.wait_for("Enter start")
        for _ in range(len(STEERING) + 2):
            terminal.send("down")
        assert _steering_in(terminal.raw) == []
        terminal.send("q")
        assert terminal.wait_exit() == 0
    assert [
        found for raw in together(partial(_play, home, start, slug) for slug in playable) for found in raw
    ] == []


def _play(home: Home, start: Start, slug: str) -> list[str]:
    """Look at every screen of a session; return what steers."""
    with start(home, "play", slug) as terminal:
        terminal.wait_for("▷ get ready")
        terminal.send("g")
        terminal.wait_for("Go to which step?")
        terminal.send("escape", "enter")
        terminal.wait_for("■ hold")
        terminal.send("r")
        terminal.stop()
        assert terminal.close_summary() == 0
        return _steering_in(terminal.raw)


def _click(terminal: "Terminal", text: str) -> None:
    """Click on a text that is on the screen."""
    row, line = next((n, line) for n, line in enumerate(terminal.lines, 1) if text in line)
    column = line.index(text) + 12
    terminal.send(f"\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m")
