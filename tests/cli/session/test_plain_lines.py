"""`play --plain`: which keys it hears, and what it prints when."""

import pytest

from player.cli.session.plain import _press, _Printer, split_keys
from player.coach.commands import Command
from tests.coach.rehearsal import Rehearsal
from tests.timeline.builders import MAX, READY, block, exercise, rest, say, tape

pytestmark = pytest.mark.core

TAPE = tape(
    exercise("Row", reps=3, tempo=[("rep", 2)], sides=("right",), load="4 kg", cues=("Neck long",)),
    rest(20, name="Walk about"),
    exercise("Push-up", reps=8),
)


@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        ("", []),
        ("q", ["q"]),
        (" n]", [" ", "n", "]"]),
        ("\x1b", ["\x1b"]),
        ("\x1b[C", ["\x1b[C"]),
        ("\x1b[C\x1b[Cq", ["\x1b[C", "\x1b[C", "q"]),
        ("q\x1b[6~", ["q", "\x1b[6~"]),
        ("\x1bOD", ["\x1bOD"]),
        ("\x1b\x1b", ["\x1b", "\x1b"]),
        ("\n\r", ["\n", "\r"]),
        ("é首", ["é", "首"]),
        ("\x1b[1;5C", ["\x1b[1;5C"]),
    ],
)
def test_keys_that_came_at_once_are_told_apart(sent: str, keys: list[str]) -> None:
    assert split_keys(sent) == keys


def printed(session: Rehearsal, capsys: pytest.CaptureFixture[str], printer: _Printer) -> list[str]:
    del session
    printer.catch_up()
    return capsys.readouterr().out.splitlines()


def test_each_interval_is_announced_when_it_begins(capsys: pytest.CaptureFixture[str]) -> None:
    session = Rehearsal(TAPE)
    printer = _Printer(session.coach)
    session.begin()
    told = []
    for _ in range(60):
        told += printed(session, capsys, printer)
        session.wait(1)
    assert told == [
        "> get ready · 10 s",
        "> Row · right side · 3 reps · 4 kg · Neck long",
        "> rest · Walk about · 20 s",
        "> Push-up · 8 reps, your pace",
    ]


def test_an_interval_is_printed_only_when_it_is_on_disk(capsys: pytest.CaptureFixture[str]) -> None:
    session = Rehearsal(TAPE)
    printer = _Printer(session.coach)
    session.coach.logbook.on_left = printer.left
    session.written.on_disk = 0  # a disk that takes its time
    session.begin()
    session.wait(17)
    assert not any(line.startswith("done") for line in printed(session, capsys, printer))
    session.written.on_disk = 1
    assert printed(session, capsys, printer) == ["done    row@s1.right+prepare  0:10"]
    session.written.on_disk = 2
    assert printed(session, capsys, printer) == ["done    row@s1.right  0:06  3 of 3 reps"]


def test_a_notice_that_stands_is_printed_once(capsys: pytest.CaptureFixture[str]) -> None:
    session = Rehearsal(TAPE, notices=("This one is not recorded.",)).begin()
    printer = _Printer(session.coach)
    told = printed(session, capsys, printer)
    for _ in range(3):
        session.do(Command.MORE)
        told += printed(session, capsys, printer)
        session.wait(6)
        told += printed(session, capsys, printer)
    assert told.count("! This one is not recorded.") == 1
    assert sum(line.startswith("! This one now lasts") for line in told) == 3


def test_the_same_message_twice_is_printed_twice(capsys: pytest.CaptureFixture[str]) -> None:
    session = Rehearsal(TAPE).begin()
    printer = _Printer(session.coach)
    session.wait_until(3, 2)
    told = []
    for _ in range(2):
        session.do(Command.MORE)
        told += printed(session, capsys, printer)
        session.wait(6)
        told += printed(session, capsys, printer)
    assert told.count("! This step waits for your key: its length is yours.") == 2


def test_control_bytes_of_a_routine_do_not_reach_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    session = Rehearsal(tape(exercise("a\x1b]0;x\x07\u202e", hold=5, cues=("\x1b[2J",))))
    printer = _Printer(session.coach)
    session.coach.logbook.on_left = printer.left
    session.begin()
    session.wait(16)
    printer.finish()
    printer.summary()
    out = capsys.readouterr().out
    assert not any(char in out for char in "\x1b\x07\u202e")
    assert r"a\x1b]0;x\x07\u202e" in out


def test_a_question_is_printed_when_it_comes_up_and_with_what_is_typed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    timeline = tape(exercise("Row", hold=5, ask=("reps",)), exercise("Other", hold=5), prepare=0)
    session = Rehearsal(timeline).begin()
    printer = _Printer(session.coach)
    session.wait(6)
    told = printed(session, capsys, printer)
    for key in ("1", "2", "\x7f", "0", "\n"):
        _press(session.coach, key)
        told += printed(session, capsys, printer)
        session.wait(0.2)
    assert told == [
        "> get ready · 10 s",
        "? Row: how many reps? _  a number, or nothing",
        "? Row: how many reps? 1_  Enter takes it",
        "? Row: how many reps? 12_  Enter takes it",
        "? Row: how many reps? 1_  Enter takes it",
        "? Row: how many reps? 10_  Enter takes it",
    ]


def test_sets_without_end_say_how_they_are_left_and_one_rep_is_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    timeline = tape(exercise("Row", reps=1, tempo=[("rep", 3.0)], sets=MAX, rest=3), prepare=0)
    session = Rehearsal(timeline).begin()
    printer = _Printer(session.coach)
    session.coach.logbook.on_left = printer.left
    told = printed(session, capsys, printer)
    session.wait(7)
    told += printed(session, capsys, printer)
    assert told == [
        "> Row · 1 rep · set 1 · n moves on",
        "done    row@s1  0:03  1 of 1 rep",
        "done    row@s2+rest  0:03",
        "> Row · 1 rep · set 2 · n moves on",
    ]


def test_every_round_of_as_many_as_possible_is_announced_with_the_time_that_is_left(
    capsys: pytest.CaptureFixture[str],
) -> None:
    session = Rehearsal(tape(block(exercise("Row", hold=20), within=60), prepare=0)).begin()
    printer = _Printer(session.coach)
    session.coach.logbook.on_left = printer.left
    told = []
    for _ in range(45):
        told += printed(session, capsys, printer)
        session.wait(1)
    assert (
        told
        == [
            "> Row · hold 20 s · round 1 · 1:00 left of 1:00",
            "done    block/row@r1.s1  0:20",
            "> Row · hold 20 s · round 2 · 0:40 left of 1:00",
            "done    block/row@r1.s1  0:20  time 2",
            "> Row · hold 20 s · round 3 · 0:20 left of 1:00",
        ][: len(told)]
    )
    assert len(told) == 5


def test_instructions_and_gaps_that_wait_are_announced(capsys: pytest.CaptureFixture[str]) -> None:
    timeline = tape(say("Drink something"), rest(READY), exercise("Row", hold=5), prepare=0)
    session = Rehearsal(timeline).begin()
    printer = _Printer(session.coach)
    told = printed(session, capsys, printer)
    session.wait(6)
    told += printed(session, capsys, printer)
    assert told == ["> listen · Drink something · 5 s", "> rest · Enter when ready"]


def test_a_pause_and_its_end_are_told_once_each(capsys: pytest.CaptureFixture[str]) -> None:
    session = Rehearsal(TAPE).begin()
    printer = _Printer(session.coach)
    session.wait(3)
    printed(session, capsys, printer)
    told = []
    for _ in range(2):
        session.do(Command.PAUSE)
        for _ in range(3):
            session.wait(1)
            told += printed(session, capsys, printer)
    assert told == ["! Paused. Space goes on.", "! Going on."]


def test_a_question_that_halts_the_session_stands_for_the_pause(capsys: pytest.CaptureFixture[str]) -> None:
    session = Rehearsal(TAPE).begin()
    printer = _Printer(session.coach)
    session.wait(3)
    printed(session, capsys, printer)
    session.do(Command.STOP)
    told = printed(session, capsys, printer)
    assert len(told) == 1
    assert told[0].startswith("! Stop here?")
