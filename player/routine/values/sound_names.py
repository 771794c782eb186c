"""Checks names of sound files in routines: bare names, without a folder (DESIGN §9, TRUST §2.6)."""

import re
from typing import Final

MOST_BYTES: Final = 255
"""Bytes of a file name that every file system allows."""

_SUFFIX: Final = ".wav"
_RESERVED: Final = r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9]) *(\.|$)"
"""Names that Windows takes for devices, whatever follows the first dot."""


def sound_fault(name: str) -> str | None:
    """Return why `name` is not the bare name of a sound file, as the rest of a sentence, or None if it is."""
    if any(sign in name for sign in '/\\:*?"<>|~') or ".." in name or name.startswith("."):
        return "is not the bare name of a file beside the routine"
    if not name.casefold().endswith(_SUFFIX) or re.match(_RESERVED, name):
        return f"is not the name of a {_SUFFIX} file"
    if len(name.encode("utf-8", "replace")) > MOST_BYTES:
        return f"is longer than {MOST_BYTES} bytes"
    return None
