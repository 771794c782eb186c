"""Writes the table of keys in the README, between its two marks, from the table of commands.

    python docs/make_keys.py

A test makes the table again and compares.
"""

from pathlib import Path
from typing import Final

from player.coach.commands import COMMANDS, CommandRow

PAGE: Final = Path(__file__).parent.parent / "README.md"
BEGIN: Final = "<!-- keys, made by docs/make_keys.py -->\n"
END: Final = "<!-- end of keys -->\n"


def table() -> str:
    """Return the table of keys."""
    return "".join(["| key | does |\n| --- | --- |\n", *map(_row, COMMANDS)])


def page(text: str) -> str:
    """Return the README with the table as it is now.

    Raises:
        ValueError: A mark is missing.
    """
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    return f"{before}{BEGIN}{table()}{END}{after}"


def _row(row: CommandRow) -> str:
    return f"| {row.shown} | {row.readme or row.does} |\n"


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
