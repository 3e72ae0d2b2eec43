"""Text that is painted over as many lines as it needs, for buttons: Qt's own put theirs on one line and clip it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QPainter, QTextLayout, QTextOption


class WrappedText:
    """A text laid out over a width in logical pixels; `height` and `width` are what it takes up."""

    def __init__(self, text: str, font: QFont, available: float) -> None:
        self._layout = QTextLayout(text, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self.height, self.width = self._lay_out(max(available, 1.0))

    def _lay_out(self, available: float) -> tuple[float, float]:
        height = width = 0.0
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(available)
            line.setPosition(QPointF(0, height))
            height += line.height()
            width = max(width, line.naturalTextWidth())
        self._layout.endLayout()
        return height, width

    def draw(self, painter: QPainter, at: QPointF, colour: str) -> None:
        painter.setPen(QColor(colour))
        self._layout.draw(painter, at)

    def area(self, at: QPointF) -> QRectF:
        """Return the rectangle that the text fills when it is drawn at `at`."""
        return QRectF(at.x(), at.y(), self.width, self.height)
