"""Of a task that is signed: how far its sign-off is, the way to it, and the way to say that it was signed elsewhere."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from migdesk.practice.progress import TaskProgress
from migdesk.practice.sign_off_progress import SIGN_OFF, SignOffProgress
from migdesk.ui.look.words import breakable
from migdesk.ui.sign_offs.sign_off_words import elsewhere_line, state_in_words
from migdesk.ui.widgets.button import flush_left, quiet_button
from migdesk.ui.widgets.label import text_label


class SignOffLine(QWidget):
    """Hidden for a task without a sign-off; a task that only belongs to one has the way to it alone."""

    sign_off_requested = Signal(str)
    elsewhere_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign_off = ""
        self._words = text_label(muted=True)
        self.open = quiet_button("Open the sign-off ›")
        self.open.clicked.connect(lambda: self.sign_off_requested.emit(self._sign_off))
        self.elsewhere = quiet_button("Signed elsewhere…")
        self.elsewhere.clicked.connect(self.elsewhere_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._words)
        column.addLayout(flush_left(self.open, self.elsewhere))

    def show_task(self, task: TaskProgress, progress: SignOffProgress | None) -> None:
        """Show how far the sign-off of a task is; None where it has none."""
        self.setVisible(progress is not None)
        if progress is None:
            return
        self._sign_off = progress.id
        said = [elsewhere_line(found) for found in progress.elsewhere if found.task == task.id]
        self._words.setText(breakable(said[0] if said else f"Sign-off: {state_in_words(progress)}."))
        self.open.setAccessibleName(f"Open the sign-off ›: {progress.rule.title}")
        is_signed_here = progress.completed_by is not None
        self.elsewhere.setVisible(task.task.kind == SIGN_OFF and not is_signed_here)
