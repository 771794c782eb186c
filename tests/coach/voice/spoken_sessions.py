"""Sessions that speak, and what they say after a key."""

from player.coach.commands import Command
from player.script.model import Amount, Phrase, Voice, text_of
from player.session.clock import NS_PER_S
from player.session.state import LeadingIn
from player.timeline.model import Timeline
from tests.coach.rehearsal import Rehearsal
from tests.timeline.builders import exercise, tape


def length_of(phrase: Phrase) -> int:
    """Every letter takes 60 ms: short sentences as long as they are spoken."""
    return 60 * len(text_of(phrase))


SPOKEN = Voice(Amount.FULL, length_of)
# prepare 10, beat 3 × 4 s, transition 10, hold 20, transition 10, open work, transition 10, held reps
TAPE = tape(
    exercise("Row", reps=3, tempo=[("lift", 2), ("lower", 2)]),
    exercise("Stretch", hold=40),
    exercise("Walk"),
    exercise("Squeeze", reps=2, hold=5),
    exercise("Last", hold=40, sets=2, rest=40),
)
GAP, BEAT, HOLD, OPEN, HELD, SECOND = 0, 1, 3, 5, 7, 11


def at(index: int, seconds: float = 3.0, *, voice: Voice = SPOKEN, timeline: Timeline = TAPE) -> Rehearsal:
    """A session that is `seconds` into an interval, from which one came along the tape or by a jump."""
    session = Rehearsal(timeline, start=index, voice=voice).begin()
    while isinstance(session.transport.state, LeadingIn):
        session.wait(0.05)
    session.wait(seconds - session.transport.offset / 1000)
    assert session.index == index
    return session


def answered(session: Rehearsal, *commands: Command, wait: float = 6.0) -> list[tuple[float, str]]:
    """Press keys 0.2 s apart; seconds after the first one, and texts, of what was said then."""
    now = session.clock.now() / NS_PER_S
    session.do(*commands)
    session.wait(wait)
    return session.said_since(now)
