"""The parts of others that migdesk is made of, each with its licence to read and copy."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QListWidget, QPlainTextEdit, QSizePolicy, QWidget

from migdesk.base.licences import Component, components, text_of
from migdesk.ui.dialogs.dialog_frame import DialogFrame
from migdesk.ui.widgets.label import text_label

WIDEST_LINE = "The GNU General Public License is a free, copyleft license for software and other kinds"


class LicencesDialog(DialogFrame):
    """Parts on the left, the text of the chosen one's licence on the right."""

    def __init__(self, parent: QWidget | None, parts: tuple[Component, ...] | None = None) -> None:
        super().__init__(parent, "Licences", width_in_characters=110)
        self.parts = components() if parts is None else parts
        self.content.addWidget(
            text_label("migdesk is under the MIT licence. It is made with the parts below, each under its own licence.")
        )
        self.names = QListWidget()
        self.names.setObjectName("licences")
        self.names.setAccessibleName("Parts of migdesk")
        self.names.addItems([f"{part.name} {part.version}".rstrip() for part in self.parts])
        self.names.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.names.setFixedWidth(self.names.sizeHintForColumn(0) + 40)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("Licence of the chosen part")
        self.text.setMinimumHeight(self.fontMetrics().lineSpacing() * 22)
        self.text.setMinimumWidth(self.fontMetrics().horizontalAdvance(WIDEST_LINE) * 6 // 5)
        row = QHBoxLayout()
        row.addWidget(self.names)
        row.addWidget(self.text, 1)
        self.content.addLayout(row, 1)
        self.close_button = self.add_button("Close", primary=True, default=True)
        self.close_button.clicked.connect(self.accept)
        self.names.currentRowChanged.connect(self._show)
        self.names.setCurrentRow(0)
        self.names.setFocus()
        self.fit()

    def _show(self, row: int) -> None:
        part = self.parts[row]
        self.text.setPlainText(f"{part.name} {part.version}\nLicence: {part.licence}\n\n{text_of(part)}")
