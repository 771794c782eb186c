"""Opening a session: makes a coach that is ready to begin from a routine and its options."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from player.audio.client import SoundEngine
from player.audio.protocol import SoundPlayer, parse_output
from player.coach.coach import Coach
from player.coach.logbook import Logbook
from player.coach.origin import Origin
from player.coach.record import open_record
from player.coach.setup.settings import setup_of, told
from player.coach.voice.prefetch import spoken_for
from player.coach.voice.session_audio import SessionAudio
from player.library.config.current import read_config
from player.library.folders import Folders
from player.library.shelf import Volume
from player.routine.model import Block
from player.routine.slug import slug as slug_of
from player.script.model import Amount
from player.session.clock import Clock
from player.session.transport import Transport
from player.timeline.choices import FIRST_OF_EVERYTHING, Choices
from player.timeline.compile import compile_routine
from player.timeline.model import Timeline
from player.timeline.paths import step_of
from player.timeline.sounds import OwnSound, Sound, own_sound

_SEED_BITS: Final = 31
_MOST_DIGITS: Final = 6
"""Most digits of a step's number; a file has room for 20,000 steps."""


@dataclass(frozen=True, slots=True)
class PlayOptions:
    """How a session is played."""

    speed: float = 1.0
    """Routine seconds per real second."""
    audio: str = ""
    """An output of DESIGN §6: `auto`, `miniaudio`, `wav:FILE`, `bell`, `none`; empty: as in the settings."""
    start: str | None = None
    """Where to begin: a path, an exercise, or the number of a top-level step; None: at the beginning."""
    choices: Choices = FIRST_OF_EVERYTHING
    """Level, chosen and optional steps, the seed of draws, targets."""
    amount: str | None = None
    """How much is said: `full`, `brief`, `tones`; None: as in the settings."""


class NoSuchStep(Exception):  # noqa: N818  it is a question that found nothing, not a failure
    """The routine has no such step."""

    def __init__(self, asked: str, steps: list[str]) -> None:
        super().__init__(asked)
        self.asked = asked
        self.steps = steps
        """The top-level steps, each with its number and path."""


class NothingToPlay(Exception):  # noqa: N818  a choice that leaves nothing, not a failure
    """These choices, or this level, leave every step out."""


def tape_of(volume: Volume, choices: Choices = FIRST_OF_EVERYTHING) -> Timeline:
    """Return the tape of a routine without errors.

    Raises:
        NoSuchChoice: The routine has no such level or step.
    """
    if volume.routine is None:
        raise ValueError(f"{volume.path} has errors")
    return compile_routine(volume.routine, volume.slug, choices)


def open_session(volume: Volume, options: PlayOptions, folders: Folders, clock: Clock) -> Coach:
    """Return a coach for one session of a routine without errors; nothing is heard or moves before `begin`.

    A routine that draws steps gets a seed, if it was given none.

    Raises:
        NoSuchStep: `options.start` is not in the routine.
        NoSuchChoice: `options.choices` name a level or step that is not there.
        NothingToPlay: The choices leave every step out.
    """
    choices = drawn(volume, options.choices)
    timeline = tape_of(volume, choices)
    if not timeline.intervals:
        raise NothingToPlay
    start = find_step(timeline, options.start) if options.start is not None else 0
    record, notices = open_record(
        folders.history, timeline, volume.text or "", clock, speed=options.speed, choices=choices
    )
    transport = Transport(timeline, clock, speed=options.speed, start=start)
    config = read_config(folders)
    setup = setup_of(config, folders, options.audio)
    sound = SoundEngine(setup)
    own, faults = load_own(sound, volume.path.parent, timeline)
    spoken = spoken_for(
        timeline,
        config,
        folders,
        speed=options.speed,
        amount=None if options.amount is None else Amount(options.amount),
        is_heard=parse_output(setup.output).has_engine,
        language=language_of(volume),
    )
    logbook = Logbook(transport, clock, record)
    audio = SessionAudio(
        sound, transport, clock, logbook, own=own, voice=spoken.voice, prefetcher=spoken.prefetcher
    )
    coach = Coach(transport, clock, logbook, audio, (*told(config), *faults, *notices))
    coach.origin = Origin(volume, choices)
    return coach


def language_of(volume: Volume) -> str:
    """Return the language a routine is written in; English where it does not say."""
    return (volume.routine.language if volume.routine is not None else None) or "en"


def drawn(volume: Volume, choices: Choices) -> Choices:
    """Return `choices`, with a new seed if the routine draws and they have none: a session draws once."""
    if choices.seed is None and volume.routine is not None and draws(volume.routine.body):
        import secrets

        return choices._replace(seed=secrets.randbits(_SEED_BITS))
    return choices


def draws(block: Block) -> bool:
    """Whether anything in a block is drawn; a text that is included many times is searched once."""
    seen: set[int] = set()
    waiting = [block]
    while waiting:
        here = waiting.pop()
        if here.pick is not None:
            return True
        inner = [step for step in here.steps if isinstance(step, Block) and id(step) not in seen]
        seen.update(map(id, inner))
        waiting += inner
    return False


def load_own(
    sound: SoundPlayer, folder: Path, timeline: Timeline
) -> tuple[frozenset[OwnSound], tuple[str, ...]]:
    """Load the routine's own sounds into the engine.

    Returns:
        The sounds that can be played, and one sentence if some cannot; else none.
    """
    names = sorted({interval.sound for interval in timeline.intervals if interval.sound is not None})
    if not names:
        return frozenset(), ()
    from player.audio.clips import ClipError
    from player.audio.mixing.own_sounds import MOST_OWN, own_clip

    loaded: set[OwnSound] = set()
    faults = [f"There are more than {MOST_OWN} own sounds."] if len(names) > MOST_OWN else []
    for name in names[:MOST_OWN]:
        try:
            path = own_clip(folder, name)
        except ClipError as error:
            faults.append(str(error))
        else:
            sound.load(own_sound(name), path, instead=Sound.GO)
            loaded.add(own_sound(name))
    more = f" ({len(faults) - 1} more like it.)" if len(faults) > 1 else ""
    told = (f"{faults[0]} The usual sound is heard instead.{more}",) if faults else ()
    return frozenset(loaded), told


def find_step(timeline: Timeline, asked: str) -> int:
    """Return the index of the interval with which a step begins.

    For the number of a `rest:` step it is the work after it, since a session does not begin with a rest.

    Args:
        timeline: The tape.
        asked: A path, an exercise, or the number of a top-level step.

    Raises:
        NoSuchStep: There is no such step.
    """
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= _MOST_DIGITS else 0
    is_number = 1 <= number <= max(interval.step for interval in timeline.intervals)
    name = slug_of(asked)
    for index, interval in enumerate(timeline.intervals):
        place = step_of(interval.path)
        if interval.path == asked:
            return index
        if interval.is_work and (
            (is_number and interval.step >= number)
            or place == asked
            or (name and slug_of(interval.exercise or "") == name)
        ):
            return index
    steps = {
        f"{interval.step}": f"{interval.step}  {step_of(interval.path)}"
        for interval in reversed(timeline.intervals)
        if interval.is_work
    }
    raise NoSuchStep(asked, [steps[key] for key in sorted(steps, key=int)])
