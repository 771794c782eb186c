"""The sentence at the end of a session that went as planned."""

from player.script.language.language import language
from player.script.model import Amount, Moment, Said, Voice
from player.script.phrases import of_moments
from player.script.planning.placement import Speech
from player.timeline.model import Timeline
from player.timeline.paths import step_of
from player.timeline.sounds import Sound

_SECOND = 1000


def result(timeline: Timeline, voice: Voice) -> tuple[Said, ...]:
    """Return the closing sentence, as if everything on the tape was done."""
    end = len(timeline.intervals)
    speech = Speech(end, voice, ())
    steps = {step_of(interval.path) for interval in timeline.intervals if interval.is_work}
    length = round(timeline.timed / _SECOND) * _SECOND
    full, short = of_moments.finished(len(steps), length, 0, language(voice.language))
    forms = (short,) if is_short(timeline, voice) else (full, short)
    speech.try_at(Sound.FINISH.word_after, Moment.RESULT, *forms)
    return tuple(speech.result())


def is_short(timeline: Timeline, voice: Voice) -> bool:
    """Whether the end is told without details: if few words are wanted, or every exercise is familiar."""
    exercises = {interval.exercise for interval in timeline.intervals if interval.is_work}
    return voice.amount is Amount.BRIEF or exercises <= voice.familiar
