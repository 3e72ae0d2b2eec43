"""Looks through a guide's files beside the window's work, with progress, until it is done or told to stop."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal

from migdesk.base.errors import KnownError


class _Stopped(Exception):  # noqa: N818 (no fault: the person pressed Cancel)
    """Leads out of the check."""


class CheckRun(QThread):
    """Checks the guide in `folder` once. `requestInterruption` stops it before the next page; nothing is sent then."""

    progressed = Signal(int, int)  # pages done, and of how many
    found = Signal(object)  # GuideFindings
    failed = Signal(str)  # why it could not be checked, in whole sentences

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder

    def run(self) -> None:
        from migdesk.workspace.guide_faults import look_through

        try:
            findings = look_through(self._folder, self._progress)
        except _Stopped:
            return
        except (KnownError, OSError) as error:
            self.failed.emit(f"The guide could not be checked. {error}")
        except Exception as error:
            self.failed.emit(f"Something in the guide is beyond migdesk ({type(error).__name__}).")
            raise
        else:
            self.found.emit(findings)

    def _progress(self, done: int, of: int) -> None:
        if self.isInterruptionRequested():
            raise _Stopped
        self.progressed.emit(done, of)
