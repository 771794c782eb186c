"""Routines that nobody would write, for the laws: odd lengths, equal names, empty blocks, rests anywhere."""

from hypothesis import strategies as st

from player.routine.model import (
    Block,
    ByLevel,
    Exercise,
    Ladder,
    Quantity,
    Rest,
    Routine,
    Say,
    Sides,
    Step,
    Tempo,
    TempoPhase,
)

NAMES = ("Row", "row!", "Block", "Rest", "???", "首のストレッチ", "Prone Y-T-W")
LABELS = ("go", "hold", "return", "lift", "Lower", "rep", "Rep", "in", "out", "Y", "T", "W", "V", "?")
SIDES = ((), (), ("right", "left"), ("left",), ("one", "two", "three"), ("→", "←"), ("left", "Left!"))
always = ByLevel.always

gaps = st.one_of(
    st.sampled_from([0, 0, 500, 999, 1000, 2000, 4999, 5000, 10_000, 30_000]), st.integers(0, 40_000)
).map(lambda length: Quantity(length, length + 5000))
lengths = st.one_of(st.sampled_from([1, 50, 200, 3000, 5000, 8000, 20_000]), st.integers(1, 30_000)).map(
    lambda length: Quantity(length, length)
)
held = gaps.map(always)
prepares = st.none() | held


def counts(least: int, most: int) -> st.SearchStrategy[Quantity]:
    return st.integers(least, most).map(lambda count: Quantity(count, count + 2))


tempos = st.lists(st.builds(TempoPhase, st.sampled_from(LABELS), gaps | lengths), min_size=1, max_size=5).map(
    lambda phases: Tempo(tuple(phases))
)


@st.composite
def exercises(draw: st.DrawFn, *, open_work: bool = True, least_sets: int = 0) -> Exercise:
    """One with a dose of any kind; without `open_work` nothing in it waits for the key."""
    reps, hold, lasting, tempo = None, None, None, None
    kinds = ["beat", "hold", "held reps", "for", "for tempo", *(["self-paced", "open"] if open_work else [])]
    kind = draw(st.sampled_from(kinds))
    if kind in {"beat", "held reps", "self-paced"}:
        reps = draw(counts(1, 6))
    if kind in {"hold", "held reps"}:
        hold = draw(lengths)
    if kind in {"for", "for tempo"}:
        lasting = draw(lengths)
    if kind in {"beat", "for tempo"}:
        tempo = draw(tempos)
        if kind == "beat" and not open_work:
            tempo = Tempo((*tempo.phases, TempoPhase("end", draw(lengths))))
    return Exercise(
        name=draw(st.sampled_from(NAMES)),
        line=draw(st.integers(1, 99)),
        reps=_dosed(reps),
        hold=_dosed(hold),
        lasting=_dosed(lasting),
        distance=None,
        tempo=None if tempo is None else always(tempo),
        tempo_source=None if tempo is None else "step",
        sets=always(draw(counts(least_sets, 3))),
        climbs="set",
        sides=always(Sides(draw(st.sampled_from(SIDES)))),
        rest=draw(held),
        switch=draw(held),
        relax=draw(held),
        prepare=draw(prepares),
        load=draw(st.sampled_from([None, always(Ladder(("2 x 4 kg",)))])),
        effort=None,
        cues=draw(st.sampled_from([(), ("thumbs up",), ("one", "two")])),
        note=None,
        position=draw(st.sampled_from([None, "prone", "standing"])),
        equipment=draw(st.sampled_from([(), ("mat",)])),
    )


def _dosed(quantity: Quantity | None) -> ByLevel[Ladder[Quantity]] | None:
    return None if quantity is None else always(Ladder((quantity,)))


rests = st.builds(
    Rest,
    line=st.integers(1, 99),
    duration=held,
    name=st.sampled_from([None, "Cat stretch"]),
    cue=st.sampled_from([None, "breathe"]),
    note=st.none(),
)


def block(
    *,
    name: str | None,
    steps: tuple[Step, ...],
    rounds: ByLevel[Quantity] | None,
    rest: ByLevel[Quantity],
    transition: ByLevel[Quantity],
    switch: ByLevel[Quantity],
    prepare: ByLevel[Quantity] | None,
) -> Block:
    return Block(0, name, steps, rounds, rest, transition, switch, prepare, None)


def blocks(steps: st.SearchStrategy[Step]) -> st.SearchStrategy[Block]:
    return st.builds(
        block,
        name=st.sampled_from([None, *NAMES]),
        steps=st.lists(steps, max_size=3).map(tuple),
        rounds=st.none() | counts(1, 3).map(always),
        rest=held,
        transition=held,
        switch=held,
        prepare=prepares,
    )


def routines(*, open_work: bool = True) -> st.SearchStrategy[Routine]:
    """Routines with at least one exercise, blocks up to three deep."""
    leaves: st.SearchStrategy[Step] = st.one_of(exercises(open_work=open_work), rests)
    inner = leaves | blocks(leaves)
    middle = inner | blocks(inner)

    @st.composite
    def routine(draw: st.DrawFn) -> Routine:
        steps = draw(st.lists(middle | blocks(middle), max_size=4))
        steps.insert(draw(st.integers(0, len(steps))), draw(exercises(open_work=open_work, least_sets=1)))
        body = Block(0, "Random", tuple(steps), None, draw(held), draw(held), draw(held), None, None)
        return Routine(name="Random", body=body, prepare=draw(held))

    return routine()


@st.composite
def windowed_exercises(draw: st.DrawFn) -> Exercise:
    """A hold of known length, or reps at one's own pace; sets may be open."""
    plain = draw(exercises(least_sets=1))
    count = draw(st.integers(0, 3))
    is_open = count == 0 or draw(st.integers(0, 3)) == 0
    waits = draw(st.integers(0, 3)) == 0
    reps, hold = (Quantity(5, 5), None) if waits else (None, draw(lengths))
    return plain._replace(
        reps=_dosed(reps),
        hold=_dosed(hold),
        lasting=None,
        tempo=None,
        tempo_source=None,
        sets=always(Quantity(count, count, is_open)),
    )


says = st.builds(
    Say,
    line=st.integers(1, 99),
    text=st.sampled_from(["Lie down", "Well done"]),
    duration=lengths.map(always),
)


@st.composite
def windowed_blocks(draw: st.DrawFn, steps: st.SearchStrategy[Step], *, by_side: bool = True) -> Block:
    """A block of any kind: rounds, `every`, `within`, `turns`, `by_side`; at least one step in it."""
    some = draw(st.lists(steps, min_size=1, max_size=3))
    plain = draw(blocks(steps))
    kind = draw(st.sampled_from(["plain", "every", "lap", "cap", "every in cap"]))
    counted = kind not in {"plain", "lap"}
    rounds = draw(counts(1, 3)) if counted or (kind == "plain" and draw(st.booleans())) else None
    turns = rounds is not None and draw(st.integers(0, 3)) == 0
    if rounds is not None and turns:
        rounds = Quantity.fixed(max(rounds.low, len(some)))
    nothing = always(Quantity.fixed(0))
    sided = by_side and draw(st.integers(0, 3)) == 0
    return plain._replace(
        steps=tuple(some),
        rounds=None if rounds is None else always(rounds),
        rest=nothing if "every" in kind else plain.rest,
        every=draw(lengths.map(always)) if "every" in kind else None,
        within=draw(lengths.map(always)) if "lap" in kind or "cap" in kind else None,
        turns=always(turns),
        by_side=always(Sides(("right", "left"))) if sided else None,
    )


def windowed_routines() -> st.SearchStrategy[Routine]:
    """Routines of blocks with windows in them, up to three deep."""
    leaves: st.SearchStrategy[Step] = st.one_of(windowed_exercises(), windowed_exercises(), rests, says)
    inner = leaves | windowed_blocks(leaves, by_side=False)
    middle = inner | windowed_blocks(inner, by_side=False)

    @st.composite
    def routine(draw: st.DrawFn) -> Routine:
        steps = draw(st.lists(middle | windowed_blocks(middle), min_size=1, max_size=4))
        body = Block(0, "Random", tuple(steps), None, draw(held), draw(held), draw(held), None, None)
        return Routine(name="Random", body=body, prepare=draw(held))

    return routine()
