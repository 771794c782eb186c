"""From honest files to the routine's model (DESIGN §3, Steps)."""

import subprocess
import sys

import pytest

from player.routine.catalogue import read_catalogue
from player.routine.codes import Code
from player.routine.model import (
    Block,
    ByLevel,
    Exercise,
    Ladder,
    Quantity,
    Rest,
    Say,
    Sides,
    Tempo,
    TempoPhase,
)
from player.routine.reader import read
from player.routine.text.compose import FASTEST, PURE
from tests.routine.texts import (
    EXAMPLE,
    KNOWN,
    LEVELLED,
    NOTHING,
    always,
    exercise,
    level_ground,
    only,
    problems,
    routine,
    row,
    seconds,
    steps,
)

pytestmark = pytest.mark.core

YES, NO = ByLevel((True,)), ByLevel((False,))


def named(label: str, length: float) -> TempoPhase:
    return TempoPhase(label, seconds(length))


def test_the_example_of_the_design_is_read_in_full() -> None:
    found, told = read(LEVELLED, NOTHING)
    assert told == ()
    assert found is not None
    assert found.name == "Y-T-W and rows"
    assert found.about == "Wakes up the muscles between the shoulder blades."
    assert found.tags == ("upper-back", "strength")
    assert found.equipment == ("two dumbbells", "mat")
    assert found.prepare == always(seconds(10))
    assert (found.levels, found.pain_limit) == (("gentle", "standard"), 5)
    chin, ytw, block = found.body.steps
    assert isinstance(chin, Exercise)
    assert (chin.name, chin.line) == ("Chin tuck", 9)
    assert (chin.hold, chin.reps) == (level_ground(seconds(5)), level_ground(Quantity(8, 10)))
    assert (chin.tempo, chin.relax) == (None, always(seconds(3)))
    assert (chin.sets, chin.sides) == (always(Quantity(1, 1)), always(Sides()))
    assert isinstance(ytw, Exercise)
    assert ytw.reps == ByLevel(tuple(Ladder((Quantity(*ends),)) for ends in ((5, 5), (8, 10))))
    assert ytw.tempo == always(Tempo((named("Y", 3), named("T", 3), named("W", 3), named("lower", 2))))
    assert (ytw.sets, ytw.rest) == (always(Quantity(2, 2)), always(seconds(40)))
    assert (ytw.tempo_source, ytw.climbs) == ("step", "set")
    assert isinstance(block, Block)
    assert (block.rounds, block.rest, block.line) == (always(Quantity(2, 2)), always(seconds(60)), 16)
    bent, stretch = block.steps
    assert isinstance(bent, Exercise)
    assert bent.tempo == always(Tempo((named("go", 2), named("hold", 1), named("return", 3))))
    assert (bent.load, bent.rest) == (level_ground("2 x 4 kg"), always(seconds(40)))
    assert isinstance(stretch, Exercise)
    assert stretch.hold == level_ground(seconds(20, 30))
    assert (stretch.sides, stretch.switch) == (always(Sides(("right", "left"))), always(seconds(5)))


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
        ("Jumping jacks", level_ground(seconds(30))),
        ("Wall sit", level_ground(seconds(30))),
        ("Push-ups", level_ground(seconds(30))),
        ("Crunches", level_ground(seconds(30))),
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
    assert body.steps[1] == Rest(4, always(seconds(45, 60)), "Shake out", "Loosen your arms", "Drink")


def test_a_block_keeps_its_own_words_and_times() -> None:
    body = steps(
        "  - name: Warm-up\n    rounds: 2-3\n    prepare: 20s\n    transition: 4s\n"
        "    note: On the floor\n    steps: [{exercise: A, reps: 1}]"
    )
    block = body.steps[0]
    assert isinstance(block, Block)
    assert (block.name, block.rounds) == ("Warm-up", always(Quantity(2, 3)))
    assert (block.prepare, block.transition) == (always(seconds(20)), always(seconds(4)))
    assert block.note == "On the floor"


def test_a_block_without_rounds_has_none() -> None:
    block = steps("  - steps: [{exercise: A, reps: 1}]").steps[0]
    assert isinstance(block, Block)
    assert block.rounds is None


def test_every_key_of_an_exercise_arrives() -> None:
    found = exercise(
        row(
            "reps: 8-12\nsets: 2-3\nsides: left\ntempo: 4s\nload: light band\nrest: 20s\nrelax: 1s\n"
            "switch: 2s\n"
            "prepare: 7s\ncue: [Thumbs up, Ribs down]\nnote: |\n  One\n  two\neffort: 6\noptional: yes\n"
            "ask: [reps, pain]\nstop_if: tingling\nsound: gong.wav\nhalfway: false"
        )
    )
    assert found == Exercise(
        name="Row",
        line=3,
        reps=level_ground(Quantity(8, 12)),
        hold=None,
        lasting=None,
        distance=None,
        tempo=always(Tempo((named("rep", 4),))),
        tempo_source="step",
        sets=always(Quantity(2, 3)),
        climbs="set",
        sides=always(Sides(("left",))),
        rest=always(seconds(20)),
        switch=always(seconds(2)),
        relax=always(seconds(1)),
        prepare=always(seconds(7)),
        load=level_ground("light band"),
        effort=always("6"),
        cues=("Thumbs up", "Ribs down"),
        note="One\ntwo",
        optional=YES,
        ask=("reps", "pain"),
        stop_if=("tingling",),
        sound="gong.wav",
        halfway=NO,
    )


def test_the_words_about_a_routine_arrive() -> None:
    found = routine(
        "name: A\nabout: >-\n  One\n  two\nnote: N\ntags: floor\nequipment: []\nauthor: B\n"
        "source: C\nlanguage: de\npain_limit: 3\n"
        "prepare: 0\nreps: 1\nsteps: [D]\n"
    )
    assert (found.about, found.note, found.tags, found.equipment) == ("One two", "N", ("floor",), ())
    assert (found.author, found.source, found.language, found.pain_limit) == ("B", "C", "de", 3)
    assert found.prepare == always(seconds(0))
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
        always(Tempo((named("go", 1), named("hold", 5), named("return", 1)))),
        "catalogue",
    )
    assert found.cues == ("Slowly", "Chin level", "Slide straight back")


@pytest.mark.parametrize("keys", ["hold: 5s", "hold: 5s\n    reps: 3", "for: 30s"])
def test_the_catalogues_tempo_is_used_only_for_reps_without_a_hold(keys: str) -> None:
    assert exercise(f"name: A\nsteps:\n  - exercise: Chin tuck\n    {keys}\n", KNOWN).tempo is None


def test_a_tempo_that_was_written_wins_over_the_catalogues() -> None:
    own = exercise("name: A\nsteps:\n  - {exercise: Chin tuck, reps: 3, tempo: 4s}\n", KNOWN)
    assert (own.tempo, own.tempo_source) == (always(Tempo((named("rep", 4),))), "step")
    none = exercise("name: A\nsteps:\n  - {exercise: Chin tuck, reps: 3, tempo: none}\n", KNOWN)
    assert (none.tempo, none.tempo_source) == (always(Tempo(())), "step")
    outer = exercise("name: A\ntempo: 3s\nsteps:\n  - {exercise: Chin tuck, reps: 3}\n", KNOWN)
    assert (outer.tempo, outer.tempo_source) == (always(Tempo((named("rep", 3),))), "inherited")


def test_the_catalogue_never_adds_a_side_or_a_set() -> None:
    found = exercise("name: A\nsteps:\n  - {exercise: Chin tuck, reps: 3}\n", KNOWN)
    assert (found.sides, found.sets) == (always(Sides()), always(Quantity(1, 1)))


def test_a_say_lasts_five_seconds_unless_it_says_otherwise() -> None:
    body = steps(
        "  - say: Fetch the band.\n  - {exercise: A, reps: 1}\n"
        "  - {say: 'Breathe: in, out', for: 2 breaths}\n"
    )
    assert body.steps[0] == Say(3, "Fetch the band.", always(seconds(5)))
    last = body.steps[2]
    assert isinstance(last, Say)
    assert (last.text, last.duration) == ("Breathe: in, out", always(Quantity(12_000, 12_000, breath=6_000)))


def test_the_keys_of_windows_and_draws_arrive() -> None:
    body = steps(
        "  - {every: 60s, rounds: 4, turns: true, steps: [{exercise: A, for: 9s}, {exercise: B, for: 9s}]}\n"
        "  - {within: 12m, choose: 1, steps: [{exercise: A, for: 9s}, {exercise: B, for: 9s}]}\n"
        "  - {by_side: each, pick: 1, steps: [{exercise: A, for: 9s}, {exercise: B, for: 9s}]}\n"
    )
    emom, amrap, sides = body.steps
    assert isinstance(emom, Block)
    assert isinstance(amrap, Block)
    assert isinstance(sides, Block)
    assert (emom.every, emom.turns, emom.within) == (always(seconds(60)), YES, None)
    assert (amrap.within, amrap.choose, amrap.rounds) == (always(seconds(720)), always(Quantity(1, 1)), None)
    assert (sides.by_side, sides.pick) == (always(Sides(("right", "left"))), always(Quantity(1, 1)))


def test_a_variation_inherits_what_its_step_says() -> None:
    found = exercise(
        row(
            "reps: 8-12\nsets: 3\ntempo: 4s\nprepare: 9s\nsound: a.wav\ncue: Slowly\noptional: true\n"
            "variations: [Push-up, {exercise: Chin tuck, hold: 5s, cue: Long neck}]"
        ),
        KNOWN,
    )
    push, chin = found.variations
    assert (push.name, push.reps, push.sets) == ("Push-up", found.reps, found.sets)
    assert (push.tempo, push.tempo_source) == (always(Tempo((named("rep", 4),))), "inherited")
    assert (push.prepare, push.sound, push.optional) == (found.prepare, "a.wav", YES)
    assert push.cues == ()
    assert (chin.name, chin.reps, chin.hold) == ("Chin tuck", None, level_ground(seconds(5)))
    assert (chin.tempo, chin.position) == (None, "seated")
    assert chin.cues == ("Long neck", "Chin level", "Slide straight back")
    assert chin.variations == ()


def test_a_variation_has_its_own_tempo_of_the_catalogue() -> None:
    found = exercise(row("reps: 8\nvariations: Push-up"), KNOWN)
    assert found.tempo is None
    assert [(one.name, one.tempo_source) for one in found.variations] == [("Push-up", "catalogue")]


@pytest.mark.parametrize(
    ("variations", "code"),
    [
        ("[]", Code.EMPTY_VALUE),
        ("[[A]]", Code.WRONG_TYPE),
        ("[{reps: 3}]", Code.MISSING_KEY),
        ("[{exercise: A, variations: [B]}]", Code.WRONG_PLACE),
        ("[{exercise: A, optional: true}]", Code.WRONG_PLACE),
        ("[{exercise: A, rep: 3}]", Code.UNKNOWN_KEY),
        (str(["A"] * 21), Code.OUT_OF_BOUNDS),
    ],
    ids=["empty", "list", "no-name", "nested", "optional", "unknown", "many"],
)
def test_what_is_no_variation_is_reported(variations: str, code: Code) -> None:
    only(row(f"reps: 8\nvariations: {variations}"), code)


def test_signs_to_stop_at_are_the_steps_own_else_the_catalogues() -> None:
    catalogue = read_catalogue("Row:\n  stop_if: numbness\n")[0]
    assert exercise(row("reps: 1"), catalogue).stop_if == ("numbness",)
    assert exercise(row("reps: 1\nstop_if: [pain, tingling]"), catalogue).stop_if == ("pain", "tingling")


@pytest.mark.parametrize(
    "name",
    [
        "../gong.wav",
        "/etc/gong.wav",
        "a/gong.wav",
        "'a\\gong.wav'",
        "'C:gong.wav'",
        "'http://x/gong.wav'",
        "~gong.wav",
        ".gong.wav",
        "gong.mp3",
        "con.wav",
        "..wav",
        "é" * 130 + ".wav",
    ],
    ids=str,
)
def test_a_sound_is_the_bare_name_of_a_wav_file(name: str) -> None:
    assert only(row(f"reps: 1\nsound: {name}"), Code.NOT_A_SOUND).line == 5


@pytest.mark.parametrize("name", ["gong.wav", "Gong 2.WAV", "grüße.wav", "a.b.wav"])
def test_honest_sound_names_are_kept(name: str) -> None:
    assert exercise(row(f"reps: 1\nsound: {name}")).sound == name


def test_the_values_alone_are_imported_without_yaml() -> None:
    code = "import sys, player.routine.model, player.routine.slug; sys.exit('yaml' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603 (our own interpreter)
