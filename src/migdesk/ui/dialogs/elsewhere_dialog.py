"""Asks who signed something somewhere else than in this program, when, and where that is to be found."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from migdesk.base.errors import UserError
from migdesk.ui.dialogs.dialog_frame import DialogFrame
from migdesk.ui.session.session import Session
from migdesk.ui.widgets.date_field import DateField
from migdesk.ui.widgets.label import text_label
from migdesk.ui.widgets.labelled_field import LabelledField, line_edit
from migdesk.workspace.task_edit import Elsewhere


class ElsewhereDialog(DialogFrame):
    """The task is then done, marked as signed elsewhere."""

    def __init__(self, session: Session, parent: QWidget | None, task: str, before: Elsewhere | None) -> None:
        super().__init__(parent, "Signed elsewhere", width_in_characters=62)
        self._today = session.workspace.today
        self.elsewhere: Elsewhere | None = None
        self.by = line_edit("name and role", most_characters=200)
        self.day = DateField("Signed on", today=self._today)
        self.where = line_edit("such as a letter, a portal, a file", most_characters=200)
        self.by_field = LabelledField("Who signed", self.by, needed=True)
        self.day_field = LabelledField("Signed on", self.day)
        self.where_field = LabelledField("Where it is to be found", self.where, "may be left empty")
        if before:
            self.by.setText(before.by)
            self.day.set_date(before.on)
            self.where.setText(before.where)
        self.content.addWidget(
            text_label(f"“{task}” is marked as done, and as signed elsewhere: it has no signature here.", muted=True)
        )
        for field in (self.by_field, self.day_field, self.where_field):
            self.content.addWidget(field)
        self.content.addStretch(1)
        self.add_button("Cancel").clicked.connect(self.reject)
        self.add_button("Mark as done", primary=True, default=True).clicked.connect(self.accept)
        self.by.setFocus()
        self.fit()

    def accept(self) -> None:
        """Take the answers; stays open and says beside a field what is wrong with it."""
        if not self.by.text().strip():
            self.by_field.show_problem("Say who signed.")
            self.by.setFocus()
            return
        try:
            on = self.day.read()
        except UserError as error:
            self.day_field.show_problem(str(error))
            self.day.line.setFocus()
            return
        if on is not None and on > self._today:
            self.day_field.show_problem("This day lies ahead.")
            self.day.line.setFocus()
            return
        self.elsewhere = Elsewhere(by=self.by.text(), on=on, where=self.where.text())
        super().accept()


def ask_elsewhere(
    session: Session, parent: QWidget | None, task: str, before: Elsewhere | None = None
) -> Elsewhere | None:
    """Return who signed elsewhere, or None where the person stepped back."""
    dialog = ElsewhereDialog(session, parent, task, before)
    return dialog.elsewhere if dialog.exec() else None
