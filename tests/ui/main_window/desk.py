"""What the tests of the whole window share: one data folder, the windows over it, and a person who answers dialogs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from migdesk.base.paths import Paths
from migdesk.practice.details import PracticeDetails
from migdesk.practice.event import Actor
from migdesk.ui.main_window.banner import Banner
from migdesk.ui.main_window.shell import Shell
from migdesk.ui.main_window.work import Work
from migdesk.ui.start.housekeeping import Housekeeping
from migdesk.ui.start.single_window import SingleWindow
from migdesk.ui.start.window import show_first_screen, whole_window
from migdesk.workspace.bootstrap import bootstrap
from migdesk.workspace.workspace import Workspace
from support import TickingClock

DANA = Actor("Dana Field", "practice-manager", "Riverside Surgery", "practice")
WIDTH, HEIGHT = 1366, 768
Widget = TypeVar("Widget", bound=QWidget)


class Desk:
    """One data folder. `start` opens a window on it as a new start of the program would, and `close` closes it."""

    def __init__(self, qtbot: QtBot, application: QApplication, folder: Path, cache: Path, clock: TickingClock) -> None:
        self.paths = Paths(folder, cache, "test")
        self.window: Shell
        self.work: Work
        self.workspace: Workspace
        self._qtbot = qtbot
        self._application = application
        self.clock = clock
        self._open: list[Workspace] = []

    def record(self) -> Workspace:
        """Open the record as another program would."""
        workspace = bootstrap(self.paths, clock=self.clock)
        self._open.append(workspace)
        return workspace

    def start(self, *, signed_in: bool = True, **bootstrap_options: Any) -> Shell:
        """Open the window on the first screen, 1366 by 768 unless it was left at another size, and active."""
        self.workspace = bootstrap(self.paths, clock=self.clock, **bootstrap_options)
        self._open.append(self.workspace)
        if signed_in and self.workspace.actor is None and not self.workspace.store.read_only_because:
            self.workspace.sign_in(DANA)
        self.work = whole_window(self._application, self.workspace)
        self.window = window = self.work.shell
        self._qtbot.addWidget(window)
        if not window.settings.geometry:
            window.resize(WIDTH, HEIGHT)
        show_first_screen(self.work)
        window.show()
        window.activateWindow()
        self._qtbot.waitUntil(window.isActiveWindow)
        return window

    def keep_house(self, single: SingleWindow | None = None) -> Housekeeping:
        """Start what runs beside an open window."""
        return Housekeeping(self.work, single or SingleWindow(self.paths.data))

    def practice(self, name: str = "Riverside Surgery", code: str = "Z99001") -> str:
        """Add a practice, put it in hand, and return its id."""
        details = PracticeDetails(name, code, "EMIS Web", "SystmOne", "North Moor ICB", "", date(2027, 3, 16))
        practice_id = self.workspace.practices.add(details)
        self.work.navigation.open_practice(practice_id)
        return practice_id

    def close(self) -> bool:
        """Close the window, and the record where the window was ready to close."""
        closed = self.window.close()
        if closed:
            self.workspace.close()
            self._application.setStyleSheet("")  # as the next start finds it
        return closed

    def close_all(self) -> None:
        for workspace in self._open:
            workspace.close()

    def key(self, keys: str) -> None:
        """Press a key, such as "Ctrl+K", wherever the keyboard is."""
        press(QApplication.focusWidget() or self.window, keys)

    def type(self, text: str) -> None:
        """Type where the keyboard is."""
        QTest.keyClicks(QApplication.focusWidget(), text)


class Answers:
    """What a person does in the dialogs to come, in turn. A dialog that nobody expected is left by Esc and told of."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[Any], None]] = []
        self.seen: list[str] = []
        self.unexpected: list[str] = []

    def expect(self, *steps: Callable[[Any], None]) -> None:
        self.waiting += steps

    def exec(self, dialog: QDialog) -> int:
        """Stand in for QDialog.exec."""
        self.seen.append(words_of(dialog))
        dialog.show()
        if self.waiting:
            self.waiting.pop(0)(dialog)
        else:
            self.unexpected.append(self.seen[-1])
            dialog.reject()
        dialog.hide()
        return dialog.result()


def press(widget: QWidget, keys: str) -> None:
    """Press a key, such as "Ctrl+Shift+Z", in a widget."""
    combination = QKeySequence(keys)[0]
    QTest.keyClick(widget, combination.key(), combination.keyboardModifiers())


def click(text: str) -> Callable[[QDialog], None]:
    """Return the step of pressing the button with this text."""

    def step(dialog: QDialog) -> None:
        texts = {button.text().replace("&", ""): button for button in dialog.findChildren(QAbstractButton)}
        assert text in texts, f"no button “{text}” among {sorted(texts)}"
        texts[text].click()

    return step


def escape(dialog: QDialog) -> None:
    """Leave a dialog by Esc."""
    press(dialog.focusWidget() or dialog, "Esc")


def words_of(dialog: QDialog) -> str:
    """Return what a dialog says."""
    if isinstance(dialog, QMessageBox):
        return f"{dialog.text()} {dialog.informativeText()}".strip()
    return dialog.windowTitle()


def named(within: QWidget, kind: type[Widget], name: str) -> Widget:
    """Return the widget of a kind with this accessible name or text that a person can see."""
    found = find_named(within, kind, name)
    assert found is not None, f"no visible {kind.__name__} named “{name}”"
    return found


def find_named(within: QWidget, kind: type[Widget], name: str) -> Widget | None:
    """Return the same, or None where there is none to see (yet)."""
    for child in within.findChildren(kind):
        if child.isVisible() and name in (child.accessibleName(), getattr(child, "text", str)()):
            return child
    return None


def banner(window: Shell) -> str:
    """Return what the banner says; empty while it is closed."""
    said = window.findChild(Banner)
    return said._text.text() if said is not None and said.isVisible() else ""
