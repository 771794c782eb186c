"""What is computed of a routine's length without a tape is what its tape lasts (DESIGN §3, the gap rule)."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from player.routine.reader import read
from player.routine.steps.levels import levels_of
from player.routine.steps.stretch import PartLengths
from player.timeline.compile import compile_routine
from tests.routine.texts import NOTHING
from tests.support.examples import examples

pytestmark = pytest.mark.core

SHORT = st.integers(0, 5).map("{}s".format)
WINDOW = st.integers(5, 40).map("{}s".format)
ROUNDS = st.integers(1, 3).map(str)


def braces(**keys: st.SearchStrategy[str] | None) -> st.SearchStrategy[str]:
    """A step with these keys; each of those that are gaps may be missing."""
    gaps = ("prepare", "transition", "sets", "sides")
    drawn = {
        name: st.none() | values if name in gaps else values
        for name, values in keys.items()
        if values is not None
    }
    return st.fixed_dictionaries(drawn).map(
        lambda found: "{" + ", ".join(f"{key}: {text}" for key, text in found.items() if text) + "}"
    )


def blocks(steps: st.SearchStrategy[str], *, by_side: bool) -> st.SearchStrategy[str]:
    inside = st.lists(steps, min_size=1, max_size=3).map(lambda found: f"[{', '.join(found)}]")
    common = {"prepare": SHORT, "transition": SHORT, "steps": inside}
    turns = st.integers(3, 5).map("{}, turns: true".format)
    return st.one_of(
        braces(**common, by_side=st.just("each") if by_side else None),
        braces(**common, rounds=ROUNDS | turns, rest=SHORT),
        braces(**common, rounds=ROUNDS | turns, every=WINDOW),
        braces(**common, rounds=ROUNDS, within=WINDOW, rest=SHORT),
        braces(**common, within=WINDOW),
    )


def steps(*, sides: bool) -> st.SearchStrategy[str]:
    """Steps that all last as long as they say."""
    lasting = st.integers(1, 6).map("{}s".format)
    each = {"sides": st.just("each")} if sides else {}
    work = braces(exercise=st.just("A"), prepare=SHORT, sets=st.just("2"), **each, **{"for": lasting})
    leaves = work | braces(rest=SHORT) | braces(say=st.just("Now"), **{"for": lasting})
    return st.recursive(leaves, lambda inner: blocks(inner, by_side=False), max_leaves=6)


STEPS = steps(sides=True) | blocks(steps(sides=False), by_side=True)


@settings(max_examples=examples(200), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(STEPS, min_size=1, max_size=3))
def test_the_computed_length_of_fixed_steps_is_that_of_the_tape(lines: list[str]) -> None:
    text = "name: A\nprepare: 0\nsteps:\n" + "".join(f"  - {line}\n" for line in lines)
    found, _ = read(text, NOTHING)
    if found is None:
        return
    (level,) = levels_of(found.levels)
    whole = PartLengths().block(found.body, level)
    assert not whole.waits
    # After the last work rests are dropped; before the first one there is time to get ready.
    ready = 0 if whole.prepare is None else whole.prepare.low
    assert compile_routine(found, "a").planned == ready + (whole.before or 0) + whole.length
