"""How many examples a law is tried with, and which.

A run of the suite tries the same examples every time: whether a commit passes is not a matter of luck.
BACKBEAT_EXAMPLES changes that:

    light     a sixteenth of them: enough to see that a law holds on another Python or with newer packages too
    explore   others every time, as many as ever: what it finds is mended, and kept as a test of its own
"""

import os
from typing import Final

_ASKED: Final = os.environ.get("BACKBEAT_EXAMPLES", "")
EXPLORING: Final = _ASKED == "explore"


def examples(many: int) -> int:
    """Return how many of `many` are asked for."""
    return max(many // 16, 5) if _ASKED == "light" else many
