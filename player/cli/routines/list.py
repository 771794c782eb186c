"""`list`: all routines, each with its length and the day it was last done."""

import argparse
from typing import Any

from player.cli.say import EXIT_USAGE, column, print_json, say_error
from player.history.sessions import last_done
from player.library.folders import find_folders
from player.library.listing.index import Index
from player.library.listing.routine_summary import RoutineSummary
from player.routine.slug import slug
from player.routine.visible import visible
from player.views.text.times import about_minutes


def list_routines(options: argparse.Namespace) -> int:
    """Print the routines; those with errors with their first error."""
    folders = find_folders()
    done = last_done(folders.history)
    summaries = Index(folders).summaries()
    if options.level is not None:
        levels = dict.fromkeys(level for summary in summaries for level in summary.levels)
        if not any(_same(level, options.level) for level in levels):
            names = ", ".join(map(visible, levels)) or "none"
            say_error(f"no routine has a level {visible(options.level)!r}. Levels there are: {names}")
            return EXIT_USAGE
        summaries = [_at(summary, options.level) for summary in summaries]
    if options.json:
        entries = [_entry(summary, done.get(summary.slug)) for summary in summaries]
        print_json(entries)
        return 0
    for summary in summaries:
        print(_line(summary, done.get(summary.slug)))
    if all(summary.bundled for summary in summaries):
        print(f"\nYour own routines go into {visible(str(folders.routines))}")
    return 0


def _at(summary: RoutineSummary, level: str) -> RoutineSummary:
    """Return the summary with the lengths at a level if the routine has it, else as it is."""
    for name, (planned, timed) in zip(summary.levels, summary.lengths, strict=True):
        if _same(name, level):
            return summary._replace(planned_ms=planned, timed_ms=timed or 0)
    return summary


def _same(level: str, asked: str) -> bool:
    """Whether `asked` names a level, exactly or by its slug."""
    return level == asked or slug(level) == slug(asked)


def _entry(summary: RoutineSummary, last_done_at: str | None) -> dict[str, Any]:
    """The JSON object of one routine; `last_done_at` is ISO 8601."""
    planned = summary.planned_ms
    return {
        "slug": summary.slug,
        "name": summary.name,
        "path": summary.path,
        "bundled": summary.bundled,
        "planned_s": None if planned is None else planned // 1000 if planned % 1000 == 0 else planned / 1000,
        "tags": summary.tags,
        "equipment": summary.equipment,
        "levels": summary.levels,
        "last_done": last_done_at,
        "problems": summary.problems,
    }


def _line(summary: RoutineSummary, last_done_at: str | None) -> str:
    """The line of one routine; `last_done_at` is ISO 8601."""
    if summary.name is None:
        return f"{column(summary.slug, 32)} cannot be played: {visible(summary.error or '')}"
    length = about_minutes(summary.timed_ms, is_open=summary.planned_ms is None)
    last = f"last done {last_done_at[:10]}" if last_done_at is not None else ""
    levels = f" ({', '.join(summary.levels)})" if summary.levels else ""
    return f"{column(summary.slug, 32)} {length:>7}   {column(summary.name + levels, 34)} {last}".rstrip()
