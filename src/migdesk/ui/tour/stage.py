"""What every stop of the tour uses: the window, the way to a picture, and time for Qt to lay out and paint."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from migdesk.base.errors import EnvironmentFault
from migdesk.ui.actions import ActionId, action_of
from migdesk.ui.start.window import whole_window
from migdesk.workspace.workspace import Workspace

WIDTH, HEIGHT = 1366, 768
_SETTLE_MS = 120


class Stage:
    """One window over one workspace, and the folder that the pictures go to."""

    def __init__(self, application: QApplication, workspace: Workspace, output: Path) -> None:
        self.workspace = workspace
        self.output = output
        self.work = whole_window(application, workspace)
        self.work.services.theme.choose("light")
        self.work.shell.resize(WIDTH, HEIGHT)
        self._count = 0

    @property
    def practice(self) -> str:
        return self.work.session.practice_id

    def do(self, action: ActionId) -> None:
        """Do what a menu's entry or a key does."""
        action_of(action).do(self.work)

    def picture(self, name: str, of: QWidget | None = None) -> None:
        """Write a numbered picture of the window, or of another one, and name it."""
        window = of or self.work.shell
        window.show()
        settle(_SETTLE_MS)
        self._count += 1
        path = self.output / f"{self._count:02d}-{name}.png"
        if not window.grab().save(str(path)):
            raise EnvironmentFault(f"The picture {path} could not be written.")
        print(path)  # noqa: T201 (the tour's result is what it says)

    def dialog(self, dialog: QDialog, name: str) -> None:
        """Write a picture of a dialog and close it."""
        self.picture(name, dialog)
        dialog.close()


def settle_until(done: Callable[[], bool], most_ms: int = 5_000) -> None:
    """Let Qt work until something is there."""
    end = perf_counter() + most_ms / 1_000
    while not done() and perf_counter() < end:
        settle(20)


def settle(milliseconds: int) -> None:
    """Let Qt lay out and paint for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
