"""A choice that is made on purpose: neither the mouse wheel nor a key over the closed box changes the record."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox

_THROUGH_THE_LIST = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
_TO_ITS_ENDS = {Qt.Key.Key_Home, Qt.Key.Key_End}


class CalmComboBox(QComboBox):
    """Passes the wheel on to whatever scrolls around it; its open list still scrolls.

    Over the closed box Qt takes each arrow for a choice made. Here arrows, and letters that look for an entry, open the
    list; Enter or a click chooses, Esc leaves things as they were (WCAG 2.2, 3.2.2).
    """

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _THROUGH_THE_LIST:
            self.showPopup()
        elif not self.isEditable() and (event.key() in _TO_ITS_ENDS or _is_letter(event)):
            self.showPopup()
            QCoreApplication.sendEvent(self.view(), event)
        else:
            super().keyPressEvent(event)


def _is_letter(event: QKeyEvent) -> bool:
    shift = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
    return not event.modifiers() & ~shift and bool(event.text().strip()) and event.text().isprintable()
