"""The phrases for position, side and equipment."""

from collections.abc import Iterable
from typing import Final

from player.script.language.language import Language, sentences
from player.script.model import Forms, Phrase
from player.script.phrases.doses import ALTERNATE
from player.timeline.model import Interval

_FLOOR: Final = frozenset(("prone", "supine", "hands-and-knees", "side-lying"))
_LYING: Final = frozenset(("prone", "supine", "side-lying"))
_ON_ONE_SIDE: Final = "side-lying"
_TOWEL: Final = "towel"
_NOTHING: Final = Forms((), ())


def position(work: Interval, before: Interval | None, spoken: Language) -> Forms:
    """Return the position of work; empty if it has none, or the body is in that position already.

    A change from one way of lying to another begins with `Roll over.`.

    Args:
        work: The work that comes.
        before: The work before it; None: the position of the body is unknown.
        spoken: The language.
    """
    if work.position is None or not spoken.has(f"{work.position}-short"):
        return _NOTHING
    was = before.position if before is not None else None
    turns = work.position == _ON_ONE_SIDE == was and before is not None and before.side != work.side
    if was == work.position and not turns:
        return _NOTHING
    key = f"{work.position}{_lies_on(work, spoken)}"
    full = spoken.say(_way(key, work, was, spoken))
    if was in _LYING and work.position in _LYING:
        full = sentences(spoken.say("roll-over"), full)
    return Forms(full, spoken.say(f"{key}-short"))


def side_of(work: Interval, spoken: Language, *, comes_first: bool = False) -> Forms:
    """Return the side: `Right side first.`, short `Right side.`; in side-lying the limb: `Right arm.`.

    Args:
        work: The work; if it alternates, the side of its first rep is said.
        spoken: The language.
        comes_first: Whether the other side follows.
    """
    label = work.side
    if label == ALTERNATE:
        label = next((phase.side for phase in work.phases if phase.side is not None), None)
        comes_first = True
    if label is None:
        return _NOTHING
    named = label.casefold()
    if named not in spoken.wording.sides:
        said = spoken.label(label)
        if not said:
            return _NOTHING
        short = spoken.say("side-other", side=said)
        return Forms(spoken.say("side-other-first", side=said) if comes_first else short, short)
    key = f"{_limb(work, spoken)}-{named}"
    short, first = spoken.say(key), spoken.say(f"{key}-first")
    return Forms(first if comes_first else short, first if work.side == ALTERNATE else short)


def turns_over(work: Interval, before: Interval | None) -> bool:
    """Whether changing the working side means rolling over: both times one lies on the side."""
    stays_lying = before is not None and work.position == before.position == _ON_ONE_SIDE
    return stays_lying and before is not None and work.side != before.side


def equipment(things: Iterable[str], work: Interval, spoken: Language) -> Phrase:
    """Return the equipment to get: `Get the band.`; what a position implies (towel, chair) is not said."""
    wording = spoken.wording
    implied = wording.implied.get(work.position or "", frozenset())
    said: list[Phrase] = []
    for thing in things:
        name = thing.casefold().strip()
        key = wording.things.get(name, "thing-other")
        if name in implied or not key:
            continue
        words = spoken.text(thing)
        phrase = spoken.say(key, thing=words) if words else ()
        if phrase not in said:
            said.append(phrase)
    return sentences(*said)


def _way(key: str, work: Interval, was: str | None, spoken: Language) -> str:
    """The key of a position's template: coming up from the floor, without a towel, or the plain one."""
    if was in _FLOOR and work.position not in _FLOOR and spoken.has(f"{key}-up"):
        return f"{key}-up"
    has_no_towel = bool(work.equipment) and not any(_TOWEL in thing.casefold() for thing in work.equipment)
    return f"{key}-bare" if has_no_towel and spoken.has(f"{key}-bare") else key


def _lies_on(work: Interval, spoken: Language) -> str:
    """`-left` or `-right`: the side one lies on, opposite the working one; empty in other positions."""
    below = spoken.wording.sides.get((work.side or "").casefold())
    return f"-{below}" if work.position == _ON_ONE_SIDE and below is not None else ""


def _limb(work: Interval, spoken: Language) -> str:
    """What the side is called: `arm` or `leg` in side-lying, if the exercise's name tells, else `side`."""
    if work.position != _ON_ONE_SIDE:
        return "side"
    name = (work.exercise or "").casefold()
    return next((limb.key for limb in spoken.wording.limbs if any(n in name for n in limb.named)), "side")
