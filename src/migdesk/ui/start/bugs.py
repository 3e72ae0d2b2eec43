"""What nobody foresaw: it goes to the crash file, and the person is told that their record is safe."""

from __future__ import annotations

import sys
from types import TracebackType

from PySide6.QtWidgets import QApplication

from migdesk.base.crash_file import write_crash
from migdesk.base.log import Entry
from migdesk.ui.session.services import Services


def catch_bugs(services: Services) -> None:
    """Have every error that nobody catches written to the crash file and said in the window's banner."""
    workspace = services.session.workspace

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        workspace.log.note_fault(Entry.FAULT, error)
        write_crash(workspace.paths.crash_file, error, workspace.now)
        sys.__excepthook__(kind, error, trace)
        services.warn(
            "Something went wrong in migdesk itself. What you saved is safe. Close migdesk and start it again; "
            f"the details are in {workspace.paths.crash_file}."
        )

    sys.excepthook = hook
