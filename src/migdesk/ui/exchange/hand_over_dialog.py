"""Who looks after a practice from now on, and whether it leaves the lists of this computer."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from migdesk.practice.kinds.practice_set import LOOKED_AFTER_BY
from migdesk.ui.dialogs.dialog_frame import DialogFrame
from migdesk.ui.session.session import Session
from migdesk.ui.widgets.calm_combo_box import CalmComboBox
from migdesk.ui.widgets.label import text_label
from migdesk.ui.widgets.labelled_field import LabelledField


class HandOverDialog(DialogFrame):
    """It locks nothing: whoever has the practice can go on recording."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        practice = session.practice
        assert practice is not None
        super().__init__(parent, f"Who looks after {practice.name}", width_in_characters=66)
        self._session = session
        self._practice_id = practice.id
        self.name = CalmComboBox()
        self.name.setLineEdit(QLineEdit())
        self.name.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.name.addItems([person.name for person in session.workspace.people.known()])
        self.name.setEditText(practice.text(LOOKED_AFTER_BY))
        self.name.setAccessibleName("Looked after by")
        hint = "For everybody to know: it goes with the practice and locks nothing. Empty for nobody in particular."
        self.away = QCheckBox("Put it away on this computer")
        about = text_label(
            "It leaves the lists here, and the next calendar file cancels its entries. Its record stays; “Practices put"
            " away” in the menu More, under “Other computers”, brings it back. Send it first, so that the other side"
            " has all of it.",
            muted=True,
        )
        self.content.addWidget(LabelledField("Looked after by", self.name, hint))
        self.content.addWidget(self.away)
        self.content.addWidget(about)
        self.content.addStretch(1)
        self.add_button("Cancel").clicked.connect(self.reject)
        self.save_button = self.add_button("Save", primary=True, default=True)
        self.save_button.clicked.connect(self.accept)
        self.name.setFocus()
        self.fit()

    def accept(self) -> None:
        """Record who looks after it, and put it away if so wanted; stays open where that was refused."""
        exchange = self._session.workspace.exchange
        if not self._session.succeeds(exchange.hand_over, self._practice_id, self.name.currentText()):
            return
        if self.away.isChecked() and not self._session.succeeds(exchange.put_away, self._practice_id):
            return
        super().accept()
