"""The top of the screen: the way back, its name, its section of the guide and its tasks, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from migdesk.ui.re_entry.day_steps import DaySteps
from migdesk.ui.widgets.button import quiet_button
from migdesk.ui.widgets.flow_layout import FlowLayout
from migdesk.ui.widgets.label import text_label


class ReEntryHead(QWidget):
    """Requests only. `steps` stand here while not all days have room."""

    leave_requested = Signal()
    guide_requested = Signal()
    tasks_requested = Signal()
    table_requested = Signal()
    sign_off_requested = Signal()
    print_requested = Signal(bool)  # with the day in hand on the sheets, or with room to write it

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back_button = QPushButton("← Back")
        self.back_button.setAccessibleName("Back")
        self.back_button.setToolTip("Back to where you came from (Esc)")
        self.back_button.clicked.connect(self.leave_requested)
        self.heading = text_label("Re-entry", heading="1")
        self.heading.setWordWrap(False)
        self.heading.setStyleSheet("font-size: 18pt;")  # as on the board
        self.guide_button = quiet_button("Data re-entry ›", "Data re-entry: open in guide")
        self.guide_button.clicked.connect(self.guide_requested)
        self.tasks_button = quiet_button("")
        self.tasks_button.clicked.connect(self.tasks_requested)
        self.table_button = quiet_button("As a table ›", "As a table: all rows of the register")
        self.table_button.clicked.connect(self.table_requested)
        self.print_button = QPushButton("Log sheets ▾")
        self.print_button.setAccessibleName("Log sheets: print")
        self.print_button.setToolTip("Sheets to log on by hand, one for each category")
        self.print_menu = QMenu(self.print_button)
        self.of_day = self.print_menu.addAction("")
        self.of_day.triggered.connect(lambda: self.print_requested.emit(True))
        self.print_menu.addAction("Print without a day…").triggered.connect(lambda: self.print_requested.emit(False))
        self.print_button.setMenu(self.print_menu)
        self.steps = DaySteps()
        self.steps.hide()
        self.sign_off_button = QPushButton("Sign off…")
        self.sign_off_button.setToolTip("Sign that all that was logged is in the new system or accounted for")
        self.sign_off_button.clicked.connect(self.sign_off_requested)
        left = QWidget()
        flow = FlowLayout(left, 8, 16)
        for widget in (self.back_button, self.heading, self.guide_button, self.tasks_button, self.table_button):
            flow.addWidget(widget)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(left, 1)
        layout.addWidget(self.steps, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.print_button, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.sign_off_button, 0, Qt.AlignmentFlag.AlignTop)

    def show_day(self, day: str) -> None:
        """Say of which day sheets can be printed; empty for none."""
        self.of_day.setText(f"Print for {day}…")
        self.of_day.setVisible(bool(day))

    def show_tasks(self, done: int, total: int) -> None:
        """Say how many of the checklist's tasks that lead here are done."""
        self.tasks_button.setText(f"{done} of {total} tasks done")
        self.tasks_button.setVisible(total > 0)
