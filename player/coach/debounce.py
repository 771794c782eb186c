"""Debounces keys, and recognises a second Ctrl-C."""

from typing import Final

from player.session.clock import NS_PER_MS, NS_PER_S

DEBOUNCE: Final = 120 * NS_PER_MS
"""Repeats of one key closer than this are one press (DESIGN §5)."""
LEAVE_WITHIN: Final = 2 * NS_PER_S
"""A second Ctrl-C within this leaves at once."""


class Debounce:
    """Recognises repeats that belong to the same press of a key."""

    def __init__(self) -> None:
        self._last: tuple[str, int] = ("", -DEBOUNCE)

    def is_repeated(self, name: str, now: int) -> bool:
        """Whether the key `name` at clock time `now` repeats the previous press."""
        last, at = self._last
        self._last = (name, now)
        return name == last and now - at < DEBOUNCE


class Interrupts:
    """Recognises a second Ctrl-C: the first one asks, the second leaves at once."""

    def __init__(self) -> None:
        self._last: int | None = None

    def is_second(self, now: int) -> bool:
        """Whether the Ctrl-C at clock time `now` follows another one within `LEAVE_WITHIN`."""
        before, self._last = self._last, now
        return before is not None and now - before < LEAVE_WITHIN
