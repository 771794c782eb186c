"""What stands besides exercise: short, plain, with a source, and nothing the facts mark as unsafe."""

import re

import pytest

from player.views.text.tips import CAUTION, TIPS, Tip

pytestmark = pytest.mark.core

TOPICS = ("moving", "break", "posture", "heat", "massage", "walk", "sleep", "weeks", "doctor")
NEVER = ("painkiller", "chiropract", "tablet", "ibuprofen", "cure", "heavy object", "cells grow back")
"""Medicines, healers and promises: none of them is ours to give."""


@pytest.mark.parametrize("tip", TIPS, ids=lambda tip: tip.title)
def test_a_tip_is_short_has_whole_sentences_and_a_source(tip: Tip) -> None:
    assert tip.title[0].isupper()
    assert not tip.title.endswith(".")
    assert re.fullmatch(r"[A-Z].*[.]", tip.text)
    assert len(tip.text) <= 240
    assert tip.source


def test_heat_massage_posture_breaks_and_activity_are_there() -> None:
    told = " ".join(f"{tip.title} {tip.text}" for tip in TIPS).casefold()
    assert [topic for topic in TOPICS if topic not in told] == []
    assert [word for word in NEVER if word in told] == []


def test_the_notes_say_first_that_they_are_no_diagnosis() -> None:
    assert "not a diagnosis" in CAUTION
