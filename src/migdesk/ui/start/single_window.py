"""One window a data folder: a second start brings the first window to the front."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLockFile

from migdesk.base.atomic import make_private_folder
from migdesk.base.errors import EnvironmentFault

_LOCK_NAME = "window.lock"
_REQUEST_NAME = "show-window"


class SingleWindow:
    """The lock that the first window holds, and the file by which a second start asks it to show itself."""

    def __init__(self, data_folder: Path) -> None:
        self._request = data_folder / _REQUEST_NAME
        self._lock = QLockFile(str(data_folder / _LOCK_NAME))
        self._lock.setStaleLockTime(0)
        try:
            make_private_folder(data_folder)
            self._first = self._lock.tryLock(0) or self._lock.error() != QLockFile.LockError.LockFailedError
        except EnvironmentFault:
            self._first = True  # the folder's own trouble is told when the record is opened
        if not self._first and self._held_elsewhere():
            self._first = True  # another computer's window: this one opens read-only beside it

    def is_first(self) -> bool:
        return self._first

    def ask_first_to_show(self) -> None:
        """Leave word for the window that is open already; it looks twice a second."""
        self._request.touch()

    def was_asked(self) -> bool:
        """Tell whether a second start has asked since this was last called."""
        if not self._request.exists():
            return False
        self._request.unlink(missing_ok=True)
        return True

    def close(self) -> None:
        self._lock.unlock()

    def _held_elsewhere(self) -> bool:
        from migdesk.practice.holder import computer_name

        _pid, host, _application = self._lock.getLockInfo()[-3:]  # some versions of PySide6 put a bool before them
        return bool(host) and host != computer_name()
