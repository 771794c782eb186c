"""Mutation fuzzing of the reader, from bytes to a tape.

    python -m tests.fuzz.reading --seconds 600 [--seed N]

Takes honest and broken routines, spoils them at random and reads them. Every run must answer with a routine
or with problems, in less than a second of processor time; what it accepts must compile and be put into words.
Prints how many texts were read; an input that fails is kept in `tests/fuzz/kept/`, which every later run and
the test suite read first.
"""

import argparse
import hashlib
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Final, NamedTuple

from player.routine.catalogue import Catalogue, read_catalogue
from player.routine.grammar.keytypes import KeyPlace
from player.routine.grammar.legal import keys_of
from player.routine.problems import render_all
from player.routine.reader import read
from player.routine.steps.include import Included
from player.routine.text.compose import FASTEST, PURE
from player.routine.text.source import decode
from player.timeline.choices import Choices
from player.timeline.codec import encode
from player.timeline.compile import compile_routine
from player.views.tables.report import as_json

ROOT: Final = Path(__file__).parents[2]
KEPT: Final = Path(__file__).with_name("kept")
MOST_SECONDS: Final = 1.0
"""Of processor time for one text (the issue's bound)."""
_GIVE_UP_AFTER: Final = 20
"""Seconds of real time after which a text counts as hanging."""
_MOST_BYTES: Final = 40_000
"""Mutants do not grow for ever."""

_WORDS: Final = (
    *sorted({key for place in KeyPlace for key in keys_of(place)}),
    *(
        "8-12",
        "8+",
        "30s+",
        "max",
        "ready",
        "5 breaths",
        "1.5 breaths",
        "2-1-3",
        "3-0-1-0",
        "none",
        "each",
        "alternate",
    ),
    *(
        "[21, 15, 9]",
        "{gentle: 5, standard: 8-10}",
        "{in: 4s, out: 4s}",
        "[Y: 3s, T: 3s]",
        "[left, right]",
        "true",
    ),
    *(
        "0",
        "1",
        "999",
        "1000",
        "1001",
        "99999999999999999999",
        "1e9",
        "-1",
        "24h",
        "25h",
        "0s",
        "1:30",
        "0:0",
        "١٢",
    ),
    *(
        "- ",
        "  ",
        "\n",
        "\n\n",
        ": ",
        ":",
        "'",
        '"',
        "{",
        "}",
        "[",
        "]",
        ",",
        "#",
        " #",
        "|",
        ">",
        "&a ",
        "*a",
        "!!x ",
    ),
    *(
        "---\n",
        "...\n",
        "<<: *a",
        "\t",
        "\u00a0",
        "\u2013",
        "\uff1a",
        "\u201c",
        "\x00",
        "\x1b[2J",
        "\u202e",
        "\ufeff",
    ),
    *(
        "<<<<<<< ours\n",
        "=======\n",
        "? ",
        "%YAML 1.1\n",
        "\r\n",
        "\r",
        "\u2028",
        "\ud83d\ude00",
        "é",
        "~",
        "null",
    ),
)
_TOKENS: Final = tuple(word.encode("utf-8", "surrogatepass") for word in _WORDS)


class Fault(NamedTuple):
    """A text that was not answered as it should be."""

    data: bytes
    why: str


class Reading:
    """Reads one text in every way a program of ours would, with the bundled catalogue."""

    def __init__(self) -> None:
        text = (ROOT / "routines" / "exercises.yaml").read_text(encoding="utf-8")
        self._catalogue = read_catalogue(text)[0]
        self._included = "name: Warm-up\nfor: 30s\nsteps: [March, Arm circles]\n"
        self.accepted = 0

    def fault(self, data: bytes) -> Fault | None:
        """Return what is wrong with how `data` is answered, or None."""
        before = time.process_time()
        try:
            signal.alarm(_GIVE_UP_AFTER)
            self._read(data)
        except Exception:  # noqa: BLE001  whatever it is, it is what is looked for
            return Fault(data, traceback.format_exc(limit=-4))
        finally:
            signal.alarm(0)
        spent = time.process_time() - before
        return Fault(data, f"took {spent:.2f} s") if spent > MOST_SECONDS else None

    def _read(self, data: bytes) -> None:
        text, problems = decode(data)
        if text is None:
            if not problems:
                raise AssertionError("refused without a problem")
            render_all("x.yaml", None, problems)
            return
        loader = PURE if data[:1] == b"\n" else FASTEST
        routine, found = read(text, self._catalogue, include=self._include, loader=loader)
        render_all("x.yaml", text, found)
        if (routine is None) != any(problem.severity == "error" for problem in found):
            raise AssertionError("a routine exactly where there is no error")
        if routine is not None:
            self.accepted += 1
            for level in (None, *routine.levels[-1:]):
                tape = compile_routine(routine, "x", Choices(level=level, seed=len(data)))
                encode(tape)
                as_json(tape)

    def _include(self, name: str) -> "Included | tuple[str, ...]":
        return Included(name, self._included, Catalogue({})) if "warm" in name else ("warm-up",)


def seeds() -> list[bytes]:
    """Return the texts that are spoiled: bundled routines, prescriptions, mistakes, what failed before."""
    folders = ("routines", "tests/prescriptions", "tests/mistakes")
    paths = [*(path for folder in folders for path in ROOT.glob(f"{folder}/*.yaml")), *kept()]
    return [path.read_bytes()[:_MOST_BYTES] for path in sorted(paths) if path.name != "exercises.yaml"]


def kept() -> list[Path]:
    """Return the inputs that failed once."""
    return sorted(KEPT.glob("*.yaml"))


def mutants(random_: random.Random, corpus: list[bytes]) -> Iterator[bytes]:
    """Return spoiled texts without end."""
    while True:
        data = random_.choice(corpus)
        for _ in range(random_.choice((1, 1, 1, 2, 2, 3, 5, 9))):
            data = random_.choice(_MUTATIONS)(random_, data, corpus)[:_MOST_BYTES]
        yield data


def _flip(random_: random.Random, data: bytes, _: list[bytes]) -> bytes:
    if not data:
        return data
    at = random_.randrange(len(data))
    return data[:at] + bytes([random_.randrange(256)]) + data[at + 1 :]


def _insert(random_: random.Random, data: bytes, _: list[bytes]) -> bytes:
    at = random_.randrange(len(data) + 1)
    return data[:at] + random_.choice(_TOKENS) + data[at:]


def _cut(random_: random.Random, data: bytes, _: list[bytes]) -> bytes:
    start = random_.randrange(len(data) + 1)
    return data[:start] + data[start + random_.choice((1, 2, 3, 8, 40)) :]


def _replace_value(random_: random.Random, data: bytes, _: list[bytes]) -> bytes:
    lines = data.split(b"\n")
    at = random_.randrange(len(lines))
    key, colon, _value = lines[at].partition(b":")
    if colon:
        lines[at] = key + b": " + random_.choice(_TOKENS)
    return b"\n".join(lines)


def _move_line(random_: random.Random, data: bytes, _: list[bytes]) -> bytes:
    lines = data.split(b"\n")
    line = lines.pop(random_.randrange(len(lines)))
    lines.insert(random_.randrange(len(lines) + 1), line)
    return b"\n".join(lines)


def _repeat_lines(random_: random.Random, data: bytes, _: list[bytes]) -> bytes:
    lines = data.split(b"\n")
    at = random_.randrange(len(lines))
    return b"\n".join(lines[:at] + lines[at : at + 3] * random_.choice((2, 3, 60)) + lines[at + 3 :])


def _indent(random_: random.Random, data: bytes, _: list[bytes]) -> bytes:
    lines = data.split(b"\n")
    at = random_.randrange(len(lines))
    lines[at] = lines[at].lstrip() if random_.random() < 0.3 else b" " * random_.randrange(1, 5) + lines[at]
    return b"\n".join(lines)


def _splice(random_: random.Random, data: bytes, corpus: list[bytes]) -> bytes:
    other = random_.choice(corpus)
    return data[: random_.randrange(len(data) + 1)] + other[random_.randrange(len(other) + 1) :]


def _nest(random_: random.Random, data: bytes, _: list[bytes]) -> bytes:
    lines = data.split(b"\n")
    at = random_.randrange(len(lines))
    inner = [b"  - rounds: 1000", b"    steps:", *(b"  " * 2 + line for line in lines[at:])]
    return b"\n".join(lines[:at] + inner)


_MUTATIONS: Final[tuple[Callable[[random.Random, bytes, list[bytes]], bytes], ...]] = (
    _flip, _insert, _insert, _cut, _replace_value, _replace_value, _replace_value, _move_line, _repeat_lines,
    _indent, _splice, _nest,
)  # fmt: skip


def _hangs(_signal: int, _frame: FrameType | None) -> None:
    raise TimeoutError("still reading")


def main() -> int:
    """Fuzz for a while; return 1 if anything failed."""
    parser = argparse.ArgumentParser(description="Mutation fuzzing of the reader.")
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--seed", type=int, default=None)
    options = parser.parse_args()
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(2**31)
    signal.signal(signal.SIGALRM, _hangs)
    reading, corpus = Reading(), seeds()
    faults: dict[str, Fault] = {}
    count, end = 0, time.monotonic() + options.seconds
    for data in _forever(corpus, mutants(random.Random(seed), corpus)):  # noqa: S311  not for secrets
        if time.monotonic() >= end:
            break
        count += 1
        fault = reading.fault(data)
        if fault is not None and fault.why not in faults:
            faults[fault.why] = fault
            keep = KEPT / f"{hashlib.sha256(fault.data).hexdigest()[:12]}.yaml"
            KEPT.mkdir(exist_ok=True)
            keep.write_bytes(fault.data)
            print(f"{keep.name}: {fault.why}", flush=True)
    print(f"seed {seed}: {count:,} texts read, {reading.accepted:,} of them played, {len(faults)} faults")
    return 1 if faults else 0


def _forever(corpus: list[bytes], spoiled: Iterator[bytes]) -> Iterator[bytes]:
    yield from corpus
    yield from spoiled


if __name__ == "__main__":
    sys.exit(main())
