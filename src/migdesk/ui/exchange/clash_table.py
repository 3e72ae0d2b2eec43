"""What was changed on both computers, a row for each, with how many are decided."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from migdesk.ui.exchange.clash_row import COLUMNS, STRETCHES, ClashRow
from migdesk.ui.exchange.settle_dialog import each_choice_once
from migdesk.ui.look.words import counted
from migdesk.ui.widgets.label import text_label
from migdesk.workspace.exchange.preview import ClashView

NARROW_BELOW_CHARACTERS = 118
MOST_ROWS = 60
"""More are left for later: whoever has so many looks at them task by task."""


class ClashTable(QWidget):
    """Takes no room where nothing clashes. `decided` are the conflicts that were decided, each with what was chosen."""

    changed = Signal()

    def __init__(self, clashes: Sequence[ClashView], sender: str, now: datetime, *, practices: int) -> None:
        super().__init__()
        every = _each_choice_once(clashes)
        self.rows = [ClashRow(clash, now, names_practice=practices > 1) for clash in every[:MOST_ROWS]]
        self._left = len(every) - len(self.rows)
        self._count = text_label(muted=True)
        self._count.setWordWrap(False)
        self._heads = _heads()
        title = text_label("Changed on both computers", heading="2")
        title.setWordWrap(False)
        who = f"You and {sender}" if sender else "Both sides"
        about = text_label(
            f"{who} did not know of each other’s change. Until you decide, one shows and the other stays in sight.",
            muted=True,
        )
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(title)
        top.addWidget(about, 1)
        top.addWidget(self._count)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(top)
        layout.addWidget(self._card())
        for row in self.rows:
            row.changed.connect(self._say_count)
            row.changed.connect(self.changed)
        self._say_count()
        self.setVisible(bool(self.rows))

    @property
    def decided(self) -> list[tuple[ClashView, str]]:
        return [(row.clash, row.key) for row in self.rows if row.key]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self.fontMetrics().averageCharWidth() * NARROW_BELOW_CHARACTERS
        self._heads.setVisible(not narrow)
        for row in self.rows:
            row.set_narrow(narrow)

    def _card(self) -> QFrame:
        card = QFrame()
        card.setObjectName("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self._heads)
        for row in self.rows:
            column.addWidget(row)
        if self._left:
            left = text_label(f"{self._left:,} more are left for later; they stay in sight where they are.", muted=True)
            left.setContentsMargins(12, 8, 12, 8)
            column.addWidget(left)
        return card

    def _say_count(self) -> None:
        decided, every = len(self.decided), len(self.rows) + self._left
        self._count.setText(f"{decided} decided · {counted(every - decided, 'is', 'are')} for later")


def _each_choice_once(clashes: Sequence[ClashView]) -> list[ClashView]:
    shown = {id(view) for view in each_choice_once([clash.conflict for clash in clashes])}
    return [clash for clash in clashes if id(clash.conflict) in shown]


def _heads() -> QFrame:
    heads = QFrame()
    heads.setObjectName("clashHeads")
    line = QHBoxLayout(heads)
    line.setContentsMargins(12, 7, 12, 7)
    line.setSpacing(14)
    for title, stretch in zip(COLUMNS, STRETCHES, strict=True):
        label = text_label(title, heading="3")
        label.setProperty("muted", True)
        line.addWidget(label, stretch)
    return heads
