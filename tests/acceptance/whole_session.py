"""A whole session by ear: `python -m tests.acceptance.whole_session [ROUTINE] [--way render] ...`.

Plays a bundled routine in real time into a WAV file (`wav`), on a null sink that is recorded (`sink`), and
renders it (`render`); lists what was heard and when, against the plan, and what was heard besides it. Exit 1
if anything planned was not heard, anything unplanned was, or an onset in a file is off by more than 1 ms.
"""

import argparse
import contextlib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

from player.script.language.language import language
from player.script.model import Phrase
from player.script.phrases.of_moments import hints as what_keys_do
from tests.acceptance.score import Score, clips_of, score_of, spoken, volume_of
from tests.acceptance.stage import finished, folder, heard_by, session, sink
from tests.e2e.program import Home
from tests.support import ears
from tests.support.ears import RATE, Heard, Samples, Wanted
from tests.support.recorder import Recorder

MOST: Final = {"wav": 1.0, "render": 1.0, "sink": 5.0}
"""Milliseconds by which the onset of a sound may be off in the worst case."""
OFTEN: Final = 1.0
"""And by which at most one in a hundred may be off on a null sink: a busy machine starves its server."""
BEFORE: Final = 0.05
AFTER: Final = 0.15
"""Seconds around a sound of a recorded sink in which nothing else is listened for."""
RESULT: Final = 100.0
"""Milliseconds by which the result may come later than planned."""
RECORDED_ONLY: Final = "speech:\n  engine: none\n"
"""No voice of this machine: what was not recorded is a chime."""
BESIDES: Final = 5.0
"""Seconds after the end in which the result is told."""


class Listened(NamedTuple):
    """What was heard of a session."""

    way: str
    found: list[Heard]
    besides: list[Heard]
    """Words that are on no tape: how keys work, the result."""
    unplanned: list[Heard]

    @property
    def missing(self) -> list[Wanted]:
        """What was planned and not heard."""
        return [one.wanted for one in self.found if not one.is_there]

    @property
    def off(self) -> list[float]:
        """Milliseconds by which each onset is off the plan, constant latency taken away."""
        return ears.deviations(self.found)

    @property
    def off_tape(self) -> list[float]:
        """The same of what is on the tape: the result is told when its end was noticed."""
        last = max(one.wanted.at for one in self.found if not one.wanted.is_speech)
        return [off for one, off in zip(self.found, self.off, strict=True) if one.wanted.at <= last]


def listen(way: str, recording: Samples, score: Score) -> Listened:
    """Find all of a session in a recording."""
    found, left = ears.find(recording, score.plan, score.clips, within=0.04)
    hints = _besides()
    besides = ears.search(left, hints)
    sounds = {**score.clips, **hints}
    if way == "sink":  # a sound server resamples, and stumbles: what it leaves of a sound is no other sound
        for one in (*found, *besides):
            first = max(0, round((one.at - BEFORE) * RATE))
            left[first : round((one.at + AFTER) * RATE) + len(sounds[one.wanted.name])] = 0
    return Listened(way, found, besides, ears.others(left, score.clips))


def _besides() -> dict[str, Samples]:
    """What a first session explains where there is room."""
    english = language("en")
    pieces = (*what_keys_do(english), *english.say("care"))
    named: dict[str, Phrase] = {spoken((piece,)): (piece,) for piece in pieces}
    clips, _ = clips_of(named)
    return {name: clip for name, clip in clips.items() if name in named}


def record_wav(home: Home, routine: str, place: Path) -> Samples:
    """Play in real time with `--audio wav:FILE`."""
    file = place / "session.wav"
    _play(home, routine, ["--audio", f"wav:{file}"], {})
    return ears.read(file)


def record_sink(home: Home, routine: str, place: Path) -> Samples:
    """Play in real time on a null sink, and record it."""
    del place
    with sink() as server, Recorder(server) as recorder:
        _play(home, routine, [], server)
        return heard_by(recorder)


def record_render(home: Home, routine: str, place: Path) -> Samples:
    """Write it as a file."""
    file = place / "rendered.wav"
    result = home.run("render", routine, "-o", str(file))
    assert result.returncode == 0, result.stderr
    return ears.read(file)


WAYS: Final[dict[str, Callable[[Home, str, Path], Samples]]] = {
    "render": record_render,
    "wav": record_wav,
    "sink": record_sink,
}


def _play(home: Home, routine: str, more: list[str], around: dict[str, str]) -> None:
    planned = home.json("show", routine)["planned_s"]
    with session(home, routine, *more, around=around) as terminal:
        terminal.wait_for("get ready")
        finished(terminal, planned + 60)
        with contextlib.suppress(AssertionError):
            terminal.wait_for("nothing of this kind", BESIDES)  # the result is told
        assert terminal.close_summary() == 0
    states = {interval["state"] for interval in home.session()["intervals"]}
    assert (home.session()["state"], states) == ("finished", {"done"})


def report(heard: Listened, *, is_long: bool) -> bool:
    """Print what was heard; return whether it is what it should be."""
    words = [one for one in heard.found if one.wanted.is_speech]
    off = sorted(map(abs, heard.off_tape))
    there = len(heard.found) - len(heard.missing)
    print(
        f"{heard.way}: {there} of {len(heard.found)} heard ({len(heard.found) - len(words)} sounds,"
        f" {len(words)} phrases); onset off the plan: median {off[len(off) // 2]:.3f} ms, 99 of 100 within"
        f" {off[int(0.99 * (len(off) - 1))]:.3f}, at most {off[-1]:.3f}"
    )
    if is_long:
        for one, late in zip(heard.found, heard.off, strict=True):
            print(
                f"  {one.wanted.at:8.3f} {late:+8.3f} ms  {one.wanted.name}"
                f"  gain {one.gain:.2f}, {one.likeness:.2f} alike"
            )
    for wanted in heard.missing:
        print(f"  not heard: {wanted.name} at {wanted.at:.3f} s")
    for one in heard.besides:
        print(f"  besides the tape: {one.wanted.name} at {one.at:.1f} s of the recording")
    last = -1.0
    for one in heard.unplanned:
        if one.at > last + 1:
            print(f"  not planned: {one.wanted.name} at {one.at:.3f} s of the recording")
        last = one.at
    result = max(map(abs, heard.off))
    if result > off[-1]:
        print(f"  the result, behind the tape: {result:.1f} ms off")
    exact = result <= RESULT and off[-1] <= MOST[heard.way] and off[int(0.99 * (len(off) - 1))] <= OFTEN
    return not heard.missing and not heard.unplanned and exact


def main() -> int:
    """Listen to a session in every way asked for, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("routine", nargs="?", default="y-t-ws")
    parser.add_argument("--way", action="append", choices=sorted(WAYS))
    parser.add_argument("--long", action="store_true", help="list every sound and word")
    options = parser.parse_args()
    heard: dict[str, Listened] = {}
    good = True
    for way in options.way or list(WAYS):
        with folder() as place:
            home = Home(place)
            settings = home.path / "config" / "config.yaml"
            settings.parent.mkdir(parents=True, exist_ok=True)
            settings.write_text(RECORDED_ONLY)
            score = score_of(volume_of(options.routine, home.path))
            if score.unspoken:
                print(f"{len(score.unspoken)} phrases have no sound: {', '.join(score.unspoken[:8])}")
                good = False
            heard[way] = listen(way, WAYS[way](home, options.routine, place), score)
            good = report(heard[way], is_long=options.long) and good
    if "render" in heard:
        for way in heard.keys() - {"render"}:
            apart = [abs(a - b) for a, b in zip(heard["render"].off_tape, heard[way].off_tape, strict=True)]
            print(f"{way} and render: the same list, at most {max(apart):.3f} ms apart")
    print("met" if good else "NOT MET")
    return not good


if __name__ == "__main__":
    sys.exit(main())
