"""Prefetch of speech: phrases that were not recorded are spoken in the background, before they are needed.

They are spoken in the order of the tape. `spoken_for` decides how much a session says, and in which voice.
"""

import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from player.audio.speech.manifest import Manifest
from player.coach.setup.settings import manifest_of, speaker_of, voice_of
from player.history.practice import read_practice
from player.library.config.config import Config
from player.library.folders import Folders
from player.script.model import TONES_ONLY, Amount, Last, Phrase, Said, Voice
from player.script.planner import WORDS_UP_TO, script_of
from player.timeline.model import Timeline

if TYPE_CHECKING:
    from player.audio.speech.speaker import Speaker

FAMILIAR_FROM: Final = 10
"""Finished sessions with an exercise from which on it is familiar (VOICE §1.7)."""
_AT_ONCE: Final = 50
"""Phrases ordered in one batch; small, so that those of the beginning are ready soon."""
_BREATH: Final = 0.001
"""Seconds of sleep between two planned intervals, so that the screen can draw."""
HINTS_BELOW: Final = 3
"""Finished sessions of a person below which the keys are explained."""


class Prefetch(Protocol):
    """Provides a sound for every phrase."""

    def prepare(self, timeline: Timeline, voice: Voice) -> None:
        """Have the phrases of a tape spoken in the background; returns at once."""

    def is_missing(self, phrase: Phrase) -> bool:
        """Whether a phrase has no sound, so that it must be read."""

    def close(self) -> None:
        """Stop."""


class NoPrefetch:
    """A prefetch that does nothing: every phrase has its sound, or none is heard."""

    def prepare(self, timeline: Timeline, voice: Voice) -> None:
        """See `Prefetch.prepare`."""

    def is_missing(self, phrase: Phrase) -> bool:
        """See `Prefetch.is_missing`."""
        del phrase
        return False

    def close(self) -> None:
        """See `Prefetch.close`."""


NO_PREFETCH: Final = NoPrefetch()


class Prefetcher:
    """Has all phrases of a tape spoken that were not recorded.

    Args:
        manifest: The list of recorded pieces.
        speaker: Makes the speaker for other phrases; called once, when one is needed.
        has_own_voice: Whether recorded phrases, too, are spoken in the voice that is set.
    """

    def __init__(
        self, manifest: Manifest, speaker: Callable[[], "Speaker"], *, has_own_voice: bool = False
    ) -> None:
        self._manifest = manifest
        self._has_own_voice = has_own_voice
        self._open = speaker
        self._lock = threading.Lock()
        self._speaker: Speaker | None = None
        self._closed = False

    def prepare(self, timeline: Timeline, voice: Voice) -> None:
        """See `Prefetch.prepare`."""
        if voice.amount is not Amount.TONES and voice.speed <= WORDS_UP_TO:
            threading.Thread(
                target=self._prepare, args=(timeline, voice), name="prefetch", daemon=True
            ).start()

    def is_missing(self, phrase: Phrase) -> bool:
        """See `Prefetch.is_missing`."""
        missing = self._manifest.missing(phrase)
        speaker = self._speaker
        return bool(missing) and (
            speaker is None or any(speaker.spoken_by(piece) is None for piece in missing)
        )

    def close(self) -> None:
        """See `Prefetch.close`."""
        with self._lock:
            self._closed = True
            speaker = self._speaker
        if speaker is not None:
            speaker.close()

    def _prepare(self, timeline: Timeline, voice: Voice) -> None:
        phrases: list[Phrase] = []
        for index in range(len(timeline.intervals) + 1):
            script = script_of(timeline, index, voice=voice)
            phrases += [what.phrase for what in script if isinstance(what, Said) and not what.dropped]
            if len(phrases) >= _AT_ONCE:
                self._hand_over(phrases)
                phrases = []
            if self._closed:
                return
            time.sleep(_BREATH)
        self._hand_over(phrases)

    def _hand_over(self, phrases: list[Phrase]) -> None:
        if not self._has_own_voice and not any(map(self._manifest.missing, phrases)):
            return
        with self._lock:
            if self._closed:
                return
            self._speaker = self._speaker or self._open()
        self._speaker.prepare(phrases)


class SpeechSetup(NamedTuple):
    """The voice and the prefetch of a session."""

    voice: Voice = TONES_ONLY
    prefetcher: Prefetch = NO_PREFETCH


def spoken_for(
    timeline: Timeline,
    config: Config,
    folders: Folders,
    *,
    speed: float = 1.0,
    amount: Amount | None = None,
    is_heard: bool = True,
    language: str = "en",
) -> SpeechSetup:
    """Return the voice and the prefetch of a session.

    Args:
        timeline: The tape of the session.
        config: The settings.
        folders: The folders of the history and of spoken phrases.
        speed: Routine seconds per real second.
        amount: How much is said; None: as in the settings.
        is_heard: Whether there is any sound but the terminal's bell.
        language: The language of the routine.
    """
    voice = voice_of(config, speed=speed, amount=Amount.TONES, language=language)
    if speed > WORDS_UP_TO or not is_heard:
        return SpeechSetup(voice)
    manifest = manifest_of(language)
    said = config.speech.amount if amount is None else amount
    voice = practised(voice._replace(amount=said, length_of=manifest.length), timeline, folders)
    own = bool(config.speech.voice)
    return SpeechSetup(
        voice, Prefetcher(manifest, lambda: speaker_of(config, folders, manifest), has_own_voice=own)
    )


def practised(voice: Voice, timeline: Timeline, folders: Folders) -> Voice:
    """Return `voice` with what the history knows of the person and the tape."""
    exercises = {work.exercise for work in timeline.intervals if work.is_work and work.exercise}
    practice = read_practice(folders.history, timeline.slug, exercises)
    return voice._replace(
        familiar=frozenset(name for name, n in practice.exercises.items() if n >= FAMILIAR_FROM),
        last={path: Last(*asked) for path, asked in practice.last.items()},
        hints=practice.sessions < HINTS_BELOW,
    )
