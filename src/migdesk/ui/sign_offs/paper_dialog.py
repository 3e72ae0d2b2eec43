"""Asks who signed on paper, on which day, and who saw the sheet."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from migdesk.base.errors import UserError
from migdesk.practice.event import Actor
from migdesk.ui.dialogs.dialog_frame import DialogFrame
from migdesk.ui.people.person_form import SOMEBODY_ELSES, PersonForm
from migdesk.ui.session.session import Session
from migdesk.ui.widgets.date_field import DateField
from migdesk.ui.widgets.label import text_label
from migdesk.ui.widgets.labelled_field import LabelledField, line_edit
from migdesk.workspace.people.speaker import speaking_for
from migdesk.workspace.sign_offs.commands import OnPaper


class PaperDialog(DialogFrame):
    """It is recorded as signed on paper by that person, by whoever is at the keyboard."""

    def __init__(self, session: Session, parent: QWidget | None, signer: Actor | None, before: OnPaper | None) -> None:
        super().__init__(parent, "Signed on paper", width_in_characters=72)
        self._session = session
        workspace = session.workspace
        self.paper: OnPaper | None = None
        known = workspace.people.known(session.practice_id)
        signed_by = before.by if before else signer
        self.person = PersonForm(workspace.definitions, signed_by, known=known, titles=SOMEBODY_ELSES)
        self.person.arrange_for(self.content_width)
        self.day = DateField("Signed on", today=workspace.today)
        here = workspace.people.at_keyboard()
        self.seen_by = line_edit(most_characters=120)
        self.seen_by.setText(before.seen_by if before else here.name if here else "")
        if before:
            self.day.set_date(before.signed_on)
        self.day_field = LabelledField("Signed on", self.day, needed=True)
        self.seen_field = LabelledField("Who saw the signed sheet", self.seen_by, needed=True)
        self.content.addWidget(
            text_label(
                "Who signed the sheet, and when. The words and figures are kept as they stand here now: compare them "
                "with the sheet.",
                muted=True,
            )
        )
        for widget in (self.person, self.day_field, self.seen_field):
            self.content.addWidget(widget)
        self.content.addStretch(1)
        self.add_button("Cancel").clicked.connect(self.reject)
        self.add_button("Record the signature", primary=True, default=True).clicked.connect(self.accept)
        self.person.setFocus()
        self.fit()

    def accept(self) -> None:
        """Take the answers; stays open and says beside a field what is wrong with it."""
        practice = self._session.practice
        if practice is None:
            return
        try:
            by = self.person.read()
        except UserError:
            return
        try:
            by = speaking_for(by, practice.name, self._session.workspace.definitions)
        except UserError as error:
            self.person.organisation_field.show_problem(str(error))
            self.person.organisation.setFocus()
            return
        try:
            day = self.day.read()
        except UserError as error:
            self.day_field.show_problem(str(error))
            return
        if day is None or day > self._session.workspace.today:
            self.day_field.show_problem("Say on which day." if day is None else "This day lies ahead.")
            self.day.line.setFocus()
            return
        if not self.seen_by.text().strip():
            self.seen_field.show_problem("Say who saw the signed sheet.")
            self.seen_by.setFocus()
            return
        self.paper = OnPaper(by, day, self.seen_by.text())
        super().accept()


def ask_paper(
    session: Session, parent: QWidget | None, signer: Actor | None, before: OnPaper | None = None
) -> OnPaper | None:
    """Return who signed on paper, or None where the person stepped back."""
    dialog = PaperDialog(session, parent, signer, before)
    return dialog.paper if dialog.exec() else None
