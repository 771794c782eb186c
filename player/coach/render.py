"""Renders a whole session as a sound file.

Tape, transport, soundtrack and mixer are those of a session, on a clock that runs as fast as the machine can.
Nobody presses a key: what waits for one gets the time that `unattended` states.
"""

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from player.audio.filesound import LONGEST, FileSound
from player.audio.protocol import SoundPlayer
from player.coach.coach import Coach
from player.coach.logbook import Logbook
from player.coach.unattended import AutoKey, AutoPress, next_press
from player.coach.voice.session_audio import SessionAudio
from player.routine.units import Ms
from player.script.model import Phrase, Voice
from player.session.clock import NS_PER_MS, NS_PER_S, Clock, ManualClock
from player.session.state import Playing
from player.session.transport import Transport
from player.timeline.model import Timeline
from player.timeline.sounds import OwnSound

if TYPE_CHECKING:
    from player.audio.speech.speaker import Speaker

_STEP: Final = NS_PER_S // 2
"""Time between two beats; the transport takes more than a second for sleep."""
_TAIL: Final = 3 * NS_PER_S
"""Time after the end of the tape by which its last sounds have been handed over."""
_LOOK_S: Final = 0.5
"""Seconds between two looks at the speaker's progress."""


class TooLong(Exception):  # noqa: N818  a limit of the file, not a failure
    """The session is longer than a WAV file can be."""


class Rendered(NamedTuple):
    """The result of rendering."""

    length: float
    """Seconds of the file."""
    allowed: Mapping[int, Ms]
    """How long open intervals lasted, by their index; in their first pass if there are several."""


def render(
    timeline: Timeline,
    sound: FileSound,
    clock: ManualClock,
    voice: Voice,
    *,
    own: frozenset[OwnSound] = frozenset(),
    start: int = 0,
    progress: Callable[[float], None] = lambda _: None,
) -> Rendered:
    """Play a tape into a file.

    Args:
        timeline: The tape.
        sound: The file; it is finished at the end.
        clock: The clock of the file, not moved before.
        voice: How much is said.
        own: Names of the routine's own sounds that can be played.
        start: Index of the first interval.
        progress: Called now and then with the part of the tape that is in the file, 0 to 1.

    Raises:
        TooLong: The session has no end, or is too long for a file.
        OSError: The file cannot be written.
    """
    unasked = timeline._replace(intervals=tuple(each._replace(ask=()) for each in timeline.intervals))
    session = _Unattended(Transport(unasked, clock, start=start), clock, sound, own=own, voice=voice)
    way = _Way(timeline, start)
    session.coach.begin()
    while not session.coach.over:
        _to_next(session, clock, sound)
        progress(way.part(session.transport.index, session.transport.offset))
    ended = clock.now()
    while clock.now() < ended + _TAIL or not sound.quiet:
        _advance(clock, _STEP, sound)
        session.coach.beat()
    session.coach.close()
    sound.finish()
    return Rendered(sound.seconds, session.allowed)


class _Unattended:
    """An unrecorded session that presses its own keys, without a deck sound.

    Args:
        transport: The transport of the session.
        clock: The clock of the transport.
        sound: Plays the sounds.
        own: Names of the routine's own sounds that can be played.
        voice: How much is said.
    """

    def __init__(
        self,
        transport: Transport,
        clock: Clock,
        sound: SoundPlayer,
        *,
        own: frozenset[OwnSound],
        voice: Voice,
    ) -> None:
        self.transport = transport
        logbook = Logbook(transport, clock, record=None)
        audio = SessionAudio(sound, transport, clock, logbook, own=own, voice=voice)
        self.coach = Coach(transport, clock, logbook, audio)
        self.allowed: dict[int, Ms] = {}
        """See `Rendered`."""

    def press(self, press: AutoPress) -> None:
        """Press a key."""
        transport = self.transport
        if press.is_end and transport.planned is None:
            self.allowed.setdefault(transport.index, transport.offset)
        self.coach.follow(transport.skip() if press.key is AutoKey.SKIP else transport.through())


def _to_next(session: _Unattended, clock: ManualClock, sound: FileSound) -> None:
    """Let time pass up to the next event or key, at most half a second; press the key if it is due."""
    transport, now = session.transport, clock.now()
    waits = [_STEP] if transport.deadline is None else [_STEP, transport.deadline - now]
    press = next_press(transport) if isinstance(transport.state, Playing) else None
    at = None if press is None else transport.clock_time_of(press.at)
    if at is not None:
        waits.append(max(0, at - now))
    here = transport.index, transport.pass_
    _advance(clock, min(waits), sound)
    session.coach.beat()
    if (
        press is not None
        and at is not None
        and at <= clock.now()
        and here == (transport.index, transport.pass_)
    ):
        session.press(press)


def _advance(clock: ManualClock, real: int, sound: FileSound) -> None:
    clock.advance(real / NS_PER_S)
    if clock.now() > LONGEST * NS_PER_S:
        raise TooLong
    sound.advance()


class _Way:
    """The progress of a rendering, by the index of the interval."""

    def __init__(self, timeline: Timeline, start: int) -> None:
        self._at = [0]
        for interval in timeline.intervals[start:]:
            length = interval.least if interval.duration is None else interval.duration
            self._at.append(self._at[-1] + max(1, length or 30 * NS_PER_S // NS_PER_MS))
        self._start = start
        self._part = 0.0

    def part(self, index: int, offset: Ms) -> float:
        """Return the part of the tape that was played, 0 to 1; it never decreases."""
        place = max(0, min(index - self._start, len(self._at) - 1))
        following = self._at[min(place + 1, len(self._at) - 1)]
        self._part = max(self._part, min(self._at[place] + offset, following) / self._at[-1])
        return self._part


def have_spoken(
    phrases: Collection[Phrase], speaker: "Speaker", progress: Callable[[float], None] = lambda _: None
) -> bool:
    """Have all phrases spoken that were not recorded; return whether new ones can be heard.

    Args:
        phrases: The phrases of the file.
        speaker: Has them spoken; it is not closed.
        progress: Called with the part that is done, 0 to 1.
    """
    before = {piece for phrase in phrases for piece in phrase if speaker.spoken_by(piece) is not None}
    speaker.prepare(phrases)
    done = speaker.progress()
    while not done.is_done:
        progress((done.spoken + done.failed) / done.wanted)
        done = speaker.wait(_LOOK_S)
    pieces = (piece for phrase in phrases for piece in phrase if piece not in before)
    return done.wanted > 0 and any(speaker.spoken_by(piece) is not None for piece in pieces)
