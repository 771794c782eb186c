"""Figures of several rounds as a table: medians, spreads, and ratios to a floor of the same round.

Machines are noisy and differ. A ratio within one round says what a figure in milliseconds cannot.
"""

import sys
from collections.abc import Mapping, Sequence
from statistics import median


def spread(values: Sequence[float], digits: int) -> str:
    """Median [least-most]."""
    return f"{median(values):.{digits}f} [{min(values):.{digits}f}-{max(values):.{digits}f}]"


def ratios(values: Sequence[float], floors: Sequence[float]) -> list[float]:
    """Each round's value by its floor; rounds whose floor is 0 are left out."""
    return [value / floor for value, floor in zip(values, floors, strict=True) if floor]


def show(
    title: str, unit: str, rounds: Mapping[str, Sequence[float]], floors: Mapping[str, str | None]
) -> None:
    """Print one table.

    Args:
        title: Its headline.
        unit: Of the values.
        rounds: The values of every case, one for each round.
        floors: The case that a case is compared with; None: with nothing.
    """
    lines = [f"\n{title}", f"{'':<34}{unit:>26}{'x floor':>22}"]
    for case, values in rounds.items():
        floor = floors.get(case)
        compared = ratios(values, rounds[floor]) if floor is not None else []
        ratio = spread(compared, 2) if compared else "-"
        lines.append(f"{case:<34}{spread(values, 1):>26}{ratio:>22}")
    sys.stdout.write("\n".join(lines) + "\n")
