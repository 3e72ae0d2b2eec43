"""The keys that no widget of the window wanted, and its closing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QMainWindow, QWidget

_TAB = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class WindowEvents(QObject):
    """Watches one window. `before_tab` is called before Tab goes on; `escape` does what Esc is for where the person is,
    and tells whether there was anything; `may_close` ends the window's work, unless the person wants to stay."""

    def __init__(
        self,
        window: QMainWindow,
        *,
        before_tab: Callable[[], None],
        escape: Callable[[], bool],
        may_close: Callable[[], bool],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._before_tab = before_tab
        self._escape = escape
        self._may_close = may_close
        self._key_went_to: QWidget | None = None
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.ShortcutOverride if isinstance(event, QKeyEvent):
                # By the time that nobody wanted the key, what it did may have moved the keyboard on.
                self._key_went_to = self._window.focusWidget()
                if event.key() in _TAB:
                    self._before_tab()
            case QEvent.Type.KeyPress if isinstance(event, QKeyEvent):
                return self._took(event)
            case QEvent.Type.Close if not self._may_close():
                event.ignore()
                return True
        return False

    def _took(self, event: QKeyEvent) -> bool:
        button = self._window.focusWidget()
        if event.key() in _ENTER and isinstance(button, QAbstractButton):
            if button is self._key_went_to:
                button.click()  # as in dialogs; by itself Qt presses a window's buttons with Space alone
            return True
        return event.key() == Qt.Key.Key_Escape and self._escape()
