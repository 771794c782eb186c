"""Replies to keys (VOICE §3), composed from the state of the session so that no one has to look."""

from collections.abc import Callable
from typing import Final

from player.coach.outcomes import Outcomes
from player.coach.voice.reply_timing import AFTER_A_KEY, NOTHING, Reply, after, one
from player.coach.voice.speech_queue import QUIET
from player.routine.units import Ms
from player.script.language.language import Language, Value, language
from player.script.model import Amount, Forms, Moment, MomentTrait, Part, Phrase, Voice
from player.script.phrases.announcements import announcement, place_line, repeat
from player.script.phrases.of_moments import care, finished, hints, stopped, time_is_up
from player.session.clock import NS_PER_S, Clock
from player.session.events import Event, IntervalEntered, IntervalLeft, PhaseEnded
from player.session.state import IsPaused
from player.session.transport import Transport
from player.timeline.model import Dose, Kind
from player.timeline.paths import step_of
from player.timeline.sounds import Sound
from player.views.playing.results import SessionSummary, score

AGAIN_WITHIN: Final = 6 * NS_PER_S
"""A second `r` within this time gets only the form cue."""
REFUSED_WITHIN: Final = 5 * NS_PER_S
"""The second refused key within this time gets a reply in words."""
_LONG: Final[Ms] = 90_000
_MINUTE: Final[Ms] = 60_000
_COARSE: Final[Ms] = 5_000
_SECOND: Final[Ms] = 1000
_ASKED: Final = {"reps": "ask-reps", "load": "ask-load", "effort": "ask-effort", "pain": "ask-pain-after"}
_SPEAKS_FROM: Final[Ms] = 4000
"""Least length of a gap that has room to announce the next work."""


class Replies:
    """Composes the reply to each key.

    Args:
        transport: The transport, in the state after the key.
        clock: Measures the time between keys that belong together.
        voice: Returns how much is said now.
    """

    def __init__(self, transport: Transport, clock: Clock, voice: Callable[[], Voice]) -> None:
        self._transport = transport
        self._voice = voice
        self._adjusted = Coalesced(clock, QUIET)
        self._again = Coalesced(clock, AGAIN_WITHIN)
        self._refused = Coalesced(clock, REFUSED_WITHIN)

    def sentence(
        self, key: str, sound: Sound | None = None, *, always: bool = False, **values: Value
    ) -> Reply:
        """Compose a reply of one sentence.

        Args:
            key: Key of its template in the language's texts.
            sound: The deck sound that it follows; None: it follows none.
            always: Whether it is said even when the tape is heard in tones only.
            values: Values for the template.
        """
        begins = AFTER_A_KEY if sound is None else after(sound)
        return one(self._say(key, **values), begins, always=always)

    def pausing(self) -> Reply:
        """Reply to Space while the tape moves, or to a computer that fell asleep."""
        return self.sentence("answer-paused", Sound.PAUSED)

    def still_paused(self) -> Reply:
        """Sentence for a pause in which no key has come for long."""
        return self.sentence("answer-still-paused")

    def going_on(self) -> Reply:
        """Reply to Space while paused: the current rep, or the seconds left; in a gap nothing."""
        transport = self._transport
        work, phase, left = transport.interval, transport.phase, transport.remaining
        if not work.is_work or not transport.offset:
            return NOTHING
        if work.dose in {Dose.BEAT, Dose.HELD_REPS}:
            return self.sentence("answer-rep", n=phase.rep) if phase is not None else NOTHING
        return one(self._left(left)) if left is not None else NOTHING

    def place(self, *, back: bool = False, is_known: bool = False) -> Reply:
        """Reply to a jump: the shortest announcement of the new place, before the ticks; in a gap nothing.

        Args:
            back: Whether it led back.
            is_known: Whether the new place had been announced before.
        """
        transport, voice = self._transport, self._voice()
        moves = not isinstance(transport.state, IsPaused)
        if moves and not transport.interval.is_work and self._gap_speaks():
            return NOTHING
        line = place_line(transport.timeline, transport.index, voice, back=back, pass_=transport.pass_)
        short = place_line(transport.timeline, transport.index, voice, pass_=transport.pass_)
        lines = [Forms(line, short)]
        if not back and not is_known and self._begins_step():
            lines += [
                Forms(part.short) for part in self._announced() if MomentTrait.HOW in part.moment.traits
            ]
        return Reply(tuple(lines), puts_off=moves and transport.interval.is_work)

    def through(self, events: tuple[Event, ...], *, is_known: bool) -> Reply:
        """Reply to Enter: the announcement of the next work, if the gap it ended had not made it yet.

        Args:
            events: The events of the key.
            is_known: Whether the gap had announced the next work.
        """
        entered = any(isinstance(event, IntervalEntered) for event in events)
        if is_known or not entered or not self._transport.interval.is_work:
            return NOTHING
        parts = (part for part in self._announced() if MomentTrait.ANNOUNCES in part.moment.traits)
        return Reply(tuple(Forms(part.short or part.full) for part in parts), puts_off=True)

    def reps_done(self, events: tuple[Event, ...]) -> Phrase:
        """Return how many reps were done when Enter ended them: `Last one, seven done.`; may be empty."""
        if any(isinstance(event, PhaseEnded) for event in events):
            return ()
        for event in events:
            if isinstance(event, IntervalLeft) and event.done_reps:
                work = self._transport.timeline.intervals[event.index]
                return self._say("answer-last-one", n=event.done_reps) if work.is_work else ()
        return ()

    def adjusted(self, change: Ms, events: tuple[Event, ...], *, is_known: bool = True) -> Reply:
        """Reply to `]` and `[`: the sum of all presses in a row, and the time left.

        Args:
            change: The change by this press.
            events: The events of the key.
            is_known: As in `through`, for a key that ends the interval.
        """
        total = self._adjusted.sum(change)
        if any(isinstance(event, IntervalEntered) for event in events):  # the interval has ended
            self._adjusted.forget()
            return self.through(events, is_known=is_known)
        left = self._transport.remaining
        if left is None or not total:
            return one(self._left(left)) if left is not None else NOTHING
        key = "answer-more" if total > 0 else "answer-less"
        seconds = -(-left // _SECOND)
        more = self._language.number(abs(total) // _SECOND)
        if left > _LONG:
            words = self._language.rounded(left)
            return one(self._say(key, change=more, left=words))
        return one(self._say(key, change=more, left=seconds))

    def again(self) -> Reply:
        """Reply to `r`: everything about the current or next work; to a second `r` only the form cue."""
        transport, voice = self._transport, self._voice()
        phase = transport.phase
        counts = transport.interval.dose in {Dose.BEAT, Dose.HELD_REPS}
        parts = repeat(
            transport.timeline,
            transport.index,
            voice,
            rep=phase.rep if phase is not None and counts else None,
            left=transport.remaining,
        )
        cues = tuple(part for part in parts if part.moment is Moment.CUE)
        chosen = cues if self._again.count() > 1 and cues else parts
        return Reply(_forms(chosen), after(Sound.OPEN))

    def stopping(self) -> Reply:
        """Reply to `q`: the question; said in tones, too, since a session must not end by mistake."""
        return self.sentence("answer-stop", Sound.ASK, always=True)

    def voice_changed(self) -> Reply:
        """Reply to `v`, after the change."""
        is_on = self._voice().amount is not Amount.TONES
        return self.sentence("answer-voice-on" if is_on else "answer-voice-off", always=True)

    def refused(self) -> Reply:
        """Reply to a refused key: words only for the second one in a row."""
        return self.sentence("answer-cannot") if self._refused.count() > 1 else NOTHING

    def sound_back(self) -> Reply:
        """Sentence for sound that is back, with the place in the session."""
        transport = self._transport
        line = place_line(transport.timeline, transport.index, self._voice(), pass_=transport.pass_)
        told = Forms(self._say("answer-sound-back"))
        return Reply((told, Forms(line)), after(Sound.NOTICE))

    def hints(self) -> list[Phrase]:
        """Return hints: what the keys do, one phrase each, and at which signs to stop."""
        return [*((piece,) for piece in hints(self._language)), care(self._language)]

    def question(self, field: str) -> Phrase:
        """Return the question about the last set."""
        return self._say(_ASKED[field]) if field in _ASKED else ()

    def time_is_up(self, events: tuple[Event, ...], outcomes: Outcomes) -> Phrase:
        """Return the score of as many rounds as possible if their time has just run out, else nothing.

        Args:
            events: The events of a beat.
            outcomes: Outcomes of all intervals, those of `events` included.
        """
        timeline, here = self._transport.timeline, self._transport.index
        left = [event.index for event in events if isinstance(event, IntervalLeft)]
        for window in timeline.windows if left else ():
            within = range(window.first, window.end)
            is_over = here not in within and any(index in within for index in left)
            if window.repeats and window.length is not None and is_over:
                return time_is_up(*score(timeline, window, outcomes), self._language)
        return ()

    def result(self, summary: SessionSummary, active: Ms, score: Phrase = ()) -> Reply:
        """Sentence for the end: what was done, without praise.

        Args:
            summary: The summary of the session.
            active: Time the tape moved.
            score: A phrase that is said before it; empty: none.
        """
        done = sum(line.done + line.partial for line in summary.lines)
        planned = sum(line.planned for line in summary.lines)
        if not summary.finished:
            return one(stopped(done, planned, self._language))
        skipped = sum(line.skipped for line in summary.lines)
        exercises = sum(line.done + line.partial > 0 for line in summary.lines)
        length = active if active > _LONG else max(1, round(active / _COARSE)) * _COARSE
        forms = finished(exercises, length, skipped, self._language)
        is_brief = self._voice().amount is Amount.BRIEF
        told = Forms(forms.short if is_brief else forms.full)
        return Reply((Forms(score), told) if score else (told,), after(Sound.FINISH))

    @property
    def _language(self) -> Language:
        return language(self._voice().language)

    def _say(self, key: str, **values: Value) -> Phrase:
        return self._language.say(key, **values)

    def _left(self, left: Ms) -> Phrase:
        """The time left: `Twelve left.`, or `Three minutes left.` where it is long."""
        if left > _LONG:
            return self._say("answer-left-long", ms=round(left / _MINUTE) * _MINUTE)
        return self._say("answer-left", n=-(-left // _SECOND))

    def _gap_speaks(self) -> bool:
        """Whether the current gap is long enough to announce the next work itself."""
        gap, left = self._transport.interval, self._transport.remaining
        return gap.kind is Kind.SAY or left is None or left >= _SPEAKS_FROM

    def _announced(self) -> tuple[Part, ...]:
        """The parts of the announcement of the current work."""
        here = self._transport
        return announcement(here.timeline, here.index, self._work_before(), self._voice(), pass_=here.pass_)

    def _begins_step(self) -> bool:
        """Whether the current work is the first of its step."""
        intervals, here, before = self._transport.timeline.intervals, self._transport, self._work_before()
        step = step_of(here.interval.path)
        return here.interval.is_work and (before is None or step_of(intervals[before].path) != step)

    def _work_before(self) -> int | None:
        intervals = self._transport.timeline.intervals
        return next((at for at in range(self._transport.index - 1, -1, -1) if intervals[at].is_work), None)


class Coalesced:
    """Groups presses of one kind of key that follow each other closely.

    Args:
        clock: Measures the time between them.
        within: Most nanoseconds from one press to the next of a group.
    """

    def __init__(self, clock: Clock, within: int) -> None:
        self._clock = clock
        self._within = within
        self._last: int | None = None
        self._sum = 0

    def sum(self, amount: int) -> int:
        """Add to the sum of the group, and return it."""
        now = self._clock.now()
        if self._last is None or now - self._last > self._within:
            self._sum = 0
        self._last = now
        self._sum += amount
        return self._sum

    def count(self) -> int:
        """Return the number of this press in its group, from 1."""
        return self.sum(1)

    def forget(self) -> None:
        """Begin a new group with the next press."""
        self._last = None


def _forms(parts: tuple[Part, ...]) -> tuple[Forms, ...]:
    return tuple(Forms(part.full, part.short) for part in parts)
