"""When something will change by itself: whoever shows a session need not look before."""

from typing import Final

from player.routine.model import Ms
from player.session.clock import NS_PER_S
from player.session.state import LeadingIn, Playing
from player.session.transport import Transport
from player.timeline.model import Dose

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
    if transport.interval.has_beat and not isinstance(transport.state, LeadingIn):
        waits.append(_FRAME)
        phase = transport.phase
        if phase is not None:  # a word that changes late would contradict the sound
            waits.append((phase.start + phase.duration - transport.offset) / 1000 / transport.speed)
    else:
        waits.append(_to_next_second(transport) / 1000 / transport.speed)
    return max(_SHORTEST_WAIT, min(waits))


def _to_next_second(transport: Transport) -> Ms:
    """Routine time until the number that counts seconds changes."""
    shown = transport.remaining
    if isinstance(transport.state, LeadingIn):
        shown = transport.lead_in_left
    elif transport.interval.dose is Dose.HELD_REPS and transport.phase is not None:
        shown = transport.phase.start + transport.phase.duration - transport.offset
    return 1000 - transport.offset % 1000 if shown is None else (shown - 1) % 1000 + 1
