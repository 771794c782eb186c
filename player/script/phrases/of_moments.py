"""The phrases of a session other than announcements of steps, one function for each moment.

Functions return a phrase, or `Forms`: the phrase, and a shorter one for where it does not fit. An empty
phrase means that nothing is said.
"""

from typing import Final

from player.routine.units import Ms
from player.script.language.language import Language, with_end
from player.script.model import Forms, Phrase
from player.script.phrases.doses import amount, breath_count
from player.script.phrases.positions import side_of, turns_over
from player.timeline.model import Interval, Kind
from player.timeline.paths import IntervalPath

_BEAT: Final = "rep"
_TEN_SECONDS: Final[Ms] = 10_000
_MINUTE: Final[Ms] = 60_000
_COUNTED_IN_SECONDS: Final = 90
_NOTHING: Final = Forms((), ())


# In work.


def number(count: int, spoken: Language) -> Phrase:
    """Return a number alone, `Two`: of reps, of the last seconds, of seconds counted up."""
    return tuple(spoken.say("count", n=count))


def label(phase: str, spoken: Language) -> Phrase:
    """Return the name of a phase: `Lift`, `Hold`, `Y`; empty for a whole rep and where it cannot be said."""
    if phase.casefold() == _BEAT:
        return ()
    name = spoken.label(phase)
    return spoken.say("label", label=name) if name else ()


def last_one(spoken: Language) -> Phrase:
    """Return the phrase of the last rep: `Last one`."""
    return spoken.say("last-one")


def half_way(spoken: Language) -> Phrase:
    """Return the phrase of the middle of work: `Half way`."""
    return spoken.say("half-way")


def last_breath(spoken: Language) -> Phrase:
    """Return the phrase before the last breath: `Last breath.`."""
    return spoken.say("last-breath")


def time_left(left: Ms, spoken: Language) -> Phrase:
    """Return a time call: `Five minutes left.`, `Ten seconds.`."""
    return spoken.say("ten-seconds") if left == _TEN_SECONDS else spoken.say("time-left", ms=left)


def counted_up(seconds: int, spoken: Language) -> Phrase:
    """Return the length so far of an open hold: `Ten.`, `Ninety.`, `Two minutes.`."""
    if seconds <= _COUNTED_IN_SECONDS:
        return spoken.say("count-up", n=seconds)
    return spoken.say("count-up-long", ms=seconds * 1000)


def minimum_reached(work: Interval, spoken: Language) -> Forms:
    """Return that the least of open work is done: `Thirty. Now as long as you can.`, short `Thirty.`."""
    if work.at_least and work.reps is not None:
        reached = spoken.number(work.reps)
        return Forms(spoken.say("minimum-reps", amount=reached), spoken.say("number", n=work.reps))
    if not work.least:
        return _NOTHING
    seconds = work.least // 1000
    is_plain_number = seconds <= _COUNTED_IN_SECONDS and not work.least % 1000
    reached = spoken.number(seconds) if is_plain_number else spoken.length(work.least)
    return Forms(
        spoken.say("minimum-long", amount=reached), with_end(spoken.say("dose", amount=reached), ".")
    )


def enter_when_done(spoken: Language) -> Phrase:
    """Return the reminder in self-paced work: `Enter when done.`."""
    return spoken.say("enter-when-done")


# Sets, sides, rounds.


def switch(work: Interval, ended: Interval | None, spoken: Language) -> Forms:
    """Return the change of side: `Switch. Left side.`, short `Left side.`.

    Args:
        work: The work after the switch.
        ended: The work before the switch.
        spoken: The language.
    """
    named = side_of(work, spoken).short
    if not named:
        return Forms(spoken.say("switch-only"), ())
    if turns_over(work, ended):
        return Forms(spoken.say("switch-over", side=named), named)
    return Forms(spoken.say("switch", side=named), named)


def side(label: str, spoken: Language) -> Phrase:
    """Return the side one changes to inside alternating work: `Left side.`."""
    return side_of(Interval(Kind.WORK, IntervalPath(""), None, side=label), spoken).short


def last_set(work: Interval, spoken: Language, *, with_dose: bool = False) -> Forms:
    """Return that the last set comes: `Last set, three reps.`, short `Last set.`.

    Args:
        work: The first work of the set.
        spoken: The language.
        with_dose: Whether the dose is said: it differs from the set before, or the rest is long.
    """
    short = spoken.say("last-set")
    words = amount(work, spoken) if with_dose else ()
    return Forms(spoken.say("last-set-dose", dose=with_end(words, ".")) if words else short, short)


def last_round(spoken: Language) -> Phrase:
    """Return that the last round comes: `Last round.`."""
    return spoken.say("last-round")


def set_of(work: Interval, spoken: Language, *, set_pass: int = 1) -> Phrase:
    """Return `Set two of four.`, or of open sets `Set two.`; empty where there is only one set.

    Args:
        work: Any work of the set.
        spoken: The language.
        set_pass: 1-based pass of the set, where it is repeated until the person skips on.
    """
    if work.set is None or work.sets == 1:
        return ()
    if work.sets is None:
        return spoken.say("set", set=work.set + set_pass - 1)
    return spoken.say("set-of", set=work.set, sets=work.sets)


def round_of(work: Interval, spoken: Language, *, pass_: int = 1) -> Forms:
    """Return `Round three of ten.`, short `Three.`; `Round three.` where rounds go on until time is up.

    Args:
        work: Any work of the round.
        spoken: The language.
        pass_: 1-based pass of the round, if it is repeated.
    """
    if work.round is None or work.rounds == 1:
        return _NOTHING
    if work.rounds is None:
        return Forms(spoken.say("round", round=pass_), spoken.say("number", n=pass_))
    full = spoken.say("round-of", round=work.round, rounds=work.rounds)
    return Forms(full, spoken.say("number", n=work.round))


def as_many_rounds(length: Ms, spoken: Language) -> Phrase:
    """Return the task of an open `within`: `As many rounds as you can in twelve minutes.`."""
    return spoken.say("amrap", ms=length)


def time_is_up(rounds: int, reps: int, spoken: Language) -> Phrase:
    """Return the score of an open `within`: `Time. Three rounds and twelve reps.`."""
    if reps:
        return spoken.say("amrap-end-reps", rounds=rounds, reps=reps)
    return spoken.say("amrap-end", rounds=rounds)


def on_and_off(rounds: int, on: Ms, off: Ms, spoken: Language) -> Phrase:
    """Return the plan of short rounds with short rests: `Eight rounds. Twenty on, ten off.`."""
    return spoken.say("tabata", rounds=rounds, on=on // 1000, off=off // 1000)


def number_of(count: int, of: int, spoken: Language) -> Forms:
    """Return `Three of eight.`, short `Three.`."""
    return Forms(spoken.say("number-of", n=count, of=of), spoken.say("number", n=count))


# Gaps.


def rest(gap: Interval, spoken: Language) -> Forms:
    """Return the beginning of a rest: `Rest, twenty seconds.`, short `Rest.`; a named rest says its name."""
    short = spoken.say("rest-short")
    name = spoken.name(gap.exercise) if gap.exercise else ""
    if name:
        short = spoken.say("name", name=name)
    if gap.duration is None:
        if gap.fills:
            return Forms(short, short)
        if gap.least and not name:
            return Forms(spoken.say("rest-at-least", amount=_rest_length(gap, gap.least, spoken)), short)
        ready = spoken.say("rest-named-ready", name=name) if name else spoken.say("rest-ready")
        return Forms(ready, short)
    length = _rest_length(gap, gap.duration, spoken)
    if name:
        return Forms(spoken.say("rest-named", name=name, amount=length), short)
    return Forms(spoken.say("rest", amount=length), short)


def rest_cue(gap: Interval, spoken: Language) -> Phrase:
    """Return the cue of a rest, which tells what to do in it; empty without one."""
    text = spoken.cue(gap.cues[0]) if gap.cues else ""
    return spoken.say("text", text=text) if text else ()


def ten_seconds(spoken: Language) -> Phrase:
    """Return the phrase ten seconds before a long gap ends: `Ten seconds.`."""
    return spoken.say("ten-seconds")


def said(step: Interval, spoken: Language) -> Phrase:
    """Return the text of a `say` step; empty if none of it can be said."""
    text = spoken.text(step.exercise or "")
    return spoken.say("text", text=text) if text else ()


# The end.


def finished(exercises: int, length: Ms, skipped: int, spoken: Language) -> Forms:
    """Return the result: `Finished. Three exercises, three minutes, nothing skipped.`, short `Finished.`.

    Args:
        exercises: Number of exercises that were done.
        length: Length of the session.
        skipped: Number of sets that were skipped.
        spoken: The language.
    """
    short = spoken.say("finished")
    if not exercises:
        return Forms(short, short)
    key = "finished-skipped" if skipped else "finished-all"
    whole = length if length < _MINUTE else round(length / _MINUTE) * _MINUTE
    return Forms(spoken.say(key, exercises=exercises, ms=whole, skipped=skipped), short)


def stopped(done: int, planned: int, spoken: Language) -> Phrase:
    """Return the result of a session that was stopped: `Stopped. Eight of twelve sets kept.`."""
    if not done:
        return spoken.say("stopped-nothing")
    return spoken.say("stopped", done=done, planned=planned)


def hints(spoken: Language) -> Phrase:
    """Return the explanation of the keys, for the first sessions of a person."""
    return spoken.say("hints")


def care(spoken: Language) -> Phrase:
    """Return the signs at which to stop at once, for the first session of a person."""
    return spoken.say("care")


def _rest_length(gap: Interval, length: Ms, spoken: Language) -> Phrase:
    """The length of a gap, in breaths if it was written in breaths."""
    breaths = breath_count(gap.phases, length)
    return spoken.count(breaths, "breaths") if breaths else spoken.length(length)
