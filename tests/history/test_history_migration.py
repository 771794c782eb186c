"""From one version of the file to the next: a copy first, one transaction a step, never a row lost."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from player.history.faults import HistoryFault
from player.history.sessions import read_sessions
from player.history.storage import tables
from player.history.storage.rows import as_columns, is_intact
from player.history.storage.store import StoreReady, prepare
from player.session.clock import ManualClock
from tests.history import made

pytestmark = pytest.mark.core


def _add_heart_rate(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE intervals ADD COLUMN heart_rate INTEGER")


def _add_weight_then_fail(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE sessions ADD COLUMN weight REAL")
    connection.execute("UPDATE nothing SET a = 1")


def _lose_rows(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM intervals")


def _version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return tables.version_of(connection)


def _columns(path: Path, table: str) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        return {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}


@pytest.fixture
def old(history: Path) -> Path:
    """A file of version 1 with one session."""
    made.written(history, made.start(), made.interval(), made.end())
    assert _version(history) == 1
    return history


def test_a_new_file_has_the_version_of_this_program(history: Path) -> None:
    assert prepare(history) == StoreReady(())
    assert _version(history) == tables.VERSION == len(tables.STEPS)


def test_a_step_is_taken_once_and_the_rows_keep_their_checksums(old: Path) -> None:
    before = read_sessions(old)
    steps = (*tables.STEPS, _add_heart_rate)
    assert isinstance(prepare(old, steps=steps), StoreReady)
    assert prepare(old, steps=steps) == StoreReady(())
    assert _version(old) == 2
    with closing(sqlite3.connect(old)) as connection:
        connection.row_factory = as_columns
        row = connection.execute("SELECT * FROM intervals").fetchone()
        assert row["heart_rate"] is None
        assert is_intact("intervals", row)
    assert read_sessions(old).sessions == before.sessions


def test_the_file_as_it_was_is_kept_and_the_person_is_told(old: Path) -> None:
    before = read_sessions(old)
    ready = prepare(old, clock=ManualClock(made.BEGAN), steps=(*tables.STEPS, _add_heart_rate))
    copy = old.with_name("history.db.v1-20260105-080000")
    assert ready == StoreReady(
        (f"The history was brought up to version 2; the file as it was is kept as {copy}.",)
    )
    assert _version(copy) == 1
    assert read_sessions(copy) == before
    assert copy.stat().st_mode & 0o077 == 0


def test_the_copy_holds_rows_that_lie_only_in_the_log(old: Path) -> None:
    with closing(sqlite3.connect(old)) as connection:
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        connection.execute("UPDATE counts SET value = value")
        connection.execute("CREATE TABLE only_in_the_log (a)")
        connection.commit()
        assert isinstance(
            prepare(old, clock=ManualClock(made.BEGAN), steps=(*tables.STEPS, _add_heart_rate)), StoreReady
        )
    assert _columns(old.with_name("history.db.v1-20260105-080000"), "only_in_the_log") == {"a"}


@pytest.mark.parametrize("bad", [_add_weight_then_fail, _lose_rows])
def test_a_step_that_fails_or_loses_rows_leaves_the_file_as_it_was(old: Path, bad: tables.Step) -> None:
    before = read_sessions(old)
    fault = prepare(old, steps=(*tables.STEPS, bad))
    assert isinstance(fault, HistoryFault)
    assert str(old) in fault.sentence()
    assert _version(old) == 1
    assert "weight" not in _columns(old, "sessions")
    assert read_sessions(old) == before


def test_steps_before_a_failing_one_stay(old: Path) -> None:
    assert isinstance(prepare(old, steps=(*tables.STEPS, _add_heart_rate, _lose_rows)), HistoryFault)
    assert _version(old) == 2
    assert len(read_sessions(old).sessions[0].intervals) == 1


def test_reading_an_old_file_does_not_migrate_it(old: Path) -> None:
    before = old.read_bytes()
    read_sessions(old)
    assert old.read_bytes() == before


def test_all_columns_of_the_design_are_there_from_the_first_version(history: Path) -> None:
    prepare(history)
    sessions = _columns(history, "sessions")
    assert {"effort", "pain_before", "pain_during", "pain_after", "note", "zone"} <= sessions
    assert {"revision", "changed_at", "deleted_at", "text_hash", "tape_hash", "checksum"} <= sessions
    assert {"effort", "pain", "asked", "pass", "checksum"} <= _columns(history, "intervals")
    assert {"ordinal", "path", "rep", "offset_ms"} <= _columns(history, "checkpoints")


_FIRST_FILE = Path(__file__).with_name("history-v1.sql")


def test_a_file_of_the_first_release_is_still_read(history: Path) -> None:
    """The fixture was written by version 1 and is never written again; every later version must read it."""
    history.parent.mkdir()
    with closing(sqlite3.connect(history)) as connection:
        connection.executescript(_FIRST_FILE.read_text(encoding="utf-8"))
    assert isinstance(prepare(history), StoreReady)
    found = read_sessions(history)
    assert found.notes == ()
    done, interrupted = found.sessions
    assert (done.state, interrupted.state) == ("finished", "interrupted")
    assert done.intervals == (made.interval(session=done.id, pain=2),)
    assert interrupted.checkpoint == made.checkpoint(session=interrupted.id)


def test_the_checksum_is_as_the_page_for_users_says(history: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "history.md").read_text(encoding="utf-8")
    recipe = page.partition("```python\n")[2].partition("```")[0]
    defined: dict[str, Callable[[str, dict[str, object]], str]] = {}
    exec(recipe, defined)  # noqa: S102 - the recipe of our own page
    made.written(history, made.start(), made.interval(load="2 × 4 kg"), made.checkpoint())
    with closing(sqlite3.connect(history)) as connection:
        connection.row_factory = as_columns
        for table in ("sessions", "intervals", "checkpoints"):
            row = connection.execute(f"SELECT * FROM {table}").fetchone()  # noqa: S608 - three names
            assert defined["checksum"](table, row) == row["checksum"]


def test_the_page_for_users_names_every_column(history: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "history.md").read_text(encoding="utf-8")
    prepare(history)
    for table in ("sessions", "intervals", "checkpoints", "blobs"):
        assert [column for column in _columns(history, table) if f"`{column}`" not in page] == []
