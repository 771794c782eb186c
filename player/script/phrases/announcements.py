"""What is said of a step before it begins, when it is asked for again, and of a place on the tape."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from player.routine.units import Ms
from player.script.language.language import Language, language, listing, with_end
from player.script.model import Amount, Forms, Part, Phrase, Voice
from player.script.phrases.doses import ALTERNATE, ONE_SET, Sets, dose, has_changed, load, tempo
from player.script.phrases.of_moments import said, time_left
from player.script.phrases.positions import equipment, position, side_of
from player.script.phrases.seen_before import met_before, used_before
from player.timeline.model import Interval, Kind, Timeline

_CLOSE: Final[Ms] = 10_000
"""So near to a whole minute the total needs no "about"."""
_MINUTE: Final[Ms] = 60_000


class _Played(NamedTuple):
    """What was before the work that is announced."""

    ended: Interval | None
    """The work before; None: this is the first."""
    met: Interval | None
    """The same exercise, earlier in the session."""


def announcement(
    timeline: Timeline, coming: int, before: int | None, voice: Voice, *, pass_: int = 1
) -> tuple[Part, ...]:
    """Return what can be said of work before it begins, in the order in which it is spoken.

    Args:
        timeline: The tape.
        coming: Index of the work; of anything else nothing is said.
        before: Index of what was played before it; None: it is the first of the session.
        voice: How much is said.
        pass_: 1-based pass of its repeated window.
    """
    if coming >= len(timeline.intervals) or not timeline.intervals[coming].is_work:
        return ()
    if voice.amount is Amount.TONES:
        return ()
    work = timeline.intervals[coming]
    spoken, is_brief = language(voice.language), voice.amount is Amount.BRIEF
    played = _played(timeline, coming, before, pass_)
    ended, met = played.ended, played.met
    is_familiar = work.exercise in voice.familiar
    knows = is_brief or is_familiar or met is not None
    parts: list[Part] = []
    if ended is None and not is_brief:
        parts.extend(_opening(timeline, spoken))
    name = spoken.name(work.exercise)
    named = spoken.say("first" if ended is None else "next" if met is None else "again", name=name)
    parts.extend(
        _essential(
            "name", Forms(named, spoken.say("name", name=name)), only_short=is_familiar and met is None
        )
    )
    parts.extend(_equipment(timeline, coming, ended, spoken, is_brief=is_brief))
    if met is None:
        parts.extend(
            _essential("position", position(work, ended, spoken), only_short=is_brief or is_familiar)
        )
    follows = _other_side_follows(timeline, coming)
    parts.extend(_essential("side", side_of(work, spoken, comes_first=follows), only_short=is_familiar))
    last = voice.last.get(work.path)
    asked = dose(work, spoken, _sets(timeline, coming), last)
    parts.extend(_essential("dose", asked, only_short=knows and not has_changed(work, last)))
    if is_brief:
        return tuple(parts)
    beat = tempo(work, spoken)
    if not knows or (met is not None and beat != tempo(met, spoken)):
        parts.extend(_extra("tempo", beat))
    parts.extend(_extra("load", Forms(load(work, spoken, met or ended), ())))
    if met is None or work.cues != met.cues:
        parts.extend(_extra("cue", Forms(cue(work, spoken), ())))
    return tuple(parts)


def repeat(
    timeline: Timeline, index: int, voice: Voice, *, rep: int | None = None, left: Ms | None = None
) -> tuple[Part, ...]:
    """Return everything about where one is, in full: of a gap what comes after it.

    Args:
        timeline: The tape.
        index: Of the interval.
        voice: Its language counts; how much is said does not.
        rep: The one that is on, where reps are counted.
        left: How much of a hold or gap is left.
    """
    spoken = language(voice.language)
    here = timeline.intervals[index] if index < len(timeline.intervals) else None
    if here is None:
        return ()
    if here.kind is Kind.SAY:
        return tuple(_extra("name", Forms(said(here, spoken), ())))
    work = _work_at(timeline, index)
    if work is None:
        return ()
    name = spoken.name(work.exercise)
    parts = [Part("name", spoken.say("name" if here is work else "next", name=name), (), is_essential=True)]
    parts.extend(_essential("side", side_of(work, spoken)))
    if rep is not None:
        parts.append(Part("place", spoken.say("answer-rep", n=rep), ()))
    elif left is not None:
        parts.append(Part("place", time_left(left, spoken), ()))
    parts.extend(_essential("dose", dose(work, spoken)))
    parts.extend(_extra("cue", Forms(cue(work, spoken), ())))
    parts.extend(_extra("position", position(work, None, spoken)))
    return tuple(part._replace(short=part.full) for part in parts)


def place_line(timeline: Timeline, index: int, voice: Voice, *, back: bool = False, pass_: int = 1) -> Phrase:
    """Return in a few words where one is: `Chin tuck, right side.`, `Back to chin tuck, set two.`, `Rest.`.

    Args:
        timeline: The tape.
        index: Of the interval; the end of the tape has no words.
        voice: Its language counts.
        back: Whether one went back to it.
        pass_: 1-based pass of its repeated window.
    """
    if index >= len(timeline.intervals):
        return ()
    here, spoken = timeline.intervals[index], language(voice.language)
    coming = _work_at(timeline, index)
    if here.kind is Kind.SAY:
        return said(here, spoken)
    if coming is None or here.kind is Kind.REST:
        return spoken.say("rest-short")
    if here.kind is Kind.SWITCH:
        return side_of(coming, spoken).short or spoken.say("switch-only")
    key = "next" if coming is not here else "answer-back" if back else "answer-here"
    return _place(coming, spoken.say(key, name=spoken.name(coming.exercise)), spoken, pass_)


def welcome_back(timeline: Timeline, index: int, voice: Voice, *, rep: int | None = None) -> Phrase:
    """Return where a session goes on: `Welcome back. Chin tuck, set two, from rep three.`.

    Args:
        timeline: The tape.
        index: Of the interval; of a gap what follows it is named.
        voice: Its language counts.
        rep: The rep that is on, from the second on.
    """
    spoken = language(voice.language)
    work = _work_at(timeline, index)
    if work is None:
        return ()
    welcome = spoken.say("answer-welcome", name=spoken.name(work.exercise))
    place = _place(work, welcome, spoken, 1)
    if rep is None or rep <= 1:
        return place
    return with_end(listing(place, spoken.part("answer-from-rep", n=rep)), ".")


def cue(work: Interval, spoken: Language) -> Phrase:
    """Return the form cue of a set, its sides filled in; empty without one."""
    text = spoken.cue(work.cues[0], work.side) if work.cues else ""
    return spoken.say("cue", cue=text) if text else ()


def _work_at(timeline: Timeline, index: int) -> Interval | None:
    """The work that an interval is, or leads to."""
    intervals = timeline.intervals
    if index < len(intervals) and not intervals[index].is_work:
        back = timeline.leads_back_to(index)
        index = index if back is None else back
    return next((interval for interval in intervals[index:] if interval.is_work), None)


def _opening(timeline: Timeline, spoken: Language) -> Iterator[Part]:
    """The title, and how long it will all take."""
    title = spoken.text(timeline.name)
    if title:
        yield Part("title", spoken.say("title", title=title), ())
    planned = timeline.planned
    total = timeline.timed if planned is None else planned
    rounded = round(total / _MINUTE) * _MINUTE
    if planned is not None and not rounded:
        yield Part("length", spoken.say("total-short"), ())
    elif rounded:
        is_close = planned is not None and abs(total - rounded) <= _CLOSE
        yield Part("length", spoken.say("total" if is_close else "total-about", total=rounded), ())


def _equipment(
    timeline: Timeline, coming: int, ended: Interval | None, spoken: Language, *, is_brief: bool
) -> Iterator[Part]:
    """What to get: what the step before did not use. What nobody had in the hand yet is essential."""
    work = timeline.intervals[coming]
    there = ended.equipment if ended is not None else ()
    needed = [thing for thing in work.equipment if thing not in there]
    phrase = equipment(needed, work, spoken) if needed else ()
    if not phrase:
        return
    is_new = ended is None or not all(used_before(timeline, coming, thing) for thing in needed)
    if is_new or not is_brief:
        yield Part("equipment", phrase, phrase if is_new else (), is_essential=is_new)


def _essential(moment: str, forms: Forms, *, only_short: bool = False) -> Iterator[Part]:
    if forms.full:
        full = forms.short if only_short and forms.short else forms.full
        yield Part(moment, full, forms.short, is_essential=True)


def _extra(moment: str, forms: Forms) -> Iterator[Part]:
    if forms.full or forms.short:
        yield Part(moment, forms.full or forms.short, forms.short)


def _place(work: Interval, phrase: Phrase, spoken: Language, pass_: int) -> Phrase:
    """A phrase with side and set behind it."""
    more: list[Phrase] = []
    if work.side is not None and work.side != ALTERNATE:
        more.append(side_of(work, spoken).short)
    if work.set is not None and work.set > 1:
        more.append(spoken.count(work.set, "set"))
    elif work.round is not None and work.rounds != 1 and (pass_ if work.rounds is None else work.round) > 1:
        more.append(spoken.count(pass_ if work.rounds is None else work.round, "round"))
    within = [(f"{part[0][:1].lower()}{part[0][1:]}", *part[1:]) for part in more if part]
    return with_end(listing(phrase, *within), ".")


def _played(timeline: Timeline, coming: int, before: int | None, pass_: int) -> _Played:
    if before is None:
        return _Played(None, None)
    ended = next((i for i in timeline.intervals[before::-1] if i.is_work), None)
    if ended is None:
        return _Played(None, None)
    return _Played(ended, timeline.intervals[coming] if pass_ > 1 else met_before(timeline, coming))


def _sets(timeline: Timeline, coming: int) -> Sets:
    """How many sets there will be; one where this is not the first."""
    work = timeline.intervals[coming]
    if work.set != 1:
        return ONE_SET
    last, alike = work, True
    for interval in _same_step(timeline, coming):
        last = interval
        alike = alike and (interval.reps, interval.duration, interval.least) == (
            work.reps,
            work.duration,
            work.least,
        )
    return Sets(last.set or 1, is_open=last.sets is None, alike=alike)


def _other_side_follows(timeline: Timeline, coming: int) -> bool:
    work = timeline.intervals[coming]
    following = next(_same_step(timeline, coming), None)
    return following is not None and following.set == work.set and following.side != work.side


def _same_step(timeline: Timeline, coming: int) -> Iterator[Interval]:
    """The work behind `coming` that belongs to the same step in the same round."""
    work = timeline.intervals[coming]
    for index in range(coming + 1, len(timeline.intervals)):
        interval = timeline.intervals[index]
        if not interval.is_work:
            continue
        if _step_and_round(interval) != _step_and_round(work):
            return
        yield interval


def _step_and_round(work: Interval) -> str:
    """The path up to the set, such as `block/row@r2`."""
    step, _, place = work.path.partition("@")
    return f"{step}@{place.split('s')[0]}"
