"""Reading a routine: its text becomes a `Routine`, or a list of everything wrong with it (DESIGN §3)."""

from collections.abc import Mapping as Outcomes
from typing import TYPE_CHECKING, Final

from player.routine.catalogue import Catalogue
from player.routine.codes import EXPLANATIONS, Code
from player.routine.fixes import instead
from player.routine.grammar.keytypes import KeyPlace
from player.routine.model import Block, Routine
from player.routine.nodes import Mapping, Node, Scalar, Sequence
from player.routine.problems import Fix, Problem, Problems
from player.routine.quoting import scalar_of
from player.routine.slug import slug as slug_of
from player.routine.steps.inheritance import DEFAULTS, PREPARE, written
from player.routine.steps.key_check import KeyCheck, Keys
from player.routine.steps.reading import StepReader
from player.routine.steps.scope import Scope, Sheet, Source
from player.routine.steps.structure import Structure
from player.routine.text.compose import FASTEST, Loader, compose
from player.routine.values.breaths import gap_in_time
from player.routine.values.fields import number_of
from player.routine.values.texts import report_swallowed, scalar
from player.routine.visible import quoted, visible

if TYPE_CHECKING:  # most routines include nothing
    from player.routine.steps.include import Include, Outcome

MOST_LEVELS: Final = 12
"""Levels of one routine: what is computed for each of them must stay quick."""

_PAIN_LIMIT: Final = 5

_OF_ONE_EXERCISE: Final = frozenset(("reps", "hold", "for", "sets", "sides", "tempo", "load", "effort"))
"""Keys of the routine that are seldom written below its steps."""


def explanations() -> dict[str, str]:
    """Return one sentence for every problem code, for the documentation."""
    return {code.value: sentence for code, sentence in EXPLANATIONS.items()}


def read(
    text: str,
    catalogue: Catalogue,
    *,
    slug: str | None = None,
    include: "Include | None" = None,
    loader: Loader = FASTEST,
) -> tuple[Routine | None, tuple[Problem, ...]]:
    """Return the routine a text describes, and all problems in the order of their places.

    The routine is None exactly if one of the problems is an error.

    Args:
        text: As `decode` returns it; any text is answered, whatever is in it.
        catalogue: Gives exercises their canonical names, tempos and cues.
        slug: The routine's slug, to know it again in a circle of includes, and to propose a name where there
            is none.
        include: Finds the texts of included routines; each is asked for once in a text. None: there are none.
        loader: The YAML parser.
    """
    structure = Structure()
    source = Source(slug, text, catalogue, *compose(text, loader))
    if next(source.names(), None) is None:
        return _understood(source, {}, structure)
    from player.routine.steps.include import (
        Included,
        IncludedPart,
        circle_among,
        nothing_to_include,
        read_in_order,
    )

    def parse(found: Included) -> Source:
        parsed = (None, found.unreadable) if found.unreadable else compose(found.text, loader)
        return Source(found.slug, found.text, found.catalogue, *parsed)

    def understand(part: Source, outcomes: "Outcomes[str, Outcome]") -> IncludedPart:
        routine, problems = _understood(part, outcomes, structure)
        height = 0 if routine is None else structure.height(routine.body)
        return IncludedPart(part.slug or "", routine, problems, height, circle_among(outcomes))

    whole = read_in_order(source, include or nothing_to_include, parse, understand)
    return whole.routine, whole.problems


def _understood(
    source: Source, outcomes: "Outcomes[str, Outcome]", structure: Structure
) -> tuple[Routine | None, tuple[Problem, ...]]:
    problems = Problems(source.text)
    problems.extend(source.problems)
    routine: Routine | None = None
    if source.root is not None:
        if isinstance(source.root, Mapping):
            routine = _routine(source.root, source, outcomes, structure, problems)
        else:
            _report_root(source.root, problems)
    return (None if problems.failed else routine), problems.in_order()


def _routine(
    root: Mapping,
    source: Source,
    outcomes: "Outcomes[str, Outcome]",
    structure: Structure,
    problems: Problems,
) -> Routine:
    keys = KeyCheck(problems).keys(root, KeyPlace.ROUTINE)
    sheet = Sheet(_levels(keys, problems), source.catalogue, problems, structure)
    settings = written(keys, sheet.reading).over(DEFAULTS)
    scope = Scope(settings)
    name = _name(keys, source.slug, root, sheet)
    steps = keys.get("steps")
    if steps is None and not keys.tried("steps"):
        problems.error(
            Code.MISSING_KEY,
            None,
            "the routine has no 'steps'",
            "add 'steps:' and below it a line '- exercise: …' for each",
        )
    else:
        _warn_of_dash_column(root, problems)
    inside = scope._replace(words=scope.pointing(keys), depth=1)
    body = Block(
        line=root.span.line,
        name=name,
        steps=() if steps is None else StepReader(sheet, outcomes).steps(steps, inside),
        rounds=None,
        rest=gap_in_time(settings.rest, settings.breath),
        transition=gap_in_time(settings.transition, settings.breath),
        switch=gap_in_time(settings.switch, settings.breath),
        prepare=None,
        note=None,
    )
    pain_limit = keys.get("pain_limit")
    limit = None if pain_limit is None else number_of(pain_limit.node, pain_limit.key, problems)
    routine = Routine(
        name=name or "?",
        body=body,
        prepare=sheet.gap(keys, "prepare", settings.breath) or PREPARE,
        levels=sheet.reading.levels,
        pain_limit=_PAIN_LIMIT if limit is None else limit,
        about=sheet.lines(keys, "about"),
        note=sheet.lines(keys, "note"),
        tags=sheet.texts(keys, "tags"),
        equipment=sheet.texts(keys, "equipment"),
        author=sheet.line(keys, "author"),
        source=sheet.lines(keys, "source"),
        language=sheet.line(keys, "language"),
    )
    if not problems.failed:
        structure.routine(routine, root, problems)
    return routine


def _warn_of_dash_column(root: Mapping, problems: Problems) -> None:
    """Warn of keys right below the steps that were meant for the last exercise, and hold for all of them."""
    for (word, steps), (below, _) in zip(root.pairs, root.pairs[1:], strict=False):
        if word.text != "steps" or not isinstance(steps, Sequence) or not steps.items:
            continue
        last = steps.items[-1]
        own = isinstance(last, Mapping) and last.key("exercise") is not None and last.key(below.text) is None
        dashed = problems.text[steps.span.start] == "-" and steps.span.column == below.span.column
        if own and dashed and below.text in _OF_ONE_EXERCISE and below.span.line == last.span.end_line + 1:
            from player.routine.text.indentation import in_dash_column

            found = in_dash_column(problems.text, below.span.start)
            if found is not None:
                message = f"{quoted(below.text)} stands below the dash, so it holds for all steps"
                problems.extend((found._replace(severity="warning", message=message),))


def _report_root(root: Node, problems: Problems) -> None:
    if isinstance(root, Scalar) and root.style == "refused":
        return
    if isinstance(root, Scalar) and report_swallowed(root, problems, first_line=True):
        return
    kind = "a list" if isinstance(root, Sequence) else "a text"
    hint = "begin with 'name: …'"
    fixes: tuple[Fix, ...] = ()
    if isinstance(root, Sequence):
        hint, above = "write 'name: …' and 'steps:' above it", "name: My routine\nsteps:\n"
        if problems.text[root.span.start : root.span.start + 1] == "-":
            fixes = (instead(root.span._replace(end=root.span.start), above, "write them"),)
    message = f"a routine is a mapping with 'name' and 'steps', not {kind}"
    problems.error(Code.WRONG_TYPE, root.span, message, hint, fixes)


def _levels(keys: Keys, problems: Problems) -> tuple[str, ...]:
    """Return those names of levels that are valid, so that values by level are not reported as well."""
    given = keys.get("levels")
    if given is None:
        return ()
    nodes = given.node.items if isinstance(given.node, Sequence) else (given.node,)
    if len(nodes) > MOST_LEVELS:
        problems.error(
            Code.OUT_OF_BOUNDS, given.word.span, f"a routine may have at most {MOST_LEVELS} levels"
        )
        return ()
    levels: dict[str, str] = {}
    for node in nodes:
        found = scalar(node, given.key, problems)
        if found is None:
            continue
        name = " ".join(found.text.split())
        own = slug_of(name)
        if not any(char.isalpha() for char in name):
            message = f"{quoted(name)} needs at least one letter to be the name of a level"
            problems.error(Code.NOT_A_LEVEL, found.span, message)
        elif own in levels:
            message = f"the level {quoted(name)} is already there"
            problems.error(Code.NOT_A_LEVEL, found.span, message, "give each level a name of its own")
        else:
            levels[own] = name
    return tuple(levels.values())


def _name(keys: Keys, slug: str | None, root: Mapping, sheet: Sheet) -> str | None:
    name = sheet.name(keys)
    if name is None and not keys.tried("name"):
        proposal = visible(slug).replace("-", " ").capitalize() if slug else "Neck and shoulders"
        fixes: tuple[Fix, ...] = ()
        if root.span.column == 1 and sheet.problems.text[root.span.start : root.span.start + 1] != "{":
            line = f"name: {scalar_of(proposal, flow=False)}\n"
            fixes = (instead(root.span._replace(end=root.span.start), line),)
        hint = f"add a line 'name: {proposal}'"
        sheet.problems.error(Code.MISSING_KEY, None, "the routine has no 'name'", hint, fixes)
    return name
