"""Kill the program at any instant: what it called committed is there (DESIGN §5, the disk law)."""

import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from player.history.sessions import read_sessions
from tests.history import made

pytestmark = pytest.mark.core

_PLAY = """
import sys, time
from pathlib import Path
from player.history.writer import Writer
from tests.history import made

writer = Writer(Path(sys.argv[1]))
session = sys.argv[2]
writer.start(made.start(id=session))
told = 0
for record in made.intervals(100_000, session):
    ticket = writer.interval(record)
    writer.checkpoint(made.checkpoint(session=session, ordinal=record.ordinal))
    while writer.committed() < ticket - 3:
        time.sleep(0.0002)
    if writer.committed() > told:
        told = writer.committed()
        print(told, flush=True)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL")
def test_every_row_that_was_called_committed_survives_kill_9(history: Path) -> None:
    for round_, lines in enumerate((1, 2, 7, 25, 80)):
        session = made.SESSION[:-2] + f"{round_:02}"
        process = made.child(_PLAY, str(history), session)
        told = 0
        for _ in range(lines):
            told = int(made.said(process))
        process.kill()
        rest, _ = process.communicate()
        # Whatever it had still printed it had promised too.
        told = max([told, *map(int, rest.split("\n")[:-1])])
        found = read_sessions(history)
        assert found.notes == ()
        (played,) = (each for each in found.sessions if each.id == session)
        assert played.state == "interrupted"
        assert [interval.ordinal for interval in played.intervals] == list(range(len(played.intervals)))
        assert len(played.intervals) >= told - 1  # the first ticket is the session itself
        assert played.ended_at is not None
    assert len(read_sessions(history).sessions) == 5
    with closing(sqlite3.connect(history)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
