"""A session on a manual clock: the coach as it is, sound and record written down instead of made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from player.audio.fake import FakeEngine
from player.audio.protocol import SoundState, SoundStatus, Way
from player.coach.coach import Coach
from player.coach.commands import Command
from player.coach.logbook import Logbook
from player.coach.record import Record
from player.coach.voice.prefetch import NO_PREFETCH, Prefetch
from player.coach.voice.session_audio import SessionAudio
from player.history.records import EndState
from player.routine.model import Ms
from player.script.model import TONES_ONLY, Voice, text_of
from player.session.clock import NS_PER_S, ManualClock
from player.session.events import IntervalLeft
from player.session.transport import Transport
from player.timeline.model import Timeline
from player.timeline.sounds import CueSound, OwnSound, Sound

SOUNDS = frozenset(path.stem for path in (Path(__file__).parents[2] / "sounds").glob("*.wav")) | {"chime"}
APART = 0.2
"""Seconds between two key presses that are meant as two."""


@dataclass(frozen=True)
class Sent:
    """A cue that was handed to the engine."""

    now: int
    """Clock time when it was handed over."""
    at: int
    sound: str
    clears: int
    """How often the engine had been cleared by then."""


class Engine(FakeEngine):
    """Knows when each cue was sent, and which cues are still alive."""

    def __init__(self, clock: ManualClock) -> None:
        super().__init__(SOUNDS, clock.now)
        self.clock = clock
        self.sent: list[Sent] = []
        self.clears = 0

    def cue(self, at: int, sound: CueSound, gain_db: float = 0.0) -> None:
        super().cue(at, sound, gain_db)
        self.sent.append(Sent(self.clock.now(), at, sound, self.clears))

    def clear(self) -> None:
        super().clear()
        self.clears += 1

    def waiting(self) -> list[tuple[int, str]]:
        """Cues that will sound from now on: later than now and not cleared."""
        now = self.clock.now()
        return sorted((cue.at, cue.sound) for cue in self.sent if cue.clears == self.clears and cue.at > now)

    def answers(self) -> list[str]:
        """What was played at once, in order."""
        return [call.sound for call in self.calls if call.what == "play" and call.sound is not None]

    def lose(self) -> None:
        self.state = SoundStatus(Way.BELL, SoundState.LOST, needs_bell=True)

    def come_back(self) -> None:
        self.state = SoundStatus(Way.MINIAUDIO, SoundState.READY, needs_bell=False)


@dataclass(frozen=True)
class Checkpointed:
    """One call of `Record.checkpoint`, with the clock time of it."""

    now: int
    index: int
    rep: int | None
    offset: Ms
    active: Ms
    paused: Ms


@dataclass
class Written(Record):
    """A record that keeps what it is told in memory."""

    clock: ManualClock
    began: list[int] = field(default_factory=list)
    lines: list[IntervalLeft] = field(default_factory=list)
    checkpoints: list[Checkpointed] = field(default_factory=list)
    asked_values: list[tuple[int, int, dict[str, int | float | str]]] = field(default_factory=list)
    ends: list[tuple[EndState, Ms, Ms]] = field(default_factory=list)
    banner: str | None = None
    told: list[str] = field(default_factory=list)
    on_disk: int | None = None
    """The ticket that is on disk; None: everything at once."""
    closed: bool = False

    def begin(self) -> None:
        self.began.append(self.clock.now())

    def left(self, event: IntervalLeft) -> int:
        self.lines.append(event)
        return len(self.lines)

    def asked(self, index: int, pass_: int, values: Mapping[str, int | float | str]) -> int:
        self.asked_values.append((index, pass_, dict(values)))
        return len(self.lines)

    def checkpoint(self, index: int, rep: int | None, offset: Ms, active: Ms, paused: Ms) -> None:
        self.checkpoints.append(Checkpointed(self.clock.now(), index, rep, offset, active, paused))

    def end(self, state: EndState, active: Ms, paused: Ms) -> int:
        self.ends.append((state, active, paused))
        return len(self.lines) + 1

    def committed(self) -> int:
        return len(self.lines) + len(self.ends) if self.on_disk is None else self.on_disk

    def notices(self) -> tuple[str, ...]:
        return tuple(self.told)

    def trouble(self) -> str | None:
        return self.banner

    def close(self) -> bool:
        self.closed = True
        return True


class Rehearsal:
    """One session and everything around it.

    Args:
        timeline: The tape.
        speed: Routine seconds per real second.
        start: Index of the first interval.
        notices: What the person must see.
        recorded: Whether it is written down.
        own: Own sounds that can be played.
        voice: How much is said.
        prefetcher: Knows what has no sound.
    """

    def __init__(
        self,
        timeline: Timeline,
        *,
        speed: float = 1.0,
        start: int = 0,
        notices: tuple[str, ...] = (),
        recorded: bool = True,
        own: frozenset[OwnSound] = frozenset(),
        voice: Voice = TONES_ONLY,
        prefetcher: Prefetch = NO_PREFETCH,
    ) -> None:
        self.timeline = timeline
        self.clock = ManualClock()
        self.engine = Engine(self.clock)
        self.written = Written(self.clock)
        self.transport = Transport(timeline, self.clock, speed=speed, start=start)
        record = self.written if recorded else None
        for name in own:
            self.engine.load(name, Path(name), Sound.GO)
        logbook = Logbook(self.transport, self.clock, record)
        audio = SessionAudio(
            self.engine, self.transport, self.clock, logbook, own=own, voice=voice, prefetcher=prefetcher
        )
        self.coach = Coach(self.transport, self.clock, logbook, audio, notices)
        self.bells: list[int] = []
        self.coach.audio.bell = lambda: self.bells.append(self.clock.now())

    @property
    def said(self) -> list[tuple[float, str]]:
        """Seconds and texts of all phrases that began so far."""
        return [(at / NS_PER_S, text_of(phrase)) for at, phrase in self.engine.said()]

    def said_since(self, moment: float) -> list[tuple[float, str]]:
        """Seconds after `moment` and texts of the phrases that began later than that."""
        return [(round(at - moment, 3), text) for at, text in self.said if at >= moment]

    @property
    def index(self) -> int:
        return self.transport.index

    @property
    def states(self) -> list[str]:
        """How every interval was left, in the order in which it happened."""
        return [line.outcome.value for line in self.written.lines]

    def begin(self) -> "Rehearsal":
        self.coach.begin()
        return self

    def wait(self, seconds: float) -> None:
        """Let time pass as whoever shows a session does: a beat when the coach asks for it."""
        until = self.clock.now() + round(seconds * NS_PER_S)
        while self.clock.now() < until:
            asked = self.coach.next_beat()
            left = (until - self.clock.now()) / NS_PER_S
            self.clock.advance(left if asked is None else min(asked, left))
            self.coach.beat()

    def wait_until(self, index: int, seconds: float = 0.0) -> None:
        """Let time pass until an interval has begun, and `seconds` more."""
        for _ in range(100_000):
            if self.transport.index >= index or self.coach.over:
                break
            self.wait(min(0.5, self.coach.next_beat() or 0.5))
        if seconds:
            self.wait(seconds)

    def do(self, *commands: Command) -> list[str]:
        """Press keys, one after the other; return the sounds that answered at once."""
        before = len(self.engine.answers())
        for number, command in enumerate(commands):
            if number:
                self.wait(APART)
            self.coach.do(command)
        return self.engine.answers()[before:]
