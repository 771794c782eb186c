"""Asides: sentences that belong neither to a key nor to the tape, said when nothing else is heard."""

from typing import Final

from player.coach.questions import Questions
from player.coach.voice.replies import Replies
from player.coach.voice.soundtrack import Soundtrack
from player.script.model import Phrase
from player.session.clock import NS_PER_S, Clock
from player.session.state import IsPaused, Playing
from player.session.transport import Transport
from player.timeline.sounds import Sound

STILL_PAUSED: Final = (60 * NS_PER_S, 300 * NS_PER_S)
"""Times after the last key of a pause at which the person is reminded that the session is paused."""
_WAITS: Final = 12 * NS_PER_S
"""Longest time an aside waits; after it the aside is dropped."""


class Asides:
    """The asides of one session.

    Args:
        soundtrack: Says them.
        replies: Composes them.
        questions: The questions about sets.
        transport: The transport of the session.
        clock: The clock of the session.
    """

    def __init__(
        self,
        soundtrack: Soundtrack,
        replies: Replies,
        questions: Questions,
        transport: Transport,
        clock: Clock,
    ) -> None:
        self._soundtrack = soundtrack
        self._replies = replies
        self._questions = questions
        self._transport = transport
        self._clock = clock
        self._last_key = clock.now()
        self._told_still_paused = 0
        self._later: Phrase = ()
        self._until = 0
        self._hints = replies.hints() if soundtrack.voice.hints else []

    def keyed(self) -> None:
        """Note that a key came: drop the asides that wait, and time the reminders of a pause from now."""
        self._last_key, self._told_still_paused = self._clock.now(), 0
        self._later = ()

    def later(self, phrase: Phrase) -> None:
        """Say a phrase in the current gap when nothing else is said; an empty phrase is ignored."""
        if phrase:
            self._later, self._until = phrase, self._clock.now() + _WAITS

    def beat(self, *, stop_asked: bool) -> None:
        """Say the asides that are due and have room now.

        Args:
            stop_asked: Whether the question "stop?" waits for a decision.
        """
        if isinstance(self._transport.state, IsPaused) and not stop_asked:
            self._tell_still_paused()
        self._ask()
        in_gap = isinstance(self._transport.state, Playing) and not self._transport.interval.is_work
        if in_gap and self._soundtrack.has_words:
            self._say_one()

    def _ask(self) -> None:
        """Say the question about the last set, once."""
        question = self._questions.question
        if question is None or not self._questions.awaits_call:
            return
        phrase = self._replies.question(question.field)
        if self._soundtrack.aside(phrase, Sound.ASK, at_once=self._questions.is_last_chance):
            self._questions.called()

    def _say_one(self) -> None:
        """Say one aside: how many reps were done, or in the first sessions a hint on the keys."""
        if self._later:
            if self._clock.now() > self._until or self._soundtrack.aside(self._later):
                self._later = ()
        elif self._hints and self._soundtrack.aside(self._hints[0]):
            del self._hints[0]

    def _tell_still_paused(self) -> None:
        """Remind the person of the pause, at the two times of `STILL_PAUSED`."""
        waits = self._told_still_paused < len(STILL_PAUSED)
        if waits and self._clock.now() - self._last_key >= STILL_PAUSED[self._told_still_paused]:
            self._told_still_paused += 1
            self._soundtrack.remind(self._replies.still_paused())
