"""The fields that `backbeat history --json` prints (DESIGN §8), and that what was recorded reads back."""

import json
import tempfile
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from player.history.records import IntervalRecord
from player.history.sessions import as_json, read_sessions
from tests.history import made
from tests.support.examples import examples

pytestmark = pytest.mark.core


def test_a_session_has_exactly_the_fields_of_the_design(history: Path) -> None:
    rest = made.interval(
        path="chin-tuck@s2+rest",
        kind="rest",
        ordinal=2,
        exercise=None,
        set=2,
        planned_reps=None,
        done_reps=None,
        planned_ms=30_000,
        done_ms=1234,
        started_ms=50_000,
        state="skipped",
    )
    made.written(history, made.start(planned_ms=None), made.interval(pain=4, load="2 kg"), rest, made.end())
    (session,) = read_sessions(history).sessions
    printed = as_json(session)
    assert json.loads(json.dumps(printed)) == printed
    assert printed == {
        "id": made.SESSION,
        "slug": "neck",
        "routine": "Neck and back",
        "level": "gentle",
        "speed": 1.0,
        "started_at": "2026-01-05T08:00:00.250+01:00",
        "ended_at": "2026-01-05T08:01:32.250+01:00",
        "local_date": "2026-01-05",
        "state": "finished",
        "planned_s": None,
        "work_intervals": 2,
        "active_s": 90,
        "paused_s": 2,
        "effort": None,
        "pain_before": None,
        "pain_during": None,
        "pain_after": None,
        "note": None,
        "intervals": [
            {
                "path": "chin-tuck@s1",
                "kind": "work",
                "exercise": "Chin tuck",
                "side": None,
                "set": 1,
                "sets": 2,
                "round": None,
                "rounds": None,
                "planned_reps": 8,
                "done_reps": 8,
                "planned_s": 40,
                "done_s": 40,
                "load": "2 kg",
                "state": "done",
                "pain": 4,
                "pass": 1,
                "effort": None,
                "asked": None,
            },
            {
                "path": "chin-tuck@s2+rest",
                "kind": "rest",
                "exercise": None,
                "side": None,
                "set": 2,
                "sets": 2,
                "round": None,
                "rounds": None,
                "planned_reps": None,
                "done_reps": None,
                "planned_s": 30,
                "done_s": 1.234,
                "load": None,
                "state": "skipped",
                "pain": None,
                "pass": 1,
                "effort": None,
                "asked": None,
            },
        ],
    }


def test_the_fields_come_in_the_order_of_the_design(history: Path) -> None:
    made.written(history, made.start())
    printed = as_json(read_sessions(history).sessions[0])
    order = (
        "id slug routine level speed started_at ended_at local_date state planned_s work_intervals active_s "
        "paused_s effort pain_before pain_during pain_after note intervals"
    )
    assert list(printed) == order.split()


def test_a_missing_history_is_empty_and_reading_makes_no_file(history: Path) -> None:
    found = read_sessions(history)
    assert (found.sessions, found.notes) == ((), ())
    assert not history.parent.exists()


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
counts = st.none() | st.integers(0, 2**40)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | texts, st.lists
)
mappings = st.dictionaries(texts, values, max_size=3)
moments = st.datetimes(datetime(1971, 1, 1), datetime(2200, 1, 1)).flatmap(  # noqa: DTZ001 - the zone is added below
    lambda moment: st.integers(-14 * 60, 14 * 60).map(
        lambda minutes: moment.replace(
            microsecond=moment.microsecond // 1000 * 1000, tzinfo=timezone(timedelta(minutes=minutes))
        )
    )
)


@st.composite
def intervals(draw: st.DrawFn) -> IntervalRecord:
    """Any interval: every count and text may be anything."""
    optional_text = {"exercise", "side", "load"}
    required = {"ordinal", "pass_", "done_ms", "started_ms"}
    given_: dict[str, object] = {}
    for name in IntervalRecord._fields:
        if name in optional_text:
            given_[name] = draw(st.none() | texts)
        elif name == "asked":
            given_[name] = draw(st.none() | mappings)
        elif name in required:
            given_[name] = draw(st.integers(0, 2**40))
        elif name not in ("session", "path", "kind", "state"):
            given_[name] = draw(counts)
    return made.interval(path=draw(texts), kind=draw(texts), **given_)


@settings(max_examples=examples(40), deadline=None)
@given(
    began=moments,
    choices=mappings,
    targets=mappings,
    name=texts,
    zone=st.none() | texts,
    speed=st.floats(0.1, 100),
    seed=st.none() | st.integers(-(2**63), 2**63 - 1),
    records=st.lists(intervals(), max_size=5, unique_by=lambda record: (record.path, record.pass_)),
)
def test_what_was_recorded_reads_back_the_same(  # noqa: PLR0917 - hypothesis hands in what it draws
    began: datetime,
    choices: dict[str, object],
    targets: dict[str, object],
    name: str,
    zone: str | None,
    speed: float,
    seed: int | None,
    records: list[IntervalRecord],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        history = Path(folder) / "history.db"
        start = made.start(
            started_at=began,
            choices=choices,
            targets=targets,
            routine=name,
            zone=zone,
            speed=speed,
            seed=seed,
        )
        ended = began + timedelta(seconds=1)
        made.written(history, start, *records, made.end(ended_at=ended))
        found = read_sessions(history)
    assert found.notes == ()
    (session,) = found.sessions
    assert (session.started_at, session.started_at.utcoffset()) == (began, began.utcoffset())
    assert session.ended_at == ended
    assert (session.choices, session.targets) == (choices, targets)
    assert (session.routine, session.zone, session.speed, session.seed) == (name, zone, speed, seed)
    assert sorted(session.intervals, key=repr) == sorted(records, key=repr)
