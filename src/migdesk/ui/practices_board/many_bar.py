"""What can be done with several practices at once; shown under the table while more than one row is selected."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from migdesk.ui.look.words import counted
from migdesk.ui.widgets.button import quiet_button
from migdesk.ui.widgets.flow_layout import FlowLayout
from migdesk.ui.widgets.label import news_label


class ManyPracticesBar(QFrame):
    """Requests only; the board carries them out."""

    clear_requested = Signal()
    task_requested = Signal()
    how_far_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("manyBar")
        self._count = news_label()
        self._count.setWordWrap(False)
        line = QWidget()
        flow = FlowLayout(line, spacing=6, gap=12)
        flow.addWidget(self._count)
        clear = quiet_button("Choose none")
        clear.setToolTip("Esc")
        clear.clicked.connect(self.clear_requested)
        flow.addWidget(clear)
        for number, (words, request) in enumerate(
            (("Mark a task…", self.task_requested), ("How far are they?…", self.how_far_requested))
        ):
            button = QPushButton(words)
            button.setProperty("narrow", True)
            button.clicked.connect(request)
            if number:
                flow.addWidget(button)
            else:
                flow.add_apart(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 5, 10, 5)
        layout.addWidget(line)
        self.setToolTip("Only what differs is written. One Undo takes it all back.")
        self.hide()

    def show_count(self, chosen: int) -> None:
        """Say how many practices are chosen; fewer than two need no line."""
        self.setVisible(chosen > 1)
        if chosen > 1:
            self._count.setText(f"{counted(chosen, 'practice')} chosen")
