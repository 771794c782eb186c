"""What a session decides before it begins and asks while it is on, read back from the store."""

from pathlib import Path

import pytest

from player.audio.fake import FakeEngine
from player.coach.commands import Command
from player.coach.opening import PlayOptions, draws, load_own, open_session, tape_of
from player.history.sessions import read_sessions
from player.library.folders import Folders, find_folders
from player.library.shelf import Shelf, Volume
from player.session.clock import ManualClock
from player.timeline.choices import Choices, NoSuchChoice, Target
from player.timeline.sounds import own_sound
from tests.audio.test_clips import GOOD
from tests.coach.test_recorded_session import Evening
from tests.timeline.builders import block, exercise, tape

pytestmark = pytest.mark.core

ROUTINE = """\
name: Everything
levels: [gentle, standard]
steps:
  - exercise: Push-up
    reps: {gentle: 5+, standard: 8+}
    ask: [effort]
  - pick: 1
    name: Draw
    steps: [Row, Curl, Press]
    for: 10s
  - exercise: Extra
    hold: 5-10s
    optional: true
"""


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return find_folders({"BACKBEAT_HOME": str(tmp_path)})


@pytest.fixture
def volume(tmp_path: Path, folders: Folders) -> Volume:
    path = tmp_path / "everything.yaml"
    path.write_text(ROUTINE, encoding="utf-8")
    return Shelf(folders).open(path)


def evening(volume: Volume, folders: Folders, choices: Choices) -> Evening:
    return Evening(volume, folders, PlayOptions(audio="none", choices=choices))


def test_level_choices_seed_and_targets_are_recorded(volume: Volume, folders: Folders) -> None:
    choices = Choices("standard", without=("extra",), seed=7, targets={"push-up": Target(0, 9)})
    session = evening(volume, folders, choices)
    session.coach.begin()
    session.play(3)
    drawn = [step.exercise for step in session.coach.transport.timeline.intervals if step.is_work][1]
    found = session.close()
    assert (found.level, found.seed) == ("standard", 7)
    assert found.choices["draw"] == [drawn]
    assert found.choices["extra"] == []
    assert found.targets == {"push-up": {"rung": 0, "amount": 9}}


def test_a_routine_that_draws_gets_a_seed_of_its_own(volume: Volume, folders: Folders) -> None:
    seeds = set()
    for _ in range(3):
        session = evening(volume, folders, Choices())
        session.coach.begin()
        session.coach.close()
        seeds.add(session.coach.transport.timeline.seed)
    assert len(seeds) > 1
    assert all(seed is not None and 0 <= seed < 2**31 for seed in seeds)
    assert {found.seed for found in read_sessions(folders.history).sessions} == seeds


def test_what_is_only_shown_draws_the_first(volume: Volume) -> None:
    assert tape_of(volume) == tape_of(volume)
    assert tape_of(volume).seed is None
    assert tape_of(volume, Choices("standard")).level == "standard"


@pytest.mark.parametrize(
    "choices", [Choices(level="hard"), Choices(without=("row",)), Choices(chosen=("row",))], ids=str
)
def test_what_is_not_there_is_a_question_back(volume: Volume, folders: Folders, choices: Choices) -> None:
    with pytest.raises(NoSuchChoice):
        open_session(volume, PlayOptions(audio="none", choices=choices), folders, ManualClock())


def test_a_draw_deep_inside_is_found_and_a_bomb_of_includes_is_looked_at_once() -> None:
    deep = block(exercise("A", hold=5))
    for _ in range(60):  # two of each: 2^60 blocks, were they walked one by one
        deep = block(deep, deep)
    assert not draws(deep)
    assert draws(block(deep, block(block(exercise("A", hold=5), exercise("B", hold=5), pick=1))))


def test_answers_are_read_back_with_the_set(volume: Volume, folders: Folders) -> None:
    session = evening(volume, folders, Choices())
    coach = session.coach
    coach.begin()
    session.play(25)
    coach.do(Command.THROUGH)
    for text in ("11", "6"):
        for char in text:
            coach.type(char)
        session.play(0.3)
        coach.do(Command.THROUGH)
    session.play(1)
    row = next(row for row in session.close().intervals if row.kind == "work")
    assert (row.planned_reps, row.done_reps, row.effort, row.state) == (5, 11, 6, "done")
    assert row.asked == {"reps": 11, "effort": 6}


# Own sounds.
def test_own_sounds_are_checked_and_handed_over_and_one_sentence_tells_of_the_others(tmp_path: Path) -> None:
    (tmp_path / "gong.wav").write_bytes(GOOD)
    (tmp_path / "text.wav").write_text("no sound")
    names = ("gong.wav", "text.wav", "missing.wav")
    timeline = tape(*(exercise("A", hold=5, sound=name) for name in names))
    engine = FakeEngine({"go"})
    own, told = load_own(engine, tmp_path, timeline)
    assert own == {"file:gong.wav"}
    fault = "There is no sound missing.wav beside the routine."
    assert told == (f"{fault} The usual sound is heard instead. (1 more like it.)",)
    engine.cue(0, own_sound("gong.wav"))


def test_without_own_sounds_nothing_is_looked_at(tmp_path: Path) -> None:
    timeline = tape(exercise("A", hold=5))
    assert load_own(FakeEngine({"go"}), tmp_path / "nowhere", timeline) == (frozenset(), ())
