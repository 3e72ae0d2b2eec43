"""The closed row of a reference: its mark, its name, and how it stands in words. A press opens or closes it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from migdesk.ui.look.fonts import bold, small
from migdesk.ui.look.theme import Theme
from migdesk.ui.references_pane.reference_words import Standing
from migdesk.ui.references_pane.status_mark import SIDE, draw_mark
from migdesk.ui.references_pane.wrapped_text import WrappedText
from migdesk.ui.widgets.painted_button import PaintedButton

_PADDING = 9
_MARK_LEFT = 14
_TEXT_LEFT = 44
_RIGHT = 36  # room for the arrow
_SIDEWAYS = {Qt.Key.Key_Right: True, Qt.Key.Key_Left: False}  # as in a tree: right opens, left closes
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Home: -1000, Qt.Key.Key_End: 1000}


class ReferenceRow(PaintedButton):
    """A row of the list. `clicked` asks to open or close it, `step_requested` to go so many rows down (minus: up)."""

    step_requested = Signal(int)

    def __init__(self, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._name = name
        self._standing = Standing.NOT_YET
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._say()

    @property
    def standing(self) -> Standing:
        return self._standing

    def show_standing(self, standing: Standing) -> None:
        """Show how the reference stands."""
        self._standing = standing
        self._say()

    def show_open(self, is_open: bool) -> None:
        super().show_open(is_open)
        self._say()

    def _say(self) -> None:
        self.setAccessibleName(f"{self._name}: {self._standing.value}")
        self.setAccessibleDescription("Open. Press Enter to close it." if self._is_open else "Press Enter to open it.")
        self.updateGeometry()
        self.update()

    # size

    def heightForWidth(self, width: int) -> int:
        name, status = self._texts(width)
        return round(name.height + status.height) + 2 * _PADDING + 2

    def sizeHint(self) -> QSize:
        return QSize(320, self.heightForWidth(10_000))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.heightForWidth(10_000))

    def _texts(self, width: int) -> tuple[WrappedText, WrappedText]:
        room = width - _TEXT_LEFT - _RIGHT
        status_font = small(self.font())
        if self._standing is Standing.WORDS_CHANGED:
            status_font = bold(status_font)
        return WrappedText(self._name, bold(self.font()), room), WrappedText(self._standing.value, status_font, room)

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in _STEPS:
            self.step_requested.emit(_STEPS[Qt.Key(key)])
        elif key in _SIDEWAYS:
            if _SIDEWAYS[Qt.Key(key)] != self._is_open:
                self.click()
        else:
            super().keyPressEvent(event)

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours = QPainter(self), self._theme.colours
        area = QRectF(self.rect())
        painter.fillRect(area, QColor(self._ground()))
        painter.fillRect(QRectF(0, area.height() - 1, area.width(), 1), QColor(colours.border))
        if self._is_open and not self.hasFocus():
            painter.fillRect(QRectF(0, 0, 4, area.height()), QColor(colours.accent))
        name, status = self._texts(self.width())
        draw_mark(painter, QRectF(_MARK_LEFT, _PADDING + 1, SIDE, SIDE), self._standing, colours)
        name.draw(painter, QPointF(_TEXT_LEFT, _PADDING), colours.text)
        status.draw(painter, QPointF(_TEXT_LEFT, _PADDING + name.height + 2), self._status_colour())
        self._draw_arrow(painter)
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.text), 2))
            painter.drawRect(area.adjusted(1, 1, -1, -1))

    def _ground(self) -> str:
        colours = self._theme.colours
        if self.hasFocus():
            return colours.selected
        if self._is_open:
            return colours.group
        return colours.hover if self.underMouse() else colours.panel

    def _status_colour(self) -> str:
        colours = self._theme.colours
        if self._standing is Standing.WORDS_CHANGED:
            return colours.text
        return colours.muted

    def _draw_arrow(self, painter: QPainter) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(self._theme.colours.muted), 1.8)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.translate(self.width() - 22, _PADDING + 1 + SIDE / 2)
        painter.rotate(90 if self._is_open else 0)
        painter.drawPolyline([QPointF(-2.5, -4.5), QPointF(2, 0), QPointF(-2.5, 4.5)])
        painter.restore()
