"""Chips in a row, which go on in a second row where the pane is too narrow or the text too large for one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

_SPACING = 5


class ChipRows(QWidget):
    """Holds chips, each in the size that it wants. A chip whose title has changed calls for `fit`."""

    def __init__(self, chips: Sequence[QPushButton], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips = chips
        self._in_first = len(chips)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)  # a low window takes none of it
        self._first, self._second = QHBoxLayout(), QHBoxLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_SPACING)
        for row in (self._first, self._second):
            row.setSpacing(_SPACING)
            row.addStretch()
            layout.addLayout(row)
        for place, chip in enumerate(chips):
            self._first.insertWidget(place, chip)

    def fit(self) -> None:
        """Put as many chips into the first row as have room there."""
        fitting = self._fitting()
        if fitting == self._in_first:
            return
        self._in_first = fitting
        for chip in self._chips:
            self._first.removeWidget(chip)
            self._second.removeWidget(chip)
        for place, chip in enumerate(self._chips[:fitting]):
            self._first.insertWidget(place, chip)
        for place, chip in enumerate(self._chips[fitting:]):
            self._second.insertWidget(place, chip)

    def _fitting(self) -> int:
        used = 0
        for place, chip in enumerate(self._chips):
            used += chip.sizeHint().width()
            if place and used > self.width():
                return place
            used += _SPACING
        return len(self._chips)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # a chip wants another size
            self.fit()
        return super().event(event)
