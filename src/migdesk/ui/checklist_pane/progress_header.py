"""The first line of the checklist: how far the practice is, and what presses."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from migdesk.practice.progress import Progress
from migdesk.ui.progress_bar import ProgressBar
from migdesk.ui.theme import Theme


class ProgressHeader(QWidget):
    """“41 % · 52 of 127 tasks”, “3 overdue · 6 due in 14 days”, and a bar."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._done = QLabel()
        self._pressing = QLabel()
        self._pressing.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._bar = ProgressBar(theme)
        line = QHBoxLayout()
        line.addWidget(self._done)
        line.addStretch()
        line.addWidget(self._pressing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 16, 4)
        layout.setSpacing(6)
        layout.addLayout(line)
        layout.addWidget(self._bar)

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
        self._bar.show_progress(progress.done, progress.total)
