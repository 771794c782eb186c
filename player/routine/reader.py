"""From the text of a routine to a `Routine`, or to everything that is wrong with it (DESIGN §3)."""

from typing import Final

from player.routine.bounds import extent
from player.routine.catalogue import Catalogue
from player.routine.codes import EXPLANATIONS, Code
from player.routine.compose import FASTEST, Loader, compose
from player.routine.fields import line_of, lines_of, name_of, quantity_of, report_swallowed, texts_of
from player.routine.keytypes import Place
from player.routine.model import Block, Exercise, Rest, Routine
from player.routine.nodes import Mapping, Node, Scalar, Sequence, Span
from player.routine.places import Keys
from player.routine.problems import Problem, Problems
from player.routine.settings import DEFAULTS, PREPARE
from player.routine.steps import StepReader
from player.routine.visible import visible

_START_OF_LINE: Final = 1


def explanations() -> dict[str, str]:
    """Return one sentence for every problem code, for the documentation."""
    return {code.value: sentence for code, sentence in EXPLANATIONS.items()}


def read(
    text: str, catalogue: Catalogue, *, slug: str | None = None, loader: Loader = FASTEST
) -> tuple[Routine | None, tuple[Problem, ...]]:
    """Return the routine a text describes, and all problems in the order of their places.

    The routine is None exactly if one of the problems is an error.

    Args:
        text: As `decode` returns it; any text is answered, whatever is in it.
        catalogue: Gives exercises their canonical names, tempos and cues.
        slug: The routine's slug, only to propose a name where there is none.
        loader: The YAML parser.
    """
    problems = Problems(text)
    root, found = compose(text, loader)
    problems.extend(found)
    routine = None if root is None else _routine(root, catalogue, slug, problems)
    if routine is not None and not problems.failed:
        _check_whole(routine, problems)
    return (None if problems.failed else routine), problems.in_order()


def _routine(root: Node, catalogue: Catalogue, slug: str | None, problems: Problems) -> Routine | None:
    if not isinstance(root, Mapping):
        _report_root(root, problems)
        return None
    reader = StepReader(catalogue, _levels(root), problems)
    keys = reader.keys(root, Place.ROUTINE)
    settings = reader.written(keys).over(DEFAULTS)
    name = _name(keys, slug, problems)
    steps = keys.get("steps")
    if steps is None and not keys.tried("steps"):
        problems.error(
            Code.MISSING_KEY,
            None,
            "the routine has no 'steps'",
            "add 'steps:' and below it a line '- exercise: …' for each",
        )
    body = Block(
        line=root.span.line,
        name=name,
        steps=() if steps is None else reader.steps(steps, settings),
        rounds=None,
        rest=settings.rest,
        transition=settings.transition,
        prepare=None,
        note=None,
    )
    prepare = keys.get("prepare")
    return Routine(
        name=name or "?",
        body=body,
        prepare=(prepare and quantity_of(prepare.node, prepare.key, problems)) or PREPARE,
        about=_lines(keys, "about", problems),
        note=_lines(keys, "note", problems),
        tags=_texts(keys, "tags", problems),
        equipment=_texts(keys, "equipment", problems),
        author=_line(keys, "author", problems),
        source=_lines(keys, "source", problems),
        language=_line(keys, "language", problems),
    )


def _report_root(root: Node, problems: Problems) -> None:
    if isinstance(root, Scalar) and root.style == "refused":
        return
    if isinstance(root, Scalar) and report_swallowed(root, problems, first_line=True):
        return
    kind = "a list" if isinstance(root, Sequence) else "a text"
    hint = "write 'name: …' and 'steps:' above it" if isinstance(root, Sequence) else "begin with 'name: …'"
    problems.error(
        Code.WRONG_TYPE, root.span, f"a routine is a mapping with 'name' and 'steps', not {kind}", hint
    )


def _levels(root: Mapping) -> frozenset[str]:
    node = root.get("levels")
    items = node.items if isinstance(node, Sequence) else (node,)
    return frozenset(item.text for item in items if isinstance(item, Scalar))


def _name(keys: Keys, slug: str | None, problems: Problems) -> str | None:
    given = keys.get("name")
    if given is not None:
        return name_of(given.node, given.key, problems)
    if not keys.tried("name"):
        proposal = visible(slug).replace("-", " ").capitalize() if slug else "Neck and shoulders"
        problems.error(Code.MISSING_KEY, None, "the routine has no 'name'", f"add a line 'name: {proposal}'")
    return None


def _line(keys: Keys, name: str, problems: Problems) -> str | None:
    given = keys.get(name)
    return None if given is None else line_of(given.node, given.key, problems)


def _lines(keys: Keys, name: str, problems: Problems) -> str | None:
    given = keys.get(name)
    return None if given is None else lines_of(given.node, given.key, problems)


def _texts(keys: Keys, name: str, problems: Problems) -> tuple[str, ...]:
    given = keys.get(name)
    return () if given is None else texts_of(given.node, given.key, problems) or ()


def _check_whole(routine: Routine, problems: Problems) -> None:
    """Report what only the whole shows: no work, too much of it, a rest after its end."""
    if not _has_work(routine.body):
        problems.error(Code.NO_EXERCISE, None, "the routine has no exercise", "add a line '- exercise: …'")
        return
    excess = extent(routine).excess
    if excess is not None:
        problems.error(
            Code.OUT_OF_BOUNDS, None, f"the whole routine has {excess}", "lower rounds, sets or reps"
        )
    for rest in _after_the_last_work(routine.body):
        problems.warning(
            Code.REST_NEVER_PLAYS,
            Span(rest.line, _START_OF_LINE, 0, rest.line, _START_OF_LINE, 0),
            "this rest is never played: nothing comes after it",
            "delete it",
        )


def _has_work(block: Block) -> bool:
    return any(
        isinstance(step, Exercise) or (isinstance(step, Block) and _has_work(step)) for step in block.steps
    )


def _after_the_last_work(block: Block) -> list[Rest]:
    """Return the rests behind the last work of a block that is played once or for the last time."""
    found: list[Rest] = []
    for step in reversed(block.steps):
        if isinstance(step, Exercise):
            break
        if isinstance(step, Rest):
            found.append(step)
        elif not _has_work(step) or step.rounds is None or step.rounds.low == 1:
            found.extend(_after_the_last_work(step))
        if isinstance(step, Block) and _has_work(step):
            break
    return found
