"""The list of everything heard in a session, sounds and words, as `show --cues` prints it."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from player.routine.units import Ms
from player.script.model import Said, text_of
from player.timeline.cues import Cue
from player.timeline.model import Interval, Timeline
from player.timeline.sounds import OWN, Sound
from player.views.text import words

_WITH_ITS_SOUND: Final[Ms] = 800
"""A phrase that begins this soon after a sound stands in the sound's line; after `finish`, the longest sound,
twice as late."""
_IN_A_ROW: Final = frozenset((Sound.PULSE, Sound.TICK))
"""Sounds that share one line with the next of their kind."""
_DOT: Final = "·"
_LONGEST_NAME: Final = 16
"""Characters: longer names of sounds do not widen the column of sounds."""


class CueLine(NamedTuple):
    """One line of the list: a sound, a phrase, or a sound and the phrase after it."""

    start: Ms | None
    """From the start of the session; None: unknown, since something before it is open."""
    sound: str
    """Empty: a phrase alone."""
    said: str
    """The phrase in quotes; empty: a sound alone."""
    dropped: str = ""
    """Why the phrase is not said; empty: it is said."""


class CueHeading(NamedTuple):
    """One interval, or the end of the session, with the lines of what is heard in it."""

    start: Ms | None
    """From the start of the session; None: unknown, since something before it is open."""
    text: str
    lines: tuple[CueLine, ...]


def heard(timeline: Timeline, script: Sequence[Cue | Said]) -> Iterator[CueHeading]:
    """Yield every interval with what is heard in it, and the end last, if anything is heard there."""
    starts = [*timeline.starts(), timeline.planned]
    inside: dict[int, list[Cue | Said]] = {}
    for each in script:
        inside.setdefault(each.interval, []).append(each)
    for index, interval in enumerate(timeline.intervals):
        yield CueHeading(starts[index], _heading(interval), _lines(inside.get(index, ()), starts[index]))
    end = len(timeline.intervals)
    if end in inside:
        yield CueHeading(starts[end], "the end", _lines(inside[end], starts[end]))


def _heading(interval: Interval) -> str:
    if interval.is_work:
        place = words.place(interval)
        return " · ".join(part for part in (words.card(interval), place) if part)
    parts = (words.gap_word(interval.kind)[2:], interval.exercise, words.gap_length(interval))
    return " · ".join(part for part in parts if part)


def _lines(script: Sequence[Cue | Said], start: Ms | None) -> tuple[CueLine, ...]:
    lines: list[CueLine] = []
    last: Cue | None = None
    """The sound in the last line; None if there is none, or a phrase already follows it there."""
    for each in script:
        at = None if start is None else start + each.at
        if isinstance(each, Cue):
            name = each.sound.removeprefix(OWN)
            sound = _DOT if each.sound is Sound.PULSE else name
            if last is not None and last.sound == each.sound and each.sound in _IN_A_ROW:
                lines[-1] = lines[-1]._replace(sound=f"{lines[-1].sound} {sound}")
            else:
                lines.append(CueLine(at, sound, ""))
            last = each
            continue
        said = f"“{text_of(each.phrase)}”"
        waits = _WITH_ITS_SOUND if last is None or last.sound is not Sound.FINISH else 2 * _WITH_ITS_SOUND
        belongs = last is not None and last.sound not in _IN_A_ROW and each.at - last.at <= waits
        if belongs and not each.dropped:
            lines[-1] = lines[-1]._replace(said=said)
        else:
            lines.append(CueLine(at, "", said, each.dropped))
        if not each.dropped or belongs:
            last = None
    return tuple(lines)


def moment(at: Ms | None) -> str:
    """Return `0:07.0`, to a tenth of a second, for ms since the start of the session; a dash for None."""
    if at is None:
        return "–"
    minutes, rest = divmod(at // 100, 600)
    return f"{minutes}:{rest // 10:02d}.{rest % 10}"


def text_lines(timeline: Timeline, script: Sequence[Cue | Said]) -> Iterator[str]:
    """Yield what `heard` yields, as lines of text."""
    headings = list(heard(timeline, script))
    sounds = (
        line.sound for heading in headings for line in heading.lines if len(line.sound) <= _LONGEST_NAME
    )
    column = max(map(len, sounds), default=0)
    for heading in headings:
        yield f"{moment(heading.start):>8}  {heading.text}"
        for line in heading.lines:
            said = f"not said: {line.said}, {line.dropped}" if line.dropped else line.said
            yield f"{moment(line.start):>8}    {line.sound:<{column}}  {said}".rstrip()
