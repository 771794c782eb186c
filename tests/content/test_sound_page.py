"""The page on sound is true: its settings are those there are, its times those that are played."""

import re
from pathlib import Path

import pytest

from player.audio.clips import MAX_BYTES, MAX_SECONDS, RATE
from player.coach import unattended
from player.library.config.config import ENGINES, OUTPUTS, PERIODS, Config
from player.library.config.loading import config_of
from player.library.config.table import SECTIONS
from player.script.model import Amount

pytestmark = pytest.mark.core

PAGE = (Path(__file__).parents[2] / "docs" / "sound.md").read_text(encoding="utf-8")
(EXAMPLE,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)


def row(what: str) -> str:
    """The second cell of a row of a table."""
    found = re.search(rf"^\| {re.escape(what)} \| (.*?) \|", PAGE, re.MULTILINE)
    assert found is not None, what
    return found.group(1)


def test_the_example_sets_everything_to_what_holds_without_it() -> None:
    assert config_of(EXAMPLE) == Config()
    written = set(re.findall(r"^ +(?:# )?(\w+):", EXAMPLE, re.MULTILINE))
    assert written == {name for known in SECTIONS.values() for name in known}


def test_the_example_lists_every_value_that_can_be_chosen() -> None:
    for words in (OUTPUTS, Amount, ENGINES):
        assert f"# {', '.join(words)}\n" in EXAMPLE
    assert "# 20, 40 or 100\n" in EXAMPLE
    assert PERIODS == (20, 40, 100)


def test_every_setting_is_in_the_table() -> None:
    first = " ".join(re.findall(r"^\| (`\w+`(?:, `\w+`)*) \|", PAGE, re.MULTILINE))
    assert all(f"`{name}`" in first for known in SECTIONS.values() for name in known)


def test_every_way_out_is_in_the_table() -> None:
    assert all(row(f"`{name}`") for name in OUTPUTS if name != "auto")


def test_the_times_of_a_file_are_those_that_are_played() -> None:
    def seconds(length: int) -> str:
        return f"{length // 1000} s"

    assert row("reps at your own pace").startswith(f"{seconds(unattended.SELF_PACED_REP)} each")
    assert row("`8+` reps") == "two more than the least"
    assert unattended.REPS_BEYOND == 2
    assert row("`max` reps") == str(unattended.REPS)
    assert row("a hold or `for` without end").endswith(f"`max`: {seconds(unattended.HOLD)}")
    assert row("a phase without end in a rep").endswith(f"`max`: {seconds(unattended.OPEN_PHASE)}")
    assert row("a distance") == seconds(unattended.DISTANCE)
    assert row("a step without a dose") == seconds(unattended.WITHOUT_DOSE)
    assert row("a rest that waits (`ready`)").startswith(seconds(unattended.READY))
    assert row("sets without end").startswith(f"{unattended.SETS},")


def test_the_size_of_a_file_and_of_a_sound_are_as_stated() -> None:
    assert f"{2 * RATE * 60 / 1_000_000:.1f} MB a minute" in PAGE
    assert f"at most {MAX_SECONDS} s and {MAX_BYTES // 1_000_000} MB" in PAGE
