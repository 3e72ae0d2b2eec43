"""How the register screen shares its width: the list, the table, and the form beside it or over it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

LIST_CHARACTERS, FORM_CHARACTERS = 37, 55
"""How wide the list and the form are, in characters of the text's size."""
FORM_BESIDE, LIST_BESIDE = 212, 183
"""How wide the screen must be, in characters, for the form and the list to stand beside the table: 1,280 and 1,100
pixels in the usual size."""


class Panels(QWidget):
    """Lays three widgets out. Where there is no room for the form, it lies over the table once it is opened."""

    arranged = Signal()

    def __init__(self, side: QWidget, middle: QWidget, form: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self._middle = middle
        self._form = form
        self._opened = False
        for part in (side, middle, form):
            part.setParent(self)

    @property
    def list_is_beside(self) -> bool:
        """Whether there is room for the list."""
        return self._in_characters() >= LIST_BESIDE

    @property
    def form_is_over(self) -> bool:
        """Whether the form lies over the table, if it is open."""
        return self._in_characters() < FORM_BESIDE

    @property
    def form_is_shown(self) -> bool:
        return self._opened or not self.form_is_over

    def open_form(self, opened: bool) -> None:
        """Open the form where it lies over the table, or close it."""
        self._opened = opened
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()

    def _in_characters(self) -> int:
        return self.width() // max(1, self.fontMetrics().averageCharWidth())

    def _arrange(self) -> None:
        character, width, height = self.fontMetrics().averageCharWidth(), self.width(), self.height()
        side = character * LIST_CHARACTERS if self.list_is_beside else 0
        form = min(character * FORM_CHARACTERS, width)
        beside = 0 if self.form_is_over else form
        self._side.setVisible(bool(side))
        self._side.setGeometry(QRect(0, 0, side, height))
        self._middle.setGeometry(QRect(side, 0, width - side - beside, height))
        self._form.setGeometry(QRect(width - form, 0, form, height))
        self._form.setVisible(self.form_is_shown)
        if self.form_is_over:
            self._form.raise_()
        self.arranged.emit()
