"""Places phrases in a stretch of one interval, by rank, and notes those that have no room."""

from collections import deque
from collections.abc import Iterable, Sequence
from math import ceil
from typing import Final

from player.routine.units import Ms
from player.script.model import BETWEEN_PARTS, Moment, MomentTrait, Part, Phrase, Said, Voice
from player.script.planning.board import ENDLESS, LEAST_BETWEEN, Board
from player.timeline.cues import Cue

_ROOM_ENOUGH: Final[Ms] = 600_000
"""Room of a phrase with nothing after it; no phrase is longer."""

MOST_IN_WORK: Final[Ms] = 4000
"""Most speech in any `CAP_WINDOW` of work."""
CAP_WINDOW: Final[Ms] = 10_000
NO_ROOM: Final = "no room"
TOO_MUCH: Final = "over 4 s of speech in 10 s of work"
TOO_MUCH_KNOWN: Final = "over 2 s of speech in 10 s of work that is known well"


class Speech:
    """The phrases of one stretch.

    Args:
        index: Index of the interval.
        voice: Gives the speed and the lengths of phrases.
        cues: The sounds of the stretch, in order.
        end: End of the stretch, where a sound follows; `ENDLESS` if it is unknown.
        start: Start of the stretch.
        earlier: Phrases said before it in the same work.
    """

    def __init__(
        self,
        index: int,
        voice: Voice,
        cues: Iterable[Cue],
        *,
        end: Ms = ENDLESS,
        start: Ms = 0,
        earlier: Sequence[Said] = (),
    ) -> None:
        self.index = index
        self.board = Board(cues, end, start)
        self._voice = voice
        self._earlier = [said for said in earlier if not said.dropped]
        self._dropped: list[Said] = []
        self._fixed: dict[Ms, Ms] = {}
        for said in self._earlier[-1:]:
            self.board.say(said)

    def length(self, phrase: Phrase) -> Ms:
        """Return how long a phrase takes on the tape."""
        return ceil(self._voice.length_of(phrase) * self._voice.speed)

    def say(self, at: Ms, phrase: Phrase, moment: Moment, *, room: Ms | None = None) -> Said:
        """Place a phrase where the caller knows that it fits.

        Args:
            at: Time from the start of the interval.
            phrase: The phrase.
            moment: Its kind.
            room: Longest length; None: up to the next sound or phrase.
        """
        said = Said(self.index, at, phrase, self.length(phrase), 0, moment, moment.rank)
        self.board.say(said)
        if room is not None:
            self._fixed[at] = room
        return said

    def try_at(self, at: Ms, moment: Moment, *forms: Phrase, why: str = NO_ROOM) -> Said | None:
        """Say the first of `forms` that fits at `at`; else note that the first of them was dropped."""
        for phrase in filter(None, forms):
            if self.board.fits(at, self.length(phrase), moment):
                return self.say(at, phrase, moment)
        self.drop(at, moment, *forms, why=why)
        return None

    def try_from(self, at: Ms, until: Ms, moment: Moment, *forms: Phrase, why: str = NO_ROOM) -> Said | None:
        """Say the first of `forms` that fits somewhere from `at` to `until`; else note that none was said."""
        for phrase in filter(None, forms):
            place = self.board.next_fit(at, self.length(phrase), moment, until=until)
            if place is not None:
                return self.say(place, phrase, moment)
        self.drop(at, moment, *forms, why=why)
        return None

    def say_in_turn(self, at: Ms, said: Iterable[tuple[Part, Phrase]]) -> Ms:
        """Say parts one after the other, and return the end of the last."""
        for part, phrase in said:
            at = self.say(at, phrase, part.moment).end + BETWEEN_PARTS
        return at - BETWEEN_PARTS

    def drop(self, at: Ms, moment: Moment, *forms: Phrase, why: str = NO_ROOM) -> None:
        """Note that a phrase is not said, and why."""
        phrase = next(filter(None, forms), None)
        if phrase is not None:
            length, at = self.length(phrase), min(at, self.board.end)
            self._dropped.append(Said(self.index, at, phrase, length, 0, moment, moment.rank, why))

    def unsay(self, said: Said, why: str) -> None:
        """Take a phrase back."""
        self.board.said.remove(said)
        self._dropped.append(said._replace(dropped=why))

    def spent(self, start: Ms, end: Ms) -> Ms:
        """Return the length of all speech between two times."""
        return sum(max(0, min(said.end, end) - max(said.at, start)) for said in self.board.said)

    def keep_quiet(self, *, knows: bool = False) -> None:
        """Drop what exceeds the speech allowed in work: cues and calls first, then labels, late ones first.

        Args:
            knows: Whether the exercise is familiar: then half as much is allowed, but counts are kept.
        """
        self._keep_below(MOST_IN_WORK, TOO_MUCH)
        if knows:
            self._keep_below(MOST_IN_WORK // 2, TOO_MUCH_KNOWN, spares=True)

    def _keep_below(self, most: Ms, why: str, *, spares: bool = False) -> None:
        window: deque[Said] = deque(self._earlier)
        spoken = sum(said.length for said in window)
        for said in [each for each in self.board.said if each not in self._earlier]:
            window.append(said)
            spoken += said.length
            begins = said.end - CAP_WINDOW
            while window and window[0].end <= begins:
                spoken -= window.popleft().length
            while window and spoken - max(0, begins - window[0].at) > most:
                worst = max(window, key=self._worth)
                if worst in self._earlier or (spares and not _can_be_missed(worst)):
                    break
                window.remove(worst)
                spoken -= worst.length
                self.unsay(worst, why)

    def _worth(self, said: Said) -> tuple[bool, int, bool, Ms]:
        return said not in self._earlier, said.priority, MomentTrait.NAMES in said.moment.traits, said.at

    def result(self) -> list[Said]:
        """Return all that is said, with the room it has, and all that was dropped, in order of time."""
        kept = [said._replace(room=self._room(said)) for said in self.board.said if said not in self._earlier]
        dropped = [said._replace(room=0) for said in self._dropped]
        return sorted([*kept, *dropped], key=lambda said: (said.at, bool(said.dropped), said.priority))

    def _room(self, said: Said) -> Ms:
        """Room of a phrase, since the length of one that was not recorded is a guess."""
        fixed = self._fixed.get(said.at)
        if fixed is not None:
            return fixed
        return min(_ROOM_ENOUGH, self.board.free_after(said.at, said.moment, apart=LEAST_BETWEEN))


def _can_be_missed(said: Said) -> bool:
    return said.priority > Moment.LABEL.rank or MomentTrait.NAMES in said.moment.traits
