"""The list of a practice's registers: at the left of the register screen, and as a tab beside the guide."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from migdesk.ui.look.fonts import bold
from migdesk.ui.look.theme import Theme
from migdesk.ui.registers.list_model import ENTRY_ROLE, RegisterListModel, state_in_figures, state_in_words
from migdesk.ui.registers.status_icon import SIGN, draw_status_icon, icon_of_register
from migdesk.workspace.registers.view import RegisterView

SIDE = 16
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RegisterListView(QListView):
    """Says which register is wanted, at a click and by Enter, and which one the keyboard has `stepped` to."""

    register_requested = Signal(str)
    stepped = Signal(str)

    def __init__(self, theme: Theme, *, in_full: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("registers")
        self.setAccessibleName("Registers")
        self._model = RegisterListModel(self)
        self._tells = True
        self.setModel(self._model)
        self.setItemDelegate(RegisterListDelegate(self, theme, in_full=in_full))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.clicked.connect(self._request)
        theme.changed.connect(self.viewport().update)

    @property
    def registers(self) -> RegisterListModel:
        return self._model

    def choose(self, register_id: str) -> None:
        """Show a register as the one in hand. Tells nobody."""
        place = self._model.place_of(register_id)
        if place >= 0 and self.currentIndex().row() != place:
            self._tells = False
            self.setCurrentIndex(self._model.index(place))
            self._tells = True

    def chosen(self) -> str:
        """Return the id of the register in hand; empty for none."""
        entry = self.currentIndex().data(ENTRY_ROLE)
        return entry.register.id if isinstance(entry, RegisterView) else ""

    def choose_any(self) -> None:
        """Take the first register in hand where none is."""
        if not self.chosen() and self._model.rowCount() > 1:
            self.choose(self._model.views[0].register.id)

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        if self._tells and self.chosen():
            self.stepped.emit(self.chosen())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self._request(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _request(self, index: QModelIndex | QPersistentModelIndex) -> None:
        entry = index.data(ENTRY_ROLE)
        if isinstance(entry, RegisterView):
            self.register_requested.emit(entry.register.id)


class RegisterListDelegate(QStyledItemDelegate):
    """Paints a register in one line; `in_full` gives its state in words, else in figures."""

    def __init__(self, view: QListView, theme: Theme, *, in_full: bool) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self._in_full = in_full

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        line = QFontMetrics(bold(option.font)).lineSpacing()
        if isinstance(index.data(ENTRY_ROLE), str):
            return QSize(120, line + 12)
        return QSize(120, 2 * line + 8 if self._in_full else line + 8)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        entry = index.data(ENTRY_ROLE)
        painter.save()
        if isinstance(entry, str):
            self._paint_group(painter, option, entry)
        elif isinstance(entry, RegisterView):
            self._paint_register(painter, option, entry)
        painter.restore()

    def _paint_group(self, painter: QPainter, option: QStyleOptionViewItem, title: str) -> None:
        painter.setPen(QColor(self._theme.colours.muted))
        painter.setFont(bold(option.font))
        area = option.rect.adjusted(SIDE, 8, -SIDE, 0)
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)

    def _paint_register(self, painter: QPainter, option: QStyleOptionViewItem, view: RegisterView) -> None:
        colours, rect = self._theme.colours, QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(colours.selected if chosen and self._in_full else colours.hover))
        if chosen and not self._in_full:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(colours.accent))
        if chosen and self._view.hasFocus():
            painter.setPen(QPen(QColor(colours.text), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        line = QFontMetrics(bold(option.font)).lineSpacing()
        first = QRect(rect.left(), rect.top() + 4, rect.width(), line) if self._in_full else rect
        sign = QRectF(rect.left() + SIDE, first.center().y() - SIGN / 2 + 1, SIGN, SIGN)
        draw_status_icon(painter, sign, icon_of_register(view), colours)
        words = first.adjusted(SIDE + int(SIGN) + 8, 0, -SIDE + 2, 0)
        if self._in_full:
            self._paint_words(painter, words, bold(option.font), view.register.title, "")
            below = words.translated(0, line)
            painter.setPen(QColor(colours.danger if view.overdue else colours.muted))
            painter.setFont(option.font)
            painter.drawText(below, _LEFT, _elided(painter, state_in_words(view), below.width()))
        else:
            font = bold(option.font) if chosen else option.font
            self._paint_words(painter, words, font, view.register.short_title, state_in_figures(view))

    def _paint_words(self, painter: QPainter, area: QRect, font: QFont, title: str, figures: str) -> None:
        colours = self._theme.colours
        painter.setPen(QColor(colours.muted))
        painter.setFont(font)
        room = painter.fontMetrics().horizontalAdvance(figures) + 8 if figures else 0
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, figures)
        painter.setPen(QColor(colours.text))
        painter.setFont(font)
        painter.drawText(area, _LEFT, _elided(painter, title, area.width() - room))


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def _elided(painter: QPainter, text: str, width: int) -> str:
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)
