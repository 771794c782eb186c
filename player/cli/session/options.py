"""The options that choose what a session plays, and the errors for names that the routine does not have."""

import argparse
import sys
from typing import TYPE_CHECKING

from player.cli.say import say_error
from player.routine.visible import visible
from player.timeline.choices import Choices, NoSuchChoice

if TYPE_CHECKING:  # `show` opens no session
    from player.coach.opening import NoSuchStep


def choices_of(options: argparse.Namespace) -> Choices:
    """Return the choices that the options make."""
    return Choices(options.level, tuple(options.choose), tuple(options.without), options.seed)


def say_what_there_is(question: NoSuchChoice) -> None:
    """Print one sentence to stderr: what was asked for, and what the routine has instead."""
    asked = repr(visible(question.asked))
    there = ", ".join(map(visible, question.possible))
    found, nothing = {
        "level": (f"the routine has no level {asked}. It has: ", "the routine has no levels."),
        "choose": (f"{asked} is no step to choose. There is: ", "the routine leaves nothing to choose."),
        "without": (f"{asked} is no optional step. There is: ", "the routine has no optional steps."),
    }[question.kind]
    say_error(found + there if there else nothing)


def say_no_step(question: "NoSuchStep") -> None:
    """Print to stderr that there is no such step, and the steps there are."""
    say_error(f"the routine has no step {visible(question.asked)!r}. It has:")
    for step in question.steps:
        print(f"  {visible(step)}", file=sys.stderr)
