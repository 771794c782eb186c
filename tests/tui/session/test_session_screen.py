"""The session screen: keys reach the coach, the coach is seen, and nothing jumps."""

import pytest
from textual.widgets import OptionList

from player.coach.commands import COMMANDS, Command, ScreenCommand
from player.session.state import Ended, IsPaused, LeadingIn, Playing
from player.tui.session.screen import SessionScreen
from player.tui.session.steps_screen import StepsScreen
from player.tui.session.summary_screen import SummaryScreen
from player.tui.widgets.key_list import KeysScreen
from tests.timeline.builders import MAX, block, exercise, tape
from tests.tui.stage import Stage, session

TAPE = tape(
    exercise(
        "Bent-over row", reps=5, tempo=[("lift", 2), ("lower", 2)], sets=2, load="4 kg", cues=("Neck long",)
    ),
    exercise("Stretch", hold=20, sides=("right", "left")),
    exercise("Walk"),
)


async def test_the_session_begins_when_its_screen_is_there() -> None:
    async with session(TAPE) as stage:
        assert stage.on(SessionScreen)
        assert isinstance(stage.rehearsal.transport.state, Playing)
        assert [call.what for call in stage.rehearsal.engine.calls][:1] == ["start"]


ANSWERS = {
    "space": "paused",
    "pageup": "paused",
    "enter": "accept",
    "pagedown": "accept",
    "right": "skip",
    "n": "skip",
    "left": "back",
    "p": "back",
    "right_square_bracket": "plus",
    "plus": "plus",
    "left_square_bracket": "minus",
    "minus": "minus",
    "g": "open",
    "question_mark": "open",
    "r": "open",
    "m": "muted",
    "v": "accept",
    "q": "ask",
    "escape": "ask",
    "ctrl+c": "ask",
    "ctrl+q": "ask",
}


OVER_THE_SESSION = {"e", "c", "ctrl+z"}
"""Keys that open something else, or leave: tested with what they open."""


def test_every_key_of_a_command_is_listed_here() -> None:
    rows = [row for row in COMMANDS if row.command not in {ScreenCommand.TYPE, ScreenCommand.ERASE}]
    keys = {key for row in rows for key in row.keys.split(",")}
    assert keys - set(ANSWERS) == OVER_THE_SESSION


def back_to_the_first_gap(stage: Stage) -> None:
    """Undo what a key did: 3 s into the first gap, playing, heard, nothing asked and nothing in front."""
    rehearsal, coach = stage.rehearsal, stage.rehearsal.coach
    while not stage.on(SessionScreen):
        stage.app.pop_screen()
    rehearsal.wait(1)
    if coach.audio.soundtrack.muted:
        coach.audio.soundtrack.toggle_mute()
    if isinstance(rehearsal.transport.state, IsPaused):
        coach.do(Command.PAUSE)
        rehearsal.wait(4)
    coach.seek(0)
    rehearsal.wait(3)
    assert isinstance(rehearsal.transport.state, Playing)


async def test_each_key_of_the_table_reaches_the_coach() -> None:
    async with session(TAPE) as stage:
        for key, answer in ANSWERS.items():
            back_to_the_first_gap(stage)
            before = len(stage.rehearsal.engine.answers())
            await stage.press(key)
            assert stage.rehearsal.engine.answers()[before:] == [answer], key


async def test_what_the_coach_says_is_seen() -> None:
    async with session(TAPE) as stage:
        await stage.wait(3)
        assert "get ready" in stage.text()
        assert "BENT-OVER ROW" in stage.text()
        assert "Next: Bent-over row · 5 reps · 4 kg." in stage.text()
        await stage.press("right_square_bracket")
        assert "This one now lasts 0:20." in stage.text()
        await stage.press("space")
        assert "‖ paused" in stage.text()
        assert "Space go on" in stage.text()
        await stage.press("space")
        assert "and go" in stage.text()
        await stage.wait(20)
        assert "▲ lift" in stage.text()
        assert "Neck long" in stage.text()
        assert "of 5" in stage.text()


async def test_notices_stand_on_the_screen() -> None:
    async with session(
        TAPE, notices=("Another session is being played. This one is not recorded.",)
    ) as stage:
        assert "Another session is being played. This one is not recorded." in stage.text()


async def test_stopping_asks_and_then_shows_the_summary() -> None:
    async with session(TAPE) as stage:
        await stage.wait(12)
        await stage.press("q")
        assert "Stop here?" in stage.text()
        assert "q stop   Space go on" in stage.text()
        await stage.press("space")
        assert "Stop here?" not in stage.text()
        assert isinstance(stage.rehearsal.transport.state, LeadingIn)
        await stage.press("escape", "enter")
        assert stage.on(SummaryScreen)
        assert "Stopped: Test" in stage.text()
        assert "Bent-over row   0 of 2 sets · 1 in part" in stage.text()


async def test_the_end_of_the_tape_shows_the_summary_by_itself() -> None:
    async with session(tape(exercise("Stretch", hold=5))) as stage:
        await stage.wait(16)
        assert stage.on(SummaryScreen)
        assert "Finished: Test" in stage.text()
        assert "0:15 · 1 of 1 set" in stage.text()
        assert "All of it." in stage.text()


async def test_skips_are_named_in_the_summary() -> None:
    async with session(tape(exercise("Stretch", hold=5), exercise("Other", hold=5))) as stage:
        await stage.wait(12)
        await stage.press("n")
        await stage.wait(20)
        assert "Stretch   0 of 1 set · 1 skipped" in stage.text()
        assert "Other     1 of 1 set" in stage.text()


@pytest.mark.usefixtures("summary_settled")
async def test_enter_closes_the_summary_and_with_it_the_app() -> None:
    async with session(tape(exercise("Stretch", hold=5))) as stage:
        await stage.wait(16)
        await stage.pilot.pause(0.05)
        await stage.press("enter")
        assert not stage.app.is_running or stage.app._exit
        assert stage.rehearsal.written.closed
        assert stage.app.return_code == 0


async def test_a_key_meant_for_the_session_does_not_close_its_summary() -> None:
    async with session(tape(exercise("Stretch", hold=5))) as stage:
        await stage.wait(16)
        await stage.press("enter")
        assert stage.on(SummaryScreen)


async def test_an_unrecorded_session_says_so_at_the_end_too() -> None:
    async with session(TAPE, notices=("This one is not recorded.",)) as stage:
        stage.rehearsal.coach.logbook.record = None
        await stage.press("q", "q")
        assert "This one is not recorded." in stage.text()


# Going to a step.


async def test_the_list_of_steps_begins_at_the_one_that_is_on_and_goes_to_another() -> None:
    async with session(TAPE, start=5) as stage:
        await stage.press("g")
        assert stage.on(StepsScreen)
        steps = stage.screen.query_one(OptionList)
        assert steps.highlighted == 1
        text = stage.text()
        assert "Bent-over row" in text
        assert "2 × 5 reps · 4 kg" in text
        await stage.press("down", "enter")
        assert stage.on(SessionScreen)
        assert stage.rehearsal.timeline.intervals[stage.rehearsal.index].exercise == "Walk"
        assert "WALK" in stage.text()


async def test_leaving_the_list_of_steps_changes_nothing() -> None:
    async with session(TAPE) as stage:
        await stage.wait(3)
        for key in ("escape", "q", "g"):
            await stage.press("g", "down", key)
            assert stage.on(SessionScreen), key
            assert stage.rehearsal.index == 0
            assert not stage.rehearsal.coach.stop_asked


async def test_the_tape_goes_on_under_a_list() -> None:
    async with session(TAPE) as stage:
        await stage.press("g")
        await stage.wait(12)
        assert stage.rehearsal.index == 1
        await stage.press("escape")
        assert "▼ lower" in stage.text()


LISTS = ("g", "question_mark")


async def test_the_end_of_the_tape_closes_a_list_that_lies_over_it() -> None:
    short = tape(exercise("Stretch", hold=5))
    async with session(short) as stage:
        for key in LISTS:
            await stage.play(short)
            await stage.press(key)
            await stage.wait(16)
            assert stage.on(SummaryScreen), key


async def test_no_list_opens_over_the_question() -> None:
    async with session(TAPE) as stage:
        await stage.press("q", *LISTS)
        assert stage.on(SessionScreen)
        assert stage.rehearsal.coach.stop_asked


async def test_the_list_of_keys_names_every_key_and_closes() -> None:
    async with session(TAPE) as stage:
        for key in ("escape", "q", "space"):
            await stage.press("question_mark")
            assert stage.on(KeysScreen)
            for shown in (
                "Space",
                "Enter",
                "→",
                "←",
                "]",
                "[",
                "g ",
                "r ",
                "m ",
                "q, Esc",
                "Ctrl-C",
                "Ctrl-Z",
            ):
                assert shown in stage.text()
            await stage.press(key)
            assert stage.on(SessionScreen), key
            assert not isinstance(stage.rehearsal.transport.state, IsPaused)


async def test_ctrl_c_and_ctrl_q_ask_to_stop_even_over_a_list() -> None:
    async with session(TAPE) as stage:
        for opener, key in zip(LISTS, ("ctrl+c", "ctrl+q"), strict=True):
            await stage.press(opener, key)
            assert stage.on(SessionScreen), (opener, key)
            assert stage.rehearsal.coach.stop_asked
            assert "Stop here?" in stage.text()
            await stage.press("space")


@pytest.mark.parametrize("opener", [(), ("g",)], ids=["session", "list"])
async def test_ctrl_c_twice_leaves_at_once_from_anywhere(opener: tuple[str, ...]) -> None:
    async with session(TAPE) as stage:
        await stage.press(*opener, "ctrl+c", "ctrl+c")
        assert stage.app.return_code == 130
        assert stage.rehearsal.written.closed
        assert not isinstance(stage.rehearsal.transport.state, Ended)


async def test_a_signal_leaves_at_once_and_keeps_the_last_moment() -> None:
    async with session(TAPE) as stage:
        await stage.wait(12.5)
        stage.app.leave(143)
        await stage.pilot.pause()
        assert stage.app.return_code == 143
        assert stage.rehearsal.written.ends == []
        assert stage.rehearsal.written.checkpoints[-1].active == 12_500


# What a key will do now.


OFFERS = [
    ((), 3, "Space pause   Enter go now   → skip   ← back   ] +10 s   q stop   ? keys"),
    ((), 12, "Space pause   Enter last rep   → skip   ← back   r again   q stop   ? keys"),
    (("space",), 12, "Space go on   r again   g steps   c change   e edit   q stop   ? keys"),
    (("space", "space"), 12, "Space pause   → skip   ← back   q stop   ? keys"),
    (("q",), 12, "q stop   Space go on"),
]


async def test_the_footer_says_what_the_keys_will_do_now() -> None:
    async with session(TAPE) as stage:
        for keys, seconds, offers in OFFERS:
            await stage.play(TAPE, seconds=seconds)
            await stage.press(*keys)
            assert stage.shown_in("#keys")[0].strip() == offers
        for start, through in ((5, "enough"), (9, "done")):
            await stage.play(TAPE, start=start, seconds=4)
            assert f"Enter {through}" in stage.shown_in("#keys")[0]


async def test_the_footer_offers_no_time_where_none_can_be_given() -> None:
    beat = tape(block(exercise("A", hold=5), every=20, rounds=2), prepare=0)
    passes = tape(block(exercise("A", hold=5), rest=10, within=15), prepare=0)
    async with session(beat) as stage:
        await stage.wait(6)
        assert "+10 s" not in stage.shown_in("#keys")[0]
        await stage.play(passes, seconds=6)
        assert "+10 s" not in stage.shown_in("#keys")[0]
        await stage.press("right_square_bracket")
        assert "no more time to give" in stage.text()


async def test_the_footer_says_how_sets_without_end_are_ended() -> None:
    async with session(tape(exercise("A", hold=5, sets=MAX, rest=10), prepare=0)) as stage:
        for seconds in (3, 4):  # in the set and in the rest behind it
            await stage.wait(seconds)
            assert "→ move on" in stage.shown_in("#keys")[0]


async def test_the_screen_follows_a_seek_from_elsewhere() -> None:
    async with session(TAPE) as stage:
        stage.rehearsal.coach.do(Command.SKIP)
        await stage.wait(0.5)
        assert "and go" in stage.text()


async def test_ctrl_z_pauses_and_falls_silent() -> None:
    async with session(TAPE) as stage:
        for opener in ((), *((key,) for key in LISTS)):
            await stage.play(TAPE, seconds=12)
            await stage.press(*opener, "ctrl+z")
            assert isinstance(stage.rehearsal.transport.state, IsPaused), opener
            assert stage.rehearsal.engine.waiting() == []


async def test_digits_answer_the_question_about_the_set_before() -> None:
    timeline = tape(exercise("Row", hold=5, ask=("reps",)), exercise("Other", hold=5), prepare=0)
    async with session(timeline) as stage:
        await stage.wait(6)
        assert "Row: how many reps?" in stage.text()
        assert "0-9 answer" in stage.text()
        await stage.press("1", "2", "full_stop", "backspace", "0")
        assert "Row: how many reps? 10_  Enter takes it" in stage.text()
        assert "Enter take it" in stage.text()
        await stage.press("enter")
        assert "how many" not in stage.text()
        assert stage.rehearsal.coach.questions.values == {(0, 1): {"reps": 10}}
        assert stage.rehearsal.index == 1


async def test_a_window_and_its_pass_are_seen() -> None:
    timeline = tape(block(exercise("Row", hold=5), exercise("Run", hold=5), within=60), prepare=0)
    async with session(timeline) as stage:
        await stage.wait(22)
        assert "round 3 · 0:38 left of 1:00" in stage.text()
