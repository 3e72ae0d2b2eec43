"""A calm progress bar that says its figure to screen readers."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from migdesk.ui.look.theme import Theme

_HEIGHT = 8


class ProgressBar(QProgressBar):
    """Shows `done` of `total` as a bar; the words beside it are the caller's."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_progress(self, done: int, total: int) -> None:
        self.setRange(0, max(total, 1))
        self.setValue(done)
        self.setAccessibleName(f"{done} of {total} done")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(0, (self.height() - _HEIGHT) / 2, self.width(), _HEIGHT)
        painter.setBrush(QColor(self._theme.colours.track))
        painter.drawRoundedRect(whole, 4, 4)
        share = self.value() / self.maximum()
        if share > 0:
            painter.setBrush(QColor(self._theme.colours.done))
            part = QRectF(whole.left(), whole.top(), max(whole.width() * share, _HEIGHT), _HEIGHT)
            painter.drawRoundedRect(part, 4, 4)
        painter.end()
