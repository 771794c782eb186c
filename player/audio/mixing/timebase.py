"""Maps moments to frames of the stream, and moments of the parent's clock to the child's."""

from collections import deque
from typing import Final

from player.audio.clips import RATE

NS: Final = 1_000_000_000

MEMORY: Final = 64
"""Callbacks remembered: at 20 ms about 1.3 s, in which a sound card drifts less than 0.1 ms."""

SETTLED: Final = 12
"""Callbacks in a row, a quarter of a second, that must all come later than expected before a slip of the
stream is believed."""

SLIP: Final = RATE * NS * 3 // 1000
"""Delay that counts as a slip: 3 ms, in frames times ns per second. Sound servers slip by 5 ms and more."""


class Timebase:
    """Maps nanoseconds of a steady clock to frames of a stream that asks for blocks at irregular moments.

    Each callback says how many frames were written at what time. Most come late, by what the system took to
    wake us up; none comes early. So the least delayed of the last `MEMORY` tells where the stream is: on a
    machine with five programs for two cores it stays within 0.2 ms where the median wanders by 2. When the
    stream itself slipped (an underrun, a stall of the whole machine), that one would be out of date for a
    second; therefore `SETTLED` callbacks that all lie behind it replace everything older.
    """

    def __init__(self) -> None:
        self._seen: deque[int] = deque(maxlen=MEMORY)
        self._ahead = 0

    def observe(self, written: int, at: int) -> None:
        """Note that `written` frames had been handed out when the clock showed `at` ns."""
        seen = self._seen
        seen.append(written * NS - at * RATE)
        self._ahead = max(seen)
        if len(seen) > SETTLED:
            latest = list(seen)[-SETTLED:]
            if max(latest) < self._ahead - SLIP:
                seen.clear()
                seen.extend(latest)
                self._ahead = max(latest)

    def frame_at(self, at: int) -> int:
        """Return the frame that belongs to the moment `at` ns; meaningless before the first `observe`."""
        return (at * RATE + self._ahead + NS // 2) // NS

    def forget(self) -> None:
        """Forget the stream, which was closed: nothing known about it holds for the next one."""
        self._seen.clear()


class ClockOffset:
    """The offset of another process's clock from ours, measured by question and answer.

    An answer fixes the offset only to within half its travel time. The quickest of the last answers counts,
    and if zero lies within its bounds the clocks are taken for the same one: on Linux, macOS and Windows they
    are, and a guess would only add the travel time's jitter.
    """

    def __init__(self) -> None:
        self._answers: deque[tuple[int, int]] = deque(maxlen=8)

    def observe(self, asked: int, there: int, back: int) -> None:
        """Note an exchange: `asked` and `back` in ns of our clock, answered at `there` of theirs."""
        self._answers.append((back - asked, there - (asked + back) // 2))

    @property
    def ns(self) -> int:
        """Nanoseconds to add to our time to get theirs."""
        if not self._answers:
            return 0
        travel, offset = min(self._answers)
        return 0 if abs(offset) <= travel // 2 + 1 else offset
