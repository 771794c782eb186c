"""Records for tests: everything has a sensible value, a test names only what it is about."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import player
from player.history.records import Checkpoint, IntervalRecord, SessionEnd, SessionStart
from player.history.writer import Writer

VIENNA = timezone(timedelta(hours=1))
BEGAN = datetime(2026, 1, 5, 8, 0, 0, 250_000, tzinfo=VIENNA)
SESSION = "019b8d00-0000-7000-8000-000000000001"

_START = SessionStart(
    id=SESSION,
    slug="neck",
    routine="Neck and back",
    text="name: Neck and back\nsteps: [Chin tuck]\n",
    tape=b"a tape",
    level="gentle",
    choices={"optional": ["Chin tuck"]},
    targets={"chin-tuck": 9},
    seed=7,
    speed=1.0,
    version="0.1.0",
    started_at=BEGAN,
    zone="Europe/Vienna",
    planned_ms=90_000,
    work_intervals=2,
)
_INTERVAL = IntervalRecord(
    session=SESSION,
    path="chin-tuck@s1",
    kind="work",
    ordinal=1,
    pass_=1,
    exercise="Chin tuck",
    side=None,
    set=1,
    sets=2,
    round=None,
    rounds=None,
    planned_reps=8,
    done_reps=8,
    planned_ms=40_000,
    done_ms=40_000,
    load=None,
    effort=None,
    pain=None,
    asked=None,
    started_ms=10_000,
    state="done",
)
_CHECKPOINT = Checkpoint(
    session=SESSION,
    ordinal=2,
    path="chin-tuck@s2",
    rep=3,
    offset_ms=1500,
    active_ms=51_500,
    paused_ms=2000,
    at=BEGAN + timedelta(seconds=53.5),
)
_END = SessionEnd(
    session=SESSION,
    state="finished",
    ended_at=BEGAN + timedelta(seconds=92),
    active_ms=90_000,
    paused_ms=2000,
)


def start(**changed: Any) -> SessionStart:  # noqa: ANN401 - any field of the record
    return _START._replace(**changed)


def interval(**changed: Any) -> IntervalRecord:  # noqa: ANN401 - any field of the record
    return _INTERVAL._replace(**changed)


def intervals(count: int, session: str = SESSION) -> list[IntervalRecord]:
    return [
        interval(session=session, path=f"step-{n}@s1", ordinal=n, started_ms=n * 1000) for n in range(count)
    ]


def checkpoint(**changed: Any) -> Checkpoint:  # noqa: ANN401 - any field of the record
    return _CHECKPOINT._replace(**changed)


def end(**changed: Any) -> SessionEnd:  # noqa: ANN401 - any field of the record
    return _END._replace(**changed)


def eventually(true: Callable[[], bool], seconds: float = 20.0) -> None:
    """Wait for another thread or process."""
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.002)


def written(path: Path, *records: SessionStart | IntervalRecord | Checkpoint | SessionEnd) -> None:
    """Write a history as the program does."""
    writer = Writer(path)
    for record in records:
        if isinstance(record, SessionStart):
            writer.start(record)
        elif isinstance(record, IntervalRecord):
            writer.interval(record)
        elif isinstance(record, Checkpoint):
            writer.checkpoint(record)
        else:
            writer.end(record)
    assert writer.close(20)


def child(code: str, *arguments: str, prefix: tuple[str, ...] = ()) -> subprocess.Popen[str]:
    """Run Python code in a process of its own that can import the player and these helpers."""
    root = Path(player.__file__).parents[1]
    return subprocess.Popen(  # noqa: S603 - our own code
        [*prefix, sys.executable, "-c", code, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(root)},
        cwd=root,
    )


def said(process: subprocess.Popen[str]) -> str:
    """The next line a child prints."""
    assert process.stdout is not None
    return process.stdout.readline().strip()
