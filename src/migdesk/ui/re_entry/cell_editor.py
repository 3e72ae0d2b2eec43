"""The field that lies over a cell while a number is typed into it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRegularExpression, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from migdesk.ui.look.restyle import set_look
from migdesk.ui.re_entry.typed_count import TYPED

_STEPS = {
    Qt.Key.Key_Return: (1, 0),
    Qt.Key.Key_Enter: (1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Tab: (0, 1),
    Qt.Key.Key_Backtab: (0, -1),
}
"""Keys that keep what was typed: by how many rows and columns they go on."""
_STAYS = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)


class CellEditor(QLineEdit):
    """Asks to keep what it holds or to be left; it never goes by itself."""

    keep_requested = Signal(int, int)  # then so many rows down and columns right
    left = Signal()  # by Esc
    deserted = Signal()  # the keyboard went elsewhere

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("gridEditor")
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setValidator(QRegularExpressionValidator(QRegularExpression(f"(?:{TYPED.pattern}|[+\\-−])?"), self))
        self.hide()

    def show_problem(self, problem: str) -> None:
        """Show that what is typed cannot be right; the words stand beside the grid, and are spoken with the field."""
        set_look(self, wrong=bool(problem))
        self.setAccessibleDescription(problem)

    def event(self, event: QEvent) -> bool:
        """Tab is kept from going round the window."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _STEPS:
            self.keep_requested.emit(*_STEPS[Qt.Key(event.key())])
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _STAYS and not self.isHidden():
            self.deserted.emit()
