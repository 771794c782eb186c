"""Values of which the script of a session is made: phrases, moments, and the voice."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple, Self, TypeAlias

from player.routine.units import Ms

Phrase: TypeAlias = tuple[str, ...]
"""The pieces of one phrase, said without a pause between them: `("Next:", "chin tuck.")`. A piece is recorded
as one clip (see `clip_of`), so that many phrases can share it. Empty: nothing is said."""

BETWEEN_PARTS: Final[Ms] = 300
"""Silence between two phrases of one announcement."""
BETWEEN_PIECES: Final[Ms] = 40
"""Silence between two pieces of one phrase; it replaces the silence trimmed from their clips."""


def clip_of(piece: str) -> str:
    """Return the name of the clip of a piece: `Three minutes,` and `three minutes.` are one recording.

    The list of recorded clips and the cache use this name for the sound of a piece.
    """
    return piece.strip(" .,:;!").casefold()


def text_of(phrase: Phrase) -> str:
    """Return a phrase as text: `Next: chin tuck.`."""
    return " ".join(phrase)


def estimated(phrase: Phrase) -> Ms:
    """Return the estimated length of a phrase without a sound: 0.4 s + 0.06 s a character (DESIGN §6)."""
    return 400 + 60 * len(text_of(phrase))


class Forms(NamedTuple):
    """A phrase, and a shorter one for where it has no room. Empty: nothing is said."""

    full: Phrase
    short: Phrase = ()


class Amount(StrEnum):
    """How much is said."""

    FULL = "full"
    BRIEF = "brief"
    TONES = "tones"


class Last(NamedTuple):
    """The dose of a step the last time it was played."""

    reps: int | None
    duration: Ms | None


class Voice(NamedTuple):
    """Everything besides the tape on which the words of a session depend."""

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
    """The dose of last time, by the path of the work."""
    hints: bool = False
    """Whether the keys are explained at the start: in the first three sessions of a person."""
    language: str = "en"


TONES_ONLY: Final = Voice()
"""Sounds, no words."""


class MomentTrait(StrEnum):
    """A property of a moment."""

    OPENING = "opening"
    """Begins a session; left out if the exercises are familiar."""
    NEAR = "near"
    """Said at once in a long gap; the other parts of an announcement follow shortly before work."""
    ANNOUNCES = "announces"
    """Announces work: these phrases together tell what to do."""
    HOW = "how"
    """Tells how an exercise is done, beyond its name and place."""
    EARLY = "early"
    """Said inside the work before or after if no gap has room for it."""
    COUNTS = "counts"
    """Belongs to a count, which must have no holes."""
    NAMES = "names"
    """Names a phase; the first to be left out if the exercise is familiar."""
    ON_TONE = "on-tone"
    """Stands on a sound of its own, which suffices where the phrase cannot be said."""


_OPENING: Final = MomentTrait.OPENING
_NEAR: Final = MomentTrait.NEAR
_ANNOUNCES: Final = MomentTrait.ANNOUNCES
_HOW: Final = MomentTrait.HOW
_EARLY: Final = MomentTrait.EARLY
_COUNTS: Final = MomentTrait.COUNTS
_NAMES: Final = MomentTrait.NAMES
_ON_TONE: Final = MomentTrait.ON_TONE


class Moment(StrEnum):
    """The kind of a phrase, which decides its place; kinds of an announcement stand in the order of speech.

    A row is: name, rank (VOICE §3.2: 1 wins, 0 would be the answer to a key), and its traits.

    To add a phrase: a row here if none is of its kind, its template in `language/english.py`, a line in
    `planning` that places it; then run `sounds/make_speech.py`.
    """

    rank: int
    """Rank: where two phrases have no room, the one with the higher number gives way."""
    traits: frozenset[MomentTrait]

    # The announcement of a step.
    TITLE = "title", 4, _OPENING, _NEAR
    LENGTH = "length", 4, _OPENING, _NEAR
    ROUNDS = "rounds", 4
    """As many rounds as possible."""
    NAME = "name", 4, _NEAR, _ANNOUNCES, _EARLY
    EQUIPMENT = "equipment", 4, _NEAR
    POSITION = "position", 4, _ANNOUNCES, _HOW
    SIDE = "side", 4, _ANNOUNCES, _EARLY
    """Also said in work, where the side changes."""
    DOSE = "dose", 4, _ANNOUNCES, _HOW, _EARLY
    TEMPO = "tempo", 4
    LOAD = "load", 4
    CUE = "cue", 7
    """The form cue: in the announcement, else in the work."""
    PLACE = "place", 4
    """The current rep or the time left; said only in reply to the key that asks for it."""
    # In gaps.
    REST = "rest", 4
    SAY = "say", 4
    """The text of a `say:` step."""
    SWITCH = "switch", 3
    SET = "set", 6
    ROUND = "round", 6
    EVERY = "every", 3
    """A round on the beat."""
    LAST_SET = "last-set", 3
    TEN_SECONDS = "ten-seconds", 6, _ON_TONE
    # In work.
    LAP = "lap", 4
    """A round of as many as possible."""
    NUMBER = "number", 5, _COUNTS, _ON_TONE
    LAST = "last", 5, _COUNTS
    """The last rep."""
    LABEL = "label", 5, _NAMES, _ON_TONE
    """The name of a phase."""
    BREATH = "breath", 5, _NAMES
    COUNT_OUT = "count-out", 2, _ON_TONE
    """Three, two, one on `tick-out`."""
    HALF = "half", 6, _ON_TONE
    LEFT = "left", 6
    """The time left."""
    COUNT = "count", 5, _ON_TONE
    """How long an open hold has lasted."""
    ENTER = "enter", 6
    """A reminder that Enter ends the work."""
    # At the end.
    RESULT = "result", 4

    def __new__(cls, name: str, rank: int, *traits: MomentTrait) -> Self:
        """Make the member of one row."""
        moment = str.__new__(cls, name)
        moment._value_ = name
        moment.rank, moment.traits = rank, frozenset(traits)
        return moment


class Said(NamedTuple):
    """One phrase at one time, or one that the planner dropped."""

    interval: int
    """Index on the tape; one past the last: the end of the session."""
    at: Ms
    """Time from the start of that interval."""
    phrase: Phrase
    length: Ms
    """Planned length in routine milliseconds."""
    room: Ms
    """Time from `at` to the next sound or phrase that it must not touch; if its sound turns out longer, it is
    left out."""
    moment: Moment
    priority: int
    """Its rank; 1 wins."""
    dropped: str = ""
    """The reason why it is not said; empty: it is said."""

    @property
    def end(self) -> Ms:
        """Planned end."""
        return self.at + self.length


class Part(NamedTuple):
    """One part of the announcement of a step."""

    moment: Moment
    full: Phrase
    short: Phrase
    """Empty: dropped where there is no room for the full form."""
    is_essential: bool = False
    """Whether it is placed first: name, position, side, dose; equipment that was not used before."""
