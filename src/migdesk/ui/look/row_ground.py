"""The ground of a table's row: pale where it is in hand, ruled below, framed where the keyboard is."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from migdesk.ui.look.palette import Colours


def paint_row_ground(
    painter: QPainter, option: QStyleOptionViewItem, colours: Colours, *, first: bool, last: bool, in_hand: bool = True
) -> None:
    """Paint one cell's part of it; `first` and `last` tell whether it is the row's first cell, and its last.

    `in_hand` tells which of several selected rows the keyboard is on.
    """
    rect: QRect = option.rect
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    painter.fillRect(rect, QColor(colours.selected if selected else colours.panel))
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(colours.border))
    if not (selected and in_hand and option.widget and option.widget.hasFocus()):
        return
    edge = QColor(colours.text)
    painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 2), edge)
    painter.fillRect(QRect(rect.left(), rect.bottom() - 1, rect.width(), 2), edge)
    if first:
        painter.fillRect(QRect(rect.left(), rect.top(), 2, rect.height()), edge)
    if last:
        painter.fillRect(QRect(rect.right() - 1, rect.top(), 2, rect.height()), edge)
