"""The table of the preview: whole rows of two lines, what becomes of each as a sign and a word."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from migdesk.ui.look.fonts import bold
from migdesk.ui.look.painted_text import paint_lines
from migdesk.ui.look.palette import Colours
from migdesk.ui.look.row_ground import paint_row_ground
from migdesk.ui.look.theme import Theme
from migdesk.ui.register_import.planned_rows import ROW_ROLE, Column, PlannedRows, text_of
from migdesk.ui.widgets.row_table import FittedTable
from migdesk.workspace.registers.lists.plan import Outcome, PlannedRow
from migdesk.workspace.registers.lists.wording import RESULTS

SIDE, SIGN = 8, 16


class PlannedTable(FittedTable):
    """Shows the worst row first."""

    def __init__(self, model: PlannedRows, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(model, "Rows of the list", theme, parent)
        self.setObjectName("board")
        self._delegate = PlannedDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.fit()
        self.select_first()

    def current_row(self) -> PlannedRow | None:
        """Return the row in hand."""
        row = self.currentIndex().data(ROW_ROLE)
        return row if isinstance(row, PlannedRow) else None

    def fit(self) -> None:
        """Give each column the width that its texts need; what a row says has the rest."""
        self.verticalHeader().setDefaultSectionSize(self._delegate.row_height(self.font()))
        metrics = QFontMetrics(bold(self.font()))
        result = max(metrics.horizontalAdvance(word) for word in RESULTS.values()) + SIGN + 6 + 2 * SIDE
        row = metrics.horizontalAdvance("20,000") + 2 * SIDE
        left = max(0, self.viewport().width() - result - row)
        for column, width in ((Column.RESULT, result), (Column.ROW, row), (Column.NAME, left * 34 // 100)):
            self.setColumnWidth(column, width)


class PlannedDelegate(QStyledItemDelegate):
    """What is cut off is said whole under the table."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def row_height(self, font: QFont) -> int:
        """Return the height of every row in pixels."""
        return 2 * QFontMetrics(font).lineSpacing() + 10

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(60, self.row_height(option.font))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row, column = index.data(ROW_ROLE), Column(index.column())
        if not isinstance(row, PlannedRow):
            return
        colours = self._theme.colours
        painter.save()
        paint_row_ground(painter, option, colours, first=column == 0, last=column == len(Column) - 1)
        area = option.rect.adjusted(SIDE, 4, -SIDE, -5)
        painter.setPen(QColor(colours.muted if row.outcome == "same" else colours.text))
        font = option.font
        if column == Column.RESULT:
            disc = QRectF(area.left(), area.top() + (area.height() - SIGN) / 2, SIGN, SIGN)
            draw_sign(painter, disc, row.outcome, colours)
            area.setLeft(area.left() + SIGN + 6)
        if column == Column.NAME or row.outcome == "bad":
            font = bold(font) if column in (Column.NAME, Column.RESULT) else font
        paint_lines(painter, area, font, text_of(row, column), most=2)
        painter.restore()


def draw_sign(painter: QPainter, disc: QRectF, outcome: Outcome, colours: Colours) -> None:
    """Draw what becomes of a row: + added, ~ changed, = nothing new, ! a fault."""
    ground, ink, mark = {
        "add": (colours.done, colours.done_text, "+"),
        "change": (colours.accent, colours.accent_text, "~"),
        "same": (colours.muted, colours.panel, "="),
        "bad": (colours.danger, colours.danger_text, "!"),
    }[outcome]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawEllipse(disc)
    font = bold(painter.font())
    font.setPixelSize(12)
    painter.setFont(font)
    painter.setPen(QColor(ink))
    painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, mark)
    painter.restore()
