"""The line under a list of tasks in which several are chosen: how many, and what can be done with all of them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QMenu, QPushButton, QVBoxLayout, QWidget

from migdesk.practice.status import STATUS_WORDS, STATUSES
from migdesk.ui.look.words import counted
from migdesk.ui.many_tasks.many_tasks import ManyTasks
from migdesk.ui.widgets.button import quiet_button
from migdesk.ui.widgets.flow_layout import FlowLayout
from migdesk.ui.widgets.label import news_label
from migdesk.ui.widgets.menu_entries import MenuEntry, fill_menu


class ManyTasksBar(QFrame):
    """Shown while more than one task is chosen."""

    clear_requested = Signal()

    def __init__(self, commands: ManyTasks, view: QAbstractItemView, parent: QWidget | None = None) -> None:
        """`view` is the list that it stands under."""
        super().__init__(parent)
        self._view = view
        self.setObjectName("manyBar")
        self._count = news_label()
        self._count.setWordWrap(False)
        status = QPushButton("Status ▾")
        status.setAccessibleName("Status")
        menu = QMenu(status)
        fill_menu(menu, [MenuEntry(STATUS_WORDS[each], partial(commands.set_status, each)) for each in STATUSES])
        status.setMenu(menu)
        line = QWidget()
        flow = FlowLayout(line, spacing=6, gap=12)
        flow.addWidget(self._count)
        clear = quiet_button("Choose none")
        clear.setToolTip("Esc")
        clear.clicked.connect(self.clear_requested)
        flow.addWidget(clear)
        flow.add_apart(status)
        status.setProperty("narrow", True)
        for words, do in (
            ("Owner…", commands.ask_owner),
            ("Due…", commands.ask_due),
            ("Done on…", commands.ask_done_on),
            ("Add a note…", commands.ask_note),
        ):
            button = QPushButton(words)
            button.setProperty("narrow", True)
            button.clicked.connect(do)
            flow.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 5, 10, 5)
        layout.addWidget(line)
        self.setToolTip("Only what differs is written. One Undo takes it all back.")
        self.hide()

    def show_count(self, chosen: int) -> None:
        """Say how many tasks are chosen; fewer than two need no line."""
        if chosen > 1 and self.isHidden():
            QTimer.singleShot(0, self, self._uncover)
        self.setVisible(chosen > 1)
        if chosen > 1:
            self._count.setText(f"{counted(chosen, 'task')} chosen")

    def _uncover(self) -> None:
        """Bring the row in hand back into sight, where this line has taken its room."""
        if self._view.currentIndex().isValid():
            self._view.scrollTo(self._view.currentIndex())
