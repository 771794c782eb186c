"""Compiles a routine to its tape.

The tree of steps is walked once, in the order of play; `Tape` decides which gap lies between two pieces of
work.
"""

from typing import Final

from player.routine.model import Block, Exercise, Rest, Routine, Say
from player.routine.slug import slug as slug_of
from player.timeline.choices import FIRST_OF_EVERYTHING, Choices, level_number
from player.timeline.draws import Draws
from player.timeline.model import Interval, Kind, Timeline
from player.timeline.paths import IntervalPath, side_slugs
from player.timeline.presence import Placed, Presence, Weight, lasts
from player.timeline.set_layer import SetLayer
from player.timeline.tape import Anchor, OpenWindow, Tape, spent
from player.timeline.tree_place import Side, TreePlace

_PASS: Final = 0
_ROUND: Final = 1
_STEP: Final = 2
"""Ranks of the boundaries inside a block, outermost first; boundaries inside an exercise rank below them."""


def compile_routine(routine: Routine, slug: str, choices: Choices = FIRST_OF_EVERYTHING) -> Timeline:
    """Return the tape of `routine`.

    Args:
        routine: The routine, with its includes resolved.
        slug: The slug of its file.
        choices: The choices of the session; a range without a target plays its low end.

    Raises:
        NoSuchChoice: The routine has no such level, or no step of that name to choose or leave out.
    """
    return _Walk(routine, choices).timeline(slug)


class _Walk:
    """One walk through a routine."""

    def __init__(self, routine: Routine, choices: Choices) -> None:
        self._routine = routine
        self._seed = choices.seed
        self._presence = _presence_of(routine, choices)
        self._draws = Draws(self._presence, choices)
        self._tape = Tape(routine.prepare.at(self._presence.level))
        self._works = SetLayer(self._tape, choices)

    def timeline(self, slug: str) -> Timeline:
        self._block(self._routine.body, TreePlace(level=self._presence.level))
        levels = self._routine.levels
        return self._tape.finish(
            Timeline(
                name=self._routine.name,
                slug=slug,
                intervals=(),
                level=levels[self._presence.level] if levels else None,
                seed=self._seed,
                choices=tuple(self._draws.record.items()),
            )
        )

    def _block(self, block: Block, place: TreePlace) -> None:
        """Lay all passes of `block`; `place` includes the block's own slug."""
        level = self._presence.level_in(block, place.level)
        place = place._replace(level=level)
        if block.levels is not None:
            place = place._replace(included_at=place.line_of(block))
        steps = self._draws.steps(block, place.slugs, level)
        if not steps:
            return
        pieces, waiting = self._tape.pieces, self._tape.prepares()
        if block.prepare is not None:
            self._tape.get_ready(block.prepare.at(level))
        labels = block.by_side.at(level).labels if block.by_side is not None else ()
        sides = tuple(map(Side, labels, side_slugs(labels))) or (place.side,)
        for index, side in enumerate(sides):
            if index:
                self._tape.cross((place.depth, _PASS), Kind.SWITCH, block.switch.at(level))
            self._pass(block, steps, place._replace(side=side))
        if self._tape.pieces == pieces:  # no work in it, so no `prepare` is needed
            self._tape.forget(waiting)

    def _pass(self, block: Block, steps: tuple[Placed, ...], place: TreePlace) -> None:
        """Lay all rounds of `block` on one side."""
        level = place.level
        within = block.within.at(level).low if block.within is not None else None
        if within is not None and block.rounds is None:
            pass_ = place._replace(rounds=(*place.rounds, 1), of_rounds=None)
            window = self._tape.begin_window()
            self._round(block, steps, pass_)
            self._tape.end_pass(window, within, block.rest.at(level), _anchor(block, pass_))
            return
        cap = self._tape.begin_window() if within is not None else None
        self._rounds(block, steps, place)
        if cap is not None and within is not None:
            self._tape.end_cap(cap, within)

    def _rounds(self, block: Block, steps: tuple[Placed, ...], place: TreePlace) -> None:
        level = place.level
        rounds = block.rounds.at(level).low if block.rounds is not None else 1
        every = block.every.at(level).low if block.every is not None else None
        turns = block.turns.at(level)
        for number in range(1, rounds + 1):
            if number > 1:
                self._tape.cross((place.depth, _ROUND), Kind.REST, block.rest.at(level))
            here = place
            if block.rounds is not None:
                here = place._replace(rounds=(*place.rounds, number), of_rounds=rounds)
            window: OpenWindow | None = None
            if every is not None:
                window = self._tape.begin_window(on_beat=number > 1)
            turn = (number - 1) % len(steps)
            self._round(block, steps[turn : turn + 1] if turns else steps, here)
            if window is not None and every is not None:
                self._tape.end_beat(window, every, _anchor(block, here))

    def _round(self, block: Block, steps: tuple[Placed, ...], place: TreePlace) -> None:
        level = place.level
        for index, (number, slug, step) in enumerate(steps):
            if index:
                self._tape.cross((place.depth, _STEP), Kind.TRANSITION, block.transition.at(level))
            inner = place._replace(slugs=(*place.slugs, slug), step=place.step or number)
            match step:
                case Exercise():
                    self._works.lay(step, inner)
                case Rest():
                    self._rest(step, place)
                case Say():
                    self._say(step, inner)
                case Block():
                    if self._presence.weight(step, level) is Weight.NO_GAP:
                        self._tape.rest(None)
                    else:
                        self._block(step, inner)

    def _rest(self, step: Rest, place: TreePlace) -> None:
        length = step.duration.at(place.level)
        if not lasts(length):
            self._tape.rest(None)
            return
        duration, least, phases = spent(length)
        self._tape.rest(
            Interval(
                Kind.REST,
                path=IntervalPath(""),  # named when the interval after it is known
                duration=duration,
                least=least,
                phases=phases,
                exercise=step.name,
                cues=(step.cue,) if step.cue else (),
                note=step.note,
                line=place.line_of(step),
            )
        )

    def _say(self, step: Say, place: TreePlace) -> None:
        duration, least, phases = spent(step.duration.at(place.level))
        self._tape.say(
            Interval(
                Kind.SAY,
                path=place.path(),
                duration=duration,
                least=least,
                phases=phases,
                exercise=step.text,
                step=place.step,
                line=place.line_of(step),
            )
        )


def _anchor(block: Block, place: TreePlace) -> Anchor:
    return Anchor(place.path(), place.step, place.line_of(block))


def _presence_of(routine: Routine, choices: Choices) -> Presence:
    """Return the presence of the steps of `routine` with these choices.

    Raises:
        NoSuchChoice: The routine has no such level or step.
    """
    number = level_number(routine, choices.level)
    if choices.chosen or choices.without:
        from player.timeline.offers import check_names

        check_names(choices, Presence(routine, number))
    left_out = frozenset(map(slug_of, choices.without))
    return Presence(routine, number, lambda step: slug_of(step.name) in left_out)
