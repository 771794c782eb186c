"""The tape as bytes: resume plays what was stored, so it comes back whole; equal tapes are equal bytes."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.routine.model import Routine
from player.timeline.codec import VERSION, decode, encode
from player.timeline.compile import compile_routine
from player.timeline.model import Phase, Timeline
from tests.timeline.builders import MAX, block, exercise, more, rest, say, tape, work
from tests.timeline.random_routines import routines

pytestmark = pytest.mark.core

FULL = tape(
    exercise(
        "Über-Kopf", reps=3, tempo=[("Y", 3), ("lower", 2)], sets=2, sides=("right", "left"), load="2 x 4 kg"
    ),
    rest(20, name="Cat stretch", cue="breathe", note="slowly", line=3),
    exercise("Hold", hold=5, reps=2, cues=("one",), note="careful", line=9),
    exercise("Open"),
)


@given(routines())
def test_a_tape_comes_back_as_it_was(routine: Routine) -> None:
    timeline = compile_routine(routine, "random")
    assert decode(encode(timeline)) == timeline


@pytest.mark.parametrize("timeline", [FULL, tape(work("A")), Timeline("Empty", "empty", ())])
def test_a_tape_comes_back_with_values_of_the_same_types(timeline: Timeline) -> None:
    back = decode(encode(timeline))
    assert back == timeline
    assert repr(back) == repr(timeline)
    assert hash(back) == hash(timeline)


def test_level_and_seed_come_back() -> None:
    timeline = Timeline("A", "a", FULL.intervals, level="gentle", seed=7)
    assert decode(encode(timeline)) == timeline


@given(routines())
def test_equal_tapes_give_equal_bytes(routine: Routine) -> None:
    once = encode(compile_routine(routine, "random"))
    assert encode(compile_routine(routine, "random")) == once
    assert encode(decode(once)) == once


def test_the_bytes_are_canonical_json() -> None:
    data = encode(FULL)
    told = json.loads(data)
    assert told["version"] == VERSION
    assert data == json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def test_names_of_all_scripts_stay_readable() -> None:
    assert "Über-Kopf".encode() in encode(FULL)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"null",
        b"[]",
        b"7",
        b'"tape"',
        b"{}",
        b'{"version":1}',
        b'{"version":3,"name":"A","slug":"a","level":null,"seed":null,"intervals":[]}',
        b'{"version":1,"name":"A","slug":"a","level":null,"seed":null,"intervals":[{}]}',
        b'{"version":1,"name":"A","slug":"a","level":null,"seed":null,"intervals":[7]}',
        b'{"version":1,"name":"A","slug":"a","level":null,"seed":null,"intervals":7}',
        b'{"version":1,"name":"A","slug":"a","level":null,"seed":null,"intervals":[{"kind":"dance","path":"a@s1"}]}',
        b'{"version":2,"name":"A","slug":"a","level":null,"seed":null,"intervals":[]}',
        pytest.param(encode(FULL).replace(b'"phases":0', b'"phases":99'), id="phases that are not there"),
        pytest.param(encode(FULL).replace(b'"windows":[]', b'"windows":[[1]]'), id="a window cut short"),
        pytest.param(b"[" * 100_000, id="nested too deep"),
    ],
)
def test_what_is_no_tape_is_refused_by_one_kind_of_error(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - that nothing else escapes is all this asks
        decode(data)


@given(st.data())
def test_a_tape_cut_short_is_refused(data: st.DataObject) -> None:
    whole = encode(FULL)
    cut = data.draw(st.integers(0, len(whole) - 1))
    with pytest.raises(ValueError):  # noqa: PT011 - that nothing else escapes is all this asks
        decode(whole[:cut])


def test_a_tape_of_another_version_says_so() -> None:
    other = encode(FULL).replace(b'"version":2', b'"version":99')
    with pytest.raises(ValueError, match=r"a tape of version 99; this program reads versions 1 to 2"):
        decode(other)


def test_a_tape_of_version_1_is_still_read() -> None:
    old = {
        "version": 1,
        "name": "Old",
        "slug": "old",
        "level": None,
        "seed": None,
        "intervals": [
            {"kind": "prepare", "path": "row@s1+prepare", "duration": 10_000, "step": 1},
            {
                "kind": "work",
                "path": "row@s1",
                "duration": 4000,
                "exercise": "Row",
                "set": 1,
                "sets": 1,
                "reps": 1,
                "dose": "beat",
                "phases": [[1, "go", 0, 2000], [1, "return", 2000, 2000]],
                "cues": ["slowly"],
                "equipment": ["mat"],
                "step": 1,
                "line": 3,
            },
        ],
    }
    tape = decode(json.dumps(old).encode())
    assert tape.intervals[1].phases == (Phase(1, "go", 0, 2000), Phase(1, "return", 2000, 2000))
    assert (tape.intervals[1].cues, tape.intervals[1].equipment) == (("slowly",), ("mat",))
    assert (tape.planned, tape.choices, tape.windows) == (14_000, (), ())


def test_equal_sets_share_their_phases() -> None:
    back = decode(encode(tape(exercise("Row", reps=3, tempo=[("go", 1)], sets=3))))
    first, *others = [interval.phases for interval in back.intervals if interval.is_work]
    assert all(phases is first for phases in others)


def test_windows_choices_and_all_new_fields_come_back() -> None:
    timeline = tape(
        block(exercise("A", reps=more(3), tempo=[("go", MAX), ("back", 1)]), rounds=2, every=60),
        block(work("B"), within=90),
        block(work("C"), work("D"), choose=1),
        exercise(
            "E", hold=5, alternate=True, effort="7", ask=("pain",), stop_if=("numbness",), halfway=False
        ),
        exercise("F", distance=200, sets=MAX, sound="f.wav", optional=True),
        say("Well done"),
    )
    assert len(timeline.windows) == 4
    assert len(timeline.choices) == 2
    back = decode(encode(timeline))
    assert back == timeline
    assert repr(back) == repr(timeline)
