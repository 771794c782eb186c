"""Somebody who lies face down and hears a session: from what was heard alone, what was done.

Written from VOICE §2 and §3 (sounds, words), for a listener without a screen, a routine or a clue. Imports
nothing of the program: what it understands is compared with the tape by the tests beside it.

`heard` is a list of seconds and what was heard there: the name of a sound. Time 0 is the session's start.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple, TypeAlias

Ms: TypeAlias = int
Heard: TypeAlias = tuple[Ms, str]

KNOCKS: Final = {"rep": 100, "last-rep": 200, "round": 300}
"""Sounds that begin a repetition, and how long after them the phase sounds."""
PHASES: Final = frozenset(
    ("away", "hold", "return", "breath-in", "breath-out", *(f"station-{n}" for n in (1, 2, 3, 4)))
)
"""Sounds that begin a phase and say of which class it is."""
OF_GAPS: Final = frozenset(("tick", "next", "rest-ending", "last-set"))
OF_WORK: Final = frozenset(("rep", "last-rep", "pulse", "half", "tick-out", *PHASES))
BREATHS: Final = frozenset(("breath-in", "breath-out"))
BODY: Final = OF_GAPS | OF_WORK | {"go", "rest", "switch", "finish", "round"}
"""All that the session says; everything else answers a key."""
LED_INTO: Final[Ms] = 2000
"""From this length on a gap ends in ticks."""


class Phase(NamedTuple):
    """A stretch of work in which one thing is done."""

    start: Ms
    length: Ms
    rep: int
    what: str | None
    """The class its sound belongs to; None: no sound says it."""
    changes: bool = False
    """Whether one changes the side with it."""
    last: bool = False
    """Whether it begins what was said to be the last repetition."""


class Work(NamedTuple):
    """Work from one `go` to its end; several sides without a gap between them are one."""

    start: Ms
    length: Ms
    phases: tuple[Phase, ...]

    @property
    def reps(self) -> int:
        """How many repetitions were heard to begin, those of the last side."""
        return self.phases[-1].rep


class Gap(NamedTuple):
    """The time between work; several gaps in a row sound as one."""

    start: Ms
    length: Ms
    begins: str
    """`start` of the session, `rest`: let go, `switch`: the other side comes."""
    news: tuple[Ms, ...] = ()
    """When it was said that something new follows."""
    last: bool = False
    """Whether the last set or round is coming."""
    breaths: int = 0
    """How many breaths were heard in it."""


Stretch: TypeAlias = Work | Gap


class NotUnderstoodError(Exception):
    """What was heard makes no sense to a listener."""


def read_tones(heard: Sequence[tuple[float, str]]) -> tuple[Stretch, ...]:
    """Return what was done, from the tones alone.

    Raises:
        NotUnderstoodError: A sound stands where it means nothing.
    """
    sounds = [(round(at * 1000), _own(sound)) for at, sound in heard]
    sounds = [each for each in sounds if each[1] in BODY]
    if not sounds:
        return ()
    if sounds[-1][1] != "finish" or any(sound == "finish" for _, sound in sounds[:-1]):
        raise NotUnderstoodError("A session has one finish, at its end.")
    stretches: list[Stretch] = []
    for start, end, begins, inside in _stretches(sounds):
        if begins == "work":
            stretches.append(Work(start, end - start, _phases(start, end, inside)))
        else:
            stretches.append(_gap(start, end, begins, inside))
    return tuple(stretches)


def _own(sound: str) -> str:
    """A routine's own sound stands for `go`."""
    return "go" if sound.startswith("file:") else sound


def _stretches(sounds: Sequence[Heard]) -> list[tuple[Ms, Ms, str, list[Heard]]]:
    """Start, end, what it is (`work` or what begins the gap), and the sounds inside."""
    marks = [n for n, (_, sound) in enumerate(sounds) if sound in {"go", "rest", "switch", "finish"}]
    found: list[tuple[Ms, Ms, str, list[Heard]]] = []
    if sounds[0][0] or sounds[0][1] != "go":
        found.append((0, sounds[marks[0]][0], "start", list(sounds[: marks[0]])))
    for mark, following in pairwise(marks):
        at, sound = sounds[mark]
        inside = list(sounds[mark + 1 : following])
        end, ends_with = sounds[following]
        if sound == "switch" and not _is_gap(at, end, ends_with, inside):
            if not found or found[-1][2] != "work":
                raise NotUnderstoodError(f"One changes sides at {at} ms without having worked.")
            begin, _, what, before = found[-1]
            found[-1] = (begin, end, what, [*before, (at, sound), *inside])
        else:
            found.append((at, end, {"go": "work"}.get(sound, sound), inside))
    return found


def _is_gap(at: Ms, end: Ms, ends_with: str, inside: Sequence[Heard]) -> bool:
    """Whether a `switch` begins a gap; else work goes on with the other side."""
    sounds = {sound for _, sound in inside}
    if ends_with != "go" or sounds & (OF_WORK - BREATHS):
        return False
    return bool(sounds & OF_GAPS) or (not sounds and end - at < LED_INTO)


def _gap(start: Ms, end: Ms, begins: str, inside: Sequence[Heard]) -> Gap:
    strange = {sound for _, sound in inside} - OF_GAPS - BREATHS
    if strange:
        raise NotUnderstoodError(f"{strange} in the gap at {start} ms.")
    return Gap(
        start,
        end - start,
        begins,
        tuple(at for at, sound in inside if sound == "next"),
        any(sound == "last-set" for _, sound in inside),
        sum(sound == "breath-in" for _, sound in inside),
    )


class _Count:
    """Counts repetitions as they are heard."""

    def __init__(self, inside: Sequence[Heard]) -> None:
        self.rep = 1
        self._inside = inside
        self._knocks = any(sound in {"rep", "last-rep"} for _, sound in inside)
        self._last = False

    def knock(self, sound: str) -> None:
        self.rep += 1
        self._last = self._last or sound == "last-rep"

    def breath(self, at: Ms, start: Ms) -> None:
        """Where nothing knocks, a breath is counted where it is drawn in."""
        if not self._knocks and at > start:
            self.rep += 1

    def switch(self, number: int) -> None:
        """After the last one a change of sides with more to count begins at one again."""
        if self._last and any(sound in KNOCKS for _, sound in self._inside[number + 1 :]):
            self.rep, self._last = 1, False


def _phases(start: Ms, end: Ms, inside: Sequence[Heard]) -> tuple[Phase, ...]:
    found = [Phase(start, 0, 1, None)]
    count = _Count(inside)
    knocked: Ms | None = None
    """Where the sound of the phase that a knock began is expected."""
    for number, (at, sound) in enumerate(inside):
        if sound in {"rep", "last-rep"}:
            count.knock(sound)
            found.append(Phase(at, 0, count.rep, None, last=sound == "last-rep"))
            knocked = at + KNOCKS[sound]
        elif sound in PHASES or sound == "switch":
            what, changes = (None, True) if sound == "switch" else (sound, False)
            if at == knocked:
                found[-1] = found[-1]._replace(what=what, changes=changes)
            else:
                if changes:
                    count.switch(number)
                if sound == "breath-in":
                    count.breath(at, start)
                found.append(Phase(at, 0, count.rep, what, changes))
            knocked = None
    ends = [phase.start for phase in found[1:]] + [end]
    found = [phase._replace(length=until - phase.start) for phase, until in zip(found, ends, strict=True)]
    return _with_first(found)


def _with_first(phases: list[Phase]) -> tuple[Phase, ...]:
    """The first phase has `go` in the place of its sound: it is what the second repetition begins with."""
    second = next((phase for phase in phases if phase.rep == 2), None)
    if second is not None:
        phases[0] = phases[0]._replace(what=second.what)
    return tuple(phases)
