"""The report of a crash: a log file with the traceback, and one sentence for the person."""

import traceback
from datetime import datetime

import player
from player.cli.say import say_error
from player.library.folders import find_folders

EXIT_CRASH = 70
"""EX_SOFTWARE of sysexits.h: the program is at fault, not the person's files or arguments."""


def report_crash() -> int:
    """Append the current traceback to `crash.log`, print one sentence, and return the exit code."""
    now = datetime.now().astimezone().isoformat()
    text = f"backbeat {player.__version__}, {now}\n{traceback.format_exc()}\n"
    path = find_folders().state / "crash.log"
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with path.open("a", encoding="utf-8") as log:
            log.write(text)
    except OSError:
        say_error(f"this is a mistake of the program, not yours. No file could be written:\n{text}")
    else:
        say_error(f"this is a mistake of the program, not yours. What happened is written in {path}")
    return EXIT_CRASH
