"""A small choice among the values that stand in one field of the practices, such as their commissioners."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from migdesk.ui.look.plain_tooltip import plain_tooltip
from migdesk.ui.widgets.calm_combo_box import CalmComboBox

_MARK = 58
"""Pixels beside a text for the arrow, the border and the padding of a field, or a list's scroll bar."""
_WIDEST_CHARACTERS, _WIDEST_LIST_CHARACTERS = 22, 60


class ValueChoice(CalmComboBox):
    """Offers every value and "any"; hidden while there is nothing to choose between. Empty text stands for any."""

    value_chosen = Signal(str)

    def __init__(self, label: str, everything: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: tuple[str, ...] = ()
        self.setAccessibleName(label)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.view().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.addItem(everything, "")
        self.activated.connect(self._chosen)
        self._fit()
        self.setVisible(False)

    @property
    def value(self) -> str:
        return str(self.currentData() or "")

    def offer(self, values: Sequence[str]) -> None:
        """Offer these values, and the one that is chosen even where it is not among them any more."""
        chosen = self.value
        wanted = tuple(values) if not chosen or chosen in values else (*values, chosen)
        if wanted != self._values:
            self._values = wanted
            while self.count() > 1:
                self.removeItem(1)
            for value in wanted:
                self.addItem(value, value)
            self.choose(chosen)
            self._fit()
        self.setVisible(len(wanted) > 1 or bool(chosen))

    def choose(self, value: str) -> None:
        """Show a value as chosen, offering it where it was not. Tells nobody."""
        row = self.findData(value)
        if row < 0:
            self._values = (*self._values, value)
            self.addItem(value, value)
            row = self.count() - 1
            self._fit()
        self.setCurrentIndex(row)
        self.setToolTip(plain_tooltip(value))
        if value:
            self.setVisible(True)

    def _chosen(self, row: int) -> None:
        self.setToolTip(plain_tooltip(self.value))
        self.value_chosen.emit(self.value)

    def _fit(self) -> None:
        """Be as wide as the longest value, within bounds: a long name is whole in the list and in the tooltip."""
        metrics = self.fontMetrics()
        longest = max(metrics.horizontalAdvance(self.itemText(row)) for row in range(self.count()))
        character = metrics.averageCharWidth()
        self.setFixedWidth(min(longest, character * _WIDEST_CHARACTERS) + _MARK)
        self.view().setMinimumWidth(min(longest, character * _WIDEST_LIST_CHARACTERS) + _MARK)
