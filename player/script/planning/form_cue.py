"""Places the form cue of a set: one, in the phase it is about or the longest, never in the last rep."""

import re
from collections.abc import Iterator
from typing import Final

from player.routine.units import Ms
from player.script.model import Moment, Phrase, text_of
from player.script.phrases.announcements import cue as form_cue
from player.script.planning.board import BEFORE_SOUND, ENDLESS
from player.script.planning.placement import Speech
from player.script.planning.scene import Scene
from player.script.planning.segments import Segment, in_breaths, is_first_time, is_second_side
from player.timeline.model import Dose, Phase

_IN_HOLDS_FROM: Final[Ms] = 3000
_IN_HOLDS_UNTIL: Final[Ms] = 20_000
_BREATHS: Final = 3
"""Number of the last breath in which a cue may be said."""
_WORK_FROM: Final[Ms] = 8000
_ALONE: Final[Ms] = 1000
"""Least silence between a cue and other phrases."""
_AFTER_ONSET: Final[Ms] = 1000
_AFTER_WORD: Final[Ms] = 300
_FIRST_REP: Final = 2
_LAST_REP: Final = 10
"""Number of the last rep in which a cue is of use."""
_EFFORT: Final = frozenset(("lift", "push", "pull", "up"))
_NO_PLACE: Final = "no free moment in the set"
_WORD: Final = re.compile(r"\w+")


def say_form_cue(scene: Scene, segment: Segment, speech: Speech, told: frozenset[Moment]) -> None:
    """Say the form cue of this set, if it was not said before and there is a place for it.

    Args:
        scene: The work.
        segment: Its first segment.
        speech: The other phrases of the segment.
        told: The moments announced before.
    """
    work = scene.interval
    phrase = form_cue(work, scene.language)
    wanted = scene.is_full and phrase and Moment.CUE not in told and not is_second_side(scene)
    again = work.round not in {None, 1} or scene.passage.pass_ > 1
    if not wanted or again or (scene.knows(work) and not is_first_time(scene)):
        return
    length = speech.length(phrase)
    if work.dose in {Dose.BEAT, Dose.HELD_REPS} and not in_breaths(work):
        at = _in_reps(segment, speech, phrase, length)
    elif scene.end >= _WORK_FROM:
        at = _in_hold(scene, segment, speech, length)
    else:
        at = None
    if at is None:
        speech.drop(_IN_HOLDS_FROM, Moment.CUE, phrase, why=_NO_PLACE)
    else:
        speech.say(at, phrase, Moment.CUE)


def _in_hold(scene: Scene, segment: Segment, speech: Speech, length: Ms) -> Ms | None:
    until = min(segment.end, _IN_HOLDS_UNTIL)
    if in_breaths(scene.interval):
        third = [phase.start + phase.duration for phase in segment.phases if phase.rep == _BREATHS]
        until = min(until, max(third, default=0))
    at = speech.board.next_fit(_IN_HOLDS_FROM, length, until=until)
    while at is not None and (near := speech.board.ends_near(at, length, _ALONE)) is not None:
        at = speech.board.next_fit(near + _ALONE, length, until=until)
    return at


def _in_reps(segment: Segment, speech: Speech, phrase: Phrase, length: Ms) -> Ms | None:
    """Return a time in the second rep, else in a later one; if the cue names a phase, in that phase."""
    named = {word.casefold() for word in _WORD.findall(text_of(phrase))}
    for phases in _reps(segment.phases):
        rep = phases[0].rep
        chosen = [phase for phase in phases if phase.label.casefold() in named] or phases
        longest = max(chosen, key=lambda phase: (_lasts(phase), phase.start))
        if rep > _FIRST_REP and longest.label.casefold() in _EFFORT:
            continue
        at = longest.start + _AFTER_ONSET
        words = [said.end for said in speech.board.said if said.at < at]
        at = max(at, words[-1] + _AFTER_WORD if words else 0)
        end = ENDLESS if longest.is_open else longest.start + longest.duration
        if at + length + BEFORE_SOUND <= end and speech.board.fits(at, length):
            return at
    return None


def _lasts(phase: Phase) -> Ms:
    return ENDLESS if phase.is_open else phase.duration


def _reps(phases: tuple[Phase, ...]) -> Iterator[list[Phase]]:
    """Yield the phases of each rep from the second on, without the last."""
    rep: list[Phase] = []
    for phase in phases:
        if rep and phase.rep != rep[0].rep:
            if _FIRST_REP <= rep[0].rep <= _LAST_REP:
                yield rep
            rep = []
        rep.append(phase)
