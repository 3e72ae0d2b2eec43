"""A choice that is made on purpose: neither the mouse wheel nor a key over the closed box changes the record."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyledItemDelegate, QStyleOptionComboBox, QStylePainter, QWidget

_MARGIN = 4
"""Pixels at the sides of the text."""
_THROUGH_THE_LIST = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
_TO_ITS_ENDS = {Qt.Key.Key_Home, Qt.Key.Key_End}


class CalmComboBox(QComboBox):
    """Passes the wheel on to whatever scrolls around it; its open list still scrolls.

    Over the closed box Qt takes each arrow for a choice made. Here arrows, and letters that look for an entry, open the
    list; Enter or a click chooses, Esc leaves things as they were (WCAG 2.2, 3.2.2). A text that is too long ends in
    "…", where Qt would cut it through a letter.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(QStyledItemDelegate(self))  # the box's own leaves the style sheet's height of rows out

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.isEditable():
            super().paintEvent(event)
            return
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        control = QStyle.ComplexControl.CC_ComboBox
        field = self.style().subControlRect(control, option, QStyle.SubControl.SC_ComboBoxEditField, self)
        room = field.width() - _MARGIN
        option.currentText = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)
        painter.drawComplexControl(control, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

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
