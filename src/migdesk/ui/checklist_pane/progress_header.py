"""The first line of the checklist: how far the practice is, and what presses."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from migdesk.practice.progress import Progress
from migdesk.ui.checklist_pane.re_entry_glance import re_entry_at_a_glance
from migdesk.ui.look.theme import Theme
from migdesk.ui.widgets.button import flush_left, quiet_button
from migdesk.ui.widgets.progress_bar import ProgressBar

SIDES = 32
"""Pixels left and right of the texts, together."""


class ProgressHeader(QWidget):
    """“41 % · 52 of 127 tasks”, “3 overdue · 6 due in 14 days”, a bar; from Cutover until all is entered what is left
    of it: “62 left to enter, oldest from Tue 5 Jan”."""

    re_entry_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._done = QLabel()
        self._pressing = QLabel()
        self._pressing.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._bar = ProgressBar(theme)
        self._line = line = QHBoxLayout()
        line.addWidget(self._done)
        line.addStretch()
        line.addWidget(self._pressing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SIDES // 2, 5, SIDES // 2, 3)
        layout.setSpacing(4)
        layout.addLayout(line)
        layout.addWidget(self._bar)
        self.re_entry = quiet_button("")
        self.re_entry.clicked.connect(self.re_entry_requested)
        self.re_entry.hide()
        layout.addLayout(flush_left(self.re_entry))

    def show_progress(self, progress: Progress) -> None:
        colours = self._theme.colours
        self._done.setText(f"<b>{progress.percent}%</b> · {progress.done} of {progress.total} tasks")
        parts = []
        if progress.overdue:
            parts.append(f"<b style='color:{colours.danger}'>{progress.overdue} overdue</b>")
        if progress.state.go_live is None:
            parts.append("no Go-Live date yet")
        else:
            parts.append(f"{progress.due_soon} due in 14 days")
        self._pressing.setText(" · ".join(parts))
        self._fit()
        self._bar.show_progress(progress.done, progress.total)
        glance = re_entry_at_a_glance(progress)
        self.re_entry.setText(f"{glance} ›" if glance else "")
        self.re_entry.setVisible(bool(glance))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Put the two texts under one another where they have no room beside each other."""
        wanted = self._done.sizeHint().width() + self._pressing.sizeHint().width() + self._line.spacing()
        beside = wanted <= self.contentsRect().width() - SIDES
        self._line.setDirection(QHBoxLayout.Direction.LeftToRight if beside else QHBoxLayout.Direction.TopToBottom)
        self._pressing.setAlignment(Qt.AlignmentFlag.AlignRight if beside else Qt.AlignmentFlag.AlignLeft)
