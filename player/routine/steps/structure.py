"""Checks of whole blocks and routines: no work, too much of it, rests and levels that have no effect."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeVar

from player.routine.codes import Code
from player.routine.model import Block, Exercise, Rest, Routine, Step
from player.routine.nodes import Mapping, Node, Scalar, Sequence
from player.routine.problems import Problems
from player.routine.steps.bounds import extent
from player.routine.steps.key_check import Keys
from player.routine.steps.levels import Level, levels_of, plays
from player.routine.values.nesting import ValueReading
from player.routine.visible import quoted

if TYPE_CHECKING:
    from player.routine.steps.window_rules import Lengths

T = TypeVar("T")


class Structure:
    """Checks the blocks and routines of all texts that one reading takes.

    It caches results, since included blocks come up again and again.
    """

    def __init__(self) -> None:
        self._lengths: Lengths | None = None
        self._played: dict[tuple[int, str | None], tuple[Block, bool]] = {}
        self._works: dict[int, tuple[Block, bool]] = {}
        self._sided: dict[int, tuple[Block, bool]] = {}
        self._heights: dict[int, tuple[Block, int]] = {}

    def block(self, block: Block, keys: Keys, reading: ValueReading) -> None:
        """Report what is wrong with a block all of whose steps could be read."""
        if not keys.tried("every", "within", "turns", "pick", "choose"):
            return
        from player.routine.steps.window_rules import (
            Lengths,
            check_block,
        )

        self._lengths = self._lengths or Lengths()
        check_block(block, keys, reading, self._lengths)

    def has_work(self, block: Block) -> bool:
        """Whether there is an exercise in a block, however deep."""
        return _remembered(
            self._works,
            block,
            lambda: any(
                isinstance(step, Exercise) or (isinstance(step, Block) and self.has_work(step))
                for step in block.steps
            ),
        )

    def has_sides(self, block: Block) -> bool:
        """Whether anything in a block says which sides are worked."""
        return _remembered(
            self._sided, block, lambda: block.by_side is not None or any(map(self._has_sides, block.steps))
        )

    def _has_sides(self, step: Step) -> bool:
        if isinstance(step, Block):
            return self.has_sides(step)
        rungs = (step, *step.variations) if isinstance(step, Exercise) else ()
        return any(sides.labels for rung in rungs for sides in rung.sides.values)

    def height(self, block: Block) -> int:
        """Return the depth of nested blocks, this one included."""
        return _remembered(
            self._heights,
            block,
            lambda: (
                1 + max((self.height(step) for step in block.steps if isinstance(step, Block)), default=0)
            ),
        )

    def routine(self, routine: Routine, root: Mapping, problems: Problems) -> None:
        """Report what is wrong with a whole routine all of whose parts are without errors."""
        if not self.has_work(routine.body):
            problems.error(
                Code.NO_EXERCISE, None, "the routine has no exercise", "add a line '- exercise: …'"
            )
            return
        self._idle_level(routine, root, problems)
        excess = extent(routine).excess
        if excess is not None:
            problems.error(
                Code.OUT_OF_BOUNDS, None, f"the whole routine has {excess}", "lower rounds, sets or reps"
            )
        for steps, number in self._after_the_last_work(routine.body, root.get("steps")):
            self._report_idle_rest(steps, number, problems)
        self._unused_levels(routine, root, problems)

    def _idle_level(self, routine: Routine, root: Mapping, problems: Problems) -> None:
        """Report a level at which no exercise has any sets: its tape would be empty."""
        levels = levels_of(routine.levels)
        idle = [level for level in levels if not self._plays_at(routine.body, level)]
        if idle:
            given = root.get("levels")
            names = given.items if isinstance(given, Sequence) else (given,)
            places = [node.span for node in names if isinstance(node, Scalar)]
            message = f"the routine has no exercise at the level {quoted(idle[0].name or '')}"
            hint = "give one of them sets there, or delete the level"
            problems.error(Code.NO_EXERCISE, places[idle[0].number], message, hint)

    def _plays_at(self, block: Block, level: Level) -> bool:
        """Whether an exercise of a block is there at a level; most often the first one is."""
        key = (id(block), level.name)
        known = self._played.get(key)
        if known is None:
            inside = level.within(block)
            plays_it = any(
                plays(step, inside)
                if isinstance(step, Exercise)
                else isinstance(step, Block) and self._plays_at(step, inside)
                for step in block.steps
            )
            known = self._played[key] = (block, plays_it)
        return known[1]

    @staticmethod
    def _report_idle_rest(steps: Sequence, number: int, problems: Problems) -> None:
        from player.routine.text.deleting import step_deletion

        step = steps.items[number]
        word = step.key("rest") if isinstance(step, Mapping) else None
        problems.warning(
            Code.REST_NEVER_PLAYS,
            step.span if word is None else word.span,
            "this rest is never played: nothing comes after it",
            "delete it",
            step_deletion(problems, steps, number),
        )

    def _after_the_last_work(self, block: Block, steps: Node | None) -> Iterator[tuple[Sequence, int]]:
        """Return the rests behind the last work of a block that is played once or for the last time.

        Args:
            block: Without errors, so that it has a step for each node.
            steps: The list as written.

        Returns:
            Pairs of the list a rest stands in and its number there.
        """
        if not isinstance(steps, Sequence):
            return
        for number, (step, node) in reversed(list(enumerate(zip(block.steps, steps.items, strict=False)))):
            if isinstance(step, Exercise):
                return
            if isinstance(step, Rest):
                yield steps, number
            elif isinstance(step, Block) and isinstance(node, Mapping):
                works = self.has_work(step)
                # What is wrong in an included routine is told where it stands.
                if step.levels is None and (not works or _once(step)):
                    yield from self._after_the_last_work(step, node.get("steps"))
                if works:
                    return

    def _unused_levels(self, routine: Routine, root: Mapping, problems: Problems) -> None:
        if not routine.levels or _differs(root, frozenset(routine.levels)):
            return
        included = {name for step in _includes(routine.body) for name in step.levels or ()}
        word = root.key("levels")
        if word is not None and not included.intersection(routine.levels):
            problems.warning(
                Code.UNUSED_LEVEL,
                word.span,
                "nothing differs between the levels",
                f"give some value by level: {{{routine.levels[0]}: 5, …}}",
            )


def _remembered(known: dict[int, tuple[Block, T]], block: Block, find: Callable[[], T]) -> T:
    found = known.get(id(block))
    if found is None:
        found = known[id(block)] = (block, find())
    return found[1]


def _once(block: Block) -> bool:
    """Whether a block is played once and then never again; a window of `every` plays its last rests too."""
    rounds = (1,) if block.rounds is None else {rounds.low for rounds in block.rounds.values}
    repeats = block.within is not None and block.rounds is None
    return set(rounds) == {1} and not repeats and block.every is None and block.by_side is None


def _includes(block: Block) -> Iterator[Block]:
    """Return the includes of one text."""
    for step in block.steps:
        if isinstance(step, Block):
            if step.levels is not None:
                yield step
            else:
                yield from _includes(step)


def _differs(root: Node, levels: frozenset[str]) -> bool:
    """Whether any value in a text is written by level."""
    waiting: list[Node] = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Sequence):
            waiting.extend(item for item in node.items if not isinstance(item, Scalar))
        elif isinstance(node, Mapping):
            if node.pairs and all(word.text in levels for word, _ in node.pairs):
                return True
            waiting.extend(value for _, value in node.pairs if not isinstance(value, Scalar))
    return False
