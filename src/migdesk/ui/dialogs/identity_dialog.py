"""Says who is at the keyboard from now on, for a laptop that goes from hand to hand."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from migdesk.base.errors import KnownError
from migdesk.ui.dialogs.dialog_frame import DialogFrame
from migdesk.ui.dialogs.person_form import PersonForm
from migdesk.ui.session.session import Session
from migdesk.ui.widgets.label import news_label, text_label


class IdentityDialog(DialogFrame):
    """Starts from who is here now. What is in the record already keeps the name it was recorded under."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent, "Who is at the keyboard?", width_in_characters=88)
        self._session = session
        self.content.addWidget(text_label("Your name and role go into the record with every change that you make."))
        self.form = PersonForm(session.workspace.definitions, session.workspace.actor)
        self.content.addWidget(self.form)
        self._problem = news_label(wrong=True)
        self._problem.hide()
        self.content.addWidget(self._problem)
        self.content.addStretch(1)
        self.add_button("Cancel").clicked.connect(self.reject)
        self.save_button = self.add_button("Save", primary=True, default=True)
        self.save_button.clicked.connect(self.accept)
        self.form.setFocus()
        self.fit()

    def accept(self) -> None:
        """Take the person on; stays open and says why where that cannot be."""
        self._problem.hide()
        try:
            actor = self.form.read()
        except KnownError:
            return
        try:
            self._session.workspace.sign_in(actor)
        except KnownError as error:
            self._problem.setText(str(error))
            self._problem.show()
            return
        self._session.actor_changed.emit()
        super().accept()


def change_identity(session: Session, parent: QWidget | None) -> bool:
    """Ask who is at the keyboard; True where they said so, False where they left it as it was."""
    return bool(IdentityDialog(session, parent).exec())
