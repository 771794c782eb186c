"""The engine's end of the pipe to the parent."""

import logging
import os
import queue
import threading
import time
from typing import Final

from player.audio.wire import NS, Message, pack, unpack

log = logging.getLogger("player.audio.engine")

STDERR: Final = 2
"""The log: the parent points it there."""

STUCK_AFTER: Final = 3 * NS
"""ns. A main thread that has not turned for so long hangs in a device; the parent gets no answer then."""

LEAVE_WITHIN: Final = 0.5
"""Seconds after the parent's end in which the engine ends, even if the device never lets go."""


class ParentPipe:
    """The pipe to the parent, on descriptors of our own: native libraries know only 0, 1 and 2."""

    def __init__(self) -> None:
        self._orders: queue.SimpleQueue[Message] = queue.SimpleQueue()
        self._turned = time.monotonic_ns()
        """When the main thread last came round."""
        self._in = os.dup(0)
        self._out = os.dup(1)
        os.dup2(STDERR, 1)
        self._lock = threading.Lock()

    def order(self, timeout: float) -> Message | None:
        """Return the next order; None if there is none within `timeout` seconds."""
        self._turned = time.monotonic_ns()
        try:
            return self._orders.get(timeout=timeout)
        except queue.Empty:
            return None

    def quit(self) -> None:
        """Leave, as soon as the orders before are carried out."""
        self._orders.put({"is": "quit"})

    def tell(self, message: Message) -> None:
        """Send an event. A parent that is gone will be noticed by the reading side."""
        with self._lock:
            try:
                os.write(self._out, pack(message))
            except OSError:
                return

    def read(self) -> None:
        """Read orders until the parent's end closes; questions for the time are answered on the spot."""
        with os.fdopen(self._in, "rb") as pipe:
            for line in pipe:
                message = unpack(line)
                if message is None:
                    log.warning("A line was not understood: %r", line)
                elif message["is"] == "ping":
                    now = time.monotonic_ns()
                    if now - self._turned < STUCK_AFTER:
                        self.tell({"is": "pong", "t": message.get("t"), "at": now})
                    self._orders.put({"is": "beat"})
                else:
                    self._orders.put(message)
        self.quit()
        # The main thread may hang in a device that does not close; nobody is left to end us.
        time.sleep(LEAVE_WITHIN)
        os._exit(1)
