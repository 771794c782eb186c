"""`show`: one routine as a timetable, as JSON, or as a list of everything that is heard."""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from player.cli.common import find_playable
from player.cli.say import EXIT_PROBLEMS, EXIT_USAGE, column, print_json
from player.cli.session.options import choices_of, say_what_there_is
from player.library.folders import find_folders
from player.library.shelf import Shelf, Volume
from player.routine.visible import visible, width
from player.timeline.choices import Choices, NoSuchChoice
from player.timeline.compile import compile_routine
from player.timeline.model import Timeline
from player.views.tables.timetable import length_of, timetable
from player.views.text import times
from player.views.text.fitting import fold

if TYPE_CHECKING:
    from player.script.model import Said
    from player.timeline.cues import Cue

_ENDLESS: Final = 1_000_000
"""More cells or lines than any text has."""
_INDENT: Final = " " * 8


def show(options: argparse.Namespace) -> int:
    """Print one routine as a timetable, or as `--json` or `--cues` ask."""
    volume = find_playable(Shelf(find_folders()), options.routine)
    if volume is None or volume.routine is None:
        return EXIT_PROBLEMS
    choices = choices_of(options)
    try:
        tape = compile_routine(volume.routine, volume.slug, choices)
    except NoSuchChoice as question:
        say_what_there_is(question)
        return EXIT_USAGE
    script = _script(tape, options.voice, volume.routine.language) if options.cues else None
    if options.json:
        from player.views.tables.report import as_json

        print_json(as_json(tape, script))
        return 0
    if script is not None:
        for line in _script_lines(tape, script, _cells()):
            print(line)
        return 0
    for line in _timetable(volume, choices, tape, _cells()):
        print(line)
    return 0


def _script(tape: Timeline, amount: str, language: str | None) -> "tuple[Cue | Said, ...]":
    """Everything that is heard in a person's first session, with the recorded voice."""
    from player.script.model import TONES_ONLY, Amount
    from player.script.planner import plan_script

    if amount == Amount.TONES:
        return plan_script(tape, TONES_ONLY)
    from player.audio.speech.manifest import Manifest
    from player.library.folders import bundled

    language = language or TONES_ONLY.language
    recorded = Manifest.read(bundled("sounds") / "speech", language)
    voice = TONES_ONLY._replace(amount=Amount(amount), length_of=recorded.length, language=language)
    return plan_script(tape, voice)


def _script_lines(tape: Timeline, script: "Sequence[Cue | Said]", cells: int) -> Iterator[str]:
    from player.views.tables.cue_list import text_lines

    yield from _folded(" · ".join(part for part in (tape.name, tape.level, length_of(tape)) if part), cells)
    yield ""
    yield from (visible(line) for line in text_lines(tape, script))


def _cells() -> int:
    """Cells of a line: the terminal's width; lines for a file or a pipe are not folded."""
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError):
        return _ENDLESS


def _timetable(volume: Volume, choices: Choices, tape: Timeline, cells: int) -> list[str]:
    """The timetable in lines of at most `cells` cells, with the routine's texts above and below it."""
    routine = volume.routine
    sets = "1 set" if tape.work_intervals == 1 else f"{tape.work_intervals} sets"
    head = (tape.name, tape.level, length_of(tape), sets)
    lines = _folded(" · ".join(part for part in head if part), cells)
    if routine is not None and routine.levels:
        from player.views.tables.decisions import level_lengths

        lines += _folded(f"Levels: {level_lengths(routine, volume.slug, choices, tape)}", cells)
    if routine is not None and tape.choices:
        from player.views.tables.decisions import decision_lines

        for line in decision_lines(routine, tape):
            lines += _folded(line, cells)
    if routine is not None and routine.equipment:
        lines += _folded(f"You need: {', '.join(routine.equipment)}", cells)
    if routine is not None and routine.about:
        lines += ["", *_folded(routine.about, cells)]
    lines.append("")
    rows = timetable(tape)
    names = max((width(visible(row.name)) for row in rows), default=0)
    doses = max((width(visible(row.dose)) for row in rows), default=0)
    for row in rows:
        start = times.clock_face(row.start) if row.start is not None else "–"
        columns = f"{start:>6}  {column(row.name, names)}  {column(row.dose, doses)}"
        details = [visible(part) for part in (row.tempo, row.round) if part]
        line = "  ".join((columns, *details)).rstrip()
        if width(line) <= cells:
            lines.append(line)
        else:  # details go below the name
            below = _folded(", ".join(details), cells - len(_INDENT))
            lines += [columns.rstrip(), *(_INDENT + part for part in below)]
    if routine is not None and routine.note:
        lines += ["", *_folded(routine.note, cells)]
    return lines


def _folded(text: str, cells: int) -> list[str]:
    return fold(visible(" ".join(text.split())), max(20, cells), lines=_ENDLESS)
