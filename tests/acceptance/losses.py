"""Sessions whose sound is lost: `python -m tests.acceptance.losses [--case NAME] [--simpleaudio PYTHON ...]`.

No device at all; a sound server that is killed and comes back; an engine that is killed three times; no
miniaudio, so that a player program is fed; the simpleaudio extra, built for the Pythons that are named. Each
session must finish with all of it done, show nothing but what the same session without sound shows and one
notice, and answer the screen as quickly. Exit 1 otherwise.
"""

import argparse
import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Final, NamedTuple

from player.audio.client import BACK, DEVICE_GONE, NO_DEVICE
from tests.acceptance.score import score_of, volume_of
from tests.acceptance.stage import finished, folder, session
from tests.e2e.program import ROOT, Home
from tests.e2e.terminal import Terminal
from tests.support import ears
from tests.support.recorder import Recorder, null_sink, wait_until

ROUTINE: Final = """\
name: Losses
prepare: 5s
transition: 5s
steps:
  - {exercise: Chin tuck, hold: 20s}
  - {exercise: Prone W, reps: 4, tempo: 2-1-2}
"""
EXTRA: Final = f"{ROOT}[simpleaudio]"
ALSA_TO_PULSE: Final = (
    "</usr/share/alsa/alsa.conf>\npcm.!default { type pulse }\nctl.!default { type pulse }\n"
)
SLOWER: Final = 60.0
"""ms by which the longest time without output may be longer than in the session without sound."""
_FIRST_LOSS: Final = 8.0
"""Seconds from the start of a session."""


class Shown(NamedTuple):
    """What was to be seen of a session."""

    words: set[str]
    notices: dict[str, int]
    """How often each notice appeared."""
    gap: float
    """The longest time without output while it played, ms."""
    bells: int
    is_heard: bool = True
    """Whether everything of the plan was heard, where that was asked."""


class Case(NamedTuple):
    """A session with some trouble."""

    notices: dict[str, int]
    run: Callable[[Home, Path], Shown]


NOTICES: Final = (NO_DEVICE, DEVICE_GONE, BACK)


def watch(terminal: Terminal, trouble: Callable[[Terminal], None] = lambda _: None) -> Shown:
    """Look at a session until it is over."""
    words: set[str] = set()
    there = dict.fromkeys(NOTICES, False)
    times = dict.fromkeys(NOTICES, 0)
    terminal.wait_for("get ready")
    began = time.monotonic_ns()
    beside = threading.Thread(target=trouble, args=(terminal,))
    beside.start()

    def look(screen: str) -> bool:
        words.update(re.findall(r"[^\W\d_]{2,}", screen))
        flat = " ".join(screen.split())
        for notice in NOTICES:
            is_there = notice[:24] in flat
            times[notice] += is_there and not there[notice]
            there[notice] = is_there
        return "Finished:" in screen

    terminal.wait_until(look, timeout=120)
    ended = time.monotonic_ns()
    beside.join()
    arrivals = [at for at in terminal.arrivals if began <= at <= ended]
    finished(terminal, 5)
    assert terminal.close_summary() == 0
    assert terminal.left_behind() == []
    return Shown(
        words, times, max(after - before for before, after in pairwise(arrivals)) / 1e6, terminal.bells
    )


def play(
    home: Home,
    *arguments: str,
    around: Mapping[str, str] | None = None,
    trouble: Callable[[Terminal], None] = lambda _: None,
) -> Shown:
    """Play the session in a terminal; it must finish with all of it done."""
    routine = home.write("losses.yaml", ROUTINE)
    with session(home, str(routine), *arguments, around=around) as terminal:
        shown = watch(terminal, trouble)
    played = home.session()
    states = {interval["state"] for interval in played["intervals"]}
    assert (played["state"], states) == ("finished", {"done"}), played
    return shown


def no_device(home: Home, place: Path) -> Shown:
    """Nothing to sound with, from the start."""
    del place
    return play(home)


def server_killed(home: Home, place: Path) -> Shown:
    """The sound server ends in mid-session, and four seconds later there is another one."""
    script = str(ROOT / ".ci/null-sink")

    def trouble(terminal: Terminal) -> None:
        del terminal
        time.sleep(_FIRST_LOSS)
        os.kill(int((place / "sound/pid").read_text()), signal.SIGKILL)
        (place / "sound/native").unlink(missing_ok=True)
        time.sleep(4)
        subprocess.run([script, "start", str(place)], capture_output=True, check=True)  # noqa: S603  our own

    with null_sink(place) as server:
        return play(home, around=server, trouble=trouble)


def engine_killed(home: Home, place: Path) -> Shown:
    """The engine is killed three times."""

    def trouble(terminal: Terminal) -> None:
        time.sleep(_FIRST_LOSS)
        for _ in range(3):
            before = engines(terminal)
            for pid in before:
                os.kill(pid, signal.SIGKILL)
            assert wait_until(lambda: engines(terminal) - before), "no engine came after one that was killed"  # noqa: B023  asked now
            time.sleep(4)

    with null_sink(place) as server:
        return play(home, around=server, trouble=trouble)


def engines(terminal: Terminal) -> set[int]:
    """The sound engines of a session."""
    found = set()
    for process in terminal.processes():
        pid = int(process.split()[0])
        with contextlib.suppress(OSError):
            if b"player.audio.engine" in Path(f"/proc/{pid}/cmdline").read_bytes():
                found.add(pid)
    return found


def without_miniaudio(home: Home, place: Path) -> Shown:
    """miniaudio cannot be imported: `pacat` is fed."""
    absent = place / "absent"
    absent.mkdir()
    (absent / "miniaudio.py").write_text("raise ImportError('absent')\n")
    with null_sink(place) as server, Recorder(server) as recorder:
        shown = play(home, around={**server, "PYTHONPATH": f"{absent}{os.pathsep}{ROOT}"})
        return shown._replace(is_heard=_all_heard(recorder, home))


def simpleaudio(python: str) -> Callable[[Home, Path], Shown]:
    """The extra, installed for a Python."""

    def run(home: Home, place: Path) -> Shown:
        venv = place / "venv"
        for command in ([python, "-m", "venv", str(venv)], [str(venv / "bin/pip"), "install", "-qq", EXTRA]):
            subprocess.run(command, check=True, capture_output=True)  # noqa: S603  a list, no shell
        with _installed(venv / "bin/backbeat"), null_sink(place) as server, Recorder(server) as recorder:
            asound = place / "asound.conf"  # simpleaudio knows ALSA alone
            asound.write_text(ALSA_TO_PULSE)
            around = {**server, "ALSA_CONFIG_PATH": str(asound)}
            shown = play(home, "--audio", "simpleaudio", around=around)
            return shown._replace(is_heard=_all_heard(recorder, home))

    return run


@contextlib.contextmanager
def _installed(program: Path) -> Iterator[None]:
    before = os.environ.get("BACKBEAT_COMMAND")
    os.environ["BACKBEAT_COMMAND"] = str(program)
    try:
        yield
    finally:
        del os.environ["BACKBEAT_COMMAND"]
        if before is not None:
            os.environ["BACKBEAT_COMMAND"] = before


def _all_heard(recorder: Recorder, home: Home) -> bool:
    recording = ears.at_rate(ears.samples_of(recorder.samples), recorder.rate)
    score = score_of(volume_of(home.folder / "losses.yaml", home.path))
    end = score.timeline.timed / 1000  # the result behind it is cut off: the summary is closed
    plan = [wanted for wanted in score.plan if wanted.at <= end]
    found, _ = ears.find(recording, plan, score.clips, within=0.04)
    off = ears.deviations(found)
    missing = [f"{one.wanted.name} at {one.wanted.at:g} s" for one in found if not one.is_there]
    print(
        f"  heard: {len(found) - len(missing)} of {len(found)}, at most {max(map(abs, off)):.2f} ms off"
        f"{'; NOT HEARD: ' if missing else ''}{', '.join(missing)}"
    )
    if missing:
        log = home.path / "state" / "audio.log"
        print("  the engine's log:", log.read_text()[-600:] if log.exists() else "none")
    return not missing


def main() -> int:
    """Play all cases and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--case", action="append")
    parser.add_argument("--simpleaudio", nargs="*", default=[], metavar="PYTHON")
    options = parser.parse_args()
    cases = {
        "no device": Case({NO_DEVICE: 1}, no_device),
        "server killed": Case({DEVICE_GONE: 1, BACK: 1}, server_killed),
        "engine killed": Case({}, engine_killed),
    }
    if shutil.which("pacat"):
        cases["no miniaudio"] = Case({}, without_miniaudio)
    for python in options.simpleaudio:
        cases[f"simpleaudio for {python}"] = Case({}, simpleaudio(python))
    with folder() as place:
        silent = play(Home(place), "--audio", "none")
    print(f"without sound: at most {silent.gap:.0f} ms without output")
    good = True
    for name, case in cases.items():
        if options.case and name not in options.case:
            continue
        with folder() as place:
            good = told(name, case, case.run(Home(place), place), silent) and good
    return not good


def told(name: str, case: Case, shown: Shown, silent: Shown) -> bool:
    """Print what came of a case; return whether it is what it should be."""
    own = {word for notice in NOTICES for word in re.findall(r"[^\W\d_]{2,}", notice)}
    stray = shown.words - silent.words - own
    times = {notice: count for notice, count in shown.notices.items() if count}
    right = times == case.notices or (not case.notices and all(count == 1 for count in times.values()))
    good = not stray and right and shown.is_heard and shown.gap <= silent.gap + SLOWER
    print(
        f"{name}: finished; at most {shown.gap:.0f} ms without output ({shown.gap - silent.gap:+.0f});"
        f" notices {times or 'none'}; {shown.bells} bells; stray words {sorted(stray) or 'none'}:"
        f" {'met' if good else 'NOT MET'}"
    )
    return good


if __name__ == "__main__":
    sys.exit(main())
