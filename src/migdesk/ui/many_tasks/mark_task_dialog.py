"""Asks for one task of the guide and what it is to be in several practices: "Order smartcards" is done in twelve."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLineEdit, QListWidget, QListWidgetItem, QPlainTextEdit, QWidget

from migdesk.base.errors import UserError
from migdesk.checklist.definitions import Definitions
from migdesk.practice.status import STATUS_WORDS, STATUSES, STATUSES_WITH_REASON, Status
from migdesk.ui.dialogs.dialog_frame import DialogFrame
from migdesk.ui.look.words import counted
from migdesk.ui.widgets.calm_combo_box import CalmComboBox
from migdesk.ui.widgets.date_field import DateField
from migdesk.ui.widgets.label import text_label
from migdesk.ui.widgets.persons_box import PersonsBox
from migdesk.workspace.task_edit import TaskChange

_ID_ROLE = int(Qt.ItemDataRole.UserRole)


class MarkedTask(msgspec.Struct, frozen=True):
    """A task of the guide, and what it is to be."""

    task: str
    title: str
    change: TaskChange


class MarkTaskDialog(DialogFrame):
    """A list of tasks that words narrow down, and the fields of the one that is chosen; what is left empty stays."""

    def __init__(
        self, parent: QWidget, practices: int, definitions: Definitions, people: Sequence[str], today: date
    ) -> None:
        super().__init__(parent, f"Mark a task in {counted(practices, 'practice')}", width_in_characters=70)
        self.words = QLineEdit()
        self.words.setPlaceholderText("Words of the task")
        self.words.setAccessibleName("Find a task by its words")
        self.words.setClearButtonEnabled(True)
        self.words.textChanged.connect(self._narrow)
        self.tasks = QListWidget()
        self.tasks.setObjectName("people")
        self.tasks.setAccessibleName("Task")
        self.tasks.setMinimumHeight(self.fontMetrics().lineSpacing() * 7)
        for task in definitions.tasks:
            phase = definitions.phase_by_id[task.phase]
            item = QListWidgetItem(f"{phase.number}  {task.title}")
            item.setData(_ID_ROLE, task.id)
            self.tasks.addItem(item)
        self._titles = {task.id: task.title for task in definitions.tasks}
        self.status = CalmComboBox()
        self.status.addItem("As it is", "")
        for status in STATUSES:
            self.status.addItem(STATUS_WORDS[status], status)
        self.status.setCurrentIndex(self.status.findData(Status.DONE))
        self.status.currentIndexChanged.connect(self._status_changed)
        self.done_on = DateField("Done on", today=today)
        self.done_on.set_date(today)
        self.reason = QLineEdit()
        self.reason.setAccessibleName("Reason")
        self.owner = PersonsBox()
        self.owner.line.setPlaceholderText("As it is")
        self.owner.offer(people)
        self.owner.show_text("")
        self.note = QPlainTextEdit()
        self.note.setPlaceholderText("Write a note. No patient details.")
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(self.fontMetrics().lineSpacing() * 3 + 12)
        self.form = QFormLayout()
        for title, field in (
            ("Status", self.status),
            ("Done on", self.done_on),
            ("Reason", self.reason),
            ("Owner", self.owner),
            ("Note", self.note),
        ):
            field.setAccessibleName(title)
            self.form.addRow(title, field)
        self.problem = text_label(wrong=True)
        self.problem.hide()
        for part in (self.words, self.tasks):
            self.content.addWidget(part)
        self.content.setStretch(1, 1)
        self.content.addLayout(self.form)
        self.content.addWidget(self.problem)
        self.content.addWidget(text_label("Only what differs is written. One Undo takes it all back.", muted=True))
        self.add_button("Cancel").clicked.connect(self.reject)
        self.add_button("Mark", primary=True, default=True).clicked.connect(self.accept)
        self._status_changed()
        self.words.setFocus()
        self.fit()

    def marked(self) -> MarkedTask:
        """Return what was chosen. Raises UserError where something is missing or cannot be meant."""
        item = self.tasks.currentItem()
        if item is None or item.isHidden():
            raise UserError("Choose the task in the list.")
        status = str(self.status.currentData())
        if status in STATUSES_WITH_REASON and not self.reason.text().strip():
            raise UserError(f"Say why: a task that is {STATUS_WORDS[status].lower()} needs a reason.")
        done_on = self.done_on.read() if status == Status.DONE else None
        owner, note = self.owner.currentText().strip(), self.note.toPlainText()
        change = TaskChange(
            status=status or None,
            reason=self.reason.text() if status in STATUSES_WITH_REASON else "",
            done_on=done_on,
            owner=owner or None,
            note=note if note.strip() else None,
        )
        if change == TaskChange():
            raise UserError("Say what the task is to be: a status, an owner or a note.")
        task = str(item.data(_ID_ROLE))
        return MarkedTask(task, self._titles[task], change)

    def accept(self) -> None:
        """Take what was chosen; stays open and says why where it cannot be."""
        try:
            self.marked()
        except UserError as error:
            self.problem.setText(str(error))
            self.problem.show()
            return
        super().accept()

    def _narrow(self) -> None:
        """Show the tasks that have every word, and take the first of them in hand where the one in hand is hidden."""
        words = self.words.text().casefold().split()
        items = [self.tasks.item(row) for row in range(self.tasks.count())]
        for item in items:
            item.setHidden(not all(word in item.text().casefold() for word in words))
        current = self.tasks.currentItem()
        if current is None or current.isHidden():
            first = next((item for item in items if not item.isHidden()), None)
            if first is not None:
                self.tasks.setCurrentItem(first)

    def _status_changed(self) -> None:
        status = self.status.currentData()
        self.form.setRowVisible(self.done_on, status == Status.DONE)
        self.form.setRowVisible(self.reason, status in STATUSES_WITH_REASON)


def ask_marked_task(
    parent: QWidget, practices: int, definitions: Definitions, people: Sequence[str], today: date
) -> MarkedTask | None:
    """Return the task and what it is to be in each of so many practices; None where the person stepped back."""
    dialog = MarkTaskDialog(parent, practices, definitions, people, today)
    return dialog.marked() if dialog.exec() else None
