"""Writes `docs/problems.md`, the page of all problems that `backbeat check` reports, from their codes.

    python docs/make_problems.py

For each code, `tests/mistakes/` has the smallest file that yields it; the page shows the file and the
reader's report. A test makes the page again and compares.
"""

from pathlib import Path
from typing import Final

from player.routine.catalogue import Catalogue
from player.routine.codes import EXPLANATIONS, Code
from player.routine.problems import Problem, render
from player.routine.reader import read
from player.routine.steps.include import Included
from player.routine.text.source import decode

PAGE: Final = Path(__file__).with_name("problems.md")
MISTAKES: Final = Path(__file__).parent.parent / "tests" / "mistakes"

ABOUT_FILES: Final = {
    Code.BROKEN_FILE: "Restore it from a copy: the editor keeps older versions of your routines.",
    Code.INCLUDES_TOO_DEEP: "It takes more than 20 routines inside each other, or more than 200 in all.",
    Code.NO_FILE: "Check the name, and the folder you are in.",
    Code.NOT_A_FILE: "Give the file itself; a folder is checked file by file.",
    Code.NOT_TEXT_FILE: "Is it the right file?",
    Code.NOT_UTF8: "Save it as UTF-8 in your editor; the message shows the first letter that is not.",
    Code.TOO_LARGE: "The bound is 256 KiB, which is 4,000 exercises; split it into several routines.",
    Code.TOO_MANY_NODES: "The bound is 40,000 entries; split it into several routines.",
    Code.UNREADABLE: "The message tells the system's reason; most often the permissions of the file.",
}
"""What to do about codes without an example: those of whole files, and of files too large for a page."""

_INTRODUCTION: Final = """\
# Problems

*Made from the codes by `docs/make_problems.py`; every answer on this page was given by the reader.*

`backbeat check FILE` shows every problem of a routine at its place: an **error** keeps it from being played
(exit status 1), a **warning** is allowed and probably not meant (exit status 0). In the editor F8 goes to the
next problem, and F4 applies a fix where one is offered. `backbeat check --format json` prints the same for
other programs: `path`, `line`, `column`, `end_column`, `severity`, `code`, `message`, `hint`, and `fixes`,
each with a `label` and the `text` that replaces the characters from `start` to `end`. Lines and columns count
from 1, offsets from 0, in characters. The codes never change.

In the examples → stands for a tab and ␣ for a no-break space.

[The routine language](routines.md) tells what every key takes.
"""


def example_of(code: Code) -> str | None:
    """Return the smallest file that yields a code; None if the code has no example."""
    path = MISTAKES / f"{code}.yaml"
    if not path.is_file():
        return None
    return decode(path.read_bytes())[0]


def problems_of(text: str) -> tuple[Problem, ...]:
    """Return the problems of an example; its includes are looked up among the examples."""
    return read(text, Catalogue(), include=_found)[1]


def _found(name: str) -> Included | tuple[str, ...]:
    text = example_of(Code(name)) if name in set(Code) else None
    return () if text is None else Included(name, text, Catalogue())


def page() -> str:
    """Return the whole page."""
    return "".join([_INTRODUCTION, *map(_entry, sorted(Code))])


def _entry(code: Code) -> str:
    head = f"\n## {code}\n\n{EXPLANATIONS[code]}"
    text = example_of(code)
    if text is None:
        return f"{head} {ABOUT_FILES[code]}\n"
    problems = problems_of(text)
    shown = "\n".join(render(f"{code}.yaml", text, problem) for problem in problems)
    labels = [fix.label for problem in problems for fix in problem.fixes]
    fixes = f"\nOffered in the editor: {'; '.join(labels)}.\n" if labels else ""
    fence = "````" if "```" in text + shown else "```"
    return f"{head}\n\n{fence}yaml\n{_visible(text)}{fence}\n\n{fence}text\n{shown}\n{fence}\n{fixes}"


def _visible(text: str) -> str:
    """Return a file with its tabs and no-break spaces made visible."""
    return text.replace("\t", "→   ").replace("\u00a0", "␣")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
