"""Paints the lines of the contents: small capitals for headings, a bar beside the page being read."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from migdesk.ui.guide_pane.contents_model import CURRENT_ROLE, LINE_ROLE, OVERDUE_ROLE, READING_ROLE, Line
from migdesk.ui.look.fonts import bold, small
from migdesk.ui.look.theme import Theme

BAR = 4  # pixels, beside the page being read
LEFT, RIGHT = 16, 8
SECTION_INDENT = 14
DOT = 3.5  # pixels, the radius of the mark of a page with overdue tasks
DOT_GAP = 4
MOST_LINES = 3
WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class ContentsDelegate(QStyledItemDelegate):
    """One line of the contents; long titles take up to three lines."""

    def __init__(self, view: QListView, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        line: Line = index.data(LINE_ROLE)
        current, reading = bool(index.data(CURRENT_ROLE)), bool(index.data(READING_ROLE))
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        colours = self._theme.colours
        painter.save()
        if current or (state & QStyle.StateFlag.State_MouseOver and line.kind != "heading"):
            painter.fillRect(rect, QColor(colours.hover))
        if current:
            painter.fillRect(QRect(rect.left(), rect.top(), BAR, rect.height()), QColor(colours.accent))
        elif reading:
            painter.fillRect(
                QRect(rect.left() + LEFT + 2, rect.top() + 3, 2, rect.height() - 6), QColor(colours.accent)
            )
        colour = colours.text if line.kind == "page" else colours.muted
        if reading:
            colour = colours.link
        has_focus = bool(state & QStyle.StateFlag.State_HasFocus)
        if has_focus:
            painter.fillRect(rect, QColor(colours.focus))
            painter.setPen(QPen(QColor(colours.focus_text), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
            colour = colours.focus_text
        painter.setFont(self._font(line, current))
        painter.setPen(QColor(colour))
        inner = rect.adjusted(LEFT + line.depth * SECTION_INDENT, 0, -RIGHT, 0)
        overdue = int(index.data(OVERDUE_ROLE))
        if overdue:
            inner.setRight(inner.right() - self._paint_overdue(painter, inner, overdue, has_focus=has_focus))
        if line.kind == "heading":
            inner.setTop(inner.bottom() - QFontMetrics(painter.font()).height() - 5)
        painter.drawText(inner, WRAP, self._fitting(line, painter.font(), inner.width()))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        line: Line = index.data(LINE_ROLE)
        width = max(60, self._view.viewport().width())
        # Bold is the widest that a page's line gets, so that its height stays the same when it is opened.
        metrics = QFontMetrics(self._font(line, line.kind == "page"))
        inner = width - LEFT - RIGHT - line.depth * SECTION_INDENT
        overdue = int(index.data(OVERDUE_ROLE))
        if overdue:
            inner -= self._overdue_width(overdue)
        text = self._fitting(line, self._font(line, line.kind == "page"), inner)
        height = metrics.boundingRect(QRect(0, 0, inner, 1000), WRAP, text).height()
        padding = {"heading": round(metrics.height() * 1.05), "page": metrics.height() * 0.72, "section": 7}[line.kind]
        return QSize(width, round(height + padding))

    def _paint_overdue(self, painter: QPainter, inner: QRect, overdue: int, *, has_focus: bool) -> int:
        """Paint a dot and the number at the right of a line, and return how much width they take."""
        colours = self._theme.colours
        colour = QColor(colours.focus_text if has_focus else colours.danger)
        width = self._overdue_width(overdue)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._small())
        painter.setPen(colour)
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(overdue))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        digits = QFontMetrics(painter.font()).horizontalAdvance(str(overdue))
        painter.drawEllipse(QPointF(inner.right() - digits - DOT_GAP - DOT, inner.center().y() + 1), DOT, DOT)
        painter.restore()
        return width

    def _overdue_width(self, overdue: int) -> int:
        return round(QFontMetrics(self._small()).horizontalAdvance(str(overdue)) + 2 * DOT + 3 * DOT_GAP)

    def _small(self) -> QFont:
        return small(bold(self._view.font()))

    def _font(self, line: Line, heavy: bool) -> QFont:
        font = QFont(self._view.font())
        if line.kind == "heading":
            font = self._small()
            font.setCapitalization(QFont.Capitalization.AllUppercase)
            font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 106)
        elif line.kind == "section":
            font.setPointSizeF(font.pointSizeF() * 0.94)
        else:
            font.setBold(heavy)
        return font

    def _fitting(self, line: Line, font: QFont, width: int) -> str:
        """Return the title, cut where it would take more than three lines; the tooltip has the whole of it."""
        metrics = QFontMetrics(font)
        rect = metrics.boundingRect(QRect(0, 0, width, 1000), WRAP, line.title)
        if rect.height() <= metrics.lineSpacing() * MOST_LINES + 1:
            return line.title
        return metrics.elidedText(line.title, Qt.TextElideMode.ElideRight, int(width * MOST_LINES * 0.86))
