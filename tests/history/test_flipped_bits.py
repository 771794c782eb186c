"""A flipped bit on the disk is harmless, refused or reported: never silently a wrong value (TRUST §1.7)."""

import random
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from player.history.faults import HistoryFault
from player.history.sessions import as_json, last_done, read_played, read_sessions
from player.history.storage.store import prepare
from player.history.writer import Writer
from tests.history import made

pytestmark = pytest.mark.core

FLIPS = 60


@dataclass(frozen=True)
class Seen:
    """Everything a reader can see of a history."""

    sessions: list[dict[str, object]]
    checkpoints: list[object]
    played: Sequence[object]
    told: bool


def _see(path: Path) -> Seen:
    found = read_sessions(path)
    played = [read_played(path, session.id) for session in found.sessions]
    return Seen(
        [as_json(session) for session in found.sessions],
        [session.checkpoint for session in found.sessions],
        played,
        bool(found.notes) or any(isinstance(each, HistoryFault) for each in played),
    )


@pytest.fixture
def content(history: Path) -> bytes:
    """A history with sessions of every state: the bytes of its file."""
    for number in range(6):
        session = f"019b8d00-0000-7000-8000-{number:012}"
        start = made.start(
            id=session,
            slug=("neck", "y-t-ws")[number % 2],
            started_at=made.BEGAN + timedelta(days=number),
            text=f"name: Routine {number}\n" * 20,
            tape=random.Random(number).randbytes(500),  # noqa: S311 - not a secret
        )
        records = made.intervals(14, session)
        if number in (1, 4):
            last = made.checkpoint(session=session, at=made.BEGAN + timedelta(days=number, seconds=40))
            made.written(history, start, *records, last)
        else:
            ended = made.BEGAN + timedelta(days=number, seconds=92)
            made.written(history, start, *records, made.end(session=session, ended_at=ended))
    return history.read_bytes()


def test_a_flipped_bit_is_never_a_silently_wrong_value(history: Path, content: bytes) -> None:
    sound = _see(history)
    assert not sound.told
    assert [len(session["intervals"]) for session in sound.sessions] == [14] * 6  # type: ignore[arg-type] # a list
    began = {(session["slug"], session["started_at"]) for session in sound.sessions}
    chance = random.Random(20260105)  # noqa: S311 - not a secret
    silent, noticed = [], 0
    for _ in range(FLIPS):
        place, bit = chance.randrange(len(content)), chance.randrange(8)
        flipped = bytearray(content)
        flipped[place] ^= 1 << bit
        # A fresh name: nothing of the flip before is left beside it.
        copy = history.with_name(f"flipped-{place}-{bit}.db")
        copy.write_bytes(flipped)
        seen = _see(copy)
        noticed += seen.told
        if seen != sound and not seen.told:
            silent.append((place, bit))
        if not set(last_done(copy).items()) <= began:
            silent.append((place, bit))
    assert silent == []
    assert noticed > FLIPS // 5  # the sample does hit what matters


@pytest.mark.parametrize("place", [0, 16, 18, 19, 20, 28, 32, 44, 47, 52, 56, 60, 63, 64, 68, 92, 96])
def test_a_flip_in_the_header_is_read_refused_or_set_aside_and_ready_means_ready(
    history: Path, content: bytes, place: int
) -> None:
    for bit in (0, 5, 7):
        flipped = bytearray(content)
        flipped[place] ^= 1 << bit
        copy = history.with_name(f"{bit}") / "history.db"
        copy.parent.mkdir()
        copy.write_bytes(flipped)
        _see(copy)
        found = prepare(copy)
        if isinstance(found, HistoryFault):
            assert copy.read_bytes() == flipped
            continue
        made.written(copy, made.start(id="new"))
        assert "new" in {session.id for session in read_sessions(copy).sessions}
        aside = [file.read_bytes() for file in copy.parent.glob("history.db.damaged-????????-??????")]
        assert aside == [bytes(flipped)] if found.notices else len(read_sessions(copy).sessions) == 7


def test_a_changed_value_is_noticed_and_left_out(history: Path, content: bytes) -> None:
    at = content.rindex(b"step-3@s1")
    history.write_bytes(content[:at] + b"step-9@s1" + content[at + 9 :])
    found = read_sessions(history)
    (note,) = found.notes
    assert note.startswith("1 row of session ")
    assert "cannot be used (damaged or missing)" in note
    assert sum(len(session.intervals) for session in found.sessions) == 6 * 14 - 1


def test_a_damaged_index_is_made_anew_instead_of_blocking_every_record(history: Path, content: bytes) -> None:
    with closing(sqlite3.connect(history)) as connection:
        query = "SELECT rootpage FROM sqlite_master WHERE name = 'sqlite_autoindex_sessions_1'"
        (page,) = connection.execute(query).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    begin = (page - 1) * size
    at = content.index(b"-000000000004", begin, begin + size)
    history.write_bytes(content[: at + 1] + b"9" + content[at + 2 :])
    sound = read_sessions(history)
    assert (len(sound.sessions), sound.notes) == (6, ())
    writer = Writer(history)
    writer.end(
        made.end(session="019b8d00-0000-7000-8000-000000000004", ended_at=made.BEGAN + timedelta(days=5))
    )
    assert writer.close(20)
    (notice,) = writer.notices()
    assert (
        notice == f"A part of {history} by which rows are found was damaged and made anew; no row was lost."
    )
    assert [session.state for session in read_sessions(history).sessions].count("finished") == 5


def test_a_damaged_text_is_refused_when_it_is_asked_for_and_nothing_else_suffers(
    history: Path, content: bytes
) -> None:
    sound = read_sessions(history)
    texts = [read_played(history, session.id) for session in sound.sessions]
    assert not any(isinstance(text, HistoryFault) for text in texts)
    at = content.rindex(b"x\x9c")  # the beginning of something zlib compressed
    history.write_bytes(content[: at + 10] + bytes([content[at + 10] ^ 4]) + content[at + 11 :])
    assert read_sessions(history) == sound
    refused = [read_played(history, session.id) for session in sound.sessions]
    (fault,) = (each for each in refused if isinstance(each, HistoryFault))
    assert "is damaged in" in fault.what


def test_a_session_that_vanished_is_missed(history: Path, content: bytes) -> None:

    assert history.read_bytes() == content
    with closing(sqlite3.connect(history)) as connection:
        query = "SELECT sql FROM sqlite_master WHERE name = 'sessions_removed'"
        (trigger,) = connection.execute(query).fetchone()
        connection.execute("DROP TRIGGER sessions_removed")
        connection.execute("DELETE FROM sessions WHERE slug = 'neck'")
        connection.execute(trigger)
        connection.commit()
    (note,) = read_sessions(history).notes
    assert note.startswith("3 rows about whole sessions in ")
