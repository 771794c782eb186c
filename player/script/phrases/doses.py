"""The phrases for what a set asks for: its dose and tempo."""

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Final, NamedTuple

from player.routine.units import Ms
from player.script.language.language import Language, listing, sentences, with_end
from player.script.language.numbers import in_seconds
from player.script.model import Forms, Last, Phrase
from player.timeline.model import Dose, Interval, Phase
from player.timeline.phasesounds import breathes

ALTERNATE: Final = "alternate"
"""The side of work whose sides change with every rep."""

_BEAT: Final = "rep"
"""The label of a phase that is a whole rep."""
_MOST_IN_SEQUENCE: Final = 4
"""Most phases of a tempo that are named in sequence; more of them are said only in groups of one length."""
_MOST_NAMED: Final = 5
"""Most names of phases in one phrase."""
_THREE_NUMBERS: Final = ("go", "hold", "return")
"""The phases of a tempo that is written as three numbers."""

_DISTANCE: Final = re.compile(r"(?P<amount>\d+(?:\.\d+)?)\s*(?P<unit>[^\d+]*?)\s*(?P<more>\+)?")


class Sets(NamedTuple):
    """The sets of a step, as far as they are still to be announced."""

    number: int
    """How many; of open sets the least."""
    is_open: bool = False
    """Whether more may be done: `max`, `3+`."""
    alike: bool = True
    """Whether all have the same dose; the sets of a ladder have not."""


ONE_SET: Final = Sets(1)


def dose(work: Interval, spoken: Language, sets: Sets = ONE_SET, last: Last | None = None) -> Forms:
    """Return the dose: `Two sets of three.`, `Nine reps, one more than last time.`.

    Args:
        work: The set.
        spoken: The language.
        sets: The sets to announce.
        last: The dose of last time, None if unknown; the full form names a difference.
    """
    phrases = _DosePhrases(work, spoken, sets, last)
    match work.dose:
        case Dose.BEAT | Dose.SELF_PACED:
            return phrases.reps()
        case Dose.HELD_REPS:
            return phrases.held_reps()
        case Dose.HOLD:
            return phrases.hold()
        case Dose.KEEP_MOVING:
            return phrases.keep_moving()
        case Dose.DISTANCE:
            return phrases.distance()
    return Forms(spoken.say("no-dose"), spoken.say("no-dose-short"))


def has_changed(work: Interval, last: Last | None) -> bool:
    """Whether the dose is another one than last time."""
    if last is None:
        return False
    if work.reps is not None and last.reps is not None:
        return work.reps != last.reps
    return work.duration is not None and last.duration is not None and work.duration != last.duration


def amount(work: Interval, spoken: Language) -> Phrase:
    """Return the dose of one set in the fewest words, without a full stop: `three reps`, `twenty seconds`."""
    short = dose(work, spoken).short
    if not short:
        return ()
    begins = (f"{short[0][:1].lower()}{short[0][1:]}", *short[1:])
    return (*begins[:-1], begins[-1].rstrip("."))


class _DosePhrases:
    """The phrases for the dose of one set, one method for each kind of dose."""

    def __init__(self, work: Interval, spoken: Language, sets: Sets, last: Last | None) -> None:
        self._work, self._spoken, self._sets, self._last = work, spoken, sets, last
        self._alternates = work.side == ALTERNATE

    def reps(self) -> Forms:
        work, say = self._work, self._spoken.say
        in_breaths = breathes(work.phases)
        if work.reps is None:
            key = "max-breaths" if in_breaths else "max-reps"
            return Forms(self._several(say(key)), say("max-reps-short"))
        unit = "breaths" if in_breaths else "reps"
        short = self._of_each(unit)
        if work.at_least:
            full = say("least-reps", amount=listing(short, self._change(work.reps)))
            return Forms(self._several(full), say("least-reps-short", amount=short))
        amount = listing(self._of_each(unit, with_sets=True), self._change(work.reps))
        turn = "-alternating" if self._alternates else ""
        if work.dose is Dose.SELF_PACED:
            return Forms(
                self._several(say(f"self-paced{turn}", amount=amount), of=True),
                say("self-paced-short", amount=short),
            )
        return Forms(
            self._several(say(f"dose{turn}", amount=amount), of=True),
            say("dose", amount=short),
        )

    def held_reps(self) -> Forms:
        work, spoken = self._work, self._spoken
        each = self._each_hold()
        if work.reps is None:
            full = spoken.say("max-holds", amount=each) if each else spoken.say("max-hold")
            return Forms(self._several(full), spoken.say("max-reps-short"))
        if not each:  # every hold lasts until the key
            holds = spoken.say("held-until-key", amount=self._of_each("holds"))
            return Forms(self._several(holds), spoken.say("dose", amount=self._of_each("holds")))
        turn = (spoken.wording.templates["alternating"],) if self._alternates else ()
        if work.at_least:
            full = spoken.say("least-reps", amount=listing(self._of_each("holds"), each, turn))
            full = self._several(full)
        else:
            amount = self._of_each("holds", with_sets=True)
            full = spoken.say("dose", amount=listing(amount, each, self._change(work.reps), turn))
            full = self._several(full, of=True)
        if self._alternates:
            return Forms(full, spoken.say("dose", amount=listing(self._of_each("reps"), each)))
        times, one = spoken.count(work.reps, "times"), self._one_hold()
        if work.reps == 1:
            return Forms(full, spoken.say("dose", amount=one))
        return Forms(full, spoken.say("held-reps-short", times=times, length=one))

    def hold(self) -> Forms:
        work, spoken = self._work, self._spoken
        counted = breath_count(work.phases, work.duration if work.duration is not None else work.least)
        if work.duration is None:
            if not work.least:
                return Forms(self._several(spoken.say("max-hold")), spoken.say("max-hold-short"))
            return self._at_least("least-long", spoken.count(counted, "breaths") if counted else None)
        if counted:
            short = spoken.say("dose", amount=spoken.count(counted, "breaths"))
            return Forms(self._several(sentences(short, _breath_lengths(work, spoken))), short)
        length = spoken.length(work.duration)
        full = spoken.say("hold", amount=listing(length, self._longer(work.duration)))
        return Forms(self._several(full), spoken.say("dose", amount=length))

    def keep_moving(self) -> Forms:
        work, spoken = self._work, self._spoken
        if work.duration is None:
            if not work.least:
                return Forms(self._several(spoken.say("max-for")), spoken.say("max-hold-short"))
            return self._at_least("least-long", None)
        length = spoken.length(work.duration)
        amount = listing(length, self._longer(work.duration))
        key = "dose" if breathes(work.phases) else "for-alternating" if self._alternates else "for"
        return Forms(self._several(spoken.say(key, amount=amount)), spoken.say("dose", amount=length))

    def distance(self) -> Forms:
        spoken, written = self._spoken, self._work.distance
        if written in {None, "max"}:
            return Forms(self._several(spoken.say("max-distance")), spoken.say("max-distance-short"))
        said, is_least = _distance(str(written), spoken)
        if is_least:
            least = spoken.say("least-reps-short", amount=said)
            return Forms(self._several(spoken.say("least-far", amount=said)), least)
        full = spoken.say("self-paced", amount=said)
        return Forms(self._several(full), spoken.say("self-paced-short", amount=said))

    def _at_least(self, key: str, amount: Phrase | None) -> Forms:
        said = self._spoken.length(self._work.least) if amount is None else amount
        full = self._several(self._spoken.say(key, amount=said))
        return Forms(full, self._spoken.say("least-reps-short", amount=said))

    def _of_each(self, unit: str, *, with_sets: bool = False) -> Phrase:
        """The reps with their unit: `three reps`, `two sets of three`, `two sets of ten each side`."""
        work, spoken = self._work, self._spoken
        reps = work.reps or 1
        sets = self._sets_of() if with_sets else ()
        counted = spoken.count(reps, unit)
        if unit == "reps" and (self._alternates or sets):
            counted = spoken.number(reps)
        if self._alternates:
            sides = {phase.side for phase in work.phases if phase.side is not None}
            named = all(side.casefold() in spoken.wording.sides for side in sides)
            key = "each-side" if named else "each-way"
            counted = spoken.part(key, amount=counted)
        return (*sets, *counted)

    def _sets_of(self) -> Phrase:
        """`two sets of`, where there are several and all are alike; else empty."""
        sets, spoken = self._sets, self._spoken
        if sets.is_open or sets.number == 1 or not sets.alike:
            return ()
        return spoken.count(sets.number, "sets of")

    def _several(self, said: Phrase, *, of: bool = False) -> Phrase:
        """A dose with the number of sets, unless it has that already (`of`: `two sets of three`)."""
        sets, spoken = self._sets, self._spoken
        if of and self._sets_of():
            return said
        if sets.is_open:
            key = "sets-at-least-then" if sets.number > 1 else "sets-open-then"
            return sentences(said, spoken.say(key, sets=sets.number))
        if sets.number == 1:
            return said
        return sentences(spoken.say("sets-then", sets=spoken.count(sets.number, "sets")), said)

    def _each_hold(self) -> Phrase:
        """The length of each hold: `five seconds each`; empty for holds that last until the key."""
        spoken, first = self._spoken, self._work.phases[0]
        breaths = _breaths_of_hold(self._work)
        if breaths:
            return spoken.count(breaths, "breaths each")
        if not first.duration:
            return ()
        said = spoken.length(first.duration)
        if said == spoken.count(in_seconds(first.duration), "seconds"):
            return spoken.count(in_seconds(first.duration), "seconds each")
        return spoken.part("each", amount=said)

    def _one_hold(self) -> Phrase:
        breaths = _breaths_of_hold(self._work)
        if breaths:
            return self._spoken.count(breaths, "breaths")
        return self._spoken.length(self._work.phases[0].duration)

    def _change(self, reps: int) -> Phrase:
        """The change of reps, `one more than last time`; empty if it is the same as then, or unknown."""
        if self._last is None or self._last.reps is None or self._last.reps == reps:
            return ()
        difference = reps - self._last.reps
        return self._spoken.count(abs(difference), "more" if difference > 0 else "fewer")

    def _longer(self, length: Ms) -> Phrase:
        """The change of length, `five more than last time`; empty if it is the same as then, or unknown."""
        if self._last is None or self._last.duration is None or self._last.duration == length:
            return ()
        difference = length - self._last.duration
        if difference % 1000:
            return self._spoken.part("longer" if difference > 0 else "shorter")
        return self._spoken.count(abs(difference) // 1000, "more" if difference > 0 else "less")


def tempo(work: Interval, spoken: Language) -> Forms:
    """Return the tempo of one rep: `Two up, one hold, two down.`, `Y and T, three seconds each. Lower, two.`.

    Empty without a beat, with more phases than one can remember, and with names that cannot be said.
    """
    if not work.has_beat or not work.phases:
        return Forms((), ())
    rep = _first_rep(work.phases)
    if [phase.label for phase in rep] == [_BEAT]:
        every = spoken.say("one-every", ms=rep[0].duration) if not rep[0].is_open else ()
        return Forms(every, ())
    if not all(spoken.label(phase.label) for phase in rep):
        return Forms((), ())
    lengths: dict[str, set[Ms]] = {}
    for phase in rep:
        lengths.setdefault(phase.label.casefold(), set()).add(phase.duration)
    is_plain = len(lengths) == len(rep)
    in_groups = all(len(of_label) == 1 for of_label in lengths.values()) and not any(p.is_open for p in rep)
    groups = _groups(rep) if in_groups else {}
    reads_well = tuple(lengths) == _THREE_NUMBERS or lengths.keys() <= spoken.wording.after_number
    if groups and len(groups) < len(lengths) and not (is_plain and reads_well and len(groups) > 1):
        return _grouped(groups, spoken)
    if len(rep) > _MOST_IN_SEQUENCE:
        return Forms((), ())
    return Forms(_in_sequence(rep, spoken), ())


def breath_count(phases: Sequence[Phase], length: Ms) -> int | str:
    """Return the number of breaths of a length that was written in breaths, such as 3 or `2.5`; else 0."""
    if not phases or not {phase.label for phase in phases} <= {"in", "out"}:
        return 0
    last = phases[-1]
    if last.start + last.duration != length:
        return 0
    whole, half = divmod(len(phases), 2)
    return f"{whole}.5" if half else whole


def _breaths_of_hold(work: Interval) -> int | str:
    first = work.phases[0]
    if first.label != "in":
        return 0
    halves = [p for p in work.phases if p.rep == 1 and p.side == first.side and p.label in {"in", "out"}]
    return breath_count(halves, halves[-1].start + halves[-1].duration)


def _breath_lengths(work: Interval, spoken: Language) -> Phrase:
    """The lengths of one breath: `In three, out three.`."""
    return _in_sequence(_first_rep(work.phases), spoken)


def _first_rep(phases: tuple[Phase, ...]) -> list[Phase]:
    """The phases of one rep on one side."""
    first = phases[0]
    return [p for p in takewhile(lambda p: p.rep == first.rep, phases) if p.side == first.side]


def _groups(rep: list[Phase]) -> dict[Ms, list[str]]:
    """Labels by length of their phases: shared lengths first, and in each labels that occur only once."""
    groups: dict[Ms, list[str]] = {}
    for phase in rep:
        labels = groups.setdefault(phase.duration, [])
        if phase.label not in labels:
            labels.append(phase.label)
    repeated = {label for label in (p.label for p in rep) if sum(p.label == label for p in rep) > 1}
    for labels in groups.values():
        labels.sort(key=lambda label: label in repeated)
    return dict(sorted(groups.items(), key=lambda group: len(group[1]) == 1))


def _grouped(groups: dict[Ms, list[str]], spoken: Language) -> Forms:
    """`Y and T, three seconds each. Lower, two.`, short `Three seconds each, lower two.`."""
    full: list[Phrase] = []
    short: list[Phrase] = []
    for length, labels in groups.items():
        seconds = in_seconds(length)
        named = [spoken.label(label) for label in labels]
        if len(labels) > 1:
            each = spoken.count(seconds, "seconds each")
            full.append(with_end(listing((spoken.listed(named),), each), "."))
            short.append(each)
        else:
            full.append(with_end(listing((named[0],), spoken.number(seconds)), "."))
            short.append((named[0], *spoken.number(seconds)))
    brief = sentences(with_end(listing(*short), "."))
    if sum(map(len, groups.values())) > _MOST_NAMED:
        return Forms((), brief if len(groups) == 1 else ())
    return Forms(sentences(*full), brief)


def _in_sequence(rep: list[Phase], spoken: Language) -> Phrase:
    """`Two up, one hold, two down.`, or with other names `Lift two, hold one, lower two.`."""
    number_first = all(phase.label.casefold() in spoken.wording.after_number for phase in rep)
    if breathes(tuple(rep)):
        number_first = False
    said: list[Phrase] = []
    for phase in rep:
        label = spoken.label(phase.label)
        if phase.is_open:
            said.append(spoken.part("until-enter", label=label))
        elif number_first:
            said.append((" ".join((*spoken.number(in_seconds(phase.duration)), label)),))
        else:
            said.append((label, *spoken.number(in_seconds(phase.duration))))
    return sentences(with_end(listing(*said), "."))


def _distance(written: str, spoken: Language) -> tuple[Phrase, bool]:
    """A distance in words, and whether it is only the least: `200 m+`."""
    match = _DISTANCE.fullmatch(written.strip())
    if match is None:
        return (spoken.text(written),), False
    unit = spoken.wording.units_written.get(match["unit"].casefold())
    if unit is not None:
        said = spoken.count(match["amount"], unit)
    else:
        own = spoken.text(match["unit"])
        said = (*spoken.number(match["amount"]), *((own,) if own else ()))
    return said, match["more"] is not None
