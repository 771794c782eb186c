"""What the end-to-end tests share: a person's files, and terminals that leave nothing behind."""

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

from tests.e2e.program import Home, command, environment

if TYPE_CHECKING:
    from tests.e2e.terminal import Terminal

if sys.platform == "win32":
    collect_ignore_glob = ["test_*.py"]  # no pseudo-terminal there


class Start(Protocol):
    """Starts Backbeat in a terminal."""

    def __call__(
        self,
        home: Home,
        *arguments: str,
        size: tuple[int, int] = (100, 30),
        in_band: bool = False,
        around: Mapping[str, str] | None = None,
    ) -> "Terminal":
        """Run `backbeat ARGUMENTS`; `play` without `--audio` is silent. `around`: environment variables."""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """The files of one person."""
    return Home(tmp_path)


@pytest.fixture
def homes(tmp_path: Path) -> Callable[[str], Home]:
    """The files of several persons, by name: for sessions that are played at the same time."""
    return lambda name: Home(tmp_path / name)


@pytest.fixture(scope="session")
def start() -> Iterator[Start]:
    """Starts programs in terminals, and ends what a failing test leaves."""
    from tests.e2e.terminal import Terminal  # noqa: PLC0415  it cannot be imported on Windows

    opened: list[Terminal] = []

    def begin(
        home: Home,
        *arguments: str,
        size: tuple[int, int] = (100, 30),
        in_band: bool = False,
        around: Mapping[str, str] | None = None,
    ) -> Terminal:
        silent = () if arguments[:1] != ("play",) or "--audio" in arguments else ("--audio", "none")
        terminal = Terminal(
            [*command(), *arguments, *silent],
            environment=environment(home.path, around),
            folder=home.folder,
            size=size,
            in_band=in_band,
        )
        opened.append(terminal)
        return terminal

    yield begin
    for terminal in opened:
        terminal.close()
