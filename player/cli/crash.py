"""The last chance: what a person sees when the program itself is wrong."""

import traceback
from datetime import datetime

import player
from player.cli.say import say_error
from player.library.folders import find_folders

EXIT_CRASH = 70
"""EX_SOFTWARE of sysexits.h: neither the files nor the words of the person were wrong."""


def report_crash() -> int:
    """Put the traceback being handled into a file, say one sentence, and return the exit code."""
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
