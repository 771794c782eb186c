"""Screens are drawn without a terminal."""

import pytest

from player.tui.screens import summary


@pytest.fixture
def summary_settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let keys close a summary at once."""
    monkeypatch.setattr(summary, "SETTLES_IN", 0.001)
