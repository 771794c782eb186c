"""Writes `docs/routines.md`, the reference of the routine language, from the grammar table.

    python docs/make_reference.py

Every key has an example that is read and compiled while the page is made, and the page shows its tape below
it. A test makes the page again and compares.
"""

from pathlib import Path
from typing import Final

from player.routine.catalogue import Catalogue
from player.routine.grammar.keytypes import Form, Key, KeyPlace, Type
from player.routine.grammar.legal import keys_of
from player.routine.reader import read
from player.routine.steps.include import Included
from player.timeline.choices import FIRST_OF_EVERYTHING, Choices
from player.timeline.compile import compile_routine
from player.timeline.model import Interval, Timeline
from player.views.text import times, words

PAGE: Final = Path(__file__).with_name("routines.md")

_INTRODUCTION: Final = """\
# The routine language

*Made from the grammar table by `docs/make_reference.py`; every example on this page was played by it.*

A routine is a YAML file: a mapping with a `name` and `steps`. This page lists every key and every way to
write a value; [Writing routines](writing-routines.md) goes through a whole file, and [Problems](problems.md)
explains what `backbeat check` says.

```yaml
# yaml-language-server: $schema=./routine.schema.json
name: Upper back, short
steps:
  - exercise: Chin tuck
    hold: 5s
    reps: 8-10
  - exercise: Wall slide
    reps: 10
```

The first line lets editors with a YAML language server (VS Code, Neovim, Helix, Zed) complete and check the
file; `backbeat new` writes it, and `backbeat schema` prints the schema.

## Values

| value | written as | meaning |
| --- | --- | --- |
| duration | `30`, `30s`, `1m30s`, `1:30`, `1.5 min`, `1h` | a bare number is seconds |
| breaths | `5 breaths`, `1.5 breaths` | so many times `breath` (6 s unless said); in, then out, half each |
| range | `8-12`, `20-30s` | low first; a dose begins at the low end and may grow, everything else plays it |
| open | `max`, `8+`, `30s+` | as many or as long as you can; at least that, then more until Enter |
| ready | `rest: ready` | a gap that waits for Enter |
| ladder | `[21, 15, 9]` | the k-th value in the k-th set if the step has `sets`, else in the k-th round |
| by level | `{gentle: 5, standard: 8-10}` | one value for each of the routine's `levels`, every level named |
| tempo | `2-1-3`, `4s`, `[Y: 3s, T: 3s]`, `{lift: 2s, lower: 3s}`, `none` | see [tempo](#tempo) |

They nest in this order: level, ladder, range, open: `{gentle: [8, 8, 8+], standard: [10-12, 10-12, max]}`.

## The gap rule

Between two pieces of work there is exactly one gap, that of the outermost boundary between them: the passes
of `by_side` (`switch`), rounds (`rest`), steps (`transition`), sets (`rest`), sides (`switch`), held
repetitions (`relax`). A `rest:` step stands in its place. After the last work there is none.

## Inherited settings

`rest`, `transition`, `switch`, `relax`, `breath` and the dose (`reps`, `hold`, `for`, `sets`, `sides`,
`tempo`, `load`, `effort`, `ask`) may be set on the routine or on a block, and hold for every step inside that
does not say otherwise. A step that gives any of `reps`, `hold`, `for`, `distance` drops all inherited ones of
these.
"""

_PLACES: Final = {
    KeyPlace.ROUTINE: ("The routine", "The keys of the file itself."),
    KeyPlace.EXERCISE: (
        "An exercise",
        "A step with `exercise`. A step that is only text is an exercise of that name.",
    ),
    KeyPlace.BLOCK: ("A block", "A step with `steps`: steps that belong together. Blocks nest."),
    KeyPlace.REST: (
        "A rest",
        "A step with `rest` and no other kind: it stands in place of the automatic gap.",
    ),
    KeyPlace.INCLUDE: ("An include", "The steps of another routine as a block with its own settings."),
    KeyPlace.SAY: ("A say", "An instruction, spoken and shown."),
}

_HEAD: Final = "name: Example\n"
_ONE_STEP: Final = "steps:\n  - exercise: Chin tuck\n    hold: 5s\n    reps: 2\n"

_WITH_MORE_AROUND: Final = """\
routine name
name: Y-T-W and rows
steps:
  - exercise: Chin tuck
    hold: 5s
    reps: 2

routine steps
name: Example
hold: 20s
steps: [Chin tuck, Wall slide]

routine levels
name: Example
levels: [gentle, standard]
steps:
  - exercise: Plank
    hold: {gentle: 10s, standard: 20s}

block steps
name: Example
steps:
  - steps: [Chin tuck, Wall slide]
    hold: 20s

block every
name: Example
steps:
  - rounds: 2
    every: 60s
    steps:
      - exercise: Push-up
        reps: 10
        tempo: 1-0-1

block within
name: Example
steps:
  - within: 12m
    steps:
      - exercise: Push-up
        reps: 5
      - exercise: Squat
        reps: 10

block turns
name: Example
hold: 20s
steps:
  - rounds: 4
    turns: true
    steps: [Plank, Bridge]

block by_side
name: Example
hold: 20s
steps:
  - by_side: each
    steps: [Lean, Reach]

block switch
name: Example
hold: 20s
steps:
  - by_side: each
    switch: 15s
    steps: [Lean]

block rounds
name: Example
hold: 20s
steps:
  - rounds: 3
    steps: [Plank, Bridge]

block rest
name: Example
hold: 20s
steps:
  - rounds: 2
    rest: 60s
    steps: [Plank, Bridge]

block pick
name: Example
hold: 20s
steps:
  - pick: 2
    steps: [Plank, Bridge, Side plank]

block choose
name: Example
hold: 20s
steps:
  - choose: 1
    steps: [Plank, Bridge]

exercise optional
name: Example
hold: 20s
steps:
  - Plank
  - exercise: Bridge
    optional: true

exercise variations
name: Example
reps: 8-12
steps:
  - exercise: Wall push-up
    variations: [Table push-up, Push-up]

exercise distance
name: Example
steps:
  - exercise: Walk
    distance: 200 m

exercise hold
name: Example
steps:
  - exercise: Chin tuck
    hold: 5s
    reps: 3

exercise for
name: Example
steps:
  - exercise: Arm circles
    for: 45s

exercise ask
name: Example
steps:
  - exercise: Row
    reps: 10
    tempo: 2-1-3
    sets: 2
    ask: [reps, load]

rest rest
name: Example
hold: 20s
steps:
  - Plank
  - rest: 60s
  - Bridge

include include
name: Example
steps:
  - include: warm-up
  - exercise: Plank
    hold: 20s

say say
name: Example
hold: 20s
steps:
  - say: Fetch the band.
  - Plank

say for
name: Example
hold: 20s
steps:
  - say: Fetch the band.
    for: 15s
  - Plank
"""
"""Whole routines for keys that need more around them to show their effect: place and key, then the text."""

_EXAMPLES: Final = {
    tuple(head.split()): f"{text.strip()}\n"
    for head, _, text in (part.partition("\n") for part in _WITH_MORE_AROUND.split("\n\n"))
}
_INCLUDED: Final = "name: Warm-up\nfor: 30s\nsteps: [March, Arm circles]\n"
_COMPANIONS: Final = {
    "sides": ("hold: 20s",), "switch": ("hold: 20s", "sides: each"), "relax": ("hold: 5s", "reps: 3"),
    "breath": ("hold: 2 breaths",), "sets": ("hold: 10s",), "rest": ("hold: 10s", "sets: 2"),
    "tempo": ("reps: 2",), "reps": ("tempo: 2-1-3",),
}  # fmt: skip
"""By key, the other keys that an exercise needs for the key to have an effect."""


def example_of(place: KeyPlace, key: Key) -> str:
    """Return a whole routine that shows the effect of `key` at `place`; LookupError if there is none."""
    own = _EXAMPLES.get((place.value, key.name))
    if own is not None:
        return own
    match place:
        case KeyPlace.ROUTINE:
            return _on_the_routine(key)
        case KeyPlace.BLOCK:
            block = f"{_HEAD}steps:\n  - {key.example}\n{_companions(key, 4)}"
            return f"{block}    steps: [Chin tuck, Wall slide]\n"
        case KeyPlace.EXERCISE:
            name = key.example if key.name == "exercise" else "exercise: Chin tuck"
            own_line = "" if key.name == "exercise" else f"    {key.example}\n"
            return f"{_HEAD}steps:\n  - {name}\n{_companions(key, 4)}{own_line}"
        case KeyPlace.REST:
            return f"{_HEAD}hold: 20s\nsteps:\n  - Plank\n  - rest: 60s\n    {key.example}\n  - Bridge\n"
    raise LookupError(f"no example for {key.name} in {place}")


def _on_the_routine(key: Key) -> str:
    if not key.inherited:
        return f"{_HEAD}{key.example}\n{_ONE_STEP}"
    return f"{_HEAD}{_companions(key, 0)}{key.example}\nsteps: [Chin tuck, Wall slide]\n"


def _companions(key: Key, indent: int) -> str:
    lines = _COMPANIONS.get(key.name, () if key.name in {"hold", "reps", "for"} else ("hold: 10s",))
    return "".join(f"{' ' * indent}{line}\n" for line in lines)


def tape_of(text: str, choices: Choices = FIRST_OF_EVERYTHING) -> Timeline:
    """Read and compile an example.

    Raises:
        ValueError: It has a problem.
    """
    nothing = Catalogue({})
    routine, problems = read(text, nothing, include=lambda name: Included(name, _INCLUDED, nothing))
    if routine is None or problems:
        raise ValueError(f"{text}\n{[problem.message for problem in problems]}")
    return compile_routine(routine, "example", choices)


def played(tape: Timeline) -> str:
    """Return the tape in lines: start, interval, length."""
    lines = []
    for interval, start in zip(tape.intervals, tape.starts(), strict=True):
        at = "    –" if start is None else times.clock_face(start).rjust(5)
        length = "until Enter" if interval.duration is None else times.short_length(interval.duration)
        lines.append(f"{at}  {_title(interval)}  ({length})")
    return "\n".join(lines)


def _title(interval: Interval) -> str:
    if interval.is_work:
        place = words.place(interval)
        return words.card(interval) + (f" · {place}" if place else "")
    gap = words.gap_word(interval.kind)[2:]
    return f"{gap}: {interval.exercise}" if interval.exercise else gap


def page() -> str:
    """Return the whole page."""
    parts = [_INTRODUCTION]
    for place, (title, sentence) in _PLACES.items():
        parts.append(f"\n## {title}\n\n{sentence}\n")
        parts += [_entry(place, key) for key in keys_of(place).values()]
    return "".join(parts)


def _entry(place: KeyPlace, key: Key) -> str:
    text = example_of(place, key)
    inherited = " Inherited by every step inside." if key.inherited and place is not KeyPlace.EXERCISE else ""
    head = f"\n### {key.name}\n\n{key.help}{inherited} {_forms(key)}\n\n```yaml\n{text}```\n"
    for level in _levels(text):
        lines = played(tape_of(text, Choices(level=level)))
        head += f"\n{f'At {level}:' if level else 'Plays as:'}\n\n```text\n{lines}\n```\n"
    return head


def _levels(text: str) -> tuple[str | None, ...]:
    """The levels of an example, at each of which its tape is shown; one None if it has none."""
    named = [line for line in text.splitlines() if line.startswith("levels: ")]
    return tuple(named[0].removeprefix("levels: [").rstrip("]").split(", ")) if named else (None,)


_KINDS: Final = {
    Type.TEXT: "A text.",
    Type.LINES: "A text; it may have several lines.",
    Type.TEXTS: "A text or a list of texts.",
    Type.DURATION: "A duration",
    Type.COUNT: "A count",
    Type.DISTANCE: "A number and a unit",
    Type.TEMPO: "Three numbers (go, hold, return), one duration (a beat per rep), named phases, or `none`.",
    Type.SIDES: "`each`, `alternate`, `left`, `right`, `both`",
    Type.STEPS: "A list of steps.",
    Type.FLAG: "`true` or `false`",
    Type.NUMBER: "A number.",
    Type.VARIATIONS: "A list of names or exercises.",
}
_FORMS: Final = {
    Form.RANGE: "a range", Form.OPEN: "open", Form.READY: "`ready`", Form.BREATHS: "in breaths",
    Form.LADDER: "a ladder", Form.BY_LEVEL: "by level", Form.LABELS: "labels of your own in a list",
}  # fmt: skip


def _forms(key: Key) -> str:
    """The sentence on what a key takes: `A duration; also a range, open.`."""
    kind = _KINDS[key.type]
    if not key.forms:
        return kind if kind.endswith(".") else f"{kind}."
    return f"{kind.rstrip('.')}; also {', '.join(_FORMS[form] for form in key.forms)}."


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
