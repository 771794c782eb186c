"""How many examples a law is tried with.

BACKBEAT_EXAMPLES=light asks for an eighth: enough to see that a law holds on another Python or with newer
packages too. All are tried where the whole suite runs.
"""

import os

LIGHT = os.environ.get("BACKBEAT_EXAMPLES") == "light"


def examples(many: int) -> int:
    """Return how many of `many` are asked for."""
    return max(many // 8, 5) if LIGHT else many
