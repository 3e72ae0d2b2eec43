"""Checks the whole record against its hashes once a window is open, without keeping anybody waiting."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from migdesk.base.errors import KnownError
from migdesk.workspace.workspace import Workspace

BEGINS_AFTER_MS = 4_000
"""The start, the first page and the search come first."""
_RESTS_SECONDS = 0.02
"""After each practice, so that the window has the processor for itself most of the time."""


def _rest() -> None:
    time.sleep(_RESTS_SECONDS)


class RecordCheck(QObject):
    """One check, in a thread of its own and on a connection of its own. `say` is called with one sentence, or not."""

    found = Signal(str)

    def __init__(self, parent: QObject, workspace: Workspace, say: Callable[[str], object]) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._say = say
        self.found.connect(self._tell)
        QTimer.singleShot(BEGINS_AFTER_MS, self, self._begin)

    @Slot()
    def _begin(self) -> None:
        threading.Thread(target=self._check, daemon=True).start()

    def _check(self) -> None:
        from migdesk.base.clock import system_clock
        from migdesk.workspace.verification import verify_quietly

        workspace = self._workspace
        with suppress(KnownError, RuntimeError):  # what cannot be opened is told elsewhere; the window may be closed
            found = verify_quietly(workspace.paths, system_clock, workspace.definitions, _rest)
            if found:
                more = f" And {len(found) - 1:,} more: “migdesk verify” lists them all." if len(found) > 1 else ""
                self.found.emit(found[0] + more)

    @Slot(str)
    def _tell(self, what: str) -> None:
        self._say(what)
