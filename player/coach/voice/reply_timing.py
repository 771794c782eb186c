"""Replies to keys, and their timing."""

from collections.abc import Callable
from typing import Final, NamedTuple

from player.coach.voice.speech_queue import Utterance
from player.routine.units import Ms
from player.script.model import BETWEEN_PARTS, Forms, Phrase
from player.session.clock import NS_PER_MS, NS_PER_S
from player.timeline.sounds import Sound

AFTER_A_KEY: Final[Ms] = 400
"""Time from a key to the words of its reply, if no other key follows."""
_BETWEEN: Final = BETWEEN_PARTS * NS_PER_MS
_ENDLESS_ROOM: Final = 20 * NS_PER_S


class Reply(NamedTuple):
    """The words of a reply."""

    lines: tuple[Forms, ...] = ()
    """In order; where room is short, the later ones are shortened, then dropped."""
    after: Ms = AFTER_A_KEY
    """Time from the key; longer after deck sounds that announce something."""
    always: bool = False
    """Whether it is said even when the tape is heard in tones only."""
    puts_off: bool = False
    """Whether the lead-in waits until it has been said."""


NOTHING: Final = Reply()


def after(sound: Sound) -> Ms:
    """Return the time from a key to the words that follow its deck sound."""
    return max(AFTER_A_KEY, sound.word_after)


def one(phrase: Phrase, at: Ms = AFTER_A_KEY, *, always: bool = False) -> Reply:
    """Return a reply of one sentence that begins `at` after the key."""
    return Reply((Forms(phrase),), at, always)


def placed(reply: Reply, start: int, limit: int | None, length_of: Callable[[Phrase], Ms]) -> list[Utterance]:
    """Return the lines of a reply with their times.

    Args:
        reply: The reply.
        start: Its start, in clock nanoseconds.
        limit: The latest end, in clock nanoseconds; None: there is none.
        length_of: Returns the length of a phrase in real milliseconds.
    """
    chosen = _fitting(reply.lines, None if limit is None else limit - start, length_of)
    lines: list[Utterance] = []
    at = start
    for number, (phrase, length) in enumerate(chosen):
        is_last = number == len(chosen) - 1
        room = (length + _ENDLESS_ROOM if limit is None else limit - at) if is_last else length + _BETWEEN
        lines.append(Utterance(at, length, phrase, room, Sound.CHIME))
        at += length + _BETWEEN
    return lines


def _fitting(
    lines: tuple[Forms, ...], room: int | None, length_of: Callable[[Phrase], Ms]
) -> list[tuple[Phrase, int]]:
    """Return the phrases that fit, each with its length; the last ones are shortened first, then dropped."""
    forms = [line.full for line in lines if line.full]
    shorter = [line.short for line in lines if line.full]
    place = len(forms) - 1
    while room is not None and forms:
        lengths = [length_of(form) * NS_PER_MS for form in forms if form]
        if sum(lengths) + _BETWEEN * (len(lengths) - 1) <= room:
            break
        if place >= 0:
            forms[place] = shorter[place]
            place -= 1
        else:
            forms.pop()
    return [(form, length_of(form) * NS_PER_MS) for form in forms if form]
