"""The README's table of keys is made from the table of commands."""

import pytest

from docs.make_keys import PAGE, page, table
from player.coach.commands import COMMANDS

pytestmark = pytest.mark.core


def test_the_table_is_what_its_script_writes() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert text == page(text), "run just docs, or python docs/make_keys.py"


def test_every_command_has_a_line_that_no_character_breaks() -> None:
    lines = table().splitlines()[2:]
    assert len(lines) == len(COMMANDS)
    assert all(line.count("|") == 3 for line in lines)
