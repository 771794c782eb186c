"""The command line: the parser of all commands, and the entry point that runs one.

Every command imports what it needs when it runs. `--version` and `--help` import nothing but argparse, and
only commands that open a screen import Textual.
"""

import argparse
import gc
import os
import sys
from collections.abc import Callable, Mapping, Sequence

import player

_USUAL_COLUMNS = 80
_MOST_DIGITS = 15
"""Digits of a seed: JSON, SQLite and spreadsheets hold that many exactly."""


def run() -> int:
    """Run the command line as a process of its own; return its exit code.

    The garbage collector is off: a command that prints ends before garbage could gather, and collecting,
    again and again and once more at exit, would take a tenth of its time. Commands that play turn it on.
    """
    gc.disable()
    code = main()
    if not gc.isenabled():
        gc.freeze()
    return code


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code.

    0: good, 1: a problem in files or data, 2: wrong usage, 70: a crash, 128 + n: ended by signal n.
    """
    words = sys.argv[1:] if arguments is None else arguments
    options = _parser(next(iter(words), None)).parse_args(words)
    try:
        code: int = options.run(options)
    except BrokenPipeError:  # `backbeat history | head`: the reader has seen enough
        code = 0
    except KeyboardInterrupt:
        code = 130
    except Exception:  # noqa: BLE001  the last resort: a person gets a sentence, not a traceback
        from player.cli.crash import report_crash

        code = report_crash()
    return _hand_over(code)


def _hand_over(code: int) -> int:
    """Flush what was printed; return `code`, or 1 where a file or device could not take all of it.

    What a closed window or pipe did not take is dropped here. Python would try again at exit and fail with an
    exit code of its own.
    """
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError as error:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
            if not code and not isinstance(error, BrokenPipeError):
                from player.cli.say import EXIT_PROBLEMS, say_error

                say_error(f"the output could not be written: {error.strerror}")
                code = EXIT_PROBLEMS
    return code


def _library(options: argparse.Namespace) -> int:
    from player.cli.session.play import library

    return library(options)


def _play(options: argparse.Namespace) -> int:
    from player.cli.session.play import play

    return play(options)


def _list(options: argparse.Namespace) -> int:
    from player.cli.routines.list import list_routines

    return list_routines(options)


def _show(options: argparse.Namespace) -> int:
    from player.cli.routines.show import show

    return show(options)


def _check(options: argparse.Namespace) -> int:
    from player.cli.routines.check import check

    return check(options)


def _new(options: argparse.Namespace) -> int:
    from player.cli.routines.new import new

    return new(options)


def _edit(options: argparse.Namespace) -> int:
    from player.cli.routines.edit import edit

    return edit(options)


def _voice(options: argparse.Namespace) -> int:
    from player.cli.system.voice import voice

    return voice(options)


def _schema(options: argparse.Namespace) -> int:
    from player.cli.routines.schema import (
        schema,
    )

    return schema(options)


def _tips(options: argparse.Namespace) -> int:
    from player.cli.system.tips import tips

    return tips(options)


def _render(options: argparse.Namespace) -> int:
    from player.cli.session.render import render

    return render(options)


def _doctor(options: argparse.Namespace) -> int:
    from player.cli.system.doctor import doctor

    return doctor(options)


def _history(options: argparse.Namespace) -> int:
    from player.cli.record.history import history

    return history(options)


def speed(text: str) -> float:
    """Return the speed given with `--speed`: above 0, at most 1000.

    Raises:
        argparse.ArgumentTypeError: The text is no such number.
    """
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value <= 1000:  # noqa: PLR2004  above it a set is shorter than the timer is exact
        raise argparse.ArgumentTypeError(
            f"{text!r} is no speed: a number above 0, at most 1000; 1 is real time"
        )
    return value


def seed(text: str) -> int:
    """Return the seed given with `--seed`: a whole number that JSON, SQLite and scripts can hold exactly.

    Raises:
        argparse.ArgumentTypeError: The text is no such number.
    """
    if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS:
        return int(text)
    raise argparse.ArgumentTypeError(
        f"{text!r} is no seed: a whole number of at most {_MOST_DIGITS} digits; the same one draws the same"
    )


def audio(text: str) -> str:
    """Return the output given with `--audio`, as DESIGN §6 spells it.

    Raises:
        argparse.ArgumentTypeError: There is no such output.
    """
    from player.audio.protocol import parse_output

    try:
        return str(parse_output(text))
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _parser(first_word: str | None = None) -> argparse.ArgumentParser:
    """Return the parser of the command line.

    Args:
        first_word: The first word that was typed. If it is a command, the parser knows no other one: argparse
            looks for translations again and again, which costs 0.15 ms for each command.
    """
    parser = argparse.ArgumentParser(
        prog="backbeat",
        description="A guided workout player for the terminal. Without a command it shows your routines.",
        formatter_class=_help,
    )
    parser.add_argument("--version", action="version", version=f"backbeat {player.__version__}")
    parser.set_defaults(run=_library, audio="")
    commands = parser.add_subparsers(title="commands", metavar="")
    for name, (summary, description, declare) in _COMMANDS.items():
        if first_word == name or first_word not in _COMMANDS:
            declare(commands.add_parser(name, help=summary, description=description, formatter_class=_help))
    return parser


def _declare_play(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "routine", metavar="NAME|FILE", help="a routine's name, its beginning, or a .yaml file"
    )
    command.add_argument("--speed", type=speed, default=1.0, metavar="N", help="rehearse N times as fast")
    command.add_argument(
        "--from", dest="start", metavar="STEP", help="begin at a step: its number, exercise or path"
    )
    command.add_argument(
        "--audio", type=audio, metavar="OUT", help="auto, miniaudio, simpleaudio, pipe, wav:FILE, bell, none"
    )
    command.add_argument(
        "--voice", choices=("full", "brief", "tones"), metavar="AMOUNT", help="full, brief, or tones alone"
    )
    _declare_choices(command, seed_help="the same draws as last time")
    command.add_argument("--plain", action="store_true", help="lines of text instead of a screen")
    command.set_defaults(run=_play)


def _declare_list(command: argparse.ArgumentParser) -> None:
    command.add_argument("--level", metavar="L", help="the lengths at this level, where a routine has it")
    command.add_argument("--json", action="store_true", help="for scripts")
    command.set_defaults(run=_list)


def _declare_show(command: argparse.ArgumentParser) -> None:
    command.add_argument("routine", metavar="NAME|FILE")
    _declare_choices(command, seed_help="what this number draws; without it the first ones")
    command.add_argument("--json", action="store_true", help="for scripts: every interval")
    command.add_argument("--cues", action="store_true", help="every sound and word that is heard, and when")
    command.add_argument(
        "--voice",
        choices=("full", "brief", "tones"),
        default="full",
        metavar="AMOUNT",
        help="with --cues: full, brief, or tones alone",
    )
    command.set_defaults(run=_show)


def _declare_check(command: argparse.ArgumentParser) -> None:
    command.add_argument("paths", nargs="*", metavar="PATH", help="files, folders or names of routines")
    command.add_argument("--format", choices=("text", "json"), default="text")
    command.set_defaults(run=_check)


def _declare_new(command: argparse.ArgumentParser) -> None:
    command.add_argument("name", metavar="NAME", help="what it is called, such as 'Neck break'")
    command.add_argument("--no-edit", action="store_true", help="only make the file and print where it is")
    command.set_defaults(run=_new)


def _declare_edit(command: argparse.ArgumentParser) -> None:
    command.add_argument("routine", metavar="NAME|FILE")
    command.add_argument(
        "--external",
        action="store_true",
        help="in your own editor: $VISUAL, else $EDITOR, else nano or vi (Windows: notepad)",
    )
    command.set_defaults(run=_edit)


def _declare_tips(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="for scripts")
    command.set_defaults(run=_tips)


def _declare_render(command: argparse.ArgumentParser) -> None:
    command.add_argument("routine", metavar="NAME|FILE")
    command.add_argument("-o", "--output", required=True, metavar="FILE.wav", help="the file to write")
    command.add_argument("--force", action="store_true", help="replace a file that is there already")
    command.add_argument("--from", dest="start", metavar="STEP", help="begin at a step, as play does")
    command.add_argument("--voice", choices=("full", "brief", "tones"), help="how much is said")
    _declare_choices(command, seed_help="what this number draws; without it the first ones")
    command.set_defaults(run=_render)


def _declare_doctor(command: argparse.ArgumentParser) -> None:
    command.add_argument("--sound", action="store_true", help="play every sound, and say what it means")
    command.add_argument("--json", action="store_true", help="for scripts; nothing is played")
    command.add_argument("--audio", type=audio, metavar="OUT", help="try this output")
    command.set_defaults(run=_doctor)


def _declare_voice(command: argparse.ArgumentParser) -> None:
    command.set_defaults(run=_voice, what="list")
    commands = command.add_subparsers(title="commands", metavar="")
    list_ = commands.add_parser("list", help="the voices there are, and who speaks", formatter_class=_help)
    list_.add_argument("--all", action="store_true", help="also voices of other languages")
    use = commands.add_parser("use", help="choose a voice", formatter_class=_help)
    use.add_argument("name", metavar="NAME", help="a voice; an engine; auto, the best one; none, no voice")
    prepare = commands.add_parser(
        "prepare", help="have all spoken that a routine says", formatter_class=_help
    )
    prepare.add_argument("routine", metavar="NAME|FILE")
    test = commands.add_parser("test", help="say a line", formatter_class=_help)
    test.add_argument("text", nargs="?", metavar="TEXT", help="what to say")
    test.add_argument("--voice", metavar="NAME", help="in this voice, just now")
    test.add_argument("--audio", type=audio, metavar="OUT", help="through this output")
    for name, subcommand in (("list", list_), ("use", use), ("prepare", prepare), ("test", test)):
        subcommand.set_defaults(what=name)


def _declare_schema(command: argparse.ArgumentParser) -> None:
    command.set_defaults(run=_schema)


def _declare_history(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="for scripts: every interval")
    command.set_defaults(run=_history)


def _declare_choices(command: argparse.ArgumentParser, *, seed_help: str) -> None:
    """Add the options for what a person can decide about a routine before it is played."""
    command.add_argument("--level", metavar="L", help="one of the routine's levels; else the first")
    command.add_argument(
        "--choose", action="append", default=[], metavar="NAME", help="a step to choose; may be repeated"
    )
    command.add_argument(
        "--without", action="append", default=[], metavar="NAME", help="leave an optional step out; same"
    )
    command.add_argument("--seed", type=seed, metavar="N", help=seed_help)


_COMMANDS: Mapping[str, tuple[str, str, Callable[[argparse.ArgumentParser], None]]] = {
    "play": ("play a routine", "Play a routine from start to finish.", _declare_play),
    "list": ("list the routines", "List the routines.", _declare_list),
    "show": ("show a routine as a timetable", "Show what a routine plays.", _declare_show),
    "check": (
        "find mistakes in routine files",
        "Print every problem; without a path, of all routines and the settings.",
        _declare_check,
    ),
    "new": ("begin a routine of your own", "Make a routine from a template and open it.", _declare_new),
    "edit": ("change a routine", "Open a routine. A bundled one is copied to yours first.", _declare_edit),
    "render": ("write a routine as sound", "Write a whole session as a WAV file.", _declare_render),
    "doctor": (
        "what works, and what to do if not",
        "Look at files, sound, speech and terminal; play a sound and a spoken line.",
        _declare_doctor,
    ),
    "voice": (
        "voices: list, choose, try",
        "List the voices of this computer; choose one, try it, let it speak a routine ahead of time.",
        _declare_voice,
    ),
    "schema": ("the JSON Schema of routines", "Print the JSON Schema of routines.", _declare_schema),
    "tips": ("what may help besides exercise", "Print short notes, each with its source.", _declare_tips),
    "history": ("what you have done", "List your sessions, newest first.", _declare_history),
}
"""By name of the command: its line in the list of commands, its own help, and the function that declares
its arguments."""


def _help(prog: str) -> argparse.HelpFormatter:
    """Return the formatter of the help of `prog`, with the width of the terminal given.

    Without a width it asks `shutil`, for every argument and even if no help is printed; `shutil` imports the
    modules of every kind of archive, which costs 3 ms.
    """
    return argparse.HelpFormatter(prog, width=_columns() - 2)  # the same margin as argparse's own


def _columns() -> int:
    """Return the columns of the terminal, as `shutil.get_terminal_size` finds them."""
    try:
        from_environment = int(os.environ["COLUMNS"])
    except (KeyError, ValueError):
        from_environment = 0
    try:
        return from_environment if from_environment > 0 else os.get_terminal_size().columns or _USUAL_COLUMNS
    except (ValueError, OSError):  # no terminal
        return _USUAL_COLUMNS
