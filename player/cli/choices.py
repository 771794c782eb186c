"""`--level`, `--choose`, `--without`, `--seed`: what they ask for, and what is said where it is not there."""

import argparse

from player.cli.say import say_error
from player.routine.visible import visible
from player.timeline.choices import Choices, NoSuchChoice


def choices_of(options: argparse.Namespace) -> Choices:
    """Return what the options decide."""
    return Choices(options.level, tuple(options.choose), tuple(options.without), options.seed)


def say_what_there_is(question: NoSuchChoice) -> None:
    """Say in one sentence what was asked for and what the routine has instead."""
    asked = repr(visible(question.asked))
    there = ", ".join(map(visible, question.possible))
    found, nothing = {
        "level": (f"the routine has no level {asked}. It has: ", "the routine has no levels."),
        "choose": (f"{asked} is no step to choose. There is: ", "the routine leaves nothing to choose."),
        "without": (f"{asked} is no optional step. There is: ", "the routine has no optional steps."),
    }[question.kind]
    say_error(found + there if there else nothing)
