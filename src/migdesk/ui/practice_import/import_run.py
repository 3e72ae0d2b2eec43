"""Reads and checks a list of practices beside the window's work, with progress, until it is done or told to stop."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal

from migdesk.base.errors import KnownError
from migdesk.practice.stored_lines import PracticeName


class _Stopped(Exception):  # noqa: N818 (no fault: the person pressed Stop)
    """Leads out of the reading."""


class ImportRun(QThread):
    """Plans one import; `known` are the practices in the record, as the record itself stays with the window's thread.

    `requestInterruption` stops it after the next rows; nothing is sent then.
    """

    progressed = Signal(int, int)  # rows done, and of how many, 0 while that is not known
    planned = Signal(object)  # ImportPlan
    failed = Signal(str)  # why it could not be read, in whole sentences

    def __init__(self, path: Path, known: Sequence[PracticeName], today: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._known = known
        self._today = today

    def run(self) -> None:
        from migdesk.workspace.practice_import.import_plan import plan_import

        try:
            plan = plan_import(self._path, self._known, self._today, self._progress)
        except _Stopped:
            return
        except (KnownError, OSError) as error:
            self.failed.emit(str(error))
        except Exception as error:
            self.failed.emit(f"Something in {self._path.name} is beyond migdesk ({type(error).__name__}).")
            raise
        else:
            if not self.isInterruptionRequested():
                self.planned.emit(plan)

    def _progress(self, done: int, of: int) -> None:
        if self.isInterruptionRequested():
            raise _Stopped
        self.progressed.emit(done, of)
