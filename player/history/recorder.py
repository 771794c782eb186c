"""Turns events of the transport into records of the history.

It computes nothing: every figure comes from the event.
"""

from collections.abc import Mapping

from player.history.changes import answering
from player.history.records import (
    Checkpoint,
    Edit,
    EndState,
    IntervalRecord,
    SessionEnd,
    SessionStart,
    SetValues,
)
from player.history.writer import Writer
from player.routine.units import Ms
from player.session.clock import Clock
from player.session.events import IntervalLeft
from player.timeline.model import Timeline


class Recorder:
    """Records one session.

    Args:
        session: Its id, see `records.new_id`, under which the session lock was acquired.
        writer: Takes the records.
        timeline: The tape that is played.
        clock: Stamps the records.
    """

    def __init__(self, session: str, writer: Writer, timeline: Timeline, clock: Clock) -> None:
        self._session = session
        self._writer = writer
        self._timeline = timeline
        self._clock = clock
        self._answers: dict[tuple[int, int], dict[str, int | float | str]] = {}
        """Values given while their interval was played: they join the row that is written when it is left."""

    def begin(
        self,
        *,
        text: str,
        tape: bytes,
        version: str,
        choices: Mapping[str, object] | None = None,
        targets: Mapping[str, object] | None = None,
        speed: float = 1.0,
        zone: str | None = None,
    ) -> int:
        """Record that the session begins now; return the writer's ticket.

        Args:
            text: The routine's file as played.
            tape: The compiled timeline in the form that resuming reads.
            version: The program's version.
            choices: Chosen names, optional steps and draws.
            targets: Targets of the progression that were used.
            speed: 1 is real time.
            zone: IANA name, see `zone.local_zone`.
        """
        timeline = self._timeline
        return self._writer.start(
            SessionStart(
                id=self._session,
                slug=timeline.slug,
                routine=timeline.name,
                text=text,
                tape=tape,
                level=timeline.level,
                choices=choices or {},
                targets=targets or {},
                seed=timeline.seed,
                speed=speed,
                version=version,
                started_at=self._clock.wall(),
                zone=zone,
                planned_ms=timeline.planned,
                work_intervals=timeline.work_intervals,
            )
        )

    def left(self, event: IntervalLeft) -> int:
        """Record an interval that was left or jumped over; return the writer's ticket."""
        interval = self._timeline.intervals[event.index]
        ticket = self._writer.interval(
            IntervalRecord(
                session=self._session,
                path=interval.path,
                kind=interval.kind.value,
                ordinal=event.index,
                pass_=event.pass_,
                exercise=interval.exercise,
                side=interval.side,
                set=interval.set,
                sets=interval.sets,
                round=interval.round,
                rounds=interval.rounds,
                planned_reps=interval.reps,
                done_reps=event.done_reps,
                planned_ms=event.planned,
                done_ms=event.done,
                load=interval.load,
                effort=None,
                pain=None,
                asked=None,
                started_ms=event.started,
                state=event.outcome.value,
            )
        )
        said = self._answers.pop((event.index, event.pass_), None)
        if said is not None:
            ticket = self._writer.answers(SetValues(self._session, interval.path, event.pass_, said))
        return ticket

    def asked(
        self, index: int, pass_: int, values: Mapping[str, int | float | str], *, is_on: bool = False
    ) -> int | None:
        """Record values the person gave for an interval; return the writer's ticket, or None if they wait.

        `reps`, `load`, `effort` and `pain` also replace the counted or planned values; reps decide again
        whether it is done. A later value replaces an earlier one of its name; playing it again drops all.

        Args:
            index: The interval's place on the tape, from 0.
            pass_: See `IntervalLeft.pass`.
            values: The values by name.
            is_on: Whether it is still being played: its values wait until it is left.

        Raises:
            ValueError: Reps are no whole number from 0 on, or effort or pain none from 0 to 10.
        """
        answers = SetValues(self._session, self._timeline.intervals[index].path, pass_, values)
        if not is_on:
            return self._writer.answers(answers)
        answering(answers)  # what cannot be stored is an error here, as it is for what is written at once
        self._answers[index, pass_] = {**self._answers.get((index, pass_), {}), **values}
        return None

    def edited(self, timeline: Timeline, *, text: str, tape: bytes) -> int:
        """Record that the session goes on with another tape; later events speak of it. Return the ticket.

        Args:
            timeline: The tape.
            text: The routine's file as it is now.
            tape: The tape in the form that resuming reads.
        """
        self._timeline = timeline
        self._answers.clear()
        return self._writer.edit(Edit(self._session, text, tape, timeline.planned, timeline.work_intervals))

    def checkpoint(self, index: int, rep: int | None, offset_ms: Ms, active_ms: Ms, paused_ms: Ms) -> None:
        """Remember where the playhead is: the interval's place on the tape, from 0, and the offset in it."""
        self._writer.checkpoint(
            Checkpoint(
                session=self._session,
                ordinal=index,
                path=self._timeline.intervals[index].path,
                rep=rep,
                offset_ms=offset_ms,
                active_ms=active_ms,
                paused_ms=paused_ms,
                at=self._clock.wall(),
            )
        )

    def end(self, state: EndState, active_ms: Ms, paused_ms: Ms) -> int:
        """Record that the session ends now; return the writer's ticket."""
        return self._writer.end(SessionEnd(self._session, state, self._clock.wall(), active_ms, paused_ms))
