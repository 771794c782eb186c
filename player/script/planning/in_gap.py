"""Plans the words of a gap: its length, the announcement of the next work, its place in sets and rounds."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final, NamedTuple, TypeAlias

from player.routine.units import Ms
from player.script.model import BETWEEN_PARTS, Forms, Moment, MomentTrait, Part, Phrase
from player.script.phrases import of_moments
from player.script.phrases.announcements import announcement
from player.script.planning.board import BEFORE_SOUND, BEFORE_TICKS, ENDLESS, voice_after
from player.script.planning.of_rounds import is_on_and_off, opening_words
from player.script.planning.placement import Speech
from player.script.planning.scene import Scene
from player.script.planning.selection import Filling, fill
from player.timeline.cues import Cue, is_new_step
from player.timeline.model import Interval, Kind
from player.timeline.paths import rounds_of
from player.timeline.sounds import Sound, SoundTrait, stands_for

LONGEST: Final[Ms] = 9000
"""Longest announcement."""
LONG_GAP: Final[Ms] = 30_000
"""Length of a gap from which on an announcement has two parts: one at once, one shortly before work."""
_WITHOUT_SOUND: Final[Ms] = 300
"""Start of the words in a gap that begins without a sound."""
_HOLDS_A_NAME: Final[Ms] = 4000
_HOLDS_A_STEP: Final[Ms] = 8000
_DOSE_AGAIN_FROM: Final[Ms] = 20_000
"""Length of a rest after which an unchanged dose is said again."""
_NO_ROOM: Final = "no room before the ticks"
_TOO_LONG: Final = "an announcement is over after 9 s"

_Line: TypeAlias = list[tuple[Moment, Phrase]]
"""Phrases that are said one after the other, each with its moment."""


class GapScript(NamedTuple):
    """The sounds and phrases of one gap."""

    cues: tuple[Cue, ...]
    speech: Speech


def told_in(scene: Scene) -> GapScript:
    """Return the sounds and phrases of a gap."""
    gap = _Gap(scene)
    return GapScript(tuple(gap.cues), gap.speech)


class _Gap:
    """A gap between two pieces of work, or one of several in a row."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.gap = scene.interval
        ended, following = scene.ended, scene.following
        self.is_first = ended is None or ended.is_work
        self.is_last = following is not None and following.is_work
        self.cues = list(scene.cues())
        self.opened = max(
            (
                cue.at + voice_after(cue.sound)
                for cue in self.cues
                if stands_for(cue.sound).trait is SoundTrait.OPENING
            ),
            default=_WITHOUT_SOUND,
        )
        self.rest_ending = next((cue.at for cue in self.cues if cue.sound is Sound.REST_ENDING), None)
        first_tick = next((cue.at for cue in self.cues if cue.sound is Sound.TICK), None)
        self.limit = scene.end - BEFORE_SOUND if first_tick is None else first_tick - BEFORE_TICKS
        line = self._place_line()
        # Speech may cover the swells of a rest: its breaths are no exercise.
        sounds = (cue for cue in self.cues if stands_for(cue.sound).trait is not SoundTrait.SWELL)
        self.speech = Speech(scene.index, scene.voice, sounds, end=scene.end)
        at = self.limit - self._lasts(line)
        for moment, phrase in line:
            at = self.speech.say(at, phrase, moment).end + BETWEEN_PARTS
        self._speak()

    # The work around it.

    @cached_property
    def coming(self) -> int | None:
        """Index of the work after it."""
        return self._first_work(range(self.scene.after, len(self.scene.timeline.intervals)))

    @property
    def work(self) -> Interval | None:
        """The work after it."""
        return None if self.coming is None else self.scene.timeline.intervals[self.coming]

    @property
    def knows(self) -> bool:
        """Whether the work after it is familiar."""
        return self.scene.knows(self.work)

    @property
    def changes_step(self) -> bool:
        """Whether the work after it belongs to another step than the work before."""
        return self.work is not None and (self.scene.done is None or is_new_step(self.scene.done, self.work))

    @property
    def pass_(self) -> int:
        """1-based pass of the work after it."""
        return self.scene.passage.pass_ + self.scene.is_new_pass

    def _first_work(self, indices: range) -> int | None:
        intervals = self.scene.timeline.intervals
        return next((index for index in indices if intervals[index].is_work), None)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The parts of the announcement of the work after it."""
        if self.coming is None:
            return ()
        scene = self.scene
        parts = announcement(scene.timeline, self.coming, self.scene.earlier, scene.voice, pass_=self.pass_)
        if self.knows:
            parts = tuple(part for part in parts if MomentTrait.OPENING not in part.moment.traits)
        return opening_words(scene, self.coming, parts, pass_=self.pass_)

    # At the end of the gap: last set, set k of n, and what changes from set to set.

    def _place_line(self) -> _Line:
        """Choose the line before the ticks, and move the bell of the last set before it."""
        if not self.is_last or self.scene.end == ENDLESS:
            return []
        bell = next((cue for cue in self.cues if cue.sound is Sound.LAST_SET), None)
        needs = Sound.LAST_SET.word_after if bell is not None else 0
        since = self.opened
        if self.rest_ending is not None:
            since = max(since, self.rest_ending + Sound.REST_ENDING.word_after)
        for line in self._lines(is_last=bell is not None):
            begins = self.limit - self._lasts(line) - needs
            if line and begins >= since:
                if bell is not None:
                    self.cues.remove(bell)
                    self.cues.append(bell._replace(at=begins))
                    self.cues.sort()
                return line
        return []

    def _lasts(self, line: _Line) -> Ms:
        lengths = [self.scene.length_of(phrase) for _, phrase in line]
        return sum(lengths) + BETWEEN_PARTS * max(0, len(lengths) - 1)

    def _lines(self, *, is_last: bool) -> Iterator[_Line]:
        """Yield the lines that could be said before the ticks, the fullest first."""
        work, done = self.work, self.scene.done
        if work is None or self.gap.kind is Kind.SWITCH:
            return
        more: _Line = []
        changed = False
        if done is not None and not self.changes_step:
            changed = _asks_for_something_else(done, work)
            wanted = {Moment.DOSE} if changed or self._is_long_enough_to_forget else set()
            wanted |= {Moment.SIDE} if work.side != done.side else set()
            more = [(part.moment, part.short) for part in self.parts if part.moment in wanted and part.short]
        if is_last:
            with_dose = any(moment is Moment.DOSE for moment, _ in more)
            full, short = self._last(work, with_dose=with_dose)
            sides = [part for part in more if part[0] is not Moment.DOSE]
            yield [(Moment.LAST_SET, full), *sides]
            yield [(Moment.LAST_SET, short), *sides]
            yield [(Moment.LAST_SET, short)]
            return
        moment, forms = self._number(work)
        matters_less = self.changes_step and moment.rank > Moment.NAME.rank
        if forms.full and matters_less and not self._leaves_room(forms.full):
            forms = Forms((), ())
        for phrase in filter(None, forms[:1]):
            yield [(moment, phrase), *more]
        yield more
        for phrase in filter(None, forms):
            yield [(moment, phrase)]
        for part in more:
            yield [part]

    @property
    def _is_long_enough_to_forget(self) -> bool:
        """Whether an unchanged dose is said again; never in `every`, where it is not forgotten."""
        return self.scene.end >= _DOSE_AGAIN_FROM and not self.knows and not self.gap.fills

    def _leaves_room(self, line: Phrase) -> bool:
        """Whether the shortest announcement still fits before this line."""
        lengths = [
            self.scene.length_of(part.short) for part in self.parts if part.is_essential and part.short
        ]
        needs = sum(lengths) + BETWEEN_PARTS * len(lengths)
        return self.opened + needs + self.scene.length_of(line) <= self.limit

    def _last(self, work: Interval, *, with_dose: bool) -> Forms:
        spoken = self.scene.language
        if work.sets is not None and 1 < work.sets == work.set:
            return of_moments.last_set(work, spoken, with_dose=with_dose)
        last = of_moments.last_round(spoken)
        return Forms(last, last)

    def _number(self, work: Interval) -> tuple[Moment, Forms]:
        """The number of the set or round that begins."""
        spoken = self.scene.language
        if self.scene.begins_beat(self.coming):
            return Moment.EVERY, of_moments.round_of(work, spoken)
        if is_on_and_off(self.scene.timeline, self.coming):
            sets = work.sets is not None and work.sets > 1
            count, of = (work.set, work.sets) if sets else (work.round, work.rounds)
            if count is not None and of is not None and count > 1:
                return Moment.ROUND, of_moments.number_of(count, of, spoken)
        if self.knows:
            return Moment.SET, Forms((), ())
        if not self.changes_step and work.set is not None and (work.set > 1 or self.pass_ > 1):
            of_sets = of_moments.set_of(work, spoken, set_pass=self.pass_)
            return Moment.SET, Forms(of_sets, ())
        if work.rounds is not None and self._begins_round(work):
            return Moment.ROUND, of_moments.round_of(work, spoken)
        return Moment.SET, Forms((), ())

    def _begins_round(self, work: Interval) -> bool:
        own = rounds_of(work.path)
        return bool(own) and (self.scene.done is None or rounds_of(self.scene.done.path)[: len(own)] != own)

    # From the start of the gap.

    def _speak(self) -> None:
        scene, gap, speech = self.scene, self.gap, self.speech
        at = self.opened
        if gap.kind is Kind.SAY:
            said = speech.try_at(
                at, Moment.SAY, of_moments.said(gap, scene.language), why="longer than its time"
            )
            at = at if said is None else said.end + BETWEEN_PARTS
        rest = self._rest()
        if gap.kind is Kind.SWITCH and not self.changes_step and self.work is not None:
            speech.try_at(
                at,
                Moment.SWITCH,
                *of_moments.switch(self.work, self.scene.done, scene.language),
                why=_NO_ROOM,
            )
            return
        parts = list(self._share())
        if not parts:
            if rest is not None:
                said = speech.try_at(at, Moment.REST, rest.full, rest.short, why=_NO_ROOM)
                at = at if said is None else said.end + BETWEEN_PARTS
        elif self.rest_ending is None:
            at = self._announce(at, [*self._rest_before_step(rest), *parts], self.limit)
        else:
            until = self.rest_ending - BEFORE_TICKS
            near = [part for part in parts if MomentTrait.NEAR in part.moment.traits]
            at = self._announce(at, [*self._rest_before_step(rest), *near], until)
            far = [part for part in parts if MomentTrait.NEAR not in part.moment.traits]
            self._announce(at, far, until, to_the_right=True)
        if gap.kind is not Kind.SAY and gap.cues and scene.is_full:
            speech.try_from(
                at, self.limit, Moment.CUE, of_moments.rest_cue(gap, scene.language), why=_NO_ROOM
            )
        if self.rest_ending is not None and not self.knows:
            at = self.rest_ending + Sound.REST_ENDING.word_after
            speech.try_at(at, Moment.TEN_SECONDS, of_moments.ten_seconds(scene.language))

    def _rest(self) -> Part | None:
        """How long one rests, as it is said after work, or as a rest of its own."""
        gap = self.gap
        if gap.kind is not Kind.REST and not (gap.kind is Kind.TRANSITION and self._is_long):
            return None
        if self.is_last and is_on_and_off(self.scene.timeline, self.coming):
            return None  # the breaths are counted instead
        length = self.scene.end if self.scene.end < ENDLESS else None
        full, short = of_moments.rest(gap._replace(duration=length), self.scene.language)
        if gap.exercise is None and (gap.fills or (self.is_last and self.knows and length is not None)):
            full = short  # the remainder of a minute is no round number
        return Part(Moment.REST, full, short, is_essential=True)

    def _rest_before_step(self, rest: Part | None) -> Iterator[Part]:
        """Before another step only a long rest is mentioned: the step matters more."""
        if rest is not None and (self._is_long or self.gap.exercise is not None):
            yield rest

    @property
    def _is_long(self) -> bool:
        return self.scene.end >= LONG_GAP

    def _announce(self, at: Ms, parts: Sequence[Part], until: Ms, *, to_the_right: bool = False) -> Ms:
        """Say the parts that have room between `at` and `until`; return the time from which more fits."""
        speech = self.speech
        free = max(0, min(until - at, speech.board.free_after(at)))
        longest = LONGEST // 2 if self.knows else LONGEST
        filling = fill(parts, min(longest, free), speech.length)
        begins = at + free - filling.length if to_the_right else at
        end = speech.say_in_turn(begins, filling.said)
        self._note(begins, filling, _TOO_LONG if free > longest else _NO_ROOM)
        return end + BETWEEN_PARTS if filling.said else at

    def _note(self, at: Ms, filling: Filling, why: str) -> None:
        for part in filling.left_out:
            if part.moment is not Moment.CUE:  # the work may still have a place for it
                self.speech.drop(at, part.moment, part.full, part.short, why=why)

    # Several gaps in a row.

    def _share(self) -> Sequence[Part]:
        """Return the parts that this gap announces; of several gaps in a row the first names the step."""
        if not (self.is_first or self.is_last) or not self.changes_step:
            return ()
        share = self._kind_of_share()
        if share == "near":
            return [part for part in self.parts if MomentTrait.NEAR in part.moment.traits]
        if share == "far":
            return [part for part in self.parts if MomentTrait.NEAR not in part.moment.traits]
        return self.parts if share == "all" else ()

    def _kind_of_share(self) -> str:
        intervals = self.scene.timeline.intervals
        if self.is_first and self.is_last:
            return "all"
        if self.is_first and self.coming is not None:
            names = _is_plain(self.gap) and _holds(self.gap, _HOLDS_A_NAME)
            step_fits_later = _holds(intervals[self.coming - 1], _HOLDS_A_STEP)
            return ("near" if step_fits_later else "all") if names else "none"
        if self.is_last:
            first = intervals[0 if self.scene.earlier is None else self.scene.earlier + 1]
            is_named = _is_plain(first) and _holds(first, _HOLDS_A_NAME)
            return ("far" if _holds(self.gap, _HOLDS_A_STEP) else "none") if is_named else "all"
        return "none"


def _is_plain(gap: Interval) -> bool:
    return gap.kind is not Kind.SAY and gap.exercise is None


def _holds(gap: Interval, length: Ms) -> bool:
    return gap.duration is None or gap.duration >= length


def _asks_for_something_else(done: Interval, work: Interval) -> bool:
    """Whether the dose differs from that of the set before."""
    return (done.reps, done.duration, done.distance) != (work.reps, work.duration, work.distance)
