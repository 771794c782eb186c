"""Stands in for pactl: the streams of a sound server that lie in a file, and changing their volumes."""

import json
import os
import sys
from pathlib import Path


def main(arguments: list[str]) -> int:
    """Carry out one command."""
    place = Path(os.environ["STAND_IN_STREAMS"])
    if not place.exists():
        return 1
    streams = json.loads(place.read_text(encoding="utf-8"))
    if arguments == ["--format=json", "list", "sink-inputs"]:
        sys.stdout.write(json.dumps(streams))
        return 0
    command, number, *volume = arguments
    assert command == "set-sink-input-volume"
    # Several run at once: each stream has a file of its own for what was set.
    written = place.with_name(f"writing-{number}-{os.getpid()}")
    written.write_text(json.dumps([int(channel) for channel in volume]), encoding="utf-8")
    written.replace(place.with_name(f"set-{number}"))  # nobody reads half of it
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
