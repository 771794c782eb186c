"""What is said at the end of a session that went as planned."""

from player.timeline.model import Timeline
from player.timeline.script import moments
from player.timeline.script.language import language
from player.timeline.script.model import Said, Voice
from player.timeline.script.reserved import voice_after
from player.timeline.script.speech import Speech


def result(timeline: Timeline, voice: Voice) -> tuple[Said, ...]:
    """Return the sentence that says what was done, if all of the tape was."""
    end = len(timeline.intervals)
    speech = Speech(end, voice, ())
    steps = {interval.path.partition("@")[0] for interval in timeline.intervals if interval.is_work}
    forms = moments.finished(len(steps), timeline.timed, 0, language(voice.language))
    exercises = {interval.exercise for interval in timeline.intervals if interval.is_work}
    full, short = forms
    speech.try_at(voice_after("finish"), "result", short if exercises <= voice.familiar else full, short)
    return tuple(speech.result())
