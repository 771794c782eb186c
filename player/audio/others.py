"""Lowers the volume of other programs while a session plays, through `pactl` (PulseAudio, PipeWire).

Off unless it is set. The engine makes one `Lowering` of its setup, calls `begin` when it starts to play and
`end` when it leaves; both return soon, what takes longer happens on a thread. What was lowered is remembered
in a file before it is: if the engine dies, the next one that begins (at any setting) or a call of `restore`
gives the volumes back. A volume that the person has changed meanwhile is left as it is.

Never touched: our own sound, calls, and what reads the screen to somebody.
"""

import json
import logging
import os
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import chain
from pathlib import Path
from shutil import which
from typing import Any, Final, NamedTuple

log = logging.getLogger(__name__)

AS_THEY_ARE: Final = 100
"""Per cent that leave others alone."""

LOOK_EVERY: Final = 5.0
"""Seconds between two looks for programs that have begun to play since."""

ANSWERS_WITHIN: Final = 2.0
"""Seconds in which the sound server must answer; after that it is left alone."""

ENDS_WITHIN: Final = 0.4
"""Seconds that leaving may wait for volumes to be restored; the file remembers those that were not."""

SAME: Final = 66
"""Volumes that differ by less (a thousandth) are the same: PipeWire rounds them."""

KEPT_FOR: Final = 30 * 86_400
"""Seconds. A program that was closed while lowered starts lowered, for the server remembers its volume;
so it is remembered here, too."""

SPARED: Final = frozenset({"phone", "a11y", "event"})
"""Roles of streams that are never lowered: calls, screen readers, short sounds of the desktop."""

OUR_NAME: Final = "Backbeat"


class Stream(NamedTuple):
    """The sound stream of another program."""

    number: int
    """Its number in the sound server."""
    program: str
    """The key by which the server recognises the program."""
    volume: tuple[int, ...]
    """Volume of each channel; 65,536 is full."""


class Lowered(NamedTuple):
    """A stream that was made softer."""

    number: int
    program: str
    was: tuple[int, ...]
    """Its volume before."""
    now: tuple[int, ...]
    """Its volume since."""
    at: int
    """When, seconds since 1970."""


def available() -> bool:
    """Whether others can be lowered on this system."""
    return _listed() is not None


def lower(percent: int, memory: Path) -> None:
    """Lower all others to `percent` of their volume; may be called again for those that came since.

    Args:
        percent: Of their own volume, 0 to 99.
        memory: The file that remembers their volumes. Its folder is created if it is missing.
    """
    streams = _streams()
    if not streams:
        return
    known = _read(memory)
    remembered = {(e.number, e.program): e for e in known}
    volumes: dict[int, tuple[int, ...]] = {}
    for stream in streams:
        before = _entry_of(stream, known)
        if before is None and (stream.number, stream.program) in remembered:
            continue  # the person has changed it meanwhile
        was, at = (stream.volume, int(time.time())) if before is None else (before.was, before.at)
        now = tuple(channel * percent // AS_THEY_ARE for channel in was)
        remembered[stream.number, stream.program] = Lowered(stream.number, stream.program, was, now, at)
        if not _same(stream.volume, now):
            volumes[stream.number] = now
    entries = sorted(remembered.values(), key=lambda e: (e.at, e.number))
    # Written first: nobody could give back what nobody remembers.
    if entries == known or _write(memory, entries):
        _set(volumes)


def restore(memory: Path) -> None:
    """Restore the volumes that `memory` remembers; harmless when there are none."""
    known = _read(memory)
    streams = _streams() if known else None
    if not known or streams is None:
        return
    matched = {stream.number: _entry_of(stream, known) for stream in streams}
    given = [entry for entry in matched.values() if entry is not None]
    _set({number: entry.was for number, entry in matched.items() if entry is not None})
    # One that is there under its number and was not matched was changed by the person: forget it.
    done = {(s.number, s.program) for s in streams} | {(e.number, e.program) for e in given}
    left = [entry for entry in known if (entry.number, entry.program) not in done]
    if left:
        _write(memory, left)
    else:
        with suppress(OSError):
            memory.unlink(missing_ok=True)


class Lowering:
    """Keeps others lowered between `begin` and `end`.

    Args:
        percent: As in `lower`; `AS_THEY_ARE`: only restores volumes that a dead engine has left lowered.
        memory: As in `lower`.
    """

    def __init__(self, percent: int, memory: Path) -> None:
        self._percent = percent
        self._memory = memory
        self._over = threading.Event()
        self._thread: threading.Thread | None = None

    def begin(self) -> None:
        """Lower others, also those that begin later."""
        if self._percent < AS_THEY_ARE or self._memory.exists():
            self._thread = threading.Thread(target=self._keep, name="others", daemon=True)
            self._thread.start()

    def end(self) -> None:
        """Restore all volumes; waits for at most `ENDS_WITHIN`."""
        self._over.set()
        if self._thread is not None:
            self._thread.join(ENDS_WITHIN)

    def _keep(self) -> None:
        if self._percent >= AS_THEY_ARE:
            restore(self._memory)
            return
        while not self._over.is_set():
            lower(self._percent, self._memory)
            self._over.wait(LOOK_EVERY)
        restore(self._memory)


def _entry_of(stream: Stream, known: list[Lowered]) -> Lowered | None:
    """Return the remembered entry of a stream, if it still has the volume we set.

    A program's next piece is a new stream that begins as soft as its last one ended.
    """
    mine = [e for e in known if e.program == stream.program and _same(e.now, stream.volume)]
    return next(chain((e for e in mine if e.number == stream.number), mine), None)


def _same(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return len(one) == len(other) and all(abs(a - b) <= SAME for a, b in zip(one, other, strict=True))


def _streams() -> list[Stream] | None:
    """Return the streams of others; None: the server does not answer."""
    listed = _listed()
    return None if listed is None else list(_others(listed))


def _others(listed: list[Any]) -> Iterator[Stream]:
    """Return the streams of a list that may be lowered; entries of an unexpected form are left alone."""
    for entry in listed:
        with suppress(KeyError, TypeError, ValueError, AttributeError):
            properties = entry["properties"]
            volume = tuple(int(channel["value"]) for channel in entry["volume"].values())
            program = properties.get("module-stream-restore.id") or properties["application.name"]
            if volume and not _is_spared(properties):
                yield Stream(int(entry["index"]), str(program), volume)


def _is_spared(properties: Mapping[str, Any]) -> bool:
    """Whether a stream is ours or one that must stay as it is."""
    name = str(properties.get("application.name", ""))
    if name == OUR_NAME or name.startswith("speech-dispatcher"):
        return True
    if str(properties.get("media.role", "")).casefold() in SPARED:
        return True
    pid = int(properties.get("application.process.id", 0))
    return os.getpid() in {pid, _parent(pid)}  # ALSA's players give their own names


def _parent(pid: int) -> int | None:
    """Return the process that started another one, where the system tells."""
    try:
        return int(Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1])
    except (OSError, ValueError, IndexError):
        return None


def _command(*arguments: str) -> list[str] | None:
    place = which("pactl")
    return [place, *arguments] if place is not None and Path(place).is_absolute() else None


def _environment() -> dict[str, str]:
    """Plain numbers: elsewhere pactl writes "0,5" into its JSON."""
    return {**os.environ, "LC_ALL": "C"}


def _listed() -> list[Any] | None:
    """Return all streams as pactl lists them; None: it is missing, too old for JSON, or gets no answer."""
    command = _command("--format=json", "list", "sink-inputs")
    if command is None:
        return None
    try:
        done = subprocess.run(  # noqa: S603  # a list, no shell, an absolute path
            command,
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=ANSWERS_WITHIN,
            env=_environment(),
        )
        listed = json.loads(done.stdout.decode(errors="replace"))
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    return listed if isinstance(listed, list) else None


def _set(volumes: Mapping[int, tuple[int, ...]]) -> None:
    """Set the volumes of streams, all at once: one after the other would take too long at the end."""
    started: list[subprocess.Popen[bytes]] = []
    for number, volume in volumes.items():
        command = _command("set-sink-input-volume", str(number), *map(str, volume))
        if command is not None:
            quiet = subprocess.DEVNULL
            with suppress(OSError):
                started.append(
                    subprocess.Popen(  # noqa: S603  # as above
                        command, stdin=quiet, stdout=quiet, stderr=quiet, env=_environment()
                    )
                )
    for process in started:
        try:
            process.wait(ANSWERS_WITHIN)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _read(memory: Path) -> list[Lowered]:
    """Return the entries of a memory file; none if it is missing or not ours."""
    try:
        rows = json.loads(memory.read_text(encoding="utf-8"))["lowered"]
        entries = [
            Lowered(
                int(row["number"]), str(row["program"]), tuple(row["was"]), tuple(row["now"]), int(row["at"])
            )
            for row in rows
        ]
    except (OSError, ValueError, KeyError, TypeError):
        return []
    oldest = time.time() - KEPT_FOR
    return [e for e in entries if e.at > oldest and all(isinstance(v, int) for v in e.was + e.now)]


def _write(memory: Path, entries: list[Lowered]) -> bool:
    """Replace the file in one step; return whether it is on the disk."""
    data = json.dumps({"lowered": [entry._asdict() for entry in entries]}, indent=1)
    temporary = memory.with_name(f".{memory.name}-{os.urandom(6).hex()}")
    try:
        memory.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            with temporary.open("x", encoding="utf-8") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(memory)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        log.warning("Other programs stay as loud as they are: %s", error)
        return False
    return True
