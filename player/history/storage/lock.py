"""The session lock: one kernel file lock beside the history says which session is being played.

The kernel releases the lock when its process ends, however it ends; so a lock that is held always has a
living owner, and there is no number of a dead process to guess about (TRUST §1.3). The file itself
stays.
"""

import contextlib
import os
import sys
import time
from pathlib import Path
from typing import Final

from player.history.storage.private_file import make_private_folder

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_ATTEMPTS: Final = 5
_BETWEEN_S: Final = 0.01
# Windows refuses to read what is locked: the locked byte lies far behind the text.
_WINDOWS_BYTE: Final = 1 << 30
_MAX_ID: Final = 64


class SessionLock:
    """The lock beside a history.

    Args:
        path: The history's file; the lock is `<path>.lock`.
    """

    def __init__(self, path: Path) -> None:
        self._path = path.with_name(f"{path.name}.lock")
        self._descriptor: int | None = None
        self._session: str | None = None
        self._reason: str | None = None

    def acquire(self, session_id: str) -> bool:
        """Take the lock for a session; return whether it is held now. See `reason` if not."""
        if self._descriptor is not None:
            self._reason = "This program is playing a session already."
            return False
        try:
            make_private_folder(self._path.parent)
            flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0)
            descriptor = os.open(self._path, flags, 0o600)
        except OSError as error:
            self._reason = (
                f"The lock {self._path} cannot be created ({error.strerror}): check who may write there."
            )
            return False
        for attempt in range(_ATTEMPTS):
            # Somebody who asks for the holder has the lock for some microseconds.
            if attempt:
                time.sleep(_BETWEEN_S)
            if _lock(descriptor):
                break
        else:
            os.close(descriptor)
            self._reason = "Another session is being played now, in another window or by another program."
            return False
        # On a full disk the lock holds all the same; only others cannot tell which session it is.
        with contextlib.suppress(OSError):
            os.ftruncate(descriptor, 0)
            os.write(descriptor, session_id.encode())
        self._descriptor, self._session, self._reason = descriptor, session_id, None
        return True

    @property
    def reason(self) -> str | None:
        """One sentence on why the last `acquire` failed."""
        return self._reason

    def release(self) -> None:
        """Release the lock; does nothing if it is not held."""
        if self._descriptor is None:
            return
        with contextlib.suppress(OSError):
            os.ftruncate(self._descriptor, 0)
            _unlock(self._descriptor)
        os.close(self._descriptor)
        self._descriptor = self._session = None

    def holder(self) -> str | None:
        """Return the id of the session that a living process plays now, else None. Creates nothing."""
        if self._session is not None:
            return self._session
        try:
            descriptor = os.open(self._path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        except OSError:
            return None
        try:
            if _lock(descriptor, shared=True):
                _unlock(descriptor)
                return None
            return os.read(descriptor, _MAX_ID).decode("ascii", "replace") or None
        except OSError:
            return None
        finally:
            os.close(descriptor)


if sys.platform == "win32":

    def _lock(descriptor: int, *, shared: bool = False) -> bool:
        del shared  # Windows has only the one kind here; the other side tries again
        os.lseek(descriptor, _WINDOWS_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)
        return True

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, _WINDOWS_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:

    def _lock(descriptor: int, *, shared: bool = False) -> bool:
        try:
            fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
