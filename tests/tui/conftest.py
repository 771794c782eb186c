"""Screens are drawn without a terminal."""

from importlib.util import find_spec

import pytest

if find_spec("textual") is None:
    # Where only the core is tested; what is core here needs no Textual.
    collect_ignore_glob = ["test_[!do]*.py"]


@pytest.fixture
def summary_settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let keys close a summary at once."""
    monkeypatch.setattr("player.tui.session.summary_screen.SETTLES_IN", 0.001)
