"""Announcements of steps: before they begin, on request, and in short form when the tape jumps or goes on."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from player.routine.units import Ms
from player.script.language.language import Language, language, listing, with_end
from player.script.model import Amount, Forms, Moment, Part, Phrase, Voice
from player.script.phrases.doses import ALTERNATE, ONE_SET, Sets, dose, has_changed, tempo
from player.script.phrases.loads import load
from player.script.phrases.of_moments import said, time_left
from player.script.phrases.positions import equipment, position, side_of
from player.script.phrases.seen_before import met_before, used_before
from player.timeline.model import Interval, Kind, Timeline
from player.timeline.paths import step_and_rounds_of

_CLOSE: Final[Ms] = 10_000
"""A total this near to a whole minute is said without "about"."""
_MINUTE: Final[Ms] = 60_000


class _Played(NamedTuple):
    """The work played before the work that is announced."""

    ended: Interval | None
    """The work played last; None: none was played yet."""
    met: Interval | None
    """The first work of the same exercise; None: it was not met before."""


def announcement(
    timeline: Timeline, coming: int, before: int | None, voice: Voice, *, pass_: int = 1
) -> tuple[Part, ...]:
    """Return the announcement of work, in spoken order; empty for gaps and where only tones are heard.

    Args:
        timeline: The tape.
        coming: Index of the work.
        before: Index of the interval played before it; None: the session begins with it.
        voice: How much is said, of what the person is familiar with, and in which language.
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
    is_known = is_brief or is_familiar or met is not None
    parts: list[Part] = []
    if ended is None and not is_brief:
        parts.extend(_opening(timeline, spoken))
    name = spoken.name(work.exercise)
    named = spoken.say("first" if ended is None else "next" if met is None else "again", name=name)
    parts.extend(
        _essential(
            Moment.NAME, Forms(named, spoken.say("name", name=name)), only_short=is_familiar and met is None
        )
    )
    parts.extend(_equipment(timeline, coming, ended, spoken, is_brief=is_brief))
    if met is None:
        parts.extend(
            _essential(Moment.POSITION, position(work, ended, spoken), only_short=is_brief or is_familiar)
        )
    follows = _other_side_follows(timeline, coming)
    parts.extend(_essential(Moment.SIDE, side_of(work, spoken, comes_first=follows), only_short=is_familiar))
    last = voice.last.get(work.path)
    doses = dose(work, spoken, _sets(timeline, coming), last)
    parts.extend(_essential(Moment.DOSE, doses, only_short=is_known and not has_changed(work, last)))
    if is_brief:
        return tuple(parts)
    beat = tempo(work, spoken)
    if not is_known or (met is not None and beat != tempo(met, spoken)):
        parts.extend(_extra(Moment.TEMPO, beat))
    parts.extend(_extra(Moment.LOAD, Forms(load(work, spoken, met or ended), ())))
    if met is None or work.cues != met.cues:
        parts.extend(_extra(Moment.CUE, Forms(cue(work, spoken), ())))
    return tuple(parts)


def repeat(
    timeline: Timeline, index: int, voice: Voice, *, rep: int | None = None, left: Ms | None = None
) -> tuple[Part, ...]:
    """Return a full announcement of the current work, or in a gap of the work after it, said on request.

    Args:
        timeline: The tape.
        index: Index of the current interval.
        voice: Only its language counts, not how much is said.
        rep: 1-based number of the current rep, where reps are counted.
        left: Time left of a hold or gap.
    """
    spoken = language(voice.language)
    here = timeline.intervals[index] if index < len(timeline.intervals) else None
    if here is None:
        return ()
    if here.kind is Kind.SAY:
        return tuple(_extra(Moment.NAME, Forms(said(here, spoken), ())))
    work = _work_at(timeline, index)
    if work is None:
        return ()
    name = spoken.name(work.exercise)
    parts = [
        Part(Moment.NAME, spoken.say("name" if here is work else "next", name=name), (), is_essential=True)
    ]
    parts.extend(_essential(Moment.SIDE, side_of(work, spoken)))
    if rep is not None:
        parts.append(Part(Moment.PLACE, spoken.say("answer-rep", n=rep), ()))
    elif left is not None:
        parts.append(Part(Moment.PLACE, time_left(left, spoken), ()))
    parts.extend(_essential(Moment.DOSE, dose(work, spoken)))
    parts.extend(_extra(Moment.CUE, Forms(cue(work, spoken), ())))
    parts.extend(_extra(Moment.POSITION, position(work, None, spoken)))
    return tuple(part._replace(short=part.full) for part in parts)


def place_line(timeline: Timeline, index: int, voice: Voice, *, back: bool = False, pass_: int = 1) -> Phrase:
    """Return the place in a few words: `Chin tuck, right side.`, `Back to chin tuck, set two.`, `Rest.`.

    Args:
        timeline: The tape.
        index: Index of the current interval; at the end of the tape nothing is said.
        voice: Only its language counts.
        back: Whether the person went back to it.
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
    """Return where a session goes on after a long pause: `Welcome back. Chin tuck, set two, from rep three.`.

    Args:
        timeline: The tape.
        index: Index of the current interval; of a gap, the work after it is named.
        voice: Only its language counts.
        rep: 1-based number of the current rep; the first is not said.
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
    """Return the first form cue of a set with its sides filled in; empty without one."""
    text = spoken.cue(work.cues[0], work.side) if work.cues else ""
    return spoken.say("cue", cue=text) if text else ()


def _work_at(timeline: Timeline, index: int) -> Interval | None:
    """The interval itself if it is work, else the work that follows it."""
    intervals = timeline.intervals
    if index < len(intervals) and not intervals[index].is_work:
        back = timeline.leads_back_to(index)
        index = index if back is None else back
    return next((interval for interval in intervals[index:] if interval.is_work), None)


def _opening(timeline: Timeline, spoken: Language) -> Iterator[Part]:
    """The title of the session and its total length."""
    title = spoken.text(timeline.name)
    if title:
        yield Part(Moment.TITLE, spoken.say("title", title=title), ())
    planned = timeline.planned
    total = timeline.timed if planned is None else planned
    rounded = round(total / _MINUTE) * _MINUTE
    if planned is not None and not rounded:
        yield Part(Moment.LENGTH, spoken.say("total-short"), ())
    elif rounded:
        is_close = planned is not None and abs(total - rounded) <= _CLOSE
        yield Part(Moment.LENGTH, spoken.say("total" if is_close else "total-about", total=rounded), ())


def _equipment(
    timeline: Timeline, coming: int, ended: Interval | None, spoken: Language, *, is_brief: bool
) -> Iterator[Part]:
    """The equipment that the step before did not use; essential if any of it was not used at all yet."""
    work = timeline.intervals[coming]
    at_hand = ended.equipment if ended is not None else ()
    needed = [thing for thing in work.equipment if thing not in at_hand]
    phrase = equipment(needed, work, spoken) if needed else ()
    if not phrase:
        return
    is_new = ended is None or not all(used_before(timeline, coming, thing) for thing in needed)
    if is_new or not is_brief:
        yield Part(Moment.EQUIPMENT, phrase, phrase if is_new else (), is_essential=is_new)


def _essential(moment: Moment, forms: Forms, *, only_short: bool = False) -> Iterator[Part]:
    if forms.full:
        full = forms.short if only_short and forms.short else forms.full
        yield Part(moment, full, forms.short, is_essential=True)


def _extra(moment: Moment, forms: Forms) -> Iterator[Part]:
    if forms.full or forms.short:
        yield Part(moment, forms.full or forms.short, forms.short)


def _place(work: Interval, phrase: Phrase, spoken: Language, pass_: int) -> Phrase:
    """A phrase followed by the side and the set or round of some work."""
    more: list[Phrase] = []
    if work.side is not None and work.side != ALTERNATE:
        more.append(side_of(work, spoken).short)
    if work.set is not None and work.set > 1:
        more.append(spoken.count(work.set, "set"))
    elif work.round is not None and work.rounds != 1 and (pass_ if work.rounds is None else work.round) > 1:
        more.append(spoken.count(pass_ if work.rounds is None else work.round, "round"))
    in_small_letters = [(f"{part[0][:1].lower()}{part[0][1:]}", *part[1:]) for part in more if part]
    return with_end(listing(phrase, *in_small_letters), ".")


def _played(timeline: Timeline, coming: int, before: int | None, pass_: int) -> _Played:
    if before is None:
        return _Played(None, None)
    ended = next((i for i in timeline.intervals[before::-1] if i.is_work), None)
    if ended is None:
        return _Played(None, None)
    return _Played(ended, timeline.intervals[coming] if pass_ > 1 else met_before(timeline, coming))


def _sets(timeline: Timeline, coming: int) -> Sets:
    """The number of sets to announce: all of the step before its first set, else one."""
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
    """Yield the work after `coming` that belongs to the same step in the same round."""
    work = timeline.intervals[coming]
    for index in range(coming + 1, len(timeline.intervals)):
        interval = timeline.intervals[index]
        if not interval.is_work:
            continue
        if step_and_rounds_of(interval.path) != step_and_rounds_of(work.path):
            return
        yield interval
