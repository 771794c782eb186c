"""The time until something changes by itself: a front end can sleep until then."""

from typing import Final

from player.session.clock import NS_PER_S
from player.session.state import LeadingIn, Playing
from player.session.transport import Transport
from player.views.playing.figures import second_changes_in

_LONGEST_WAIT: Final = 0.5
"""Seconds between two beats while the tape moves: well under the one second after which the computer is taken
to have been asleep."""
_FRAME: Final = 0.25
"""Seconds between two beats while a bar moves."""
_STANDING: Final = 2.5
"""Seconds between two beats while nothing moves: only to notice that the sound came back."""
_SHORTEST_WAIT: Final = 0.001
"""Seconds."""


def seconds_to_next(transport: Transport, now: int) -> float:
    """Return the real seconds until the view changes or an interval ends; `now` is clock time in ns."""
    if not isinstance(transport.state, Playing | LeadingIn):
        return _STANDING
    waits = [_LONGEST_WAIT]
    if transport.deadline is not None:
        waits.append((transport.deadline - now) / NS_PER_S)
    phase = transport.phase
    if phase is not None and not isinstance(transport.state, LeadingIn):
        left = phase.start + phase.duration - transport.offset
        if left > 0:  # a word that changes late would contradict the sound; an open phase ends with a key
            waits.append(left / 1000 / transport.speed)
    if transport.interval.has_beat and not isinstance(transport.state, LeadingIn):
        waits.append(_FRAME)
    else:
        waits.append(second_changes_in(transport) / 1000 / transport.speed)
    return max(_SHORTEST_WAIT, min(waits))
