"""The worker that speaks ahead of time, a process of its own: `python -m player.audio.speech.worker`.

Lines of JSON on stdin: first `{"engine", "voice", "rate", "folder"}`, then as often as wanted
`{"speak": [[piece, longest ms], …]}`. For each piece one line on stdout: `{"piece", "by"}`, the engine that
spoke it, empty if none could. When stdin closes it leaves at once, with whatever it has started.

Engines are slow, or hang, and making clips of their output takes seconds: neither belongs into the
process that draws.
"""

import json
import os
import queue
import signal
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, Final

from player.audio.speech.cache import SpokenCache
from player.audio.speech.chain import Speaking, chain
from player.audio.speech.engines import Choice
from player.audio.speech.identity import spoken_text
from player.audio.speech.mulaw import SPEECH_RATE
from player.audio.speech.synthesis import HungError, Runner, synthesise

FASTEST: Final = 200
"""Words per minute of a piece that took too long at the rate that was set."""

TOO_LONG: Final = 1.0
"""A piece longer than this times what was planned for it is spoken once more, faster: what is longer than its
room is not heard at all."""

_FAILURES: Final = 2
"""Batches an engine may fail in, one after the other: it will not come back in this session."""

_POLITE: Final = 10
"""Increment of niceness: other processes go first."""


class SpeechJob:
    """Speaks pieces and keeps them.

    Args:
        speaking: The engines that are asked, one after the other.
        cache: Stores the clips.
        runner: Runs the engines.
    """

    def __init__(self, speaking: Sequence[Speaking], cache: SpokenCache, runner: Runner) -> None:
        self._speaking = list(speaking)
        self._cache = cache
        self._runner = runner
        self._failed = dict.fromkeys((each.identity for each in speaking), 0)

    def speak(self, longest: dict[str, int]) -> dict[str, str]:
        """Return the voice that spoke each piece; empty: none could. `longest`: the planned lengths in ms."""
        by = dict.fromkeys(longest, "")
        for speaking in tuple(self._speaking):
            left = [piece for piece, engine in by.items() if not engine and spoken_text(piece)]
            if not left:
                break
            try:
                spoken = self._by_one(speaking, left, longest)
            except HungError:
                self._speaking.remove(speaking)
                continue
            by.update(dict.fromkeys(spoken, speaking.engine.name))
            failures = self._failed[speaking.identity] = 0 if spoken else self._failed[speaking.identity] + 1
            if failures >= _FAILURES:
                self._speaking.remove(speaking)
        return by

    def _by_one(self, speaking: Speaking, pieces: list[str], longest: dict[str, int]) -> list[str]:
        """Speak pieces in one voice; return those that were spoken."""
        self._cache.make_folder()
        clips = self._clips(speaking, pieces)
        slow = [
            piece
            for piece, clip in clips.items()
            if len(clip) * 1000 > TOO_LONG * longest[piece] * SPEECH_RATE
        ]
        if slow and speaking.rate < FASTEST:
            clips.update(self._clips(speaking._replace(rate=FASTEST), slow))
        for piece, clip in clips.items():
            self._cache.keep(speaking.identity, piece, clip)
        return list(clips)

    def _clips(self, speaking: Speaking, pieces: list[str]) -> dict[str, bytes]:
        texts = [spoken_text(piece) for piece in pieces]
        clips = synthesise(speaking, texts, self._runner, self._cache.folder)
        return {piece: clip for piece, clip in zip(pieces, clips, strict=True) if clip is not None}


def main() -> int:
    """Carry out the orders on stdin."""
    with suppress(OSError, AttributeError):  # Windows has none
        os.nice(_POLITE)
    order = _message(sys.stdin.buffer)
    if order is None:
        return 0
    cache = SpokenCache(Path(order["folder"]))
    runner = Runner()
    work = SpeechJob(chain(Choice(order["engine"], order["voice"], order["rate"])), cache, runner)
    orders: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, orders, runner), daemon=True).start()
    cache.shrink()
    while True:
        longest = dict(orders.get()["speak"])
        try:
            by = work.speak(longest)
        except OSError:  # no room, no rights: nothing can be kept
            by = dict.fromkeys(longest, "")
        lines = (json.dumps({"piece": piece, "by": engine}) for piece, engine in by.items())
        sys.stdout.write("".join(f"{line}\n" for line in lines))
        sys.stdout.flush()


def _listen(stdin: BinaryIO, orders: "queue.SimpleQueue[dict[str, Any]]", runner: Runner) -> None:
    """Take orders until the parent is gone; then leave, whatever an engine does."""
    while (order := _message(stdin)) is not None:
        orders.put(order)
    runner.stop()
    if os.name == "posix" and os.getpgrp() == os.getpid():  # with whatever an engine has started
        os.killpg(0, signal.SIGKILL)
    os._exit(0)


def _message(stdin: BinaryIO) -> dict[str, Any] | None:
    line = stdin.readline()
    return json.loads(line) if line else None


if __name__ == "__main__":
    sys.exit(main())
