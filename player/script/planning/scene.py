"""The scene: one interval with everything its words depend on."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import takewhile
from math import ceil

from player.routine.units import Ms
from player.script.language.language import Language, language
from player.script.model import Amount, Phrase, Voice
from player.script.planning.board import ENDLESS
from player.timeline.cues import Cue, Passage, around, interval_cues, live_cues
from player.timeline.model import Dose, Interval, Phase, Timeline, Window
from player.timeline.phasesounds import breathes, onwards, opens_reps, until_key
from player.timeline.sounds import Sound


class Scene:
    """An interval as it is played, and the voice that speaks in it."""

    def __init__(
        self,
        timeline: Timeline,
        index: int,
        passage: Passage,
        voice: Voice,
        *,
        live: bool = False,
    ) -> None:
        self.timeline = timeline
        self.index = index
        self.passage = passage
        self.voice = voice
        self.live = live
        self.interval: Interval = timeline.intervals[index]
        self.before, self.after = around(timeline, index, passage)

    @cached_property
    def language(self) -> Language:
        """The language of the words."""
        return language(self.voice.language)

    @property
    def is_full(self) -> bool:
        """Whether everything is said."""
        return self.voice.amount is Amount.FULL

    def knows(self, work: Interval | None) -> bool:
        """Whether an exercise is familiar, so that half the words are enough."""
        return work is not None and work.exercise in self.voice.familiar

    @property
    def length(self) -> Ms | None:
        """Its own length; None: a key ends it."""
        return self.interval.duration if self.passage.duration is None else self.passage.duration

    @property
    def cut(self) -> Ms | None:
        """Where a window ends it before its time."""
        cut = self.passage.cut
        return cut if cut is not None and (self.length is None or cut < self.length) else None

    @property
    def end(self) -> Ms:
        """Where it ends; `ENDLESS` if a key ends it."""
        ends = [end for end in (self.length, self.cut) if end is not None]
        return min(ends, default=ENDLESS)

    @property
    def ended(self) -> Interval | None:
        """The interval played before it; None: there is none."""
        return None if self.before is None else self.timeline.intervals[self.before]

    @property
    def following(self) -> Interval | None:
        """The interval played after it; None: there is none."""
        intervals = self.timeline.intervals
        return intervals[self.after] if self.after < len(intervals) else None

    @cached_property
    def earlier(self) -> int | None:
        """Index of the nearest work before it; None: it is the first."""
        intervals = self.timeline.intervals
        at = self.before
        if at is not None and not intervals[at].is_work:
            at = next((index for index in range(at - 1, -1, -1) if intervals[index].is_work), None)
        return at

    @property
    def done(self) -> Interval | None:
        """The nearest work before it."""
        return None if self.earlier is None else self.timeline.intervals[self.earlier]

    @property
    def is_new_pass(self) -> bool:
        """Whether the next interval begins its repeating window again."""
        return self.after <= self.index

    def cues(self) -> Iterator[Cue]:
        """Return the sounds, as planned or as played; without dots if the voice turns them off."""
        cues = (live_cues if self.live else interval_cues)(self.timeline, self.index, self.passage)
        return (cue for cue in cues if self.voice.pulses or cue.sound is not Sound.PULSE)

    def phases(self) -> Iterator[Phase]:
        """Yield the phases as they are played; may be endless."""
        work, end = self.interval, self.end
        phases = work.phases if self.passage.phases is None else self.passage.phases
        flow = iter(phases)
        if work.dose is Dose.HOLD and breathes(phases) and self.length is not None:
            flow = onwards(phases)
        elif self.live:
            flow = onwards(phases) if opens_reps(work) else until_key(phases)
        return takewhile(lambda phase: phase.start < end, flow)

    def length_of(self, phrase: Phrase) -> Ms:
        """Return how long a phrase takes on the tape."""
        return ceil(self.voice.length_of(phrase) * self.voice.speed)

    def begins_beat(self, coming: int | None) -> bool:
        """Whether a round of `every` begins with the work at `coming`."""
        return any(window.runs_full and not window.repeats for window in self.windows_from(coming))

    def windows_from(self, coming: int | None) -> tuple[Window, ...]:
        """Return the windows that begin with the work at `coming`, or with the gaps right before it."""
        if coming is None:
            return ()
        windows, intervals = self.timeline.windows, self.timeline.intervals
        first = coming
        while first and not intervals[first - 1].is_work:
            first -= 1
        begin = bisect_left(windows, first, key=_first)
        return windows[begin : bisect_right(windows, coming, key=_first)]

    def written(self, index: int, *, after: int | None = None, pass_: int = 1) -> "Scene":
        """Return the scene of another interval, played as it is on the tape."""
        passage = Passage(after=index + 1 if after is None else after, pass_=pass_)
        return Scene(self.timeline, index, passage, self.voice)


def _first(window: Window) -> int:
    return window.first
