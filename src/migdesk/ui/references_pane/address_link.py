"""A link to an address outside: it wraps, takes the keyboard, and only asks for the address to be opened."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from migdesk.ui.look.theme import Theme
from migdesk.ui.references_pane.wrapped_text import WrappedText

_PADDING = 3
_SIDE = 1  # so that links stand in line with the text above


class AddressLink(QAbstractButton):
    """Shows `label` as a link; its tooltip is the address, and `outside_requested` hands the address on."""

    outside_requested = Signal(str)

    def __init__(self, label: str, address: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = label
        self._address = address
        self._theme = theme
        self.setToolTip(address)
        self.setAccessibleName(f"{label}, link, opens in your browser")
        self.setAccessibleDescription(address)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(lambda: self.outside_requested.emit(self._address))

    def heightForWidth(self, width: int) -> int:
        return round(self._laid_out(width).height) + 2 * _PADDING

    def sizeHint(self) -> QSize:
        laid_out = self._laid_out(10_000)
        return QSize(round(laid_out.width) + 2 * _SIDE + 1, round(laid_out.height) + 2 * _PADDING)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def hitButton(self, position: QPoint) -> bool:
        return self._laid_out(self.width()).area(_corner()).adjusted(-4, -4, 4, 4).contains(QPointF(position))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours, laid_out = self._theme.colours, self._laid_out(self.width())
        colour = colours.link
        if self.hasFocus():
            colour = colours.focus_text
            area = laid_out.area(_corner()).adjusted(-_SIDE, -_PADDING, _SIDE, _PADDING)
            painter.fillRect(area, QColor(colours.focus))
            painter.fillRect(area.adjusted(0, area.height() - 2, 0, 0), QColor(colour))
        laid_out.draw(painter, _corner(), colour)

    def _laid_out(self, width: int) -> WrappedText:
        font = QFont(self.font())
        font.setUnderline(True)
        return WrappedText(self._label, font, width - 2 * _SIDE)


def _corner() -> QPointF:
    return QPointF(_SIDE, _PADDING)
