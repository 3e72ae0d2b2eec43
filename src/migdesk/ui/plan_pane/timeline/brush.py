"""A painter with the colours and fonts of one drawing, for what is drawn everywhere: grounds, lines, words."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from migdesk.ui.look.palette import Colours
from migdesk.ui.plan_pane.timeline.fonts import Fonts

LEFT = QtCore.Qt.AlignmentFlag.AlignLeft | QtCore.Qt.AlignmentFlag.AlignVCenter
RIGHT = QtCore.Qt.AlignmentFlag.AlignRight | QtCore.Qt.AlignmentFlag.AlignVCenter
CENTRE = QtCore.Qt.AlignmentFlag.AlignHCenter | QtCore.Qt.AlignmentFlag.AlignVCenter
_ONE_LINE = int(QtCore.Qt.TextFlag.TextSingleLine)


class Brush:
    """Paints with `painter`; colours are `#rrggbb`."""

    def __init__(self, painter: QPainter, colours: Colours, fonts: Fonts) -> None:
        self.painter = painter
        self.colours = colours
        self.fonts = fonts

    def fill(self, rect: QRectF, colour: str) -> None:
        self.painter.fillRect(rect, QColor(colour))

    def shade(self, rect: QRectF, colour: str, share: float) -> None:
        """Fill so that what lies under it shows through; `share` from 0 for nothing to 1."""
        shade = QColor(colour)
        shade.setAlphaF(share)
        self.painter.fillRect(rect, shade)

    def upright(self, x: float, top: float, bottom: float, colour: str, how: QtCore.Qt.PenStyle) -> None:
        """Draw an upright line two pixels wide."""
        self.painter.setPen(QPen(QColor(colour), 2, how))
        self.painter.drawLine(QPointF(round(x), top), QPointF(round(x), bottom))

    def frame(self, rect: QRectF) -> None:
        """Draw the frame round what is chosen."""
        self.painter.save()
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.painter.setPen(QPen(QColor(self.colours.text), 2))
        self.painter.setBrush(QtCore.Qt.BrushStyle.NoBrush)
        self.painter.drawRoundedRect(rect, 3, 3)
        self.painter.restore()

    def heading(self, rect: QRectF, text: str, font: QFont) -> None:
        """Draw one line in a font that is none of the drawing's own."""
        cut = QFontMetricsF(font).elidedText(text, QtCore.Qt.TextElideMode.ElideRight, rect.width())
        self.painter.setFont(font)
        self.painter.setPen(QColor(self.colours.text))
        self.painter.drawText(rect, int(LEFT) | _ONE_LINE, cut)

    def words(self, rect: QRectF, text: str, font: QFont, colour: str, how: QtCore.Qt.AlignmentFlag = LEFT) -> None:
        """Draw one line of text, ending in "…" where it is too long; `font` is one of the drawing's."""
        if not text:
            return
        self.painter.setFont(font)
        self.painter.setPen(QColor(colour))
        self.painter.drawText(rect, int(how) | _ONE_LINE, self.fonts.cut(text, font, rect.width()))
