"""Asks, where a practice began before it was recorded here, whether what is past is to be marked as done."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from migdesk.practice.progress import Progress
from migdesk.ui.look.words import counted
from migdesk.ui.session.settings import Settings
from migdesk.ui.widgets.button import quiet_button
from migdesk.ui.widgets.label import text_label
from migdesk.workspace.past_phases import asks_how_far, last_past, past_phases

MOST_REMEMBERED = 500
"""How many practices are remembered of which nobody wants to be asked again."""


class HowFarStrip(QFrame):
    """Shown while phases are past by the plan and none of their tasks has been touched; "Not now" is remembered."""

    how_far_requested = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("howFar")
        self._settings = settings
        self._practice_id = ""
        self._words = text_label()
        self.answer = QPushButton("How far are you?…")
        self.answer.setProperty("narrow", True)
        self.answer.clicked.connect(self.how_far_requested)
        self.later = quiet_button("Not now")
        self.later.clicked.connect(self._not_now)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.answer)
        line.addWidget(self.later)
        line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 7, 12, 7)
        layout.setSpacing(5)
        layout.addWidget(self._words)
        layout.addLayout(line)
        self.hide()

    def show_progress(self, progress: Progress | None) -> None:
        """Ask about a practice, where there is anything to ask."""
        self._practice_id = progress.state.id if progress else ""
        not_now = self._practice_id in self._settings.not_asked_how_far
        if progress is None or not_now or not asks_how_far(progress):
            self.hide()
            return
        past = past_phases(progress, last_past(progress))
        phases = f"{past[0].title} to {past[-1].title}" if len(past) > 1 else past[0].title
        number = sum(phase.open for phase in past)
        self._words.setText(
            f"Did this begin before you had migdesk? {counted(number, 'task')} of {phases} date from before today."
        )
        self.show()

    def _not_now(self) -> None:
        asked = [*self._settings.not_asked_how_far, self._practice_id]
        self._settings.not_asked_how_far = asked[-MOST_REMEMBERED:]
        self.hide()
