"""Rules that the keys of a block impose on the steps inside: windows, turns, draws (DESIGN §3, Windows)."""

from collections.abc import Callable

from player.routine.codes import Code
from player.routine.model import Block, ByLevel, Quantity, Rest
from player.routine.steps.key_check import Keys
from player.routine.steps.levels import Level, at_level, drawn, levels_of, playing
from player.routine.steps.stretch import PartLength, PartLengths
from player.routine.values.nesting import ValueReading


class Lengths:
    """Lengths of blocks, computed when asked for."""

    def __init__(self) -> None:
        self.now = PartLengths()
        """With doses at the low ends of their ranges."""
        self.grown = PartLengths(grown=True)
        """With doses grown to the high ends."""


def check_block(block: Block, keys: Keys, reading: ValueReading, lengths: Lengths) -> None:
    """Report what is wrong with a block that has some of these keys, all of whose steps could be read."""
    _Check(block, keys, reading, lengths).check()


class _Check:
    """The check of one block against its own keys."""

    def __init__(self, block: Block, keys: Keys, reading: ValueReading, lengths: Lengths) -> None:
        self._block = block
        self._keys = keys
        self._reading = reading
        self._lengths = lengths
        levels = levels_of(reading.levels)
        self._levels = levels if lengths.now.varying.of(block) else levels[:1]

    def check(self) -> None:
        if self._excluded():
            return
        if self._keys.tried("turns"):
            self._turns()
        if self._keys.tried("pick", "choose"):
            self._drawn()
        if self._keys.tried("every"):
            self._every()
        for key in ("every", "within"):
            if self._keys.tried(key):
                self._filled(key)

    def _error(self, key: str, code: Code, message: str, hint: str | None = None) -> None:
        given = self._keys.get(key)
        self._reading.problems.error(code, None if given is None else given.word.span, message, hint)

    def _pointless(self, key: str, message: str, hint: str) -> None:
        """Warn of a key that changes nothing, and offer to delete it."""
        given, problems = self._keys.get(key), self._reading.problems
        if given is not None:
            from player.routine.text.deleting import deletions

            fixes = deletions(problems, given.pair)
            problems.warning(Code.POINTLESS, given.word.span, message, hint, fixes)

    def _failing(self, fails: Callable[[Level], bool]) -> list[Level]:
        return [level for level in self._levels if fails(level)]

    def _at(self, failing: list[Level]) -> str:
        return "" if len(failing) == len(self._levels) else at_level(failing, self._reading.levels)

    def _excluded(self) -> bool:
        """Report keys that cannot stand beside each other, or not alone."""
        if self._keys.tried("pick") and self._keys.tried("choose"):
            self._error(
                "choose",
                Code.PICK_AND_CHOOSE,
                "the steps of a block are drawn or chosen, not both",
                "keep one",
            )
            return True
        if not self._keys.tried("every"):
            return False
        if self._keys.tried("rest"):
            self._error(
                "rest",
                Code.TWO_CLOCKS,
                "'every' already says when the next round begins, so there is no 'rest' between rounds",
                "delete one of the two",
            )
        elif self._keys.tried("within"):
            self._error(
                "within",
                Code.TWO_CLOCKS,
                "'every' with 'rounds' already says how long the block lasts",
                "delete 'within', or 'every' and 'rounds'",
            )
        elif not self._keys.tried("rounds"):
            self._error(
                "every",
                Code.EVERY_WITHOUT_ROUNDS,
                "'every' needs 'rounds' to know when to end",
                "such as 'rounds: 10'",
            )
        else:
            return False
        return True

    def _turns(self) -> None:
        block = self._block
        if not any(block.turns.values):
            return
        if block.rounds is None and block.within is None:
            self._error(
                "turns",
                Code.TOO_FEW_ROUNDS,
                "with 'turns' each round plays one step, so the block needs 'rounds'",
                f"such as 'rounds: {len(block.steps)}'",
            )
            return
        rounds = block.rounds
        if rounds is None:
            message = "'turns' changes nothing here: the steps follow each other until the time is over"
            self._pointless("turns", message, "delete it")
            return
        failing = self._failing(
            lambda level: block.turns.at(level.number) and rounds.at(level.number).low < self._played(level)
        )
        if failing:
            count, steps = rounds.at(failing[0].number).low, self._played(failing[0])
            message = f"{_counted(count, 'round')} cannot play {steps} steps in turn{self._at(failing)}"
            self._error("turns", Code.TOO_FEW_ROUNDS, message, "give at least as many rounds as steps")

    def _played(self, level: Level) -> int:
        """Return the number of steps that play at a level, rests and says among them."""
        steps = playing(self._block, level)
        count = drawn(self._block, level)
        return (
            len(steps)
            if count is None
            else min(count, self._drawable(level)) + sum(isinstance(step, Rest) for step in steps)
        )

    def _drawable(self, level: Level) -> int:
        return sum(not isinstance(step, Rest) for step in playing(self._block, level))

    def _drawn(self) -> None:
        key = "pick" if self._block.pick is not None else "choose"
        count = self._block.pick or self._block.choose
        if count is None:
            return
        failing = self._failing(lambda level: count.at(level.number).low > self._drawable(level) > 0)
        if failing:
            asked, there = count.at(failing[0].number).low, self._drawable(failing[0])
            message = f"{_counted(there, 'step')} cannot give {asked}{self._at(failing)}"
            self._error(key, Code.TOO_FEW_STEPS, message, "give a smaller number, or more steps")
        elif all(count.at(level.number).low >= self._drawable(level) for level in self._levels):
            message = f"'{key}' takes all the steps there are"
            self._pointless(key, message, "give a smaller number, or more steps")

    def _every(self) -> None:
        every, given = self._block.every, self._keys.get("every")
        if every is None or given is None:
            return
        problems = self._reading.problems
        message = self._too_long("last", every, self._lengths.now)
        if message is not None:
            hint = "give 'every' more time, or the steps less"
            problems.error(Code.LONGER_THAN_EVERY, given.word.span, message, hint)
            return
        message = self._too_long("can grow to", every, self._lengths.grown)
        if message is not None:
            hint = "give 'every' more time, or end the ranges lower"
            problems.warning(Code.LONGER_THAN_EVERY, given.word.span, message, hint)

    def _too_long(self, last: str, every: ByLevel[Quantity], stretches: PartLengths) -> str | None:
        """Return the milliseconds by which a round outlasts the beat, or None if it fits at every level."""
        failing = self._failing(lambda level: self._longest(level, stretches) > every.at(level.number).low)
        if not failing:
            return None
        length, beat = self._longest(failing[0], stretches), every.at(failing[0].number).low
        misfit = f"{_seconds(length)}, which does not fit into {_seconds(beat)}"
        return f"the steps of a round {last} {misfit}{self._at(failing)}"

    def _longest(self, level: Level, stretches: PartLengths) -> int:
        """Return the length of the longest round, in milliseconds; open work counts its least.

        Getting into position is part of each round but the first.
        """
        block = self._block
        rounds = 1 if block.rounds is None else block.rounds.at(level.number).low
        if not block.turns.at(level.number):
            once = stretches.round(block, level)
            return once.repeated if rounds > 1 else once.whole
        steps = stretches.present(block, level)
        lengths = [step.repeated for step in steps[:rounds]]
        if rounds <= len(steps):
            lengths[:1] = [step.whole for step in steps[:1]]
        return max(lengths, default=0)

    def _filled(self, key: str) -> None:
        failing = self._failing(self._is_idle)
        if failing:
            message = f"a round of this block has no work in it{self._at(failing)}, so it fills no time"
            self._error(key, Code.EMPTY_WINDOW, message, "add an exercise")

    def _is_idle(self, level: Level) -> bool:
        once = self._lengths.now.round(self._block, level)
        if once == PartLength():  # nothing is there at this level: the block is not there either
            return False
        return not once.works or not (once.whole or once.waits)


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _seconds(length: int) -> str:
    return f"{length / 1000:g} s"
