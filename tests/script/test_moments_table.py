"""The table of moments: what its types cannot hold."""

import re
from pathlib import Path

import pytest

from player.script.model import Moment, MomentTrait
from player.script.planning.announced_early import TOLD_EARLY
from player.script.planning.selection import ESSENTIALS, EXTRAS, LENGTHENED

pytestmark = pytest.mark.core

ROOT = Path(__file__).parents[2]
SPOKEN_IN_ORDER = ["title", "length", "name", "equipment", "position", "side", "dose", "tempo", "load", "cue"]
"""VOICE §3.1."""


def with_trait(trait: MomentTrait) -> list[Moment]:
    return [moment for moment in Moment if trait in moment.traits]


def test_the_parts_of_an_announcement_stand_in_the_order_of_speech() -> None:
    assert [moment for moment in Moment if moment in SPOKEN_IN_ORDER] == SPOKEN_IN_ORDER


def test_ranks_leave_the_first_places_to_answers() -> None:
    assert {moment.rank for moment in Moment} == {2, 3, 4, 5, 6, 7}
    assert [moment for moment in Moment if moment.rank == 2] == [Moment.COUNT_OUT]


def test_what_begins_a_session_is_said_at_once_in_a_long_gap() -> None:
    assert set(with_trait(MomentTrait.OPENING)) <= set(with_trait(MomentTrait.NEAR))


def test_name_side_and_dose_are_told_early_the_name_first_of_all() -> None:
    assert TOLD_EARLY == (Moment.NAME, Moment.SIDE, Moment.DOSE)
    assert set(TOLD_EARLY) <= set(with_trait(MomentTrait.ANNOUNCES))


def test_what_is_lengthened_was_chosen_before_and_what_is_added_has_its_place_once() -> None:
    assert set(LENGTHENED) < set(ESSENTIALS)
    assert set(ESSENTIALS) & set(EXTRAS) == {Moment.EQUIPMENT}, "essential where it was not used before"
    assert {*ESSENTIALS, *EXTRAS} == {*SPOKEN_IN_ORDER, Moment.ROUNDS, Moment.REST}


def test_every_moment_is_said_somewhere() -> None:
    said = {
        name
        for folder in ("planning", "phrases")
        for path in (ROOT / "player" / "script" / folder).glob("*.py")
        for name in re.findall(r"\bMoment\.([A-Z_]+)", path.read_text(encoding="utf-8"))
    } | {"RESULT"}  # by `ending`
    assert said == set(Moment.__members__)
