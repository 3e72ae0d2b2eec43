"""The practices that are put away on this computer, to bring them back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from migdesk.ui.dialogs.dialog_frame import DialogFrame
from migdesk.ui.session.session import Session
from migdesk.ui.widgets.label import text_label


class PutAwayDialog(DialogFrame):
    """`brought_back` is the practice that stands on the lists again; empty for none."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent, "Practices put away")
        self._session = session
        self.brought_back = ""
        self.list = QListWidget()
        self.list.setObjectName("people")
        self.list.setAccessibleName("Practices put away")
        for practice in session.workspace.exchange.names_put_away():
            code = f" ({practice.ods_code})" if practice.ods_code else ""
            item = QListWidgetItem(f"{practice.name}{code}")
            item.setData(Qt.ItemDataRole.UserRole, practice.id)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.content.addWidget(text_label("They stand on no list on this computer; their records are here, whole."))
        self.content.addWidget(self.list, 1)
        self.add_button("Close").clicked.connect(self.reject)
        self.back_button = self.add_button("Bring back", primary=True, default=True)
        self.back_button.clicked.connect(self.accept)
        self.back_button.setEnabled(self.list.count() > 0)
        self.list.setFocus()
        self.fit()

    def accept(self) -> None:
        """Bring the chosen practice back."""
        item = self.list.currentItem()
        practice = str(item.data(Qt.ItemDataRole.UserRole)) if item else ""
        if practice and self._session.succeeds(self._session.workspace.exchange.bring_back, practice):
            self.brought_back = practice
            super().accept()
