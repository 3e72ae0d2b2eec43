"""Checks the whole record against its hashes once a window is open, without keeping anybody waiting."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from PySide6.QtCore import QObject, QTimer, Slot

from migdesk.base.errors import KnownError
from migdesk.base.paths import Paths
from migdesk.checklist.definitions import Definitions
from migdesk.practice.record_findings import LEFT_OUT, FindingKind, RecordFinding
from migdesk.ui.background import Background, Report
from migdesk.workspace.workspace import Workspace

BEGINS_AFTER_MS = 4_000
"""The start, the first page and the search come first."""
_RESTS_SECONDS = 0.02
"""After each practice, so that the window has the processor for itself most of the time."""
_MADE_ANEW_AT_ONCE = 20
"""Some 5 ms each, in the window's thread."""


class RecordCheck(QObject):
    """One check, in a thread of its own and on a connection of its own. `say` is called with one sentence, or not."""

    def __init__(self, parent: QObject, workspace: Workspace, say: Callable[[str], object]) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._say = say
        self._background = Background(self)
        QTimer.singleShot(BEGINS_AFTER_MS, self, self._begin)

    @Slot()
    def _begin(self) -> None:
        check = partial(_check, self._workspace.paths, self._workspace.definitions)
        self._background.run(check, self._tell, _told_elsewhere, awaited=False)

    def _tell(self, found: tuple[RecordFinding, ...]) -> None:
        if not found:
            return
        more = f" And {len(found) - 1:,} more: “migdesk verify” lists them all." if len(found) > 1 else ""
        self._say(found[0].text + more)
        doubted = {finding.practice_id for finding in found if finding.kind in LEFT_OUT and finding.practice_id}
        with suppress(KnownError):  # a record that cannot be read any more is told of at the next look
            self._workspace.check_entries(doubted)
        stale = [finding.practice_id for finding in found if finding.kind is FindingKind.STALE]
        if stale and self._workspace.can_write:
            with suppress(KnownError):  # a disk that is full now is told of at the next change
                self._workspace.make_anew(stale[:_MADE_ANEW_AT_ONCE])


def _check(paths: Paths, definitions: Definitions, report: Report) -> tuple[RecordFinding, ...]:
    from migdesk.base.clock import system_clock
    from migdesk.workspace.verification import verify_quietly

    def rest() -> None:
        report(0, 0)
        time.sleep(_RESTS_SECONDS)

    return verify_quietly(paths, system_clock, definitions, rest)


def _told_elsewhere(_why: str) -> None:
    """A record that cannot be opened is told of where that is tried."""
