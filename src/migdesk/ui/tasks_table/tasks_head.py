"""The top of the table of tasks: the way back, how many there are, columns, and where the table can go."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QMenu, QPushButton, QWidget

from migdesk.ui.tasks_table.task_rows import Column
from migdesk.ui.widgets.flow_layout import FlowLayout
from migdesk.ui.widgets.label import news_label, text_label
from migdesk.ui.widgets.menu_entries import MenuEntry, fill_menu

SAVED_AS = {
    "xlsx": "Excel workbook…",
    "csv": "Spreadsheet table (CSV)…",
    "docx": "Word document…",
    "pdf": "PDF…",
    "html": "Web page…",
}


SIDE_BY_SIDE = 720
"""Pixels that heading, count and buttons need in one line."""


class TasksHead(QWidget):
    """Requests only."""

    leave_requested = Signal()
    print_requested = Signal()
    save_requested = Signal(str)  # a format
    column_turned = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back = QPushButton("← Back")
        self.back.setAccessibleName("Back")
        self.back.setToolTip("Back to where you came from (Esc)")
        self.back.clicked.connect(self.leave_requested)
        heading = text_label("Tasks", heading="1")
        heading.setStyleSheet("font-size: 18pt;")  # as on the board
        heading.setWordWrap(False)
        self.count = news_label(muted=True)
        self.columns = QMenu(self)
        saving = QMenu(self)
        fill_menu(
            saving,
            [
                MenuEntry(words, lambda chosen=form: self.save_requested.emit(chosen))  # type: ignore[misc]
                for form, words in SAVED_AS.items()
            ],
        )
        printing = QPushButton("Print…")
        printing.clicked.connect(self.print_requested)
        buttons = QWidget()
        flow = FlowLayout(buttons, spacing=8, gap=8)
        for button, menu in ((QPushButton("Columns ▾"), self.columns), (QPushButton("Save ▾"), saving)):
            button.setMenu(menu)
            button.setAccessibleName(button.text().removesuffix(" ▾"))
            flow.addWidget(button)
        flow.addWidget(printing)
        self._buttons = buttons
        self._lines = QGridLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setHorizontalSpacing(14)
        self._lines.setVerticalSpacing(6)
        self._lines.setColumnStretch(2, 1)
        for column, part in enumerate((self.back, heading, self.count, buttons)):
            self._lines.addWidget(part, 0, column)
        self._narrow = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons under the heading where there is no room beside it."""
        super().resizeEvent(event)
        narrow = event.size().width() < SIDE_BY_SIDE
        if narrow != self._narrow:
            self._narrow = narrow
            self._lines.removeWidget(self._buttons)
            self._lines.addWidget(self._buttons, *((1, 0, 1, 4) if narrow else (0, 3)))

    def show_columns(self, left_out: list[str]) -> None:
        """Offer the columns, with a tick at those that are wanted."""
        self.columns.clear()
        for column in Column:
            if column in (Column.CHOOSE, Column.TASK):
                continue
            entry = self.columns.addAction(column.title)
            entry.setCheckable(True)
            entry.setChecked(column.name not in left_out)
            entry.triggered.connect(lambda _=False, name=column.name: self.column_turned.emit(name))
