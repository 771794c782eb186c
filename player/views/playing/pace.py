"""When something will change by itself: whoever shows a session need not look before."""

from typing import Final

from player.session.clock import NS_PER_S
from player.session.state import LeadingIn, Playing
from player.session.transport import Transport
from player.views.playing.figures import second_changes_in

_LONGEST_WAIT: Final = 0.5
"""Seconds between two beats while the tape moves: well inside the second after which it counts as asleep."""
_FRAME: Final = 0.25
"""Seconds between two beats while a bar moves."""
_STANDING: Final = 2.5
"""Seconds between two beats while nothing moves: only to hear whether the sound came back."""
_SHORTEST_WAIT: Final = 0.001


def seconds_to_next(transport: Transport, now: int) -> float:
    """Return the seconds until the picture changes or an interval ends; `now` is clock time."""
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
