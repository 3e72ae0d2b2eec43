"""Asks for the path or web address of something that stays where it is."""

from __future__ import annotations

import msgspec
from PySide6.QtWidgets import QWidget

from migdesk.ui.dialogs.dialog_frame import DialogFrame
from migdesk.ui.widgets.label import text_label
from migdesk.ui.widgets.labelled_field import LabelledField, line_edit


class TypedAddress(msgspec.Struct, frozen=True):
    """A path or web address as it was typed, and what to call it; the name may be empty."""

    address: str
    name: str


class AddressDialog(DialogFrame):
    """Nothing is copied: whoever opens the record elsewhere needs a way to the place itself."""

    def __init__(self, parent: QWidget | None, before: TypedAddress | None) -> None:
        super().__init__(parent, "Keep an address", width_in_characters=62)
        self.typed: TypedAddress | None = None
        self.address = line_edit("such as https://… or T:\\Migration\\minutes.docx", most_characters=1000)
        self.name = line_edit("such as Minutes of the kick-off meeting", most_characters=150)
        self.address_field = LabelledField("Path or web address", self.address, needed=True)
        if before:
            self.address.setText(before.address)
            self.name.setText(before.name)
        about = "Only the place is kept. The document itself stays where it is, and does not travel with the record."
        self.content.addWidget(text_label(about, muted=True))
        self.content.addWidget(self.address_field)
        self.content.addWidget(LabelledField("What to call it", self.name, "may be left empty"))
        self.content.addStretch(1)
        self.add_button("Cancel").clicked.connect(self.reject)
        self.add_button("Keep it", primary=True, default=True).clicked.connect(self.accept)
        self.address.setFocus()
        self.fit()

    def accept(self) -> None:
        """Take what was typed; stays open where the address is missing."""
        if not self.address.text().strip():
            self.address_field.show_problem("Give a path or a web address.")
            self.address.setFocus()
            return
        self.typed = TypedAddress(self.address.text(), self.name.text())
        super().accept()


def ask_address(parent: QWidget | None, before: TypedAddress | None = None) -> TypedAddress | None:
    """Return what was typed; None where the person stepped back."""
    dialog = AddressDialog(parent, before)
    return dialog.typed if dialog.exec() else None
