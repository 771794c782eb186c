"""The logbook of a session: outcomes of intervals and answers, in memory and on disk."""

from collections.abc import Callable, Mapping

from player.coach.outcomes import Outcomes
from player.coach.questions import Questions, Value
from player.coach.record import Checkpoints, Record
from player.history.records import EndState
from player.session.clock import Clock
from player.session.events import Event, Finished, IntervalEntered, IntervalLeft, Stopped
from player.session.state import Ended
from player.session.transport import Transport
from player.timeline.model import Timeline
from player.views.playing.results import SessionSummary, summarise


class Logbook:
    """Keeps what happens in one session, and writes it to the record at once.

    Args:
        transport: The transport of the session.
        clock: The clock of the session.
        record: The record on disk; None: the session is not recorded.
    """

    def __init__(self, transport: Transport, clock: Clock, record: Record | None) -> None:
        self.record = record
        self.outcomes = Outcomes()
        """How each interval was left."""
        self.questions = Questions(transport, self._on_values)
        """Questions about the last set, and the values given for all sets."""
        self.on_left: Callable[[IntervalLeft, int], None] = lambda _event, _ticket: None
        """Called for every interval that was left, with the ticket of its record (0: unrecorded)."""
        self._transport = transport
        self._checkpoints = Checkpoints(record, transport, clock)
        self._known_notices = 0

    @property
    def summary(self) -> SessionSummary:
        """The summary of the session so far: done against planned."""
        state = self._transport.state
        return summarise(
            self._transport.timeline,
            self.outcomes,
            self._transport.active,
            finished=isinstance(state, Ended) and state.finished,
            answers=self.questions.values,
            gone=self.outcomes.works_gone().values(),
        )

    @property
    def trouble(self) -> str | None:
        """One sentence while the disk is more than a second behind."""
        return self.record.trouble() if self.record is not None else None

    def begin(self) -> None:
        """Record that the session begins now."""
        if self.record is not None:
            self.record.begin()

    def write(self, events: tuple[Event, ...]) -> None:
        """Write down the transport's events."""
        for event in events:
            match event:
                case IntervalLeft():
                    self._left(event)
                case IntervalEntered(index=index, pass_=pass_):
                    self.questions.entered(index, pass_)
                case Finished():
                    self._end("finished")
                case Stopped():
                    self._end("stopped")

    def change_tape(self, events: tuple[Event, ...], old: Timeline, new: Timeline, text: str) -> None:
        """Change to another tape: what was done stays done.

        Args:
            events: The transport's events: it left an interval of the old tape, and entered one of the new.
            old: The tape so far.
            new: The tape from now on.
            text: The routine's file from which the new tape was compiled.
        """
        of_old = next(
            (n for n, event in enumerate(events) if isinstance(event, IntervalEntered)), len(events)
        )
        self.write(events[:of_old])
        self.outcomes.follow(old, new)
        self.questions.follow(new)
        if self.record is not None:
            self.record.edited(new, text)
        self.write(events[of_old:])

    def checkpoint(self, *, now: bool = False) -> None:
        """Record where the playhead is: at most once a second, or at once."""
        self._checkpoints.write(now=now)

    def new_notices(self) -> tuple[str, ...]:
        """Return the writer's notices since the last call, oldest first."""
        if self.record is None:
            return ()
        notices = self.record.notices()
        new = notices[self._known_notices :]
        self._known_notices = len(notices)
        return new

    def close(self) -> None:
        """Close the record. A session that is not over is recorded as interrupted at its last checkpoint."""
        if self.record is not None:
            self.record.close()

    def _left(self, event: IntervalLeft) -> None:
        self.outcomes.note(event)
        self.on_left(event, self.record.left(event) if self.record is not None else 0)
        self.questions.left(event)

    def _on_values(self, index: int, pass_: int, values: Mapping[str, Value]) -> None:
        """Record the values of a set; its reps decide again whether it is done, here and in the record."""
        planned = self.questions.tape.intervals[index].reps or 0
        self.outcomes.counted((index, pass_), planned, values.get("reps"))
        if self.record is not None:
            self.record.asked(index, pass_, values)

    def _end(self, state: EndState) -> None:
        self.questions.settle()
        if self.record is not None:
            self.record.end(state, self._transport.active, self._transport.paused)
