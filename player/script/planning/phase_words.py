"""The words on the phases of work: number, label, side, "last one". Each phase has one slot."""

from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import Final, NamedTuple

from player.routine.units import Ms
from player.script.language.language import Language
from player.script.model import Moment, Phrase, Said
from player.script.phrases import of_moments
from player.script.planning.board import BEFORE_SOUND, ENDLESS
from player.timeline.model import Dose, Interval, Phase
from player.timeline.phasesounds import breathes, opens_reps, side_changed_to, with_next

NUMBERED_UP_TO: Final = 20
"""Last number that is always said; longer ones are said in short reps only every fifth rep."""
_EACH_FIFTH: Final = 5
_LONG_REP: Final[Ms] = 2500
_SHORT_REP: Final[Ms] = 1200
_SIDES_TOLD: Final = 2
_AGAIN_WITHIN: Final[Ms] = 1000


class Detail(NamedTuple):
    """How much is said inside one piece of work."""

    labels_until: int = 0
    """Last rep whose phases are named; 0: none."""
    breaths_until: int = 0
    """Last breath whose phases are named; 0: none."""


class PhaseWord(NamedTuple):
    """The word that could be said at one phase."""

    phase: Phase
    moment: Moment
    """`LAST`, `NUMBER`, `LABEL`, `BREATH` or `SIDE`."""
    phrase: Phrase
    """Empty: nothing."""


def words(work: Interval, phases: Iterable[Phase], detail: Detail, spoken: Language) -> Iterator[PhaseWord]:
    """Yield one word for every phase, in order; an empty one where nothing is said. May be endless.

    Args:
        work: The interval on the tape.
        phases: Its phases as they are played.
        detail: How much is said.
        spoken: The language.
    """
    rep_length = sum(phase.duration for phase in takewhile(lambda each: each.rep == 1, work.phases))
    in_breaths = breathes(work.phases)
    counts = work.dose is not Dose.HOLD and not (in_breaths and work.dose is not Dose.HELD_REPS)
    last_rep = work.reps if not opens_reps(work) and work.reps != 1 else None
    side = next((phase.side for phase in work.phases if phase.side is not None), None)
    rep = breath = 0
    for phase, after in with_next(phases):
        changes_to = side_changed_to(work, phase, after, side)
        side = changes_to or side
        begins_rep, rep = phase.rep != rep, phase.rep
        breath += phase.label.casefold() == "in"
        moment = Moment.LABEL
        phrase: Phrase = ()
        if counts and begins_rep and rep > 1:
            if rep == last_rep:
                moment, phrase = Moment.LAST, of_moments.last_one(spoken)
            elif _is_said(rep, rep_length):
                moment, phrase = Moment.NUMBER, of_moments.number(rep, spoken)
        elif changes_to is not None and rep <= _SIDES_TOLD:
            moment, phrase = Moment.SIDE, of_moments.side(changes_to, spoken)
        elif in_breaths and phase.label.casefold() != "relax":
            if breath <= detail.breaths_until:
                moment, phrase = Moment.BREATH, of_moments.label(phase.label, spoken)
        elif rep <= detail.labels_until:
            phrase = of_moments.label(phase.label, spoken)
        yield PhaseWord(phase, moment, phrase)


def fits_slot(word: PhaseWord, slot: Ms, length: Ms) -> bool:
    """Whether the word of a phase ends well before the next phase begins."""
    phase = word.phase
    end = ENDLESS if phase.is_open else phase.start + phase.duration
    return slot + length + BEFORE_SOUND <= end


def says_again(word: PhaseWord, slot: Ms, last: Said | None) -> bool:
    """Whether the same word has just been said."""
    return last is not None and last.phrase == word.phrase and slot - last.end < _AGAIN_WITHIN


def _is_said(rep: int, rep_length: Ms) -> bool:
    if rep % _EACH_FIFTH == 0:
        return True
    return rep_length >= (_LONG_REP if rep > NUMBERED_UP_TO else _SHORT_REP)
