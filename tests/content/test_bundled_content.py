"""What is in the box must be readable, speakable, safe and as long as it says."""

import re
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import NamedTuple

import pytest

from player.routine.catalogue import Catalogue, comparable, read_catalogue
from player.routine.model import Block, ByLevel, Exercise, Ladder, Quantity, Routine
from player.routine.problems import render_all
from player.routine.reader import read
from player.timeline.choices import Choices
from player.timeline.compile import compile_routine
from player.timeline.model import Interval, Kind, Timeline

pytestmark = pytest.mark.core

CATEGORIES = {"strength", "stretch", "mobility", "breathing"}
POSITIONS = {"prone", "supine", "seated", "standing", "hands-and-knees", "side-lying"}
ON_THE_FLOOR = {"prone", "supine", "hands-and-knees", "side-lying"}
MUSCLES = {
    "abdominals",
    "biceps",
    "deep neck flexors",
    "deltoid",
    "diaphragm",
    "front deltoid",
    "gluteals",
    "hamstrings",
    "infraspinatus",
    "intercostals",
    "latissimus",
    "levator scapulae",
    "lower trapezius",
    "middle trapezius",
    "multifidus",
    "neck extensors",
    "neck flexors",
    "neck rotators",
    "neck side benders",
    "obliques",
    "pectorals",
    "quadratus lumborum",
    "rear deltoid",
    "rhomboids",
    "scalenes",
    "serratus anterior",
    "spinal extensors",
    "sternocleidomastoid",
    "suboccipitals",
    "supraspinatus",
    "teres major",
    "teres minor",
    "thoracic rotators",
    "triceps",
    "upper trapezius",
}
FACTS = (
    "aliases",
    "category",
    "muscles",
    "position",
    "dose",
    "cues",
    "mistakes",
    "easier",
    "harder",
    "stop_if",
    "source",
)
FORBIDDEN = (
    "superman",
    "head circle",
    "neck circle",
    "full circle",
    "head roll",
    "prone overhead",
    "pull-up",
)
"""Too much load for a painful back, or a forced end of the range: in no bundled routine."""

SERVES_AS = {"two dumbbells": ("dumbbell",), "chair without arms": ("chair",), "pillow": ("cushion",)}
"""What can take the place of what."""


class Usual(NamedTuple):
    """The dose that the sources give for one exercise; seconds for `hold` and `lasting`."""

    sets: int
    reps: tuple[int, int] | None = None
    hold: tuple[int, int] | None = None
    lasting: tuple[int, int] | None = None


DOSES = {
    "4-7-8 breathing": Usual(1, reps=(3, 4)),
    "Band external rotation, both arms": Usual(3, reps=(8, 15)),
    "Band face pull": Usual(3, reps=(10, 15)),
    "Band lateral raise": Usual(1, lasting=(30, 120)),
    "Band pull-apart": Usual(3, reps=(12, 20)),
    "Bent-over dumbbell row": Usual(3, reps=(10, 15)),
    "Bird dog": Usual(1, reps=(5, 10), hold=(5, 10)),
    "Box breathing": Usual(1, reps=(3, 10)),
    "Cat-camel": Usual(1, reps=(5, 10)),
    "Child's pose": Usual(3, hold=(20, 30)),
    "Chin tuck": Usual(1, reps=(5, 10), hold=(3, 5)),
    "Cross-body shoulder stretch": Usual(4, hold=(20, 30)),
    "Diaphragmatic breathing": Usual(1, lasting=(60, 180)),
    "Doorway pec stretch": Usual(3, hold=(20, 30)),
    "Forearm wall slide": Usual(2, reps=(8, 12)),
    "Gentle neck side stretch": Usual(3, hold=(20, 30)),
    "Levator scapulae stretch": Usual(3, hold=(20, 30)),
    "Neck rotation": Usual(1, reps=(3, 5)),
    "Open book": Usual(3, reps=(5, 10)),
    "Overhead reach": Usual(1, reps=(5, 10)),
    "Prone cobra": Usual(3, reps=(6, 10), hold=(10, 45)),
    "Prone W": Usual(3, reps=(10, 15)),
    "Prone Y": Usual(3, reps=(8, 15)),
    "Prone Y-T-W": Usual(3, reps=(5, 10)),
    "Push-up plus": Usual(3, reps=(8, 12)),
    "Scaption raise": Usual(3, reps=(10, 20)),
    "Scapular squeeze": Usual(1, reps=(5, 12), hold=(5, 10)),
    "Seated band row": Usual(2, reps=(10, 15)),
    "Seated cat-camel": Usual(1, reps=(5, 10)),
    "Seated side bend": Usual(1, reps=(5, 8)),
    "Seated thoracic rotation": Usual(1, reps=(5, 10)),
    "Shoulder rolls": Usual(1, reps=(5, 10)),
    "Shoulder shrug and drop": Usual(1, reps=(4, 10)),
    "Supported single-arm row": Usual(3, reps=(10, 15)),
    "Thoracic extension over chair": Usual(1, reps=(8, 10)),
    "Thread the needle": Usual(3, reps=(5, 10), hold=(15, 30)),
    "Upper back hug stretch": Usual(3, hold=(15, 30)),
    "Upper trapezius stretch": Usual(3, hold=(15, 30)),
    "Wall angel": Usual(3, reps=(5, 10)),
}


@pytest.fixture
def routine(slug: str, text: str, catalogue: Catalogue) -> Routine:
    found, problems = read(text, catalogue, slug=slug)
    assert found is not None, render_all(slug, text, problems)
    return found


@pytest.fixture
def timeline(slug: str, routine: Routine) -> Timeline:
    return compile_routine(routine, slug)


def exercises(block: Block, rounds: int = 1) -> Iterator[tuple[Exercise, int]]:
    """Every exercise with the number of times its block plays it."""
    for step in block.steps:
        if isinstance(step, Exercise):
            yield step, rounds
        elif isinstance(step, Block):
            most = max(count.high for count in step.rounds.values) if step.rounds else 1
            yield from exercises(step, rounds * most)


def is_name(text: str) -> bool:
    """Under `easier` and `harder`, a capital letter begins the name of an exercise."""
    return text[:1].isupper()


def test_the_catalogue_is_read_without_a_problem(catalogue_text: str) -> None:
    _, problems = read_catalogue(catalogue_text)
    assert not problems, render_all("exercises.yaml", catalogue_text, problems)


def test_every_entry_knows_all_that_a_person_needs(catalogue: Catalogue) -> None:
    missing = {
        name: lacking
        for name, entry in catalogue.entries.items()
        if (lacking := [fact for fact in FACTS if not getattr(entry, fact)])
    }
    assert missing == {}
    assert all(entry.sides is not None for entry in catalogue.entries.values())


def test_categories_positions_and_muscles_come_from_closed_lists(catalogue: Catalogue) -> None:
    entries = catalogue.entries.values()
    assert {entry.category for entry in entries} <= CATEGORIES
    assert {entry.position for entry in entries} <= POSITIONS
    assert {muscle for entry in entries for muscle in entry.muscles} <= MUSCLES


def test_cues_can_be_spoken_in_one_breath(catalogue: Catalogue) -> None:
    bad = [
        cue
        for entry in catalogue.entries.values()
        for cue in entry.cues
        if len(cue.split()) > 8 or re.search(r"[^\w ,'.-]", re.sub(r"\{(?:side|other)\}", "right", cue))
    ]
    assert bad == []


def test_only_what_is_done_on_one_side_names_a_side_in_its_cues(catalogue: Catalogue) -> None:
    naming = {entry.name for entry in catalogue.entries.values() if any("{" in cue for cue in entry.cues)}
    assert naming
    assert {entry.name for entry in catalogue.entries.values() if entry.sides} >= naming


def test_no_name_or_alias_means_two_exercises(catalogue: Catalogue) -> None:
    spoken_for: dict[str, str] = {}
    for name, entry in catalogue.entries.items():
        for word in (name, *entry.aliases):
            assert spoken_for.setdefault(comparable(word), name) == name, word
            found = catalogue.lookup(word)
            assert found is not None
            assert found.name == name


def test_every_easier_or_harder_name_is_in_the_catalogue(catalogue: Catalogue) -> None:
    entries = catalogue.entries
    linked = {text for entry in entries.values() for text in (*entry.easier, *entry.harder) if is_name(text)}
    assert linked
    assert linked <= set(entries)


def test_the_ladder_from_easier_to_harder_never_leads_back(catalogue: Catalogue) -> None:
    easier_than: dict[str, set[str]] = {name: set() for name in catalogue.entries}
    for name, entry in catalogue.entries.items():
        easier_than[name].update(filter(is_name, entry.easier))
        for harder in filter(is_name, entry.harder):
            easier_than[harder].add(name)
    try:
        TopologicalSorter(easier_than).prepare()
    except CycleError as circle:
        pytest.fail(f"in a circle: {circle.args[1]}")


def test_who_has_no_band_and_no_weights_finds_an_easier_exercise_without(catalogue: Catalogue) -> None:
    bought = {"light band", "band anchor", "dumbbell", "two dumbbells", "foam roller"}
    for name, entry in catalogue.entries.items():
        reached, waiting = set(), [name]
        while waiting:
            here = waiting.pop()
            if here in catalogue.entries and here not in reached:
                reached.add(here)
                waiting += catalogue.entries[here].easier
        without = [one for one in reached if not bought & set(catalogue.entries[one].equipment)]
        assert without, f"{name} needs {entry.equipment}"


def test_a_pure_hold_has_no_beat(catalogue: Catalogue) -> None:
    with_beat = [
        name
        for name, entry in catalogue.entries.items()
        if entry.category == "stretch" and entry.tempo is not None
    ]
    assert with_beat == []


def test_nothing_unsafe_is_in_the_catalogue_but_what_says_so(catalogue: Catalogue) -> None:
    names = {
        comparable(word): entry
        for entry in catalogue.entries.values()
        for word in (entry.name, *entry.aliases)
    }
    unsafe = {entry.name for name, entry in names.items() for bad in FORBIDDEN if comparable(bad) in name}
    assert unsafe == {"Prone overhead squeeze", "Superman"}
    superman, squeeze = catalogue.entries["Superman"], catalogue.entries["Prone overhead squeeze"]
    assert "advanced, and not for a painful back" in (superman.dose or "")
    assert superman.easier[0] == "Bird dog"
    assert "not for a first week" in " ".join(squeeze.stop_if)


def test_a_bundled_routine_reads_without_a_problem_or_a_warning(
    slug: str, text: str, catalogue: Catalogue
) -> None:
    found, problems = read(text, catalogue, slug=slug)
    assert not problems, render_all(f"{slug}.yaml", text, problems)
    assert found is not None


def test_a_bundled_routine_says_for_whom_where_from_and_when_to_stop(routine: Routine) -> None:
    assert routine.about
    assert routine.source
    assert routine.tags
    assert routine.language == "en"
    assert routine.note
    assert re.search(r"\bstop\b|breathe normally", routine.note, re.IGNORECASE)


def test_every_exercise_is_in_the_catalogue_under_its_own_name(text: str, catalogue: Catalogue) -> None:
    written = re.findall(r"^ *- exercise: (.+)$", text, re.MULTILINE)
    assert written
    assert set(written) <= set(catalogue.entries)


def test_one_sided_exercises_are_done_on_both_sides_and_no_others(
    routine: Routine, catalogue: Catalogue
) -> None:
    for step, _ in exercises(routine.body):
        for sides in step.sides.values:
            assert bool(sides.labels) == catalogue.entries[step.name].sides, step.name


def test_everything_needed_is_listed_before_the_start(routine: Routine, catalogue: Catalogue) -> None:
    listed = set(routine.equipment)
    at_hand = listed | {thing for other in listed for thing in SERVES_AS.get(other, ())}
    needed = {
        thing for step, _ in exercises(routine.body) for thing in catalogue.entries[step.name].equipment
    }
    assert needed - at_hand == set()


def test_no_forbidden_exercise_is_in_a_bundled_routine(text: str) -> None:
    assert [bad for bad in FORBIDDEN if bad in text.casefold()] == []


def within(given: ByLevel[Ladder[Quantity]] | None, usual: tuple[int, int] | None, unit: int = 1) -> bool:
    """Whether the dose of every level and every set is a usual one."""
    if given is None:
        return True
    doses = [dose for ladder in given.values for dose in ladder.rungs]
    return usual is not None and all(
        usual[0] * unit <= dose.low and dose.high <= usual[1] * unit for dose in doses
    )


def test_doses_stay_within_what_the_sources_give(routine: Routine) -> None:
    for step, rounds in exercises(routine.body):
        usual = DOSES[step.name]
        assert within(step.reps, usual.reps), step
        assert within(step.hold, usual.hold, 1000), step
        assert within(step.lasting, usual.lasting, 1000), step
        assert max(sets.high for sets in step.sets.values) * rounds <= usual.sets, step


def test_a_bundled_routine_waits_for_no_key(timeline: Timeline) -> None:
    assert [interval.path for interval in timeline.intervals if interval.duration is None] == []


def test_a_bundled_routine_is_as_long_as_it_claims_at_every_level(routine: Routine) -> None:
    about = " ".join((routine.about or "").split())
    assert re.search(r"\bAbout \d+ minutes\b", about)
    for level in routine.levels or (None,):
        claim = re.search(rf"(\d+)(?: minutes)? at {level}\b" if level else r"About (\d+) minutes\.", about)
        assert claim is not None, level
        planned = compile_routine(routine, "x", Choices(level=level)).planned
        assert planned is not None
        assert abs(planned / 60_000 - int(claim[1])) <= 0.5


def seconds_needed(before: str, after: str, *, side_changes: bool) -> int:
    """Seconds a person needs between two pieces of work, as the gaps of the language are advised."""
    if (before in ON_THE_FLOOR) != (after in ON_THE_FLOOR):
        return 15
    if before == after == "side-lying" and side_changes:
        return 10
    if before != after and before in ON_THE_FLOOR:
        return 8
    return 5


def moves(timeline: Timeline) -> Iterator[tuple[Interval, Interval, int]]:
    """Neighbouring pieces of work with the milliseconds between them."""
    at = [number for number, interval in enumerate(timeline.intervals) if interval.is_work]
    for one, other in pairwise(at):
        gap = sum(interval.duration or 0 for interval in timeline.intervals[one + 1 : other])
        yield timeline.intervals[one], timeline.intervals[other], gap


def test_there_is_time_to_get_into_every_position(timeline: Timeline, catalogue: Catalogue) -> None:
    for before, after, gap in moves(timeline):
        positions = [
            catalogue.entries[interval.exercise or ""].position or "" for interval in (before, after)
        ]
        needed = seconds_needed(*positions, side_changes=before.side != after.side)
        assert gap >= needed * 1000, (before.path, after.path)


def test_a_routine_on_the_floor_gives_time_to_lie_down_first(
    timeline: Timeline, catalogue: Catalogue
) -> None:
    first = next(interval for interval in timeline.intervals if interval.is_work)
    if catalogue.entries[first.exercise or ""].position in ON_THE_FLOOR:
        assert (timeline.intervals[0].duration or 0) >= 15_000


@pytest.mark.parametrize("slug", ["y-t-ws"])
def test_prone_y_t_ws_has_sets_sides_and_rests(timeline: Timeline) -> None:
    assert timeline.name == "Prone Y-T-Ws"
    assert {interval.side for interval in timeline.intervals} >= {"left", "right"}
    assert max(interval.sets or 1 for interval in timeline.intervals) > 1
    assert Kind.REST in {interval.kind for interval in timeline.intervals}
    assert timeline.planned is not None
    assert 6 * 60_000 <= timeline.planned <= 8 * 60_000
