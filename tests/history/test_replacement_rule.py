"""Played again is the same row; a later pass replaces it unless it is a skip (DESIGN §7)."""

import sqlite3
from contextlib import closing
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.history import changes
from player.history.changes import Change
from player.history.records import IntervalRecord, SetValues
from player.history.storage import rows, tables
from tests.history import made

pytestmark = pytest.mark.core


def _fresh() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    tables.migrate(connection)
    connection.row_factory = rows.as_columns
    return connection


def _commit(connection: sqlite3.Connection, *batch: Change) -> None:
    connection.row_factory = None
    changes.commit(connection, batch, None, made.BEGAN)
    connection.row_factory = rows.as_columns


@pytest.mark.parametrize(
    ("first", "then", "kept"),
    [
        ("done", "done", "then"),
        ("done", "partial", "then"),
        ("done", "skipped", "first"),
        ("partial", "done", "then"),
        ("partial", "partial", "then"),
        ("partial", "skipped", "first"),
        ("skipped", "done", "then"),
        ("skipped", "partial", "then"),
        ("skipped", "skipped", "first"),
    ],
)
def test_a_later_pass_replaces_the_row_unless_it_is_a_skip(first: str, then: str, kept: str) -> None:
    with closing(_fresh()) as connection:
        _commit(
            connection,
            changes.starting(made.start()),
            changes.leaving(made.interval(state=first, done_ms=1)),
            changes.leaving(made.interval(state=then, done_ms=2)),
        )
        row = connection.execute("SELECT * FROM intervals").fetchone()
    assert (row["state"], row["done_ms"]) == ((first, 1) if kept == "first" else (then, 2))


def test_another_turn_of_a_repeated_round_is_a_row_of_its_own() -> None:
    with closing(_fresh()) as connection:
        _commit(connection, *(changes.leaving(made.interval(pass_=turn)) for turn in (1, 2, 3)))
        assert connection.execute("SELECT count(*) AS n FROM intervals").fetchone()["n"] == 3


passes = st.builds(
    made.interval,
    path=st.sampled_from(["a@s1", "b@s1", "b@s1+rest"]),
    pass_=st.integers(1, 2),
    state=st.sampled_from(["done", "partial", "skipped"]),
    done_ms=st.integers(0, 5),
)


@given(st.lists(st.tuples(passes, st.booleans()), max_size=30))
def test_in_any_order_of_passes_the_last_that_was_no_skip_stands_else_the_first_skip(
    played: list[tuple[IntervalRecord, bool]],
) -> None:
    expected: dict[tuple[str, int], IntervalRecord] = {}
    for record, _ in played:
        if record.state != "skipped" or (record.path, record.pass_) not in expected:
            expected[record.path, record.pass_] = record
    with closing(_fresh()) as connection:
        _commit(connection, changes.starting(made.start()))
        batch: list[Change] = []
        for record, commit_now in played:
            batch.append(changes.leaving(record))
            if commit_now:
                _commit(connection, *batch)
                batch = []
        _commit(connection, *batch)
        there = {
            (row["path"], row["pass"]): (row["state"], row["done_ms"])
            for row in connection.execute("SELECT * FROM intervals")
            if rows.is_intact("intervals", row)
        }
        session = connection.execute("SELECT * FROM sessions").fetchone()
    assert there == {key: (record.state, record.done_ms) for key, record in expected.items()}
    assert rows.is_intact("sessions", session)
    assert session["interval_rows"] == len(expected)


answers = st.builds(
    SetValues,
    session=st.just(made.SESSION),
    path=st.sampled_from(["a@s1", "b@s1"]),
    pass_=st.integers(1, 2),
    values=st.dictionaries(st.sampled_from(["reps", "effort", "pain"]), st.integers(0, 10)),
)


def _in_order(said: list[IntervalRecord | SetValues]) -> list[IntervalRecord | SetValues]:
    """Without answers about what was not left yet: the recorder keeps them until then."""
    left: set[tuple[str, int]] = set()
    kept: list[IntervalRecord | SetValues] = []
    for one in said:
        if isinstance(one, IntervalRecord):
            left.add((one.path, one.pass_))
        if (one.path, one.pass_) in left:
            kept.append(one)
    return kept


@given(st.lists(st.one_of(passes, answers), max_size=20).map(_in_order))
def test_writing_everything_again_changes_nothing_but_the_revision(
    said: list[IntervalRecord | SetValues],
) -> None:
    batch: list[Change] = [
        changes.starting(made.start()),
        *(changes.answering(one) if isinstance(one, SetValues) else changes.leaving(one) for one in said),
        changes.ending(made.end()),
    ]

    def content(connection: sqlite3.Connection) -> list[Any]:
        intervals = connection.execute("SELECT * FROM intervals").fetchall()
        session = connection.execute("SELECT * FROM sessions").fetchone()
        return [intervals, {**session, "revision": 0, "checksum": ""}]

    with closing(_fresh()) as connection:
        _commit(connection, *batch)
        once = content(connection)
        assert all(rows.is_intact("intervals", row) for row in once[0])
        _commit(connection, *batch)
        assert content(connection) == once


def test_the_revision_grows_with_every_change_and_not_with_what_changed_nothing() -> None:
    with closing(_fresh()) as connection:

        def revision() -> int:
            return int(connection.execute("SELECT revision FROM sessions").fetchone()["revision"])

        _commit(connection, changes.starting(made.start()))
        assert revision() == 1
        _commit(connection, changes.leaving(made.interval(state="done")))
        assert revision() == 2
        _commit(connection, changes.leaving(made.interval(state="skipped")))
        assert revision() == 2
        _commit(connection, changes.leaving(made.interval(state="partial")), changes.ending(made.end()))
        assert revision() == 4
