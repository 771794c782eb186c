"""A command that prints has no garbage to look for; what plays for an hour has."""

import gc
import sys
from collections.abc import Iterator

import pytest

from player.cli import run

pytestmark = pytest.mark.core


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    """Leave the collector to the other tests as it was."""
    yield
    gc.unfreeze()
    gc.enable()


@pytest.mark.parametrize(
    ("command", "does", "collects"),
    [
        ([], "play.library", True),
        (["play", "neck"], "play.play", True),
        (["list"], "list.list_routines", False),
        (["show", "neck"], "show.show", False),
        (["check"], "check.check", False),
        (["history"], "history.history", False),
    ],
)
def test_only_what_plays_collects_garbage(
    monkeypatch: pytest.MonkeyPatch, command: list[str], does: str, *, collects: bool
) -> None:
    seen: list[bool] = []

    def stand_in(_: object) -> int:
        seen.append(gc.isenabled())
        return 7

    module, _, function = does.partition(".")
    monkeypatch.setattr(f"player.cli.{module}.{function}", stand_in)
    monkeypatch.setattr(sys, "argv", ["backbeat", *command])
    frozen = gc.get_freeze_count()  # Python 3.12 freezes some by itself
    assert run() == 7
    assert seen == [collects]
    assert (gc.get_freeze_count() > frozen) is not collects, "what plays may need its last words"
