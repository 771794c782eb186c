"""The tones of a whole tape, as the program plans them when nothing is said."""

from player.script.planner import plan_script
from player.timeline.cues import Cue
from player.timeline.model import Timeline


def plan(timeline: Timeline) -> tuple[Cue, ...]:
    return tuple(each for each in plan_script(timeline) if isinstance(each, Cue))
