"""The voices of this computer, and the phrases that one needs for a routine."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from player.audio.speech.chain import Speaking, find_engines
from player.audio.speech.engines import Choice, SpeechEngine, VoiceName
from player.audio.speech.synthesis import HungError, Runner, synthesise, voices
from player.library.config.config import ENGINES
from player.routine.grammar.spelling import nearest
from player.routine.model import Routine
from player.routine.visible import visible
from player.script.language.language import vocabulary
from player.script.model import Amount, Phrase, Said, Voice
from player.script.planner import plan_script
from player.timeline.choices import Choices
from player.timeline.compile import compile_routine

_TRIAL = "one"
"""The word with which a voice is tried before it is set."""


class NoSuchVoice(Exception):  # noqa: N818  a question that found nothing, not a failure
    """No voice of that name can speak on this computer; the message is one sentence with what to do."""


class Speakers(NamedTuple):
    """An engine with its voices."""

    engine: SpeechEngine
    voices: list[VoiceName]
    """Empty: the engine could not list them."""


def speakers_here() -> Iterator[Speakers]:
    """Yield each speech engine of this computer with its voices, in the order of preference."""
    for engine in find_engines():
        with tempfile.TemporaryDirectory() as place:
            yield Speakers(engine, voices(engine, Runner(), Path(place)))


def find_voice(name: str, rate: int) -> Choice:
    """Try a voice and return the settings with which it speaks.

    Args:
        name: `auto`, `none`, an engine, or a voice of one; case does not matter.
        rate: Words per minute.

    Raises:
        NoSuchVoice: There is no such voice, or it does not speak.
    """
    asked = " ".join(name.split())
    word = asked.casefold()
    if word in {"auto", "none"}:
        return Choice(word, "", rate)
    speakers = list(speakers_here())
    if word in ENGINES:
        for engine, _ in speakers:
            if engine.name == word:
                return _tried(engine, "", rate)
        raise NoSuchVoice(f"{word} is not on this computer; `backbeat voice` lists what is.")
    for engine, known in speakers:
        for voice in known:
            base, plus, variant = asked.partition("+") if engine.usual_voice else (asked, "", "")
            if base.casefold() in {voice.name.casefold(), voice.base.casefold()} and base:
                # eSpeak NG speaks each language in many variants: en-gb+f3.
                chosen = f"{voice.base or voice.name}+{variant}" if plus else voice.name
                return _tried(engine, chosen, rate)
    names = [voice.name for _, known in speakers for voice in known]
    meant = nearest(asked, names)
    hint = (
        f"did you mean '{visible(meant)}'?"
        if meant is not None
        else "`backbeat voice` lists those there are."
    )
    raise NoSuchVoice(f"no voice is called '{visible(asked)}': {hint}")


def _tried(engine: SpeechEngine, voice: str, rate: int) -> Choice:
    with tempfile.TemporaryDirectory() as place:
        try:
            (clip,) = synthesise(Speaking(engine, voice, rate), [_TRIAL], Runner(), Path(place))
        except HungError:
            clip = None
    if clip is None:
        whose = f"the voice '{visible(voice)}' of {engine.name}" if voice else engine.name
        raise NoSuchVoice(f"{whose} does not speak: nothing was heard of it.")
    return Choice(engine.name, voice, rate)


def phrases_of(routine: Routine, slug: str, voice: Voice, *, everything: bool) -> list[Phrase]:
    """Return the phrases that may be said in a routine at any of its levels, each phrase once.

    Args:
        routine: The routine, with its includes resolved.
        slug: The slug of its file.
        voice: Gives the language and the length of phrases.
        everything: Whether numbers, replies to keys and other phrases that belong to no routine are included.
    """
    phrases: dict[Phrase, None] = {}
    for level in routine.levels or (None,):
        timeline = compile_routine(routine, slug, Choices(level=level))
        for amount in (Amount.FULL, Amount.BRIEF):
            script = plan_script(timeline, voice._replace(amount=amount))
            phrases.update((each.phrase, None) for each in script if isinstance(each, Said))
    if everything:
        phrases.update(((piece,), None) for piece in vocabulary(voice.language))
    return list(phrases)
