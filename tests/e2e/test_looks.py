"""From three metres: at every size the number is whole, and what must be read is on the screen."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.e2e.conftest import Start
from tests.e2e.program import Home, together

if TYPE_CHECKING:  # it needs pyte, which runs of the core tests alone do without
    from tests.e2e.terminal import Terminal

SIZES: Final = ((60, 20), (80, 24), (200, 50))
ROUTINE: Final = """\
name: Numbers
prepare: 3754s
transition: 754s
steps:
  - {exercise: Plank with a name so long that it needs two lines on a small screen, hold: 88s}
  - {exercise: Row, reps: 88, tempo: 20s}
"""
DIGITS: Final = {
    "███/█ █/█ █/█ █/███": "0",
    " █ /██ / █ / █ /███": "1",
    "███/  █/███/█  /███": "2",
    "███/  █/███/  █/███": "3",
    "█ █/█ █/███/  █/  █": "4",
    "███/█  /███/  █/███": "5",
    "███/█  /███/█ █/███": "6",
    "███/  █/  █/  █/  █": "7",
    "███/█ █/███/█ █/███": "8",
    "███/█ █/███/  █/███": "9",
    " /█/ /█/ ": ":",
}
"""Figures of three by five dots, each dot two cells wide for one high, at any scale."""


def _number_on(lines: list[str]) -> str | None:
    """Read the large number from a screen; None if any part of it is missing."""
    rows = [line for line in lines[2:] if "█" in line]
    scale, rest = divmod(len(rows), 5)
    if not scale or rest:
        return None
    left = min(row.index("█") for row in rows)
    width = max(row.rindex("█") for row in rows) + 1 - left
    cells = [row[left : left + width].ljust(width) for row in rows]
    dots = [row[:: 2 * scale] for row in cells[::scale]]
    if cells != ["".join(dot * 2 * scale for dot in row)[:width] for row in dots for _ in range(scale)]:
        return None
    read, at = "", 0
    while at < len(dots[0]):
        for wide in (3, 1):
            shape = "/".join(row[at : at + wide].ljust(wide) for row in dots)
            if shape in DIGITS:
                read += DIGITS[shape]
                at += wide
                break
        else:
            if any(row[at] != " " for row in dots):
                return None
            at += 1
    return read


def _number(terminal: "Terminal") -> str:
    """The number, as soon as the whole of it is there."""
    terminal.wait_until(lambda screen: _number_on(screen.split("\n")), "there is no whole number")
    return _number_on(terminal.lines) or ""


def _has_keys_in(row: int, screen: str) -> bool:
    """Whether the line of keys stands there: then all has been laid out anew."""
    return "? keys" in screen.split("\n")[row]


def _look(home: Home, start: Start, size: tuple[int, int]) -> None:
    routine = home.write("numbers.yaml", ROUTINE)
    with start(home, "play", str(routine), size=size) as terminal:
        terminal.wait_for("▷ get ready")
        assert _number(terminal) in {"1:02:34", "1:02:33", "1:02:32"}
        terminal.send("enter")
        terminal.wait_for("■ hold")
        assert "needs two lines on" in " ".join(terminal.screen().casefold().split())
        terminal.send("space")
        terminal.wait_for("‖ paused")
        assert _number(terminal) in {"1:28", "1:27", "1:26", "88", "87", "86"}
        terminal.send("right")
        terminal.wait_for("ROW")
        assert _number(terminal) in {"12:34", "754"}
        terminal.send("right")
        terminal.wait_for("of 88")
        assert _number(terminal) == "1"
        for columns, rows in SIZES:
            terminal.resize((columns, rows))
            terminal.wait_until(partial(_has_keys_in, rows - 1))
            assert _number(terminal) == "1"
            assert "‖ paused" in terminal.screen()
        terminal.stop()
        assert terminal.close_summary() == 0


def test_the_number_is_whole_at_every_size_and_after_every_change_of_size(
    tmp_path: Path, start: Start
) -> None:
    together(partial(_look, Home(tmp_path / f"{size[0]}"), start, size) for size in SIZES)


def test_the_library_shows_every_routine_with_its_whole_length_at_every_size(
    home: Home, start: Start
) -> None:
    # A long name is cut where levels stand behind it.
    rows = [
        (routine["name"][:15], f"{round(routine['planned_s'] / 60)} min") for routine in home.json("list")
    ]

    for size in SIZES:
        seen: set[str] = set()

        def all_there(screen: str, seen: set[str] = seen) -> bool:
            seen.update(screen.split("\n"))
            return all(any(name in line and length in line for line in seen) for name, length in rows)

        with start(home, size=size) as terminal:
            terminal.wait_until(lambda screen: all_there(screen) or "Enter start" in screen)
            terminal.send("end")  # a small screen scrolls
            terminal.wait_until(all_there, f"not every routine is whole at {size}")
            terminal.send("q")
            assert terminal.wait_exit() == 0
