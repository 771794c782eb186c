"""What a session should sound like: its plan, and the sound of everything in it."""

from pathlib import Path
from typing import Final, NamedTuple

from player.audio.clips import Clip
from player.audio.speech.clip_store import SpeechStore
from player.coach.setup.settings import voice_of
from player.library.config.config import Config
from player.library.folders import Folders
from player.library.shelf import Shelf, Volume
from player.script.model import Phrase, Voice, text_of
from player.script.planner import plan_script
from player.timeline.choices import Choices
from player.timeline.compile import compile_routine
from player.timeline.cues import Cue
from player.timeline.model import Timeline
from tests.support import ears
from tests.support.ears import Samples, Wanted

ROOT: Final = Path(__file__).parents[2]
SOUNDS: Final = ROOT / "sounds"


INSTEAD: Final = "chime"
"""What is heard where words have no sound."""


class Score(NamedTuple):
    """A session on paper."""

    timeline: Timeline
    plan: list[Wanted]
    clips: dict[str, Samples]
    unspoken: list[str]
    """Planned phrases whose sound is nowhere."""


def volume_of(routine: str | Path, home: Path) -> Volume:
    """Find a routine as the program does, for the person whose files are in `home`."""
    folders = Folders(*(home / name for name in ("config", "data", "cache", "state")))
    return Shelf(folders, keep=False).find(str(routine))


def score_of(volume: Volume, voice: Voice | None = None, level: str | None = None) -> Score:
    """Plan a routine that waits for no key.

    Args:
        volume: The routine.
        voice: How much is said; None: as for somebody who has set nothing and plays for the first time.
        level: None: the first.
    """
    assert volume.routine is not None, volume.problems
    timeline = compile_routine(volume.routine, volume.slug, Choices(level))
    if voice is None:
        voice = voice_of(Config(), language=volume.routine.language or "en")._replace(hints=True)
    starts = [0]
    for interval in timeline.intervals:
        assert interval.duration is not None, f"{interval.path} waits for a key"
        starts.append(starts[-1] + interval.duration)
    plan: list[Wanted] = []
    phrases: dict[str, Phrase] = {}
    for each in plan_script(timeline, voice):
        at = (starts[each.interval] + each.at) / 1000
        if isinstance(each, Cue):
            plan.append(Wanted(at, each.sound))
        elif not each.dropped:
            name = spoken(each.phrase)
            phrases[name] = each.phrase
            plan.append(Wanted(at, name, is_speech=True))
    clips, unspoken = clips_of(phrases)
    sounding = [wanted if wanted.name in clips else Wanted(wanted.at, INSTEAD) for wanted in plan]
    return Score(timeline, sounding, clips, unspoken)


def spoken(phrase: Phrase) -> str:
    """How a phrase is called in a plan."""
    return f"“{text_of(phrase)}”"


def clips_of(phrases: dict[str, Phrase]) -> tuple[dict[str, Samples], list[str]]:
    """The tones, and the sound of each phrase; and the phrases that have none."""
    clips = ears.tones(SOUNDS)
    unspoken = []
    store = SpeechStore(SOUNDS / "speech", None, "")
    for name, phrase in phrases.items():
        clip: Clip | None = store.clip(phrase)
        if clip is None:
            unspoken.append(name)
        else:
            clips[name] = ears.samples_of(clip)
    store.close()
    return clips, unspoken
