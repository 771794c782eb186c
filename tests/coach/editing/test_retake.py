"""A routine edited while it is played: the place is kept, and what was done stays done (DESIGN §5, `e`)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from player.coach.commands import Command
from player.coach.editing.retake import retake, step_now
from player.coach.opening import PlayOptions, open_session
from player.history.records import Session
from player.history.sessions import Played, read_played, read_sessions
from player.library.folders import Folders, find_folders
from player.library.shelf import Shelf, Volume
from player.session.clock import ManualClock
from player.session.state import IsPaused
from player.timeline.choices import Choices
from player.timeline.codec import decode
from player.views.playing.results import summarise

pytestmark = pytest.mark.core

TEXT = """\
name: Two
prepare: 0s
steps:
  - exercise: Row
    reps: 2
    tempo: 2s
    sets: 2
    rest: 10s
  - exercise: Stretch
    hold: 20s
"""


class Evening:
    """A session of a file, recorded, on a clock of its own."""

    def __init__(self, home: Path, text: str, choices: Choices | None = None) -> None:
        self.folders: Folders = find_folders({"BACKBEAT_HOME": str(home)})
        self.path = home / "two.yaml"
        self.clock = ManualClock()
        volume = self.saved(text)
        options = PlayOptions(audio="none", choices=choices or Choices())
        self.coach = open_session(volume, options, self.folders, self.clock)
        self.coach.begin()

    def saved(self, text: str) -> Volume:
        self.path.write_text(text, encoding="utf-8")
        return Shelf(self.folders).open(self.path)

    def edit(self, text: str) -> str:
        return retake(self.coach, self.saved(text))

    def play(self, seconds: float) -> "Evening":
        until = self.clock.now() + round(seconds * 1e9)
        while not self.coach.over and self.clock.now() < until:
            self.clock.advance(min(self.coach.next_beat() or 1, (until - self.clock.now()) / 1e9))
            self.coach.beat()
        return self

    def do(self, command: Command) -> "Evening":
        self.play(0.2)
        self.coach.do(command)
        return self

    @property
    def path_on(self) -> str:
        return self.coach.transport.interval.path

    def close(self) -> Session:
        self.coach.close()
        [session] = read_sessions(self.folders.history).sessions
        return session


@pytest.fixture
def evening(tmp_path: Path) -> Iterator[Evening]:
    started = Evening(tmp_path, TEXT)
    yield started
    started.coach.close()


def states(session: Session) -> dict[str, str]:
    return {row.path: row.state for row in session.intervals}


def test_the_place_is_kept_by_its_path_and_space_goes_on_with_the_lead_in(evening: Evening) -> None:
    evening.play(6)  # 2 s into the rest
    told = evening.edit(TEXT.replace("steps:\n", "steps:\n  - exercise: New\n    hold: 5s\n"))
    assert told == evening.coach.message == "The change counts from here. Space goes on."
    assert (evening.path_on, evening.coach.transport.offset) == ("row@s2+rest", 2000)
    assert isinstance(evening.coach.transport.state, IsPaused)
    evening.do(Command.PAUSE)
    assert evening.coach.view.word == "▷ going on"
    assert evening.coach.message == ""


def test_what_was_done_stays_done_in_summary_and_history(evening: Evening) -> None:
    evening.play(6)
    evening.edit(TEXT.replace("steps:\n", "steps:\n  - exercise: New\n    hold: 5s\n").replace("20s", "30s"))
    evening.do(Command.PAUSE).play(3 + 8 + 4 + 10 + 30)
    assert evening.coach.over
    transport = evening.coach.transport
    lines = summarise(transport.timeline, evening.coach.logbook.outcomes, 0, finished=True).lines
    assert [(line.exercise, line.done, line.planned) for line in lines] == [
        ("New", 0, 1),
        ("Row", 2, 2),
        ("Stretch", 1, 1),
    ]
    session = evening.close()
    assert states(session) == {
        "row@s1": "done",
        "row@s2+rest": "done",
        "row@s2": "done",
        "stretch@s1+transition": "done",
        "stretch@s1": "done",
    }
    assert session.intervals[-1].done_ms == 30_000


def test_text_and_tape_of_the_record_are_those_of_the_edit(evening: Evening) -> None:
    evening.play(6)
    changed = TEXT.replace("20s", "30s")
    evening.edit(changed)
    evening.do(Command.STOP).do(Command.STOP)
    session = evening.close()
    played = read_played(evening.folders.history, session.id)
    assert isinstance(played, Played)
    assert played.text == changed
    assert decode(played.tape) == evening.coach.transport.timeline
    assert session.planned_ms == (4 + 10 + 4 + 10 + 30) * 1000


def test_work_that_is_not_there_any_more_is_told_in_the_summary(evening: Evening) -> None:
    evening.play(6)
    told = evening.edit(TEXT[: TEXT.index("  - exercise: Row")] + "  - exercise: Stretch\n    hold: 20s\n")
    assert told == (
        "The change counts. What was on is not there any more: it goes on with Stretch · hold 20 s."
    )
    coach = evening.coach
    assert not coach.logbook.outcomes
    gone = coach.logbook.outcomes.works_gone().values()
    lines = summarise(coach.transport.timeline, coach.logbook.outcomes, 0, finished=False, gone=gone).lines
    assert [(line.exercise, line.done, line.planned) for line in lines] == [("Stretch", 0, 1), ("Row", 1, 1)]
    evening.edit(TEXT)
    assert [left.outcome.value for left in coach.logbook.outcomes.values()] == ["done", "partial"]
    assert not coach.logbook.outcomes.gone


def test_a_set_that_was_changed_itself_begins_anew_and_counts_once(evening: Evening) -> None:
    evening.play(4 + 10 + 3)
    told = evening.edit(TEXT.replace("tempo: 2s", "tempo: 3s"))
    assert told == "The change counts: this begins anew: Row · 2 reps."
    assert (evening.path_on, evening.coach.transport.offset) == ("row@s2", 0)
    evening.do(Command.PAUSE).play(3 + 6 + 10 + 20)
    assert evening.coach.over
    assert states(evening.close())["row@s2"] == "done"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("reps: 2", "rep: 2", "The text has 1 error (line 5) and cannot be played."),
        ("steps:", "steps: []\nold:", "The text has 2 errors (line 3) and cannot be played."),
    ],
    ids=["key", "steps"],
)
def test_a_text_with_errors_changes_nothing(evening: Evening, old: str, new: str, told: str) -> None:
    evening.play(6)
    tape = evening.coach.transport.timeline
    assert evening.edit(TEXT.replace(old, new)) == f"{told} The session goes on as it was."
    assert evening.coach.transport.timeline is tape


def test_a_text_that_came_back_to_what_it_was_changes_nothing(evening: Evening) -> None:
    evening.play(6)
    tape = evening.coach.transport.timeline
    evening.edit("name: [")
    assert evening.edit(TEXT) == "Nothing has changed. The session goes on as it was."
    assert evening.coach.transport.timeline is tape


LEVELS = """\
name: Two
prepare: 0s
levels: [gentle, standard]
steps:
  - exercise: Row
    hold: {gentle: 5s, standard: 10s}
  - choose: 1
    steps:
      - {exercise: Squat, hold: 5s}
      - {exercise: Wall sit, hold: 6s}
      - {exercise: Plank, hold: 7s}
  - {exercise: March, for: 9s, optional: true}
"""


def test_the_level_and_what_was_chosen_hold_after_an_edit(tmp_path: Path) -> None:
    evening = Evening(tmp_path, LEVELS, Choices("standard", chosen=("Plank",), without=("March",)))
    evening.edit(LEVELS.replace("[gentle,", "[easy, gentle,").replace("{gentle", "{easy: 1s, gentle"))
    work = [interval.exercise for interval in evening.coach.transport.timeline.intervals if interval.is_work]
    assert (evening.coach.transport.timeline.level, work) == ("standard", ["Row", "Plank"])
    evening.coach.close()


def test_what_nobody_chose_stays_though_another_step_is_first_now(tmp_path: Path) -> None:
    evening = Evening(tmp_path, LEVELS)
    new = "      - {exercise: Lunge, hold: 5s}\n      - {exercise: Squat"
    evening.edit(
        LEVELS.replace("      - {exercise: Squat", new).replace("[gentle, standard]", "[standard, gentle]")
    )
    tape = evening.coach.transport.timeline
    assert (tape.level, [i.exercise for i in tape.intervals if i.is_work]) == (
        "gentle",
        ["Row", "Squat", "March"],
    )
    evening.coach.close()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("standard", "hard", "There is no level called 'standard' any more."),
        ("Plank", "Side plank", "There is no step to choose called 'Plank' any more."),
    ],
    ids=["level", "choice"],
)
def test_a_decision_that_is_not_there_any_more_keeps_the_old_tape(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    evening = Evening(tmp_path, LEVELS, Choices("standard", chosen=("Plank",), without=("March",)))
    tape = evening.coach.transport.timeline
    assert evening.edit(LEVELS.replace(old, new)) == f"{told} The session goes on as it was."
    assert evening.coach.transport.timeline is tape
    evening.coach.close()


def test_an_optional_step_that_was_left_out_may_go(tmp_path: Path) -> None:
    evening = Evening(tmp_path, LEVELS, Choices(without=("March",)))
    assert "The change counts" in evening.edit(LEVELS[: LEVELS.index("  - {exercise: March")])
    evening.coach.close()


def test_a_draw_stays_as_it_was_drawn(tmp_path: Path) -> None:
    text = "name: Draw\nsteps:\n  - pick: 2\n    steps: [Row, Squat, Plank, Lunge, March]\n    hold: 5s\n"
    evening = Evening(tmp_path, text)
    before = evening.coach.transport.timeline
    evening.edit(text.replace("hold: 5s", "hold: 6s").replace("name: Draw", "name: Drawn"))
    after = evening.coach.transport.timeline
    assert after.name == "Drawn"
    assert (after.seed, after.choices) == (before.seed, before.choices)
    evening.coach.close()


ASKED = TEXT.replace("    rest: 10s\n", "    rest: 10s\n    ask: [reps, pain]\n")


def test_an_answer_that_is_typed_belongs_to_the_same_set_after_an_edit(tmp_path: Path) -> None:
    evening = Evening(tmp_path, ASKED).play(6)
    evening.coach.type("1")
    evening.edit(ASKED.replace("steps:\n", "steps:\n  - exercise: New\n    hold: 5s\n"))
    assert evening.coach.question == "Row: how many reps? 1_  Enter takes it"
    evening.do(Command.THROUGH)
    evening.do(Command.STOP).do(Command.STOP)
    [row] = [row for row in evening.close().intervals if row.path == "row@s1"]
    assert (row.done_reps, row.state) == (1, "partial")


def test_a_question_about_a_set_that_is_gone_is_not_asked(tmp_path: Path) -> None:
    evening = Evening(tmp_path, ASKED).play(6)
    evening.coach.type("1")
    evening.edit(TEXT.replace("Row", "Pull"))
    assert evening.coach.question == ""
    assert evening.coach.questions.typed == ""
    evening.coach.close()


def test_the_editor_opens_on_the_line_of_the_step_that_is_on(evening: Evening) -> None:
    evening.play(20)
    assert step_now(evening.coach, evening.saved(TEXT)).line == 9
    assert step_now(evening.coach, evening.saved(f"# a line more\n{TEXT}")).line == 10
    assert step_now(evening.coach, evening.saved("name: [")).line == 9


def test_the_checkpoint_after_an_edit_is_a_place_of_the_new_tape(evening: Evening) -> None:
    evening.play(6)
    evening.edit(TEXT.replace("steps:\n", "steps:\n  - exercise: New\n    hold: 5s\n"))
    evening.coach.close(interrupted=True)
    [session] = read_sessions(evening.folders.history).sessions
    assert session.checkpoint is not None
    assert (session.checkpoint.path, session.checkpoint.ordinal) == ("row@s2+rest", 3)
