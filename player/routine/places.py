"""The keys of one mapping, checked against the grammar of its place."""

from functools import partial
from typing import NamedTuple

from player.routine.codes import Code
from player.routine.grammar import HEADS, NAMES, keys_of, meant, meant_head, places_of
from player.routine.keytypes import Key, Place
from player.routine.nodes import Mapping, Node, Scalar
from player.routine.problems import Problems
from player.routine.spelling import Hints
from player.routine.texts import quoted


class Given(NamedTuple):
    """One legal key and what stands behind it."""

    key: Key
    word: Scalar
    """The key as written, for its place."""
    node: Node


class Keys:
    """The legal keys of one mapping."""

    def __init__(self) -> None:
        self.given: dict[str, Given] = {}
        self.attempted: set[str] = set()
        """Keys that were meant; they were reported, so nothing else is said."""

    def get(self, name: str) -> Given | None:
        """Return the key `name` if it is there."""
        return self.given.get(name)

    def tried(self, *names: str) -> bool:
        """Whether any of `names` is there or was meant."""
        return any(name in self.given or name in self.attempted for name in names)


class KeyCheck:
    """Sorts the keys of mappings into those that can be read and problems.

    Args:
        problems: Takes what is wrong.
    """

    def __init__(self, problems: Problems) -> None:
        self._problems = problems
        self._hints = Hints()

    def keys(self, mapping: Mapping, place: Place, known: frozenset[str] = frozenset()) -> Keys:
        """Return the keys of `mapping` that can be read; every other one is reported.

        Args:
            mapping: The node.
            place: What it is.
            known: Keys already reported, to be passed over.
        """
        legal = keys_of(place)
        found = Keys()
        for word, node in mapping.pairs:
            if word.text in known:
                continue
            key = legal.get(word.text)
            if key is None:
                self._report(word, place, found)
            else:
                found.given[key.name] = Given(key, word, node)
        return found

    def kind(self, step: Mapping) -> tuple[Place | None, frozenset[str]]:
        """Return what kind of step a mapping is, and the keys reported on the way.

        The kind is None if nothing tells it, which is reported.
        """
        heads = [word for word, _ in step.pairs if word.text in HEADS and word.text != "rest"]
        if len(heads) > 1:
            kinds = " and ".join(NAMES[HEADS[word.text]] for word in heads[:2])
            self._problems.error(
                Code.TWO_KINDS, heads[1].span, f"a step cannot be {kinds} at once", "make two steps of it"
            )
            return None, frozenset()
        if heads:
            return HEADS[heads[0].text], frozenset()
        has_rounds = step.key("rounds") is not None
        if step.key("rest") is not None and not has_rounds:
            return Place.REST, frozenset()
        return self._guessed_kind(step, ("steps",) if has_rounds else tuple(HEADS))

    def _guessed_kind(self, step: Mapping, possible: tuple[str, ...]) -> tuple[Place | None, frozenset[str]]:
        """Report a step without a head; a mistyped one still tells where the other keys belong."""
        for word, _ in step.pairs:
            head = self._hints.ask(partial(meant_head, word.text))
            if head is not None and head in possible and word.text not in keys_of(HEADS[head]):
                self._problems.error(
                    Code.UNKNOWN_STEP,
                    word.span,
                    f"{quoted(word.text)} does not tell what kind of step this is",
                    f"did you mean '{head}'?",
                )
                return HEADS[head], frozenset({word.text})
        start = step.pairs[0][0].span if step.pairs else step.span
        needs = "'steps'" if possible == ("steps",) else "'exercise', 'steps' or 'rest'"
        self._problems.error(
            Code.UNKNOWN_STEP, start, f"this step has no {needs}", "such as 'exercise: Chin tuck'"
        )
        return None, frozenset()

    def _report(self, word: Scalar, place: Place, found: Keys) -> None:
        head, colon, value = word.text.partition(":")
        if colon and value and head in keys_of(place):
            self._problems.error(
                Code.MISSING_SPACE,
                word.span,
                f"{quoted(word.text)} has no space after its colon",
                f"write {quoted(f'{head}: {value.strip()}')}",
            )
            found.attempted.add(head)
            return
        key = self._hints.ask(partial(meant, word.text, place))
        hint = None
        if key is not None:
            found.attempted.add(key)
            hint = f"did you mean '{key}'?"
        elsewhere = _listed([NAMES[other] for other in places_of(word.text)])
        if elsewhere:
            message = f"{quoted(word.text)} belongs to {elsewhere}, not to {NAMES[place]}"
            self._problems.error(Code.WRONG_PLACE, word.span, message, hint)
        else:
            message = f"{quoted(word.text)} is not a key of {NAMES[place]}"
            self._problems.error(Code.UNKNOWN_KEY, word.span, message, hint)


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " or ".join(["", *names[-1:]])
