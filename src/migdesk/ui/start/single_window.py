"""One window a data folder: a second start brings the first window to the front."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QLockFile

from migdesk.base.atomic import make_private_folder, write_atomically
from migdesk.base.errors import EnvironmentFault
from migdesk.base.platform import computer_name

ANSWER_WITHIN_SECONDS = 8.0
"""A window that opens a large record, or wakes up with the laptop, needs some seconds."""
_LOOK_EVERY_SECONDS = 0.1
_LOCK_NAME = "window.lock"
_REQUEST_NAME = "show-window"
_LONGEST_NAME = 4096


class SingleWindow:
    """The lock that the first window holds, and the file by which a second start asks it to show itself."""

    def __init__(self, data_folder: Path) -> None:
        self._request = data_folder / _REQUEST_NAME
        self._lock = QLockFile(str(data_folder / _LOCK_NAME))
        self._lock.setStaleLockTime(0)
        self.package_named: Path | None = None
        """The package that the second start was asked to show, once `was_asked` has found one."""
        try:
            make_private_folder(data_folder)
            self._first = self._lock.tryLock(0) or self._lock.error() != QLockFile.LockError.LockFailedError
        except EnvironmentFault:
            self._first = True  # the folder's own trouble is told when the record is opened
        if not self._first and self._held_elsewhere():
            self._first = True  # another computer's window: this one opens read-only beside it

    def is_first(self) -> bool:
        return self._first

    def ask_first_to_show(self, package: Path | None = None) -> None:
        """Leave word for the window that is open already, with a package to show; it looks twice a second."""
        with suppress(EnvironmentFault):
            write_atomically(self._request, str(package or "").encode(), durable=False)

    def is_answered(self) -> bool:
        """Wait until the first window has found the word that was left; False where it does not look any more."""
        until = time.monotonic() + ANSWER_WITHIN_SECONDS
        while self._request.exists():
            if time.monotonic() > until:
                return False
            time.sleep(_LOOK_EVERY_SECONDS)
        return True

    def no_answer(self) -> str:
        """Say that the first window does not answer, and how to end it."""
        process = self._lock.getLockInfo()[-3]
        return (
            f"migdesk is open already and does not answer. Wait a moment, or end it (process {process}) and start "
            "migdesk again. What was saved is safe."
        )

    def was_asked(self) -> bool:
        """Tell whether a second start has asked since this was last called."""
        try:
            named = self._request.read_bytes()[:_LONGEST_NAME].decode(errors="replace")
            self._request.unlink()
        except OSError:
            return False
        self.package_named = Path(named) if named else None
        return True

    def close(self) -> None:
        self._lock.unlock()

    def _held_elsewhere(self) -> bool:
        _pid, host, _application = self._lock.getLockInfo()[-3:]  # some versions of PySide6 put a bool before them
        return bool(host) and host != computer_name()
