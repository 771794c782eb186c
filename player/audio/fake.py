"""A fake sound engine, which records calls instead of playing: for tests and rehearsal."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from player.audio.protocol import SoundState, SoundStatus, Way
from player.script.model import Phrase
from player.timeline.sounds import CueSound, OwnSound, Sound

_SILENCES: Final = frozenset(("clear", "close", "hush"))


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the sound player."""

    what: str
    """Name of the method: start, cue, play, say, hush, expect, clear or close."""
    sound: CueSound | None = None
    at: int | None = None
    """Time in ns: of the sound for cue and say, as given for expect, else of the call if there is a clock."""
    gain_db: float = 0.0
    phrase: Phrase = ()
    room: int = 0
    """Room of a phrase, ns."""
    instead: Sound | None = None


class UnknownSoundError(LookupError):
    """A call names a sound that does not exist: a mistake in the program."""


class FakeEngine:
    """Stands in for `SoundEngine`.

    Args:
        known: The sounds that exist; None: any name is accepted.
        now: The clock of the test, ns; needed for `heard`.
    """

    def __init__(self, known: Collection[str] | None = None, now: Callable[[], int] | None = None) -> None:
        self.calls: list[Call] = []
        """All calls, in order."""
        self.state = SoundStatus(Way.NONE, SoundState.OFF, needs_bell=False)
        """The result of `status`; a test sets it to simulate a lost device."""
        self.pending_notices: list[str] = []
        """The next result of `notices`."""
        self._known = known
        self._now = now

    def start(self) -> None:
        """See `SoundPlayer.start`."""
        self._call("start")
        self.state = SoundStatus(Way.MINIAUDIO, SoundState.READY, needs_bell=False)

    def load(self, name: OwnSound, path: Path, instead: Sound) -> None:
        """See `SoundPlayer.load`."""
        del path  # nothing is read
        self._check(instead)
        if self._known is not None:
            self._known = {*self._known, name}

    def cue(self, at: int, sound: CueSound, gain_db: float = 0.0) -> None:
        """See `SoundPlayer.cue`.

        Raises:
            UnknownSoundError: There is no such sound.
        """
        self._check(sound)
        self.calls.append(Call("cue", sound, at, gain_db))

    def play(self, sound: Sound) -> None:
        """See `SoundPlayer.play`.

        Raises:
            UnknownSoundError: There is no such sound.
        """
        self._check(sound)
        self._call("play", sound)

    def say(self, at: int, phrase: Phrase, room: int, instead: Sound | None = None) -> None:
        """See `SoundPlayer.say`.

        Raises:
            UnknownSoundError: There is no such sound.
        """
        if instead is not None:
            self._check(instead)
        self.calls.append(Call("say", None, at, phrase=phrase, room=room, instead=instead))

    def hush(self) -> None:
        """See `SoundPlayer.hush`."""
        self._call("hush")

    def expect(self, at: int | None) -> None:
        """See `SoundPlayer.expect`."""
        self.calls.append(Call("expect", None, at))

    def clear(self) -> None:
        """See `SoundPlayer.clear`."""
        self._call("clear")

    def status(self) -> SoundStatus:
        """See `SoundPlayer.status`."""
        return self.state

    def notices(self) -> list[str]:
        """See `SoundPlayer.notices`."""
        notices, self.pending_notices = self.pending_notices, []
        return notices

    def close(self, timeout: float = 1.0) -> None:
        """See `SoundPlayer.close`."""
        del timeout  # nothing to wait for
        self._call("close")
        self.state = SoundStatus(Way.NONE, SoundState.OFF, needs_bell=False)

    def heard(self) -> list[tuple[int, str]]:
        """Return time (ns) and name of every sound that began: played ones, and cues not cleared in time.

        Needs a clock. A cue later than the current time of the clock has not begun.
        """
        now = self._time()
        ends = [now if call.at is None else call.at for call in self.calls if call.what in {"clear", "close"}]
        begun: list[tuple[int, str]] = []
        passed = 0
        for call in self.calls:
            passed += call.what in {"clear", "close"}
            until = ends[passed] if passed < len(ends) else now
            if call.sound is not None and call.at is not None and call.at <= until:
                begun.append((call.at, call.sound))
        return sorted(begun)

    def said(self) -> list[tuple[int, Phrase]]:
        """Return time (ns) and pieces of every phrase that began, as `heard`; `hush` drops phrases, too."""
        now = self._time()
        ends = [now if call.at is None else call.at for call in self.calls if call.what in _SILENCES]
        begun: list[tuple[int, Phrase]] = []
        passed = 0
        for call in self.calls:
            passed += call.what in _SILENCES
            until = ends[passed] if passed < len(ends) else now
            if call.what == "say" and call.at is not None and call.at <= until:
                begun.append((call.at, call.phrase))
        return sorted(begun)

    def _check(self, sound: CueSound) -> None:
        if self._known is not None and sound not in self._known:
            raise UnknownSoundError(sound)

    def _time(self) -> int:
        return 0 if self._now is None else self._now()

    def _call(self, what: str, sound: CueSound | None = None) -> None:
        self.calls.append(Call(what, sound, None if self._now is None else self._now()))
