"""Changing values of a step without YAML: what there is, what is wrong, and what is written."""

from pathlib import Path

import pytest

from player.coach.editing.step_form import FieldFault, FormSaved, StepElsewhere, StepForm, change_of
from player.coach.opening import tape_of
from player.library.folders import Folders, bundled, find_folders
from player.library.shelf import Shelf, Volume
from player.library.versions import versions
from player.timeline.model import Interval

pytestmark = pytest.mark.core

TEXT = """\
name: Two
levels: [gentle, standard]
rest: 40s
steps:
  # Slowly.
  - exercise: Chin tuck   # seated
    hold: 5s
    reps: {gentle: 5, standard: 8-10}
  - exercise: Row
    sets: 3
    reps: [21, 15, 9]
    load: "2 x 4 kg"
  - rounds: 2
    rest: 60s
    hold: 20s
    reps: 3
    steps: [Wall sit, Plank]
  - Walk
"""


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return find_folders({"BACKBEAT_HOME": str(tmp_path)})


def opened(folders: Folders, text: str = TEXT, file: str = "two.yaml") -> Volume:
    path = folders.routines / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return Shelf(folders).open(path)


def work(volume: Volume, exercise: str) -> Interval:
    return next(step for step in tape_of(volume).intervals if step.exercise == exercise and step.is_work)


def form(folders: Folders, exercise: str, text: str = TEXT) -> StepForm:
    volume = opened(folders, text)
    change = change_of(volume, work(volume, exercise), folders)
    assert isinstance(change, StepForm), change
    return change


def lines(change: StepForm) -> list[tuple[str, str, str, str]]:
    return [entry[:4] for entry in change.entries]


def written(folders: Folders) -> str:
    return (folders.routines / "two.yaml").read_bytes().decode()


@pytest.mark.parametrize(
    ("exercise", "expected"),
    [
        (
            "Chin tuck",
            [
                ("reps", "{gentle: 5, standard: 8-10}", "", ""),
                ("hold", "5s", "", ""),
                ("sets", "", "", "1"),
                ("rest", "", "40s", "30s"),
                ("load", "", "", ""),
            ],
        ),
        (
            "Row",
            [
                ("reps", "[21, 15, 9]", "", ""),
                ("sets", "3", "", "1"),
                ("rest", "", "40s", "30s"),
                ("load", "2 x 4 kg", "", ""),
            ],
        ),
        (
            "Plank",
            [
                ("reps", "", "3", ""),
                ("hold", "", "20s", ""),
                ("sets", "", "", "1"),
                ("rest", "", "40s", "30s"),
                ("load", "", "", ""),
            ],
        ),
        (
            "Walk",
            [
                ("reps", "", "", ""),
                ("sets", "", "", "1"),
                ("rest", "", "40s", "30s"),
                ("load", "", "", ""),
            ],
        ),
    ],
    ids=["own", "ladder", "inherited", "nothing"],
)
def test_the_form_has_what_the_step_says_inherits_or_could_say(
    folders: Folders, exercise: str, expected: list[tuple[str, str, str, str]]
) -> None:
    assert lines(form(folders, exercise)) == expected


def test_what_the_form_says_is_inherited_is_what_is_played(folders: Folders) -> None:
    volume = opened(folders)
    plank = work(volume, "Plank")
    assert (plank.reps, plank.phases[0].duration) == (3, 20_000)
    within = "name: A\nrest: 40s\nsets: 2\nhold: 5s\nsteps:\n  - {within: 2m, steps: [Plank]}\n"
    change = form(folders, "Plank", within)
    assert [entry.inherited for entry in change.entries] == ["5s", "2", "0s", ""]
    assert not any(step.path.endswith("+rest") for step in tape_of(opened(folders, within)).intervals)


def test_only_the_bytes_of_the_values_change_and_the_version_before_is_kept(folders: Folders) -> None:
    crlf = TEXT.replace("\n", "\r\n")
    answer = form(folders, "Chin tuck", crlf).save({"hold": "6s", "rest": "ready", "sets": "2"})
    assert answer == FormSaved(folders.routines / "two.yaml", "")
    added = ("    sets: 2\r\n", "    rest: ready\r\n")
    without = written(folders)
    for line in added:
        assert line in without
        without = without.replace(line, "")
    assert without == crlf.replace("hold: 5s", "hold: 6s")
    change = form(folders, "Chin tuck", written(folders))
    assert [entry.written for entry in change.entries][1:4] == ["6s", "2", "ready"]
    [before, *_] = versions(folders.routines / "two.yaml", folders)
    assert before.read() == crlf.encode()


def test_a_step_that_is_only_its_name_gets_values_of_its_own(folders: Folders) -> None:
    form(folders, "Walk").save({"reps": "10", "load": "a bag: heavy"})
    assert '  - exercise: Walk\n    reps: 10\n    load: "a bag: heavy"\n' in written(folders).replace(
        "'", '"'
    )


def test_one_of_several_on_a_line_is_meant_by_its_name_and_keeps_the_rest_of_its_dose(
    folders: Folders,
) -> None:
    assert isinstance(form(folders, "Plank").save({"reps": "5"}), FormSaved)
    assert "steps: [Wall sit, {exercise: Plank, reps: 5, hold: 20s}]" in written(folders)
    plank = work(opened(folders, written(folders)), "Plank")
    assert (plank.reps, plank.phases[0].duration) == (5, 20_000)


def test_an_emptied_value_is_taken_away(folders: Folders) -> None:
    assert isinstance(form(folders, "Row").save({"load": "", "sets": "3"}), FormSaved)
    assert written(folders) == TEXT.replace('    load: "2 x 4 kg"\n', "")


def test_nothing_that_is_the_same_is_written(folders: Folders) -> None:
    answer = form(folders, "Row").save({"sets": " 3 "})
    assert isinstance(answer, FormSaved)
    assert written(folders) == TEXT
    assert not versions(folders.routines / "two.yaml", folders)


@pytest.mark.parametrize(
    ("exercise", "values", "key", "told"),
    [
        ("Row", {"reps": "3x10"}, "reps", "'3x10' is not a count for 'reps'"),
        ("Row", {"sets": "2"}, "sets", "has 3 values"),
        ("Row", {"load": "x" * 81}, "load", "longer than 80"),
        ("Chin tuck", {"reps": "{gentle: 5}"}, "reps", "standard"),
        ("Chin tuck", {"hold": "5s", "sets": "2", "rest": "soon"}, "rest", "'soon'"),
    ],
    ids=["count", "ladder", "long", "level", "second"],
)
def test_what_the_reader_would_not_take_is_told_at_its_line_and_not_written(
    folders: Folders, exercise: str, values: dict[str, str], key: str, told: str
) -> None:
    change = form(folders, exercise)
    fault = change.check(values)
    assert fault is not None
    assert fault.key == key
    assert told in fault.text, fault.text
    assert change.save(values) == fault
    assert written(folders) == TEXT


def test_values_that_are_right_only_together_are_taken_together(folders: Folders) -> None:
    change = form(folders, "Row")
    assert change.check({"reps": "[5, 4]", "sets": "2"}) is None


def test_a_value_over_several_lines_is_shown_and_left_to_the_editor(folders: Folders) -> None:
    text = TEXT.replace("{gentle: 5, standard: 8-10}", "\n      gentle: 5\n      standard: 8-10")
    change = form(folders, "Chin tuck", text)
    assert change.entries[0].is_fixed
    assert change.entries[0].written == "gentle: 5 standard: 8-10"
    assert isinstance(change.save({"hold": "7s"}), FormSaved)
    assert written(folders) == text.replace("5s", "7s", 1)


def test_steps_that_cannot_be_told_apart_are_left_to_the_editor(folders: Folders) -> None:
    volume = opened(folders, "name: A\nhold: 5s\nsteps: [Plank, Squat, Plank]\n")
    fault = change_of(volume, work(volume, "Plank"), folders)
    assert fault == FieldFault(None, "It cannot be changed here: several steps stand on line 3.")


def test_a_file_that_changed_meanwhile_is_not_written(folders: Folders) -> None:
    change = form(folders, "Row")
    opened(folders, TEXT + "# theirs\n")
    answer = change.save({"sets": "3", "load": "5 kg"})
    assert answer == FieldFault(None, "Another program has changed the file meanwhile: nothing was written.")
    assert written(folders) == TEXT + "# theirs\n"


def test_a_step_of_an_included_routine_stands_in_its_file(folders: Folders) -> None:
    inner = opened(folders, "name: Warm-up\nsteps:\n  - {exercise: March, for: 20s}\n", "warm-up.yaml")
    volume = opened(folders, "name: A\nsteps:\n  - name: First\n    steps:\n      - include: Warm up\n")
    assert change_of(volume, work(volume, "March"), folders) == StepElsewhere("warm-up", inner.path)


def test_a_bundled_routine_is_copied_first_and_the_copy_changed(folders: Folders) -> None:
    ours = bundled("routines") / "desk-break.yaml"
    volume = Shelf(folders).open(ours, is_bundled=True)
    step = next(step for step in tape_of(volume).intervals if step.is_work)
    change = change_of(volume, step, folders)
    assert isinstance(change, StepForm)
    assert isinstance(change.save({change.entries[0].key: "nonsense"}), FieldFault)
    assert not folders.routines.exists(), "what cannot be taken makes no copy"
    answer = change.save({"load": "a bottle"})
    own = folders.routines / "desk-break.yaml"
    assert isinstance(answer, FormSaved)
    assert answer.path == own
    assert "your own copy" in answer.notice
    assert work(Shelf(folders).open(own), step.exercise or "").load == "a bottle"
    assert [line for line in own.read_text().split("\n") if line.strip() == "load: a bottle"]
