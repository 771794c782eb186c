"""Laws of what is said, on tapes of all kinds."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from player.routine.model import Routine
from player.script.model import Amount, Last, Part, Phrase, Voice, text_of
from player.script.phrases import of_moments
from player.script.phrases.announcements import announcement, place_line, repeat, welcome_back
from player.timeline.compile import compile_routine
from player.timeline.model import Timeline
from tests.script.wordings import ENGLISH, FULL
from tests.support.examples import examples
from tests.timeline.random_routines import routines, windowed_routines

pytestmark = pytest.mark.core

ORDER = ("title", "length", "name", "equipment", "position", "side", "dose", "tempo", "load", "cue")
SENTENCE = re.compile(r"[^\s].*[^\s]|[^\s]")
WRONG = re.compile(r"\s\s|\s[.,:]|[.,:]{2}|[{}|]|\d")
ANY_ROUTINE = st.one_of(routines(), windowed_routines())


def assert_sayable(phrase: Phrase) -> None:
    text = text_of(phrase)
    assert all(piece.strip() for piece in phrase), phrase
    assert SENTENCE.fullmatch(text), phrase
    assert not WRONG.search(text), phrase
    assert text[0] == text[0].upper(), phrase


def all_parts(timeline: Timeline, voice: Voice) -> list[tuple[Part, ...]]:
    works = [index for index, interval in enumerate(timeline.intervals) if interval.is_work]
    return [
        announcement(timeline, coming, before, voice)
        for before, coming in zip([None, *works], works, strict=False)
    ]


@given(ANY_ROUTINE, st.sampled_from([Amount.FULL, Amount.BRIEF]), st.booleans())
@settings(max_examples=examples(60), deadline=None)
def test_every_work_can_be_announced(routine: Routine, amount: Amount, is_known: bool) -> None:  # noqa: FBT001
    timeline = compile_routine(routine, "any")
    works = [interval for interval in timeline.intervals if interval.is_work]
    names = frozenset(work.exercise or "" for work in works) if is_known else frozenset()
    last: dict[str, Last] = {work.path: Last(3, 7000) for work in works} if is_known else {}
    for parts in all_parts(timeline, Voice(amount, familiar=names, last=last)):
        assert [part.moment for part in parts] == [m for m in ORDER if any(m == p.moment for p in parts)]
        essential = {part.moment for part in parts if part.is_essential}
        assert {"name", "dose"} <= essential <= {"name", "equipment", "position", "side", "dose"}
        for part in parts:
            assert_sayable(part.full)
            if part.short:
                assert_sayable(part.short)
                assert len(text_of(part.short)) <= len(text_of(part.full))


@given(ANY_ROUTINE)
@settings(max_examples=examples(40), deadline=None)
def test_every_place_of_a_tape_can_be_told(routine: Routine) -> None:
    timeline = compile_routine(routine, "any")
    for index, interval in enumerate(timeline.intervals):
        for back in (False, True):
            assert_sayable(place_line(timeline, index, FULL, back=back))
        for part in repeat(timeline, index, FULL, rep=2, left=8000):
            assert_sayable(part.full)
        welcome = welcome_back(timeline, index, FULL, rep=3)
        if welcome:
            assert_sayable(welcome)
        if interval.is_work:
            for phrase in (
                *of_moments.last_set(interval, ENGLISH, with_dose=True),
                *of_moments.round_of(interval, ENGLISH, pass_=2),
                *of_moments.minimum_reached(interval, ENGLISH),
                *of_moments.switch(interval, None, ENGLISH),
                of_moments.set_of(interval, ENGLISH),
            ):
                if phrase:
                    assert_sayable(phrase)
        else:
            for phrase in of_moments.rest(interval, ENGLISH):
                assert_sayable(phrase)


@given(ANY_ROUTINE)
@settings(max_examples=examples(30), deadline=None)
def test_the_same_is_said_twice(routine: Routine) -> None:
    timeline = compile_routine(routine, "any")
    again = compile_routine(routine, "any")
    assert all_parts(timeline, FULL) == all_parts(again, FULL)


@given(ANY_ROUTINE)
@settings(max_examples=examples(30), deadline=None)
def test_who_knows_everything_hears_no_more(routine: Routine) -> None:
    timeline = compile_routine(routine, "any")
    known = frozenset(interval.exercise or "" for interval in timeline.intervals)
    for new, old in zip(
        all_parts(timeline, FULL), all_parts(timeline, FULL._replace(familiar=known)), strict=True
    ):
        assert sum(len(text_of(part.full)) for part in old) <= sum(len(text_of(part.full)) for part in new)
