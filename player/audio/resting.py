"""Decides when the sound device may be closed for a while, and when it is needed again.

An open device costs power even in silence: neither the sound server nor the codec can sleep (DESIGN §6.3).
"""

from typing import Final

from player.audio.mixing.timebase import NS

AFTER: Final = 20 * NS
"""ns of silence after which it is closed."""

NOTHING_WITHIN: Final = 5 * NS
"""ns in which nothing must be due for it to be closed."""

AHEAD: Final = 3 * NS
"""ns before the next sound at which it is opened again. Two seconds are enough for the stream to settle; the
third is for the device itself, which may have to wake up, and for looking only now and then."""

OVERDUE: Final = 2 * NS
"""ns after which an expected sound that did not come is not expected any more."""


class Resting:
    """Decides whether the device may rest, by the moment of the next sound."""

    def __init__(self) -> None:
        self._expected: int | None = None

    def expect(self, at: int | None) -> None:
        """Note that the next sound will be due at `at` ns; None: unknown."""
        self._expected = at

    def may_begin(self, now: int, busy_until: int) -> bool:
        """Whether the device can be closed.

        Args:
            now: ns
            busy_until: When the last sound that was ordered will have ended, ns.
        """
        return now - busy_until >= AFTER and not self._due_within(NOTHING_WITHIN, now)

    def is_over(self, now: int, busy_until: int) -> bool:
        """Whether the device is needed: something was ordered, or is due soon."""
        return busy_until > now or self._due_within(AHEAD, now)

    def _due_within(self, ns: int, now: int) -> bool:
        return self._expected is not None and -OVERDUE <= self._expected - now <= ns
