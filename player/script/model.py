"""What the script of a session is made of."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple, TypeAlias

from player.routine.units import Ms

Phrase: TypeAlias = tuple[str, ...]
"""The pieces of one phrase, said without a pause between them: `("Next:", "chin tuck.")`. A piece is what is
recorded as one clip (see `clip_of`), so that many phrases can share it. Empty: nothing is said."""

BETWEEN_PARTS: Final[Ms] = 300
"""Silence between two phrases of one announcement."""
BETWEEN_PIECES: Final[Ms] = 40
"""Silence between two pieces of one phrase: what trimming took off the ends of their clips."""


def clip_of(piece: str) -> str:
    """Return the name of the clip of a piece: `Three minutes,` and `three minutes.` are one recording.

    Whatever keeps sounds of pieces (the list of shipped clips, the cache) keeps them under this name.
    """
    return piece.strip(" .,:;!").casefold()


def text_of(phrase: Phrase) -> str:
    """Return a phrase as it is read: `Next: chin tuck.`."""
    return " ".join(phrase)


def estimated(phrase: Phrase) -> Ms:
    """Return how long a phrase lasts whose sound is not known: 0.4 s and 0.06 s a character (DESIGN §6)."""
    return 400 + 60 * len(text_of(phrase))


class Forms(NamedTuple):
    """A phrase, and the shorter one that does where there is no room for it. Empty: nothing is said."""

    full: Phrase
    short: Phrase = ()


class Amount(StrEnum):
    """How much is said."""

    FULL = "full"
    BRIEF = "brief"
    TONES = "tones"


class Last(NamedTuple):
    """What was asked for the last time a step was played."""

    reps: int | None
    duration: Ms | None


class Voice(NamedTuple):
    """Everything besides the tape that decides what is said."""

    amount: Amount = Amount.TONES
    length_of: Callable[[Phrase], Ms] = estimated
    """Length of a phrase as it sounds, in real milliseconds."""
    speed: float = 1.0
    """Routine seconds per real second: a phrase takes `speed` times its length on the tape."""
    pulses: bool = True
    """Whether the dots inside holds are heard."""
    familiar: frozenset[str] = frozenset()
    """Exercises (as named on the tape) with ten finished sessions or more."""
    last: Mapping[str, Last] = MappingProxyType({})
    """What was asked for last time, by the path of the work."""
    hints: bool = False
    """Whether the keys are explained at the start: the first three sessions of a person."""
    language: str = "en"


TONES_ONLY: Final = Voice()
"""Sounds, no words."""


class Said(NamedTuple):
    """One phrase at one moment, or one that the planner dropped."""

    interval: int
    """Index on the tape; one past the last: the end of the session."""
    at: Ms
    """From the start of that interval."""
    phrase: Phrase
    length: Ms
    """Planned, in routine milliseconds."""
    room: Ms
    """From `at` to where the next thing is that it must not touch: if its sound turns out longer, it is
    left out."""
    moment: str
    """What kind of phrase it is: `name`, `side`, `dose`, `number`, `label`, `cue` … (see `planner`)."""
    priority: int
    """1 wins."""
    dropped: str = ""
    """Why it is not said; empty: it is."""

    @property
    def end(self) -> Ms:
        """Where it ends as planned."""
        return self.at + self.length


class Part(NamedTuple):
    """One part of the announcement of a step."""

    moment: str
    """`title`, `length`, `name`, `equipment`, `position`, `side`, `dose`, `tempo`, `load` or `cue`."""
    full: Phrase
    short: Phrase
    """Empty: dropped where there is no room for the full form."""
    is_essential: bool = False
    """Name, position, side, dose; equipment that was not used before."""
