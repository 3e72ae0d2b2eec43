"""A choice that is made on purpose: neither the mouse wheel nor a key over the closed box changes the record."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QHelpEvent, QKeyEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStylePainter,
    QToolTip,
    QWidget,
)

from migdesk.ui.look.plain_tooltip import plain_tooltip

_MARGIN = 4
"""Pixels at the sides of the text."""
_ROUNDING = 1
"""A pixel for a text that is a part of one wider than it says."""
_BESIDE_ENTRY = 34
"""Pixels beside an entry of the list, for its margins and a scroll bar."""
_THROUGH_THE_LIST = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
_TO_ITS_ENDS = {Qt.Key.Key_Home, Qt.Key.Key_End}


class CalmComboBox(QComboBox):
    """Passes the wheel on to whatever scrolls around it; its open list still scrolls.

    Over the closed box Qt takes each arrow for a choice made. Here arrows, and letters that look for an entry, open the
    list; Enter or a click chooses, Esc leaves things as they were (WCAG 2.2, 3.2.2). A text that is too long ends in
    "…", where Qt would cut it through a letter; the list and the tooltip have it whole.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(QStyledItemDelegate(self))  # the box's own leaves the style sheet's height of rows out

    def sizeHint(self) -> QSize:
        """Return Qt's size, with the few pixels more that keep the longest entry whole beside the arrow."""
        hint = super().sizeHint()
        if self.isEditable() or self.sizeAdjustPolicy() == self.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon:
            return hint
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.rect = QRect(QPoint(), hint)
        return hint + QSize(max(0, self._longest() + _MARGIN + _ROUNDING - self._field(option).width()), 0)

    def showPopup(self) -> None:
        """Open the list, wide enough for its longest entry."""
        room = self.screen().availableGeometry().width() // 2
        self.view().setMinimumWidth(max(self.view().minimumWidth(), min(self._longest() + _BESIDE_ENTRY, room)))
        super().showPopup()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and not self.toolTip() and self._is_cut():
            QToolTip.showText(event.globalPos(), plain_tooltip(self.currentText()), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.isEditable():
            super().paintEvent(event)
            return
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self._shown_text()
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    def _is_cut(self) -> bool:
        return not self.isEditable() and self._shown_text() != self.currentText()

    def _shown_text(self) -> str:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        room = self._field(option).width() - _MARGIN
        return self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)

    def _field(self, option: QStyleOptionComboBox) -> QRect:
        control, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        return self.style().subControlRect(control, option, part, self)

    def _longest(self) -> int:
        metrics = self.fontMetrics()
        return max((metrics.horizontalAdvance(self.itemText(row)) for row in range(self.count())), default=0)

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
