"""Speech synthesis: runs an engine and makes clips of its output."""

import contextlib
import struct
import subprocess
import sys
import tempfile
import threading
from array import array
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from player.audio.children import APART, environment
from player.audio.clips import PCM, ClipError, chunks, read_file
from player.audio.speech.chain import Speaking
from player.audio.speech.engines import EngineCommand, SpeechEngine, VoiceName
from player.audio.speech.levelling import levelled
from player.audio.speech.mulaw import MAX_SPOKEN, SPEECH_RATE, encode

START_S: Final = 20.0
"""Seconds an engine gets to start: the first voice of a system may be slow to load."""
EACH_S: Final = 3.0
"""Seconds it gets for each text on top."""

_RATES: Final = range(8_000, 48_001)


class HungError(Exception):
    """An engine did nothing for so long that it was killed."""


class Runner:
    """Runs the commands of engines one at a time; from another thread all can be stopped."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._stopped = False
        self._running: subprocess.Popen[bytes] | None = None

    def run(self, command: EngineCommand, folder: Path, *, timeout: float) -> bytes | None:
        """Return the output of a command; None if it failed or was stopped.

        Args:
            command: The command to run.
            folder: Its current folder: never one with a stranger's files.
            timeout: Seconds after which it is killed. What it has started ends with the worker at the latest:
                they are one process group.

        Raises:
            HungError: It was.
        """
        try:
            with self._lock:
                if self._stopped:
                    return None
                process = self._running = subprocess.Popen(  # noqa: S603  a list, no shell, texts on stdin
                    command.words,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    cwd=folder,
                    env=environment(),
                    creationflags=APART,
                )
        except (OSError, ValueError):  # ValueError: a NUL in the name of a voice
            return None
        try:
            printed, _ = process.communicate(command.stdin, timeout)
        except subprocess.TimeoutExpired:
            raise HungError(command.words[0]) from None
        finally:
            with self._lock:
                self._running = None
            _let_go(process)
        return printed if process.returncode == 0 else None

    def stop(self) -> None:
        """Kill the running command; no other is run after it."""
        with self._lock:
            self._stopped = True
            if self._running is not None:
                self._running.kill()


def _let_go(process: "subprocess.Popen[bytes]") -> None:
    """End a process, if it did not by itself. Its pipes are not read to their end: a child may hold them."""
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):  # what it did not take
                pipe.close()


def synthesise(speaking: Speaking, texts: Sequence[str], runner: Runner, place: Path) -> list[bytes | None]:
    """Return the texts as clips (mu-law, trimmed, level); None for each that was not spoken.

    Args:
        speaking: The engine and its voice.
        texts: See `identity.spoken_text`.
        runner: Runs its commands.
        place: Where a folder for its files may be made for a moment.

    Raises:
        HungError: It hung.
        OSError: There is no room for its files.
    """
    with tempfile.TemporaryDirectory(prefix=".speaking-", dir=place, ignore_cleanup_errors=True) as name:
        folder = Path(name)
        for command in speaking.engine.commands(texts, speaking.voice, speaking.rate, folder):
            timeout = START_S + EACH_S * len(command.makes)
            runner.run(command, folder, timeout=timeout)
        return [_clip(folder / f"{number}.wav") for number in range(len(texts))]


def _clip(path: Path) -> bytes | None:
    """Return an engine's file as a clip to be stored."""
    try:
        form, body = chunks(read_file(path))
    except ClipError:
        return None
    tag, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", form)
    if (tag, channels, bits) != (PCM, 1, 16) or rate not in _RATES:
        return None
    samples = array("h")
    samples.frombytes(body[: len(body) // 2 * 2])
    if sys.byteorder == "big":
        samples.byteswap()
    if len(samples) > MAX_SPOKEN * rate // SPEECH_RATE:
        return None
    clip = levelled(samples, rate)
    return encode(clip) if clip else None


def voices(engine: SpeechEngine, runner: Runner, place: Path) -> list[VoiceName]:
    """Return the voices an engine has; none if it cannot be asked."""
    try:
        printed = runner.run(engine.asking_voices(), place, timeout=START_S)
    except HungError:
        return []
    return [] if printed is None else engine.read_voices(printed.decode(errors="replace"))
