"""A session as it is heard, line by line: for `show --cues`."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from player.routine.units import Ms
from player.script.model import Said, text_of
from player.timeline.cues import Cue
from player.timeline.model import Interval, Timeline
from player.timeline.sounds import OWN, Sound
from player.views.text import words

_WITH_ITS_SOUND: Final[Ms] = 800
"""A phrase that begins so soon after a sound stands in its line (`finish` keeps it waiting longest)."""
_IN_A_ROW: Final = frozenset((Sound.PULSE, Sound.TICK))
"""Sounds that share one line with the next of their kind."""
_DOT: Final = "·"
_LONGEST_NAME: Final = 16


class CueLine(NamedTuple):
    """One line; a heading has a text alone."""

    start: Ms | None
    """From the start of the session; None: nobody knows, since something before it is open."""
    sound: str
    said: str
    dropped: str = ""
    """Why it is not said."""


class CueHeading(NamedTuple):
    """What begins, with all that is heard in it."""

    start: Ms | None
    text: str
    lines: tuple[CueLine, ...]


def heard(timeline: Timeline, script: Sequence[Cue | Said]) -> Iterator[CueHeading]:
    """Yield one interval after the other with what is heard in it, at last the end."""
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
    """The sound of the last line, as long as no word stands there."""
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
    """Return `0:07.0` for a moment of the session, to a tenth of a second; a dash where nobody knows it."""
    if at is None:
        return "–"
    minutes, rest = divmod(at // 100, 600)
    return f"{minutes}:{rest // 10:02d}.{rest % 10}"


def text_lines(timeline: Timeline, script: Sequence[Cue | Said]) -> Iterator[str]:
    """Yield the same as lines of text."""
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
