"""Records what a sound server plays, where that ends in nothing."""

import contextlib
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest


def pactl(*arguments: str) -> str:
    """What the sound server says; empty when none answers."""
    command = ["pactl", *arguments]
    try:
        done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=10)  # noqa: S603  # a list
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout if done.returncode == 0 else ""


def silent_sink() -> str:
    """The name of the sink that sound goes to; skips the test unless it is one that nobody hears."""
    if shutil.which("pactl") is None or shutil.which("parec") is None:
        pytest.skip("pactl and parec (pulseaudio-utils) are needed to record a null sink.")
    if not pactl("info"):
        pytest.skip("No sound server answers `pactl info`.")
    name = os.environ.get("PULSE_SINK") or pactl("get-default-sink").strip()
    sinks = [line.split("\t") for line in pactl("list", "short", "sinks").splitlines()]
    if not any(sink[1] == name and "null" in sink[2] for sink in sinks):
        pytest.skip(f"The sink '{name}' is no null sink: the test would be heard.")
    return name


@contextlib.contextmanager
def recorded(sink: str, raw: Path) -> Iterator[None]:
    """Keep what goes into the sink meanwhile in `raw`: samples at 44.1 kHz without a header."""
    command = ["parec", "-d", f"{sink}.monitor", "--raw", "--format=s16le", "--rate=44100", "--channels=1"]
    with raw.open("wb") as out:
        process = subprocess.Popen([*command, "--latency-msec=10"], stdout=out)  # noqa: S603  # a list, no shell
    try:
        end = time.monotonic() + 20
        while not raw.stat().st_size and time.monotonic() < end:
            time.sleep(0.01)
        yield
    finally:
        process.terminate()
        process.wait()
