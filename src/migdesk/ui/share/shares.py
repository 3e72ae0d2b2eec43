"""The window's looks at what is shared: each minute and soon after a change here or there, in a thread of their own.

Nothing of it is imported or done where nothing is shared.
"""

from __future__ import annotations

from contextlib import suppress
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from migdesk.base.errors import KnownError
from migdesk.ui.background import Background, Report
from migdesk.ui.session.services import Services

if TYPE_CHECKING:
    from migdesk.practice.exchange.carriers.carrier import Part
    from migdesk.workspace.share.commands import ShareStatus

    Outcome = tuple[tuple[ShareStatus, ...], tuple[str, ...]]
    """How the shares stand, and the folders in which something may come."""

LOOK_EVERY_MS = 60_000
SOON_MS = 3_000
"""After a change, so that a run of ticks is sent in one go."""
_QUICK_SECONDS = 0.5
"""How long a look may have taken for one more to be made while the window closes."""


class Shares(QObject):
    """Looks by itself from `start` on, while anything is shared."""

    looked = Signal(object)  # tuple[ShareStatus, ...]: how the shares stand now; empty where nothing is shared

    def __init__(self, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._background = Background(self)
        self._left: dict[str, dict[Part, str]] = {}
        self._again = False
        self._unsent = False
        self._began = 0.0
        self._took = _QUICK_SECONDS
        self._every_minute = QTimer(self)
        self._every_minute.setInterval(LOOK_EVERY_MS)
        self._every_minute.timeout.connect(self.look)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self.look)
        self._watcher: QFileSystemWatcher | None = None

    @property
    def is_looking(self) -> bool:
        return self._background.is_running

    def start(self) -> None:
        """Begin to look, where anything is shared; told again, begin or end as that has changed."""
        workspace = self._services.session.workspace
        has_shares = workspace.can_write and workspace.has_shares
        if not has_shares:
            self.stop()
            self.looked.emit(())
        elif not self._every_minute.isActive():
            self._services.session.saved.connect(self._changed)
            self._every_minute.start()
            self._tell()
            self._soon.start()

    def look(self) -> None:
        """Look at all shares now; while one looks, once more afterwards."""
        if self._background.is_running:
            self._again = True
            return
        beside, left = self._services.session.workspace.shares_beside(), self._left
        self._unsent = False
        self._began = perf_counter()

        def work(report: Report) -> Outcome:
            with beside as shares:
                with suppress(KnownError):  # which is told by its share
                    shares.look(left, report)
                return shares.status(), shares.folders_to_watch()

        self._background.run(work, self._done, self._failed, awaited=False)

    def refresh(self) -> None:
        """Something was shared, or is no longer: follow it."""
        self.start()
        if self._every_minute.isActive():
            self._tell()

    def stop(self) -> None:
        """End looking."""
        if self._every_minute.isActive():
            self._services.session.saved.disconnect(self._changed)
        for timer in (self._every_minute, self._soon):
            timer.stop()
        self._background.cancel()
        self._watch(())

    def close(self) -> None:
        """The window closes: send what was recorded in the last seconds, where that takes no time."""
        was_active = self._every_minute.isActive()
        self.stop()
        if was_active and self._unsent and self._took < _QUICK_SECONDS:
            with suppress(KnownError):
                self._services.session.workspace.shares.look()

    def _changed(self) -> None:
        self._unsent = True
        self._soon.start()

    def _done(self, outcome: Outcome) -> None:
        statuses, folders = outcome
        self._watch(folders)
        failed = any(status.failure for status in statuses)
        self._took = _QUICK_SECONDS if failed else perf_counter() - self._began
        self.looked.emit(statuses)
        if self._again:
            self._again = False
            self.look()

    def _watch(self, folders: tuple[str, ...]) -> None:
        """Look soon where anything comes into these folders, which were there a moment ago."""
        if self._watcher is None:
            if not folders:
                return
            self._watcher = QFileSystemWatcher(self)
            self._watcher.directoryChanged.connect(self._soon.start)
        watched = frozenset(self._watcher.directories())
        if gone := watched - {*folders}:
            self._watcher.removePaths([*gone])
        if new := {*folders} - watched:
            self._watcher.addPaths([*new])

    def _failed(self, why: str) -> None:
        """The record itself cannot be used just now, which others say."""
        self._again = False
        self._tell()

    def _tell(self) -> None:
        with suppress(KnownError):
            self.looked.emit(self._services.session.workspace.shares.status())
