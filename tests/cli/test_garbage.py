"""A command that prints has no garbage to look for; what plays for an hour has, once it has begun."""

import gc
import sys
from collections.abc import Iterator

import pytest

from player.cli import run
from player.library.folders import find_folders
from player.tui.app import BackbeatApp
from player.tui.app import run as run_app

pytestmark = pytest.mark.core


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    """Leave the collector to the other tests as it was."""
    yield
    gc.unfreeze()
    gc.enable()


@pytest.mark.parametrize(
    ("command", "does"),
    [
        ([], "session.play.library"),  # until its screen begins, see below
        (["play", "neck"], "session.play.play"),
        (["list"], "routines.list.list_routines"),
        (["show", "neck"], "routines.show.show"),
        (["check"], "routines.check.check"),
        (["history"], "record.history.history"),
    ],
)
def test_no_garbage_is_looked_for_until_something_plays(
    monkeypatch: pytest.MonkeyPatch, command: list[str], does: str
) -> None:
    seen: list[bool] = []

    def stand_in(_: object) -> int:
        seen.append(gc.isenabled())
        return 7

    module, _, function = does.rpartition(".")
    monkeypatch.setattr(f"player.cli.{module}.{function}", stand_in)
    monkeypatch.setattr(sys, "argv", ["backbeat", *command])
    frozen = gc.get_freeze_count()  # Python 3.12 freezes some by itself
    assert run() == 7
    assert seen == [False]
    assert gc.get_freeze_count() > frozen


def test_a_screen_collects_garbage_but_not_among_what_was_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[bool, bool]] = []

    def stand_in(_: BackbeatApp) -> None:
        seen.append((gc.isenabled(), gc.get_freeze_count() > frozen))

    monkeypatch.setattr(BackbeatApp, "run", stand_in)
    app = BackbeatApp(folders=find_folders())
    gc.disable()
    frozen = gc.get_freeze_count()
    assert run_app(app) == 0
    assert seen == [(True, True)]


def test_a_session_in_lines_collects_garbage_and_keeps_its_last_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[bool] = []

    def stand_in(*_: object) -> int:
        seen.append(gc.isenabled())
        return 7

    monkeypatch.setattr("player.cli.session.plain.play_plain", stand_in)
    monkeypatch.setattr(sys, "argv", ["backbeat", "play", "y-t-ws", "--plain", "--audio", "none"])
    frozen = gc.get_freeze_count()
    assert run() == 7
    assert seen == [True]
    assert gc.get_freeze_count() <= frozen, "what plays may need its last words"
