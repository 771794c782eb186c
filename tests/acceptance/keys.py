"""What a key does to the sound, heard on a recorded null sink: `python -m tests.acceptance.keys [--times N]`.

Pause, go on, skip and back, each N times while a breath is heard. Keys go in through a pseudo-terminal; what
is measured is the time from the key to the last of the old sound and to the first of the answer, the way
through screen, engine and sound server included. Then some pauses of more than 20 s, in which the device is
let go. Exit 1 if a median is above its limit.
"""

import argparse
import random
import sys
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from statistics import median
from typing import Final, NamedTuple

import numpy as np

from tests.acceptance.score import SOUNDS
from tests.acceptance.stage import folder, session, sink
from tests.e2e.program import Home
from tests.e2e.terminal import Terminal
from tests.support import ears
from tests.support.ears import RATE, Samples
from tests.support.recorder import Recorder

ROUTINE: Final = """\
name: Breathing
prepare: 3s
steps:
  - rounds: 40
    rest: 2s
    transition: 2s
    steps:
      - {exercise: Belly, reps: 6, tempo: {in: 3s, out: 3s}}
      - {exercise: Chest, reps: 6, tempo: {in: 3s, out: 3s}}
"""
KEYS: Final = {
    "pause": ("space", "paused"),
    "go on": ("space", "going-on"),
    "skip": ("right", "skip"),
    "back": ("left", "back"),
}
SILENT: Final = 60.0
"""ms from the key to the last of the old sound; median."""
ANSWERED: Final = 120.0
"""ms from the key to the first of the answer; median."""
ANSWERED_AFTER_REST: Final = 500.0
"""The same when the device was let go."""
LONG_PAUSE: Final = 23.0
_QUIET: Final = 1.2
"""Seconds without a sound before a breath; ticks and words come closer together."""
_WINDOW: Final = RATE // 100
_REACH: Final = RATE
"""Frames after a key in which its answer is looked for."""
_WITH_IT: Final = ("rest", "switch", "next", "go", "tick")
"""What the place where one has come to may sound by itself together with the answer."""
_LISTENED: Final = 35
"""Windows after a key; its words come later."""
_SOUNDS_ON: Final = 0.15
"""Part of its loudness above which a sound is still there."""


class Pressed(NamedTuple):
    """A key that was pressed."""

    kind: str
    at: float
    """Monotonic seconds."""
    during: bool
    """Whether something was heard at that moment."""


class Answer(NamedTuple):
    """What was heard of a key, ms from it on."""

    silent: float | None
    """The last of the old sound; None: there was none."""
    answered: float | None
    """The first of the answer; None: it never came."""


class Player:
    """Presses keys at good moments."""

    def __init__(self, terminal: Terminal, recorder: Recorder, seed: int) -> None:
        self.pressed: list[Pressed] = []
        self._terminal = terminal
        self._recorder = recorder
        self._random = random.Random(seed)  # noqa: S311  wants to be uneven, not secret

    def press(self, kind: str, *, during: bool) -> None:
        """Press a key; `during`: while a breath is heard, else now."""
        if during:
            assert self._recorder.wait_for_sound(30, quiet=_QUIET), "nothing was heard for half a minute"
            time.sleep(self._random.uniform(0.15, 0.7))
        at = time.monotonic()
        self._terminal.send(KEYS[kind][0])
        self.pressed.append(Pressed(kind, at, during))

    def loop(self) -> None:
        """Pause, go on, skip, back."""
        self.press("pause", during=True)
        time.sleep(1.2)
        self.press("go on", during=False)
        time.sleep(3.3)
        self.press("skip", during=True)
        time.sleep(1.0)
        self.press("back", during=True)
        time.sleep(1.0)

    def long_pause(self) -> None:
        """Pause until the device is let go, and go on."""
        self.press("pause", during=True)
        time.sleep(LONG_PAUSE)
        self.press("go on", during=False)
        self.pressed[-1] = self.pressed[-1]._replace(kind="go on after a rest")
        time.sleep(3.3)


def answer_to(key: Pressed, recording: Samples, zero: float, clips: Mapping[str, Samples]) -> Answer:
    """Listen to one key."""
    at = round((key.at - zero) * RATE)
    begin = max(0, at - 2 * RATE)
    stretch = recording[begin : at + RATE].copy()
    at -= begin
    answer = KEYS[key.kind.removesuffix(" after a rest")][1]
    after = np.concatenate((stretch[at:], np.zeros(2 * RATE)))
    answered = None
    for name in (answer, *_WITH_IT):
        found = _take_out(after, clips[name])
        if name == answer:
            answered = found
    if answered is None:  # what stood in its way is gone now
        answered = _take_out(after, clips[answer])
    stretch[at:] = after[: len(stretch) - at]
    return Answer(_rings_on(stretch, at) if key.during else None, answered)


def _take_out(after: Samples, clip: Samples) -> float | None:
    """Take a sound out of what came after a key; return when it began, ms, or None: it is not there."""
    alike = ears.correlation(after[: _REACH + len(clip)], clip)
    best = int(np.argmax(alike))
    part = after[best : best + len(clip)]
    energy = float(clip @ clip)
    if float(alike[best]) / (float(part @ part) * energy + 1e-12) ** 0.5 < ears.ALIKE:
        return None
    part -= float(alike[best]) / energy * clip
    return 1000 * best / RATE


def _rings_on(stretch: Samples, at: int) -> float | None:
    """Milliseconds from `at` on for which what was heard before goes on; None: there was silence.

    Args:
        stretch: A recording from which what began after `at` was taken out.
        at: Frame of the key.
    """

    def loudness(first: int, frames: int) -> float:
        return float(np.sqrt(np.mean(stretch[first : first + frames] ** 2)))

    before = loudness(at - 10 * _WINDOW, 10 * _WINDOW)
    if before < ears.FAINT:
        return None
    rings = [n for n in range(_LISTENED) if loudness(at + n * _WINDOW, _WINDOW) > _SOUNDS_ON * before]
    return 1000 * (rings[-1] + 1) * _WINDOW / RATE if rings else 0.0


def play(server: Mapping[str, str], times: int, long_pauses: int, seed: int) -> dict[str, list[Answer]]:
    """Play, press, listen."""
    with folder() as place:
        home = Home(place)
        routine = home.write("breathing.yaml", ROUTINE)
        with Recorder(server) as recorder, session(home, str(routine), around=server) as terminal:
            terminal.wait_for("Belly", 60)
            player = Player(terminal, recorder, seed)
            time.sleep(4)
            for _ in range(times):
                player.loop()
            for _ in range(long_pauses):
                player.long_pause()
            terminal.stop()
            terminal.close_summary()
    zero, recording = recorder.zero, ears.at_rate(ears.samples_of(recorder.samples), recorder.rate)
    clips = ears.tones(SOUNDS)
    heard: dict[str, list[Answer]] = defaultdict(list)
    for key in player.pressed:
        heard[key.kind].append(answer_to(key, recording, zero, clips))
    return heard


def told(kind: str, answers: Sequence[Answer]) -> tuple[str, bool]:
    """A line about one kind of key, and whether its medians are within the limits."""
    silent = [one.silent for one in answers if one.silent is not None]
    came = [one.answered for one in answers if one.answered is not None]
    limit = ANSWERED_AFTER_REST if kind.endswith("rest") else ANSWERED
    good = len(came) == len(answers) and median(came) <= limit and (not silent or median(silent) <= SILENT)
    line = f"{kind}: {len(came)} of {len(answers)} answered"
    if came:
        line += f", after {median(came):.0f} ms (median; worst {max(came):.0f}; {limit:g} allowed)"
    if silent:
        line += (
            f"; old sound silent after {median(silent):.0f} ms"
            f" (median of {len(silent)}; worst {max(silent):.0f}; {SILENT:g} allowed)"
        )
    return f"{line}: {'met' if good else 'NOT MET'}", good


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=30)
    parser.add_argument("--long-pauses", type=int, default=3)
    parser.add_argument("--seed", type=int, default=4)
    options = parser.parse_args()
    with sink() as server:
        heard = play(server, options.times, options.long_pauses, options.seed)
    lines = [told(kind, answers) for kind, answers in heard.items()]
    for line, _ in lines:
        print(line)
    return not all(good for _, good in lines)


if __name__ == "__main__":
    sys.exit(main())
