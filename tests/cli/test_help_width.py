"""Help is as wide as the terminal, although nothing asks `shutil` how wide that is."""

import os
import shutil

import pytest

from player.cli import _columns, _parser

pytestmark = pytest.mark.core


@pytest.mark.parametrize("terminal", [0, 57, 200, None])
@pytest.mark.parametrize("written", ["", "0", "-5", "wide", " 66 ", "133", None])
def test_it_is_the_width_that_argparse_would_find(
    monkeypatch: pytest.MonkeyPatch, terminal: int | None, written: str | None
) -> None:
    def size(*_: int) -> os.terminal_size:
        if terminal is None:
            raise OSError("not a terminal")
        return os.terminal_size((terminal, 24))

    monkeypatch.setattr(os, "get_terminal_size", size)
    if written is None:
        monkeypatch.delenv("COLUMNS", raising=False)
    else:
        monkeypatch.setenv("COLUMNS", written)
    assert _columns() == shutil.get_terminal_size().columns


@pytest.mark.parametrize("command", [[], ["play"]])
def test_no_line_of_help_is_wider_than_the_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    widths = []
    for columns in ("44", "120"):
        monkeypatch.setenv("COLUMNS", columns)
        with pytest.raises(SystemExit):
            _parser().parse_args([*command, "--help"])
        widths.append(max(map(len, capsys.readouterr().out.splitlines())))
    narrow, wide = widths
    assert narrow <= 44 < wide <= 120
