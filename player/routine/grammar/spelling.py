"""The nearest known word to a mistyped one, by edit distance."""

from collections.abc import Callable, Iterable
from typing import Final

_SHORT: Final = 3
"""Words up to this length are suggested only at distance 1: two changes would leave almost nothing."""

_LONGEST: Final = 24
"""Longer words are no mistyped keys."""


_MOST_HINTS: Final = 100
"""Words of one text that are compared; a text with more unknown ones is not a mistyped routine."""


class Hints:
    """Gives hints as long as there are few: comparing thousands of words would take seconds."""

    def __init__(self) -> None:
        self._left = _MOST_HINTS

    def ask(self, hint: Callable[[], str | None]) -> str | None:
        """Return the hint, or None once too many were asked for."""
        self._left -= 1
        return hint() if self._left >= 0 else None


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate nearest to `word` by edit distance (at most 2), or None.

    Insertions, deletions, changes and swaps of neighbours count 1 each. Of equally near ones the first wins.
    """
    typed = word.strip().casefold()
    if not typed or len(typed) > _LONGEST:
        return None
    limit = 1 if len(typed) <= _SHORT else 2
    best: str | None = None
    best_distance = limit + 1
    for candidate in candidates:
        if abs(len(candidate) - len(typed)) < best_distance:
            distance = _distance(typed, candidate.casefold())
            if distance < best_distance:
                best, best_distance = candidate, distance
    return best


def _distance(a: str, b: str) -> int:
    """Return the edit distance with swaps (optimal string alignment)."""
    before: list[int] = []
    previous = list(range(len(b) + 1))
    for i, char in enumerate(a, start=1):
        row = [i]
        for j, other in enumerate(b, start=1):
            cost = min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (char != other))
            if i > 1 and j > 1 and char == b[j - 2] and a[i - 2] == other:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, previous = previous, row
    return previous[-1]
