"""The queue of messages to the engine."""

import threading
from collections import deque
from collections.abc import Callable, Sequence
from typing import Final

from player.audio.wire import Message

BACKLOG: Final = 1_024
"""Messages kept for an engine that does not read; the oldest go first, they are late by then."""


class Outbox:
    """Messages on their way to the engine; `put` never waits."""

    def __init__(self) -> None:
        self._messages: deque[Message] = deque(maxlen=BACKLOG)
        self._changed = threading.Condition()

    def put(self, message: Message) -> None:
        """Add a message."""
        with self._changed:
            self._messages.append(message)
            self._changed.notify_all()

    def put_first(self, messages: Sequence[Message]) -> None:
        """Add messages before all that wait."""
        with self._changed:
            self._messages.extendleft(reversed(messages))
            self._changed.notify_all()

    def take(self, *, until: Callable[[], bool]) -> Message | None:
        """Return the oldest message, waiting for one; None once `until` holds (call `wake` when it does)."""
        with self._changed:
            self._changed.wait_for(lambda: self._messages or until())
            return None if until() else self._messages.popleft()

    def wake(self) -> None:
        """Let waiting takers look at their `until` again."""
        with self._changed:
            self._changed.notify_all()
