"""The keys of one mapping, checked against the grammar of its place."""

from dataclasses import dataclass, field
from typing import Final

from player.routine.codes import Code
from player.routine.fields import quoted
from player.routine.grammar import NAMES, keys_of, meant, unknown
from player.routine.keytypes import Key, Place
from player.routine.nodes import Mapping, Node, Scalar
from player.routine.problems import Problems
from player.routine.values import not_yet

_MOST_HINTS: Final = 100
"""Unknown keys for which a legal one is searched; a file with more of them is not a mistyped routine."""


@dataclass(frozen=True, slots=True)
class Given:
    """One legal key and what stands behind it."""

    key: Key
    word: Scalar
    """The key as written, for its place."""
    node: Node


@dataclass(frozen=True, slots=True)
class Keys:
    """The legal keys of one mapping."""

    given: dict[str, Given] = field(default_factory=dict)
    attempted: set[str] = field(default_factory=set)
    """Keys that were meant, or that cannot be played yet; they were reported, so nothing else is said."""

    def get(self, name: str) -> Given | None:
        """Return the key `name` if it is there."""
        return self.given.get(name)

    def tried(self, *names: str) -> bool:
        """Whether any of `names` is there or was meant."""
        return any(name in self.given or name in self.attempted for name in names)


class KeyCheck:
    """Sorts the keys of mappings into legal ones and problems."""

    def __init__(self, problems: Problems) -> None:
        self._problems = problems
        self._hints_left = _MOST_HINTS

    def keys(self, mapping: Mapping, place: Place, known: frozenset[str] = frozenset()) -> Keys:
        """Return the legal keys of `mapping`; every other one is reported.

        Args:
            mapping: The node.
            place: What it is.
            known: Keys already reported, to be passed over.
        """
        legal = keys_of(place)
        found = Keys()
        for word, node in mapping.pairs:
            key = legal.get(word.text)
            if key is not None and key.plays:
                found.given[key.name] = Given(key, word, node)
            elif key is not None:
                fault = not_yet(f"'{key.name}'")
                self._problems.error(fault.code, word.span, fault.message, fault.hint)
                found.attempted.add(key.name)
            elif word.text not in known:
                self._report(word, place, found)
        return found

    def _report(self, word: Scalar, place: Place, found: Keys) -> None:
        if self._hints_left == 0:
            self._problems.error(
                Code.UNKNOWN_KEY, word.span, f"{quoted(word.text)} is not a key of {NAMES[place]}"
            )
            return
        self._hints_left -= 1
        head, colon, value = word.text.partition(":")
        if colon and value and (head in keys_of(place) or meant(head, place)):
            self._problems.error(
                Code.MISSING_SPACE,
                word.span,
                f"{quoted(word.text)} has no space after its colon",
                f"write {quoted(f'{head}: {value.strip()}')}",
            )
            found.attempted.add(head)
            return
        why = unknown(word.text, place)
        if why.meant is not None:
            found.attempted.add(why.meant)
        hint = f"did you mean '{why.meant}'?" if why.meant is not None else None
        if why.elsewhere:
            where = " or ".join(NAMES[other] for other in why.elsewhere)
            self._problems.error(
                Code.WRONG_PLACE,
                word.span,
                f"{quoted(word.text)} belongs to {where}, not to {NAMES[place]}",
                hint,
            )
        else:
            self._problems.error(
                Code.UNKNOWN_KEY, word.span, f"{quoted(word.text)} is not a key of {NAMES[place]}", hint
            )
