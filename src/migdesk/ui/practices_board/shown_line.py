"""The line over the table: how many practices it and the totals are of, by which filter, and the way back to all."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from migdesk.ui.look.words import counted
from migdesk.ui.widgets.button import quiet_button
from migdesk.ui.widgets.label import news_label


class ShownLine(QWidget):
    """Always there, so that nothing moves when a filter is set."""

    clear_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = news_label(muted=True)
        self.text.setWordWrap(False)
        self.clear_button = quiet_button("Clear filters")
        self.clear_button.clicked.connect(self.clear_requested)
        kept = self.clear_button.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.clear_button.setSizePolicy(kept)
        self.clear_button.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.text)
        layout.addWidget(self.clear_button)
        layout.addStretch(1)

    def show_counts(self, shown: int, of: int, asked: str) -> None:
        """Say how many practices the table and the totals are of; `asked` is the search and the filters in words."""
        of = max(shown, of)
        every = counted(of, "practice") if of else ""
        self.text.setText(f"List and totals show {shown:,} of {every or 'none'}: {asked}." if asked else every)
        self.clear_button.setVisible(bool(asked))

    def show_reading(self, count: int) -> None:
        """Say how far the reading is."""
        self.text.show_quietly(f"Reading practices… {count:,} so far")
