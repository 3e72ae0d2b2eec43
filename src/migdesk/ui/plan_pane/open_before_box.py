"""What the registers still hold open before a milestone is marked as having happened, with the way to each row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from migdesk.ui.look.words import counted
from migdesk.ui.widgets.button import quiet_button
from migdesk.ui.widgets.flow_layout import FlowLayout
from migdesk.ui.widgets.label import text_label
from migdesk.workspace.registers.view import GateFinding

MOST_ROWS = 4
"""Rows of one register that are named; its screen has them all."""
MOST_CHARACTERS = 48
_MOST_LINES_AT_ONCE = 13
_SIDES = 42
"""Pixels left and right of what is scrolled, together."""


class OpenBeforeBox(QFrame):
    """It warns and never blocks. `row_requested` names a register, and a row of it or nothing."""

    row_requested = Signal(str, str)

    def __init__(self, findings: Sequence[GateFinding], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("warning")
        inside = QWidget()
        inside.setObjectName("openBefore")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(2)
        by_register: dict[str, list[GateFinding]] = {}
        for finding in findings:
            by_register.setdefault(finding.register.id, []).append(finding)
        for found in by_register.values():
            for finding in found:
                column.addWidget(text_label(finding.in_words))
            column.addWidget(self._links(found))
        self._inside = inside
        self.heading = text_label("Still open in the registers. You can mark it all the same.", heading="3")
        scroll = self._scroll = QScrollArea()
        scroll.setObjectName("openBefore")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(4)
        layout.addWidget(self.heading)
        layout.addWidget(scroll, 1)
        self.setAccessibleName(" ".join([self.heading.text(), *(finding.in_words for finding in findings)]))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as all of it, as far as there is room for that."""
        super().resizeEvent(event)
        layout = self._inside.layout()
        wanted = layout.totalHeightForWidth(self.width() - _SIDES) if layout else 0
        self._scroll.setFixedHeight(min(wanted, self.fontMetrics().lineSpacing() * _MOST_LINES_AT_ONCE))

    def _links(self, findings: Sequence[GateFinding]) -> QWidget:
        register, holder = findings[0].register, QWidget()
        rows = [row for finding in findings for row in finding.rows]
        flow = FlowLayout(holder, 6, 6)
        for row in rows[:MOST_ROWS]:
            words = row.name if len(row.name) <= MOST_CHARACTERS else f"{row.name[: MOST_CHARACTERS - 1]}…"
            flow.addWidget(self._link(f"{words} ›", register.id, row.id))
        more = len(rows) - MOST_ROWS
        if more > 0:
            flow.addWidget(self._link(f"and {counted(more, 'more', 'more')} ›", register.id, ""))
        if not rows:
            flow.addWidget(self._link(f"Open {register.short_title} ›", register.id, ""))
        return holder

    def _link(self, words: str, register: str, row: str) -> QWidget:
        button = quiet_button(words.replace("&", "&&"))
        button.setProperty("flush", True)
        button.clicked.connect(lambda: self.row_requested.emit(register, row))
        return button
