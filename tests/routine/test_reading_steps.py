"""From honest files to the routine's model (DESIGN §3, Steps)."""

import subprocess
import sys

import pytest

from player.routine.codes import Code
from player.routine.compose import FASTEST, PURE
from player.routine.model import Block, Exercise, Quantity, Rest, Tempo, TempoPhase
from player.routine.reader import read
from tests.routine.texts import EXAMPLE, KNOWN, NOTHING, exercise, problems, routine, row, seconds, steps

pytestmark = pytest.mark.core


def named(label: str, length: float) -> TempoPhase:
    return TempoPhase(label, seconds(length))


def test_the_example_of_the_design_is_read_in_full() -> None:
    found, told = read(EXAMPLE, NOTHING)
    assert told == ()
    assert found is not None
    assert found.name == "Y-T-W and rows"
    assert found.about == "Wakes up the muscles between the shoulder blades."
    assert found.tags == ("upper-back", "strength")
    assert found.equipment == ("two dumbbells", "mat")
    assert found.prepare == seconds(10)
    chin, ytw, block = found.body.steps
    assert isinstance(chin, Exercise)
    assert (chin.name, chin.line, chin.hold, chin.reps) == ("Chin tuck", 8, seconds(5), Quantity(8, 10))
    assert (chin.tempo, chin.relax, chin.sets, chin.sides) == (None, seconds(3), Quantity(1, 1), ())
    assert isinstance(ytw, Exercise)
    assert ytw.tempo == Tempo((named("Y", 3), named("T", 3), named("W", 3), named("lower", 2)))
    assert (ytw.sets, ytw.rest, ytw.tempo_source) == (Quantity(2, 2), seconds(40), "step")
    assert isinstance(block, Block)
    assert (block.rounds, block.rest, block.line) == (Quantity(2, 2), seconds(60), 15)
    bent, stretch = block.steps
    assert isinstance(bent, Exercise)
    assert bent.tempo == Tempo((named("go", 2), named("hold", 1), named("return", 3)))
    assert (bent.load, bent.rest) == ("2 x 4 kg", seconds(40))
    assert isinstance(stretch, Exercise)
    assert (stretch.hold, stretch.sides, stretch.switch) == (seconds(20, 30), ("right", "left"), seconds(5))


def test_both_parsers_lead_to_the_same_routine() -> None:
    assert read(EXAMPLE, KNOWN, loader=FASTEST) == read(EXAMPLE, KNOWN, loader=PURE)


def test_json_is_a_routine_too() -> None:
    text = '{"name": "A", "steps": [{"exercise": "B", "reps": 8, "tempo": [{"up": "2s"}]}, "C"], "for": 9}'
    found = routine(text).body.steps
    assert [step.name for step in found if isinstance(step, Exercise)] == ["B", "C"]


def test_a_step_that_is_only_text_is_an_exercise_of_that_name() -> None:
    text = (
        "name: Seven minutes\nfor: 30s\ntransition: 10s\n"
        "steps: [Jumping jacks, Wall sit, Push-ups, Crunches]\n"
    )
    found = routine(text).body.steps
    assert [(step.name, step.lasting) for step in found if isinstance(step, Exercise)] == [
        ("Jumping jacks", seconds(30)),
        ("Wall sit", seconds(30)),
        ("Push-ups", seconds(30)),
        ("Crunches", seconds(30)),
    ]


def test_the_kind_is_told_by_the_key_whatever_the_order() -> None:
    body = steps(
        "  - {rest: 20s, reps: 3, exercise: A}\n"
        "  - {rest: 15s, steps: [{reps: 1, exercise: B}]}\n  - {name: C, rest: 9}\n"
        "  - {exercise: D, for: 3}"
    )
    assert [type(step) for step in body.steps] == [Exercise, Block, Rest, Exercise]


def test_a_rest_step_keeps_what_is_done_in_it() -> None:
    body = steps(
        "  - {exercise: A, reps: 1}\n  - rest: 45-60s\n    name: Shake out\n"
        "    cue: Loosen your arms\n    note: Drink\n  - {exercise: B, reps: 1}"
    )
    assert body.steps[1] == Rest(4, seconds(45, 60), "Shake out", "Loosen your arms", "Drink")


def test_a_block_keeps_its_own_words_and_times() -> None:
    body = steps(
        "  - name: Warm-up\n    rounds: 2-3\n    prepare: 20s\n    transition: 4s\n"
        "    note: On the floor\n    steps: [{exercise: A, reps: 1}]"
    )
    block = body.steps[0]
    assert isinstance(block, Block)
    assert (block.name, block.rounds, block.prepare) == ("Warm-up", Quantity(2, 3), seconds(20))
    assert (block.transition, block.note) == (seconds(4), "On the floor")


def test_a_block_without_rounds_has_none() -> None:
    block = steps("  - steps: [{exercise: A, reps: 1}]").steps[0]
    assert isinstance(block, Block)
    assert block.rounds is None


def test_every_key_of_an_exercise_arrives() -> None:
    found = exercise(
        row(
            "reps: 8-12\nsets: 2-3\nsides: left\ntempo: 4s\nload: light band\nrest: 20s\nrelax: 1s\n"
            "switch: 2s\n"
            "prepare: 7s\ncue: [Thumbs up, Ribs down]\nnote: |\n  One\n  two"
        )
    )
    assert found == Exercise(
        name="Row",
        line=3,
        reps=Quantity(8, 12),
        hold=None,
        lasting=None,
        tempo=Tempo((named("rep", 4),)),
        tempo_source="step",
        sets=Quantity(2, 3),
        sides=("left",),
        rest=seconds(20),
        switch=seconds(2),
        relax=seconds(1),
        prepare=seconds(7),
        load="light band",
        cues=("Thumbs up", "Ribs down"),
        note="One\ntwo",
    )


def test_the_words_about_a_routine_arrive() -> None:
    found = routine(
        "name: A\nabout: >-\n  One\n  two\nnote: N\ntags: floor\nequipment: []\nauthor: B\n"
        "source: C\nlanguage: de\n"
        "prepare: 0\nreps: 1\nsteps: [D]\n"
    )
    assert (found.about, found.note, found.tags, found.equipment) == ("One two", "N", ("floor",), ())
    assert (found.author, found.source, found.language, found.prepare) == ("B", "C", "de", seconds(0))
    assert (found.body.name, found.body.rounds, found.body.prepare) == ("A", None, None)


def test_a_single_cue_is_a_list_of_one() -> None:
    assert exercise(row("reps: 1\ncue: Thumbs up")).cues == ("Thumbs up",)


def test_a_step_with_no_dose_waits_for_the_key_and_is_warned_of() -> None:
    text = row("sets: 2")
    (problem,) = problems(text)
    assert (problem.code, problem.severity, problem.line, problem.column) == (Code.NO_DOSE, "warning", 3, 15)
    found = exercise(text)
    assert (found.reps, found.hold, found.lasting) == (None, None, None)


def test_a_tempo_without_a_dose_is_warned_of_and_not_played() -> None:
    text = row("tempo: 2-1-3")
    (problem,) = problems(text)
    assert problem.hint == "a tempo needs 'reps' or 'for'"
    assert (exercise(text).tempo, exercise(text).tempo_source) == (None, None)


def test_the_catalogue_gives_its_own_name_tempo_and_cues() -> None:
    text = "name: A\nsteps:\n  - exercise: CHIN-TUCKS\n    reps: 10\n    cue: Slowly\n"
    found = exercise(text, KNOWN)
    assert found.name == "Chin tuck"
    assert (found.tempo, found.tempo_source) == (
        Tempo((named("go", 1), named("hold", 5), named("return", 1))),
        "catalogue",
    )
    assert found.cues == ("Slowly", "Chin level", "Slide straight back")


@pytest.mark.parametrize("keys", ["hold: 5s", "hold: 5s\n    reps: 3", "for: 30s"])
def test_the_catalogues_tempo_is_used_only_for_reps_without_a_hold(keys: str) -> None:
    assert exercise(f"name: A\nsteps:\n  - exercise: Chin tuck\n    {keys}\n", KNOWN).tempo is None


def test_a_tempo_that_was_written_wins_over_the_catalogues() -> None:
    own = exercise("name: A\nsteps:\n  - {exercise: Chin tuck, reps: 3, tempo: 4s}\n", KNOWN)
    assert (own.tempo, own.tempo_source) == (Tempo((named("rep", 4),)), "step")
    none = exercise("name: A\nsteps:\n  - {exercise: Chin tuck, reps: 3, tempo: none}\n", KNOWN)
    assert (none.tempo, none.tempo_source) == (Tempo(()), "step")
    outer = exercise("name: A\ntempo: 3s\nsteps:\n  - {exercise: Chin tuck, reps: 3}\n", KNOWN)
    assert (outer.tempo, outer.tempo_source) == (Tempo((named("rep", 3),)), "inherited")


def test_the_catalogue_never_adds_a_side_or_a_set() -> None:
    found = exercise("name: A\nsteps:\n  - {exercise: Chin tuck, reps: 3}\n", KNOWN)
    assert (found.sides, found.sets) == ((), Quantity(1, 1))


def test_the_values_alone_are_imported_without_yaml() -> None:
    code = "import sys, player.routine.model, player.routine.slug; sys.exit('yaml' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603 (our own interpreter)
