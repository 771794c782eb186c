"""The IANA name of the local time zone, where the system tells it."""

import os
from pathlib import Path


def local_zone() -> str | None:
    """Return the IANA name such as `Europe/Vienna`, or None if it is not known.

    Taken from `TZ`, else from the target of `/etc/localtime`, else from `/etc/timezone`. Windows names its
    zones differently: None there.
    """
    named = os.environ.get("TZ", "").removeprefix(":")
    if named and not named.startswith("/"):
        return _plausible(named)
    try:
        target = os.path.realpath(named or "/etc/localtime")
        _, mark, name = target.partition("/zoneinfo/")
        if mark:
            return _plausible(name.removeprefix("posix/").removeprefix("right/"))
        return _plausible(Path("/etc/timezone").read_text(encoding="ascii").strip())
    except (OSError, UnicodeDecodeError):
        return None


def _plausible(name: str) -> str | None:
    """Return `name` if it looks like Area/City or UTC; a POSIX rule such as `CET-1CEST,M3.5.0` is no name."""
    parts = name.split("/")
    sound = all(part and part.replace("_", "").replace("-", "").replace("+", "").isalnum() for part in parts)
    return name if sound and (len(parts) > 1 or name == "UTC") else None
