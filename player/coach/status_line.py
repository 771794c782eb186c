"""The status line: one sentence at a time about the last event."""

from typing import Final

from player.session.clock import NS_PER_S, Clock
from player.session.events import Event, LengthChanged, Refused, Slept
from player.views.text import times

MESSAGE_LASTS: Final = 5 * NS_PER_S
NOTICE_LASTS: Final = 15 * NS_PER_S
"""How long a notice about the sound is shown: a person lying face down looks up later."""
STANDS: Final = 3600 * NS_PER_S
"""In effect until another sentence replaces it."""


class StatusLine:
    """Keeps the current sentence, and the notices that stay until the end.

    Args:
        clock: Measures how long a sentence is shown.
        standing: Sentences that stay until the end of the session.
    """

    def __init__(self, clock: Clock, standing: tuple[str, ...]) -> None:
        self.standing: list[str] = list(standing)
        self._clock = clock
        self._text = ""
        self._until = 0
        self._kept_until = 0

    @property
    def now(self) -> str:
        """The current sentence; empty if its time is over."""
        return self._text if self._clock.now() < self._until else ""

    def tell(self, text: str, *, lasts: int = MESSAGE_LASTS) -> None:
        """Show `text` for `lasts` nanoseconds of clock time."""
        self._text, self._until = text, self._clock.now() + lasts
        self._kept_until = 0

    def notice(self, text: str) -> None:
        """Show what happened to the sound, for `NOTICE_LASTS`."""
        self.tell(text, lasts=NOTICE_LASTS)
        self._kept_until = self._clock.now() + MESSAGE_LASTS

    def show(self, text: str) -> None:
        """Show a phrase that has no sound, unless a notice has just appeared."""
        if self._clock.now() >= self._kept_until:
            self.tell(text)

    def note(self, events: tuple[Event, ...]) -> None:
        """Show those of the transport's events that concern the person."""
        for event in events:
            match event:
                case Refused(reason=reason):
                    self.tell(reason)
                case Slept(seconds=seconds):
                    stood = times.short_length(round(seconds) * 1000)
                    self.tell(f"Paused: everything stood still for {stood}. Space goes on.", lasts=STANDS)
                case LengthChanged(planned=planned):
                    self.tell(f"This one now lasts {times.clock_face(planned)}.")

    def clear(self) -> None:
        """Remove the sentence."""
        self._until = self._kept_until = 0
