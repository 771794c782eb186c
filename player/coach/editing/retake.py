"""Retakes: a session goes on with the tape of its edited routine (DESIGN §5, `e`)."""

from player.coach.coach import Coach
from player.coach.opening import drawn, load_own
from player.coach.origin import Origin
from player.library.shelf import Volume
from player.session.same_place import same_place
from player.timeline.choices import Choices, NoSuchChoice
from player.timeline.compile import compile_routine
from player.timeline.model import Interval, Timeline
from player.timeline.offers import at_level, offers
from player.views.playing.progress import next_work
from player.views.text import words

GOES_ON_AS_IT_WAS = "The session goes on as it was."


def retake(coach: Coach, volume: Volume) -> str:
    """Let a session go on with its routine as it is written now, and tell the person so.

    The session is paused afterwards, at the same place or the nearest. A text that cannot be played with the
    session's choices changes nothing.

    Args:
        coach: A session that knows its origin.
        volume: Its routine, read again.

    Returns:
        The sentence shown to the person; empty if the session is over.
    """
    origin = coach.origin
    if origin is None or coach.over:
        return ""
    old = coach.transport.timeline
    tape = tape_now(origin, old, volume)
    if isinstance(tape, str):
        return _told(coach, f"{tape} {GOES_ON_AS_IT_WAS}")
    seed = origin.choices.seed if origin.choices.seed is not None else tape.seed
    coach.origin = Origin(volume, origin.choices._replace(seed=seed))
    if tape == old and volume.text == origin.volume.text:
        return _told(coach, f"Nothing has changed. {GOES_ON_AS_IT_WAS}")
    index, exact = same_place(old, coach.transport.index, tape)
    own, faults = load_own(coach.audio.sound, volume.path.parent, tape)
    before = coach.transport.offset
    coach.change_tape(tape, index, volume.text or "", own)
    standing = coach.status_line.standing
    standing.extend(fault for fault in faults if fault not in standing)
    return _told(coach, _where(coach, exact=exact, is_anew=before > coach.transport.offset))


def tape_now(origin: Origin, played: Timeline, volume: Volume) -> Timeline | str:
    """Return the tape of an edited routine with the session's choices, or a sentence why there is none.

    Steps chosen by default stay chosen while they exist; an optional step that was left out may be gone.

    Args:
        origin: The origin of the tape that is played.
        played: The tape that is played.
        volume: The routine, read again.
    """
    routine = volume.routine
    if routine is None:
        errors = [problem for problem in volume.problems if problem.severity == "error"]
        place = next((f" (line {problem.line})" for problem in errors if problem.line is not None), "")
        count = "1 error" if len(errors) == 1 else f"{len(errors)} errors"
        return f"The text has {count}{place} and cannot be played."
    level = played.level if played.level is not None else origin.choices.level
    wanted = drawn(volume, origin.choices._replace(level=level))
    try:
        there = at_level(routine, wanted, level)
        playing = dict(played.choices)
        kept = tuple(
            step
            for offer in offers(routine, level, settled=True)
            if offer.kind == "choose"
            for name, step in zip(offer.names, offer.steps, strict=True)
            if name in playing.get(offer.path, ())
        )
        choices: Choices = wanted._replace(
            chosen=(*wanted.chosen, *(step for step in kept if step not in wanted.chosen)),
            without=there.without,
        )
        tape = compile_routine(routine, volume.slug, choices)
    except NoSuchChoice as question:
        what = "level" if question.kind == "level" else "step to choose"
        return f"There is no {what} called '{question.asked}' any more."
    return tape if tape.intervals else "Nothing would be left to play."


def step_now(coach: Coach, volume: Volume) -> Interval:
    """Return the current or next work as compiled from `volume`, the session's routine read again.

    If no work follows it is the current interval; if the text cannot be played, the work of the old tape.
    """
    transport, origin = coach.transport, coach.origin
    old, index = transport.timeline, transport.index
    tape = tape_now(origin, old, volume) if origin is not None else ""
    if isinstance(tape, str):
        tape = old
    else:
        index, _ = same_place(old, index, tape)
    return next_work(tape, index) or tape.intervals[min(index, len(tape.intervals) - 1)]


def _told(coach: Coach, sentence: str) -> str:
    coach.tell(sentence)
    return sentence


def _where(coach: Coach, *, exact: bool, is_anew: bool) -> str:
    """Return a sentence about where the session goes on."""
    if exact and not is_anew:
        return "The change counts from here. Space goes on."
    work = next_work(coach.transport.timeline, coach.transport.index)
    name = words.card(work) if work is not None else coach.transport.interval.exercise
    if exact:
        return f"The change counts: this begins anew: {name}."
    return f"The change counts. What was on is not there any more: it goes on with {name}."
