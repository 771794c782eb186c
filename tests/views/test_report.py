"""The object of `show --json`: DESIGN §4."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.routine.model import Routine
from player.script.model import Amount, Voice
from player.script.planner import plan_script
from player.timeline.compile import compile_routine
from player.timeline.model import Timeline
from player.views.tables.report import as_json, seconds
from tests.timeline.builders import MAX, block, exercise, more, rest, tape, work
from tests.timeline.random_routines import routines

pytestmark = pytest.mark.core

FIELDS = [
    "name",
    "slug",
    "level",
    "choices",
    "planned_s",
    "timed_s",
    "work_intervals",
    "intervals",
    "windows",
]
INTERVAL_FIELDS = [
    "kind",
    "exercise",
    "side",
    "set",
    "sets",
    "round",
    "rounds",
    "reps",
    "start_s",
    "duration_s",
    "phases",
    "load",
    "path",
    "least_s",
    "distance",
    "effort",
    "ask",
]


HEARD = ["at_s", "sound", "say", "dropped", "length_s", "moment", "why"]
NOTHING_SAID = {"say": None, "dropped": False, "length_s": None, "moment": None, "why": None}


def heard(timeline: Timeline, amount: Amount = Amount.TONES) -> dict[str, Any]:
    return as_json(timeline, plan_script(timeline, Voice(amount)))


def test_the_fields_are_those_of_the_design_and_no_others() -> None:
    report = as_json(tape(exercise("A", hold=5, sides=("right", "left")), rest(20), exercise("B", reps=3)))
    assert list(report) == FIELDS
    for interval in report["intervals"]:
        assert list(interval) == INTERVAL_FIELDS
        for phase in interval["phases"]:
            assert list(phase) == ["rep", "label", "start_s", "duration_s", "side", "open"]


def test_cues_come_only_when_asked_for() -> None:
    report = heard(tape(exercise("A", hold=5)))
    assert list(report) == [*FIELDS, "cues"]
    assert all(list(cue) == HEARD for cue in report["cues"])
    assert "cues" not in as_json(tape(exercise("A", hold=5)))


def test_what_is_said_and_what_finds_no_room_is_told_with_its_reason() -> None:
    cues = heard(tape(exercise("Row", hold=5)), Amount.FULL)["cues"]
    assert cues[0] == {
        "at_s": 0.3,
        "sound": None,
        "say": "Test.",
        "dropped": False,
        "length_s": 0.7,
        "moment": "title",
        "why": None,
    }
    short = heard(tape(exercise("Row", hold=5), prepare=5), Amount.FULL)["cues"]
    left_out = [(cue["say"], cue["why"]) for cue in short if cue["dropped"]]
    assert ("Hold five seconds.", "no room before the ticks") in left_out
    assert all(cue["why"] is None for cue in short if not cue["dropped"])


def test_every_value_of_a_small_routine() -> None:
    timeline = tape(
        block(
            exercise("Row", reps=2, tempo=[("go", 1.5), ("return", 2)], load="4 kg", sides=("left",)),
            rounds=2,
        ),
        prepare=4.25,
    )
    one_phase = {"side": None, "open": False}
    rep = [
        {"rep": 1, "label": "go", "start_s": 0, "duration_s": 1.5, **one_phase},
        {"rep": 1, "label": "return", "start_s": 1.5, "duration_s": 2, **one_phase},
        {"rep": 2, "label": "go", "start_s": 3.5, "duration_s": 1.5, **one_phase},
        {"rep": 2, "label": "return", "start_s": 5, "duration_s": 2, **one_phase},
    ]
    added: dict[str, object] = {"least_s": None, "distance": None, "effort": None, "ask": []}
    nothing = {
        **dict.fromkeys(("exercise", "side", "set", "sets", "round", "rounds", "reps", "load")),
        **added,
    }
    work = {
        **added,
        "kind": "work",
        "exercise": "Row",
        "side": "left",
        "set": 1,
        "sets": 1,
        "rounds": 2,
        "reps": 2,
        "duration_s": 7,
        "phases": rep,
        "load": "4 kg",
    }
    assert as_json(timeline) == {
        "name": "Test",
        "slug": "test",
        "level": None,
        "choices": {},
        "planned_s": 48.25,
        "timed_s": 48.25,
        "work_intervals": 2,
        "intervals": [
            {
                **nothing,
                "kind": "prepare",
                "start_s": 0,
                "duration_s": 4.25,
                "phases": [],
                "path": "block/row@r1.s1.left+prepare",
            },
            {**work, "round": 1, "start_s": 4.25, "path": "block/row@r1.s1.left"},
            {
                **nothing,
                "kind": "rest",
                "start_s": 11.25,
                "duration_s": 30,
                "phases": [],
                "path": "block/row@r2.s1.left+rest",
            },
            {**work, "round": 2, "start_s": 41.25, "path": "block/row@r2.s1.left"},
        ],
        "windows": [],
    }


def test_what_is_unknown_is_null_and_never_left_out() -> None:
    report = heard(tape(exercise("A"), exercise("B", hold=5)))
    told = [(interval["start_s"], interval["duration_s"]) for interval in report["intervals"]]
    assert told == [(0, 10), (10, None), (None, 10), (None, 5)]
    assert (report["planned_s"], report["timed_s"]) == (None, 25)
    assert report["cues"][-1] == {**NOTHING_SAID, "at_s": None, "sound": "finish"}


def test_windows_and_choices_are_told() -> None:
    report = as_json(
        tape(
            block(exercise("A", reps=more(3), tempo=[("go", MAX), ("back", 1)]), rounds=2, every=60),
            block(work("B"), work("C"), choose=1, name="Finish"),
            exercise("D", hold=5, optional=True),
        )
    )
    assert report["windows"][1] == {
        "first": 3,
        "end": 5,
        "length_s": 60,
        "repeats": False,
        "runs_full": True,
    }
    assert report["choices"] == {"finish": ["B"], "d": ["D"]}
    assert (report["planned_s"], report["timed_s"]) == (165, 165)
    work_a = report["intervals"][1]
    assert (work_a["duration_s"], work_a["least_s"], work_a["start_s"]) == (None, 3, 10)
    assert work_a["phases"][0] == {
        "rep": 1,
        "label": "go",
        "start_s": 0,
        "duration_s": None,
        "side": None,
        "open": True,
    }


def floats(value: Any) -> list[float]:  # noqa: ANN401 - a JSON value can be anything
    if isinstance(value, dict):
        return [found for inner in value.values() for found in floats(inner)]
    if isinstance(value, list):
        return [found for inner in value for found in floats(inner)]
    return [value] if isinstance(value, float) else []


@given(routines())
def test_seconds_have_at_most_three_decimals_as_printed(routine: Routine) -> None:
    report = heard(compile_routine(routine, "random"))
    for value in floats(report):
        assert len(json.dumps(value).partition(".")[2]) <= 3
        assert "e" not in json.dumps(value)


@given(st.integers(0, 48 * 3600 * 1000))
def test_seconds_are_exact(length: int) -> None:
    told = seconds(length)
    assert told is not None
    assert round(told * 1000) == length
    assert isinstance(told, int) == (length % 1000 == 0)


@given(routines(open_work=False))
def test_the_sums_agree(routine: Routine) -> None:
    report = as_json(compile_routine(routine, "random"))
    at = 0
    for interval in report["intervals"]:
        assert round(interval["start_s"] * 1000) == at
        at += round(interval["duration_s"] * 1000)
    assert round(report["planned_s"] * 1000) == round(report["timed_s"] * 1000) == at
    assert report["work_intervals"] == sum(interval["kind"] == "work" for interval in report["intervals"])


@given(routines(open_work=False), st.sampled_from(Amount))
def test_cues_are_told_in_the_order_in_which_they_are_heard(routine: Routine, amount: Amount) -> None:
    report = heard(compile_routine(routine, "random"), amount)
    times = [cue["at_s"] for cue in report["cues"]]
    assert times == sorted(times)
    assert [cue["at_s"] for cue in report["cues"] if cue["sound"]][-1] == report["planned_s"]
