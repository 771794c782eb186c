"""What a person sees at a moment, as a table: number, what stands beside it, and what comes."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from player.coach.commands import Command
from player.routine.model import Exercise, Routine
from player.timeline.compile import compile_routine
from player.timeline.model import Timeline
from player.views.playing.view import Mood, PhasePart, View
from tests.coach.rehearsal import Rehearsal
from tests.support.examples import examples
from tests.timeline.builders import block, exercise, rest, tape
from tests.timeline.random_routines import routines

pytestmark = pytest.mark.core

BEAT = exercise(
    "Row",
    reps=10,
    tempo=[("lift", 2), ("hold", 1), ("lower", 2)],
    sets=2,
    rest=40,
    load="4 kg",
    cues=("Neck long",),
)
HOLD = exercise("Stretch", hold=20, sides=("right", "left"), note="Breathe")
HELD = exercise("Squeeze", reps=3, hold=10, relax=3)
MOVING = exercise("March", lasting=120)
MOVING_BEAT = exercise("Breathe", lasting=22, tempo=[("in", 4), ("out", 6)])
SELF_PACED = exercise("Push-up", reps=12)
OPEN = exercise("Walk")
SINGLE = exercise("Roll", reps=1, tempo=[("rep", 4)])


def seen(timeline: Timeline, seconds: float, *commands: Command) -> View:
    session = Rehearsal(timeline).begin()
    session.wait(seconds)
    session.do(*commands)
    return session.coach.view


MOMENTS: dict[str, tuple[Timeline, float, tuple[Command, ...], dict[str, object]]] = {
    "get ready": (
        tape(BEAT, HOLD), 3, (),
        {"mood": Mood.READY, "word": "▷ get ready", "heading": "Row", "place": "set 1 of 2", "side": "",
         "number": " 7", "beside": "s", "parts": (), "rep": 0, "reps": 0, "filled": 0.3,
         "cue": "Next: Row · 10 reps · 4 kg.", "then": "▷ then 10 reps · 4 kg",
         "coming": "▷ Stretch · right side · hold 20 s"},
    ),
    "a rep, first phase": (
        tape(BEAT, HOLD), 10, (),
        {"mood": Mood.WORK, "word": "▲ lift", "number": " 1", "beside": "of 10", "rep": 1, "reps": 10,
         "parts": (PhasePart("lift", 0.4, 0.0), PhasePart("hold", 0.2, 0.0), PhasePart("lower", 0.4, 0.0)),
         "cue": "Neck long", "then": "▷ then rest 0:40, set 2 of 2"},
    ),
    "a rep, the hold in it": (
        tape(BEAT), 17.5, (),
        {"mood": Mood.HOLD, "word": "■ hold", "number": " 2", "rep": 2,
         "parts": (PhasePart("lift", 0.4, 1.0), PhasePart("hold", 0.2, 0.5), PhasePart("lower", 0.4, 0.0))},
    ),
    "a rep, the way back": (tape(BEAT), 18.5, (), {"mood": Mood.LOWER, "word": "▼ lower", "number": " 2"}),
    "the last rep": (tape(BEAT), 57, (), {"number": "10", "beside": "of 10", "rep": 10, "reps": 10}),
    "rest between sets": (
        tape(BEAT, HOLD), 65, (),
        {"mood": Mood.REST, "word": "◌ rest", "heading": "Row", "place": "set 2 of 2", "number": "35",
         "beside": "s", "then": "▷ then 10 reps · 4 kg"},
    ),
    "a single rep of a single phase": (
        tape(SINGLE), 11, (), {"number": "1", "beside": "of 1", "parts": (), "reps": 0, "filled": 0.25},
    ),
    "hold": (
        tape(HOLD), 15.2, (),
        {"mood": Mood.HOLD, "word": "■ hold", "number": "15", "beside": "s", "parts": (),
         "side": "right side", "filled": 0.26, "cue": "Breathe", "coming": "",
         "then": "▷ then switch 0:05, left side"},
    ),
    "the last second of a hold": (tape(HOLD), 29.9, (), {"number": " 1", "beside": "s"}),
    "change of side": (
        tape(HOLD), 31, (),
        {"mood": Mood.SWITCH, "word": "⇄ switch", "side": "left side", "number": "4",
         "then": "▷ then left side · hold 20 s"},
    ),
    "a hold in every rep": (
        tape(HELD, HOLD), 24, (),
        {"mood": Mood.HOLD, "word": "■ hold", "number": " 9", "beside": "s · 2 of 3", "rep": 2, "reps": 3,
         "parts": (PhasePart("hold", 10 / 13, 0.1), PhasePart("relax", 3 / 13, 0.0)),
         "then": "▷ then get ready 0:10", "coming": "▷ Stretch · right side · hold 20 s"},
    ),
    "between two held reps": (
        tape(HELD), 21, (), {"mood": Mood.LOWER, "word": "▼ relax", "number": " 2", "beside": "s · 1 of 3"},
    ),
    "keep moving, two minutes": (
        tape(MOVING), 15, (),
        {"mood": Mood.WORK, "word": "▲ work", "number": "1:55", "beside": "", "parts": (), "reps": 0},
    ),
    "keep moving, under a minute left": (tape(MOVING), 100, (), {"number": "0:30", "beside": ""}),
    "breathing in": (
        tape(MOVING_BEAT), 11, (),
        {"mood": Mood.WORK, "word": "▲ in", "number": "21", "beside": "s", "rep": 1, "reps": 0},
    ),
    "breathing out": (tape(MOVING_BEAT), 15, (), {"mood": Mood.LOWER, "word": "▼ out"}),
    "what is left after the last breath": (tape(MOVING_BEAT), 31, (), {"word": "▲ work", "parts": ()}),
    "self-paced": (
        tape(SELF_PACED, HOLD), 21, (),
        {"mood": Mood.WORK, "number": "0:11", "beside": "12 reps · Enter when done", "filled": 0.0,
         "left": "0:55+ left", "then": "▷ then get ready 0:10"},
    ),
    "open": (tape(OPEN), 12, (), {"number": "0:02", "beside": "Enter when done", "then": "▷ then the end"}),
    "rounds": (
        tape(block(HOLD, MOVING, rounds=2, name="Circuit")), 66, (),
        {"place": "round 1 of 2", "then": "▷ then rest 0:30"},
    ),
    "a rest of one's own": (
        tape(MOVING, rest(30, name="Walk about", cue="Slowly", note="Drink something."), HOLD), 135, (),
        {"mood": Mood.REST, "word": "◌ rest", "heading": "Stretch",
         "cue": "Walk about. Slowly. Drink something.", "number": "25"},
    ),
    "before a rest of one's own": (
        tape(MOVING, rest(30, name="Walk about"), HOLD), 15, (), {"then": "▷ then Walk about 0:30"},
    ),
    "paused": (
        tape(HOLD), 15, (Command.PAUSE,),
        {"mood": Mood.PAUSED, "word": "‖ paused", "number": "15", "beside": "s", "heading": "Stretch"},
    ),
    "going on": (
        tape(HOLD), 15, (Command.PAUSE, Command.PAUSE),
        {"mood": Mood.PAUSED, "word": "▷ going on", "number": "3", "beside": "and go"},
    ),
    "stopped": (
        tape(HOLD, MOVING), 15, (Command.STOP, Command.STOP),
        {"mood": Mood.OVER, "word": "stopped", "number": "0:15", "beside": "", "left": ""},
    ),
    "finished": (
        tape(OPEN), 15, (Command.THROUGH,),
        {"mood": Mood.OVER, "word": "finished", "number": "0:15", "then": "", "overall": 1.0, "filled": 1.0},
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("timeline", "seconds", "commands", "expected"), MOMENTS.values(), ids=MOMENTS.keys()
)
def test_a_moment_looks_like_this(
    timeline: Timeline, seconds: float, commands: tuple[Command, ...], expected: dict[str, Any]
) -> None:
    view = seen(timeline, seconds, *commands)
    got = {name: getattr(view, name) for name in expected}
    assert got == {name: _near(value) for name, value in expected.items()}


def _near(value: Any) -> Any:  # noqa: ANN401  any field of a view
    if isinstance(value, float):
        return pytest.approx(value)
    if isinstance(value, tuple):
        return tuple(_near_part(part) for part in value)
    return value


def _near_part(part: PhasePart) -> tuple[Any, ...]:
    return part.label, pytest.approx(part.share), pytest.approx(part.filled)


def test_how_to_get_into_place_is_said_as_far_as_it_is_known() -> None:
    work = exercise("Cobra", hold=20)
    known = work._replace(position="prone", equipment=("mat", "towel"))
    assert seen(tape(known), 3).cue == "Next: Cobra · hold 20 s. Lie face down. You need: mat, towel."


def test_in_the_rest_between_two_sets_nobody_is_told_to_lie_down_again() -> None:
    def known(name: str, *equipment: str, position: str = "prone") -> Exercise:
        return exercise(name, hold=20, sets=2)._replace(position=position, equipment=equipment)

    timeline = tape(known("Cobra", "mat"), known("Fly", "mat", "towel"), known("Row", position="standing"))
    session = Rehearsal(timeline).begin()
    told = []
    for index in range(0, len(timeline.intervals), 2):
        session.wait_until(index)
        told.append(session.coach.view.cue)
    assert told == [
        "Next: Cobra · hold 20 s. Lie face down. You need: mat.",
        "Next: Cobra · hold 20 s.",
        "Next: Fly · hold 20 s. You need: towel.",
        "Next: Fly · hold 20 s.",
        "Next: Row · hold 20 s. Stand tall.",
        "Next: Row · hold 20 s.",
    ]


def test_a_length_that_was_changed_is_seen_at_once() -> None:
    session = Rehearsal(tape(HOLD)).begin()
    session.wait(12)
    before = session.coach.view
    session.do(Command.MORE)
    after = session.coach.view
    assert (before.number, after.number) == ("18", "28")
    assert after.filled < before.filled


def test_what_is_left_adds_up() -> None:
    session = Rehearsal(tape(HOLD, MOVING)).begin()
    assert (session.coach.view.left, session.coach.view.overall) == ("3:05 left", 0.0)
    session.wait(92.5)
    assert session.coach.view.left == "1:33 left"
    assert session.coach.view.overall == pytest.approx(0.5)


def test_where_only_the_key_is_left_to_come_no_time_is_told() -> None:
    assert seen(tape(OPEN), 12).left == "open end"


def test_work_that_follows_without_a_gap_is_told_once() -> None:
    flow = tape(HELD, exercise("Cobra", hold=20), MOVING, prepare=0, transition=0)
    view = seen(flow, 2)
    assert view.then == "▷ then Cobra · hold 20 s"
    assert view.coming == "▷ March · keep moving 2:00"
    last = seen(tape(HELD, MOVING, prepare=0, transition=0), 2)
    assert (last.then, last.coming) == ("▷ then March · keep moving 2:00", "")


def test_with_open_steps_what_is_left_is_at_least_that() -> None:
    session = Rehearsal(tape(HOLD, OPEN)).begin()
    assert session.coach.view.left == "1:05+ left"
    assert session.coach.view.overall == 0.0


def test_a_view_is_the_same_while_nothing_changes() -> None:
    session = Rehearsal(tape(HOLD)).begin()
    session.wait(12)
    assert session.coach.view == session.coach.view
    session.do(Command.PAUSE)
    paused = session.coach.view
    session.wait(600)
    assert session.coach.view == paused


random_tapes: st.SearchStrategy[Timeline] = routines().map(lambda routine: compile_routine(routine, "random"))


@settings(max_examples=examples(60), deadline=None)
@given(routine=routines(), steps=st.lists(st.floats(0.01, 40), min_size=1, max_size=12))
def test_whatever_the_moment_the_picture_is_sound(routine: Routine, steps: list[float]) -> None:
    tape = compile_routine(routine, "random")
    session = Rehearsal(tape).begin()
    widths: dict[int, set[int]] = {}
    for step in steps:
        session.wait(step)
        if session.coach.waits_for_key:
            session.do(Command.THROUGH)
        view = session.coach.view
        assert 0 <= view.filled <= 1
        assert 0 <= view.overall <= 1
        assert all(0 <= part.filled <= 1 and 0 < part.share <= 1 for part in view.parts)
        assert sum(part.share for part in view.parts) == pytest.approx(1 if view.parts else 0)
        assert view.rep <= view.reps or view.reps == 0
        assert set(view.number) <= set(" 0123456789:")
        assert view.word
        if session.transport.planned is not None and view.mood not in {Mood.PAUSED, Mood.OVER}:
            widths.setdefault(session.index, set()).add(len(view.number))
    assert all(len(found) == 1 for found in widths.values()), "a number keeps its width inside an interval"
