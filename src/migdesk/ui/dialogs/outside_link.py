"""Asks before an address is handed to the person's own browser: the program itself never goes online."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget

from migdesk.ui.dialogs.dialog_frame import DialogFrame
from migdesk.ui.widgets.label import text_label


class OutsideLinkDialog(DialogFrame):
    """Shows the whole address, and the site it leads to by itself, so that nothing hides in a long one."""

    def __init__(self, parent: QWidget | None, address: str) -> None:
        super().__init__(parent, "Open a page on the internet?", width_in_characters=66)
        self._address = address
        site = QUrl(address).host()
        where = f"The link leads to {site}. " if site else ""
        self.content.addWidget(text_label(f"{where}migdesk stays offline: your own browser will open the page."))
        self.shown = QPlainTextEdit(address)
        self.shown.setReadOnly(True)
        self.shown.setTabChangesFocus(True)
        self.shown.setAccessibleName("The full address")
        self.shown.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        self.shown.setFixedHeight(self.fontMetrics().lineSpacing() * 4 + 18)
        self.content.addWidget(self.shown)
        self.content.addStretch(1)
        self.add_button("Cancel").clicked.connect(self.reject)
        self.copy_button = self.add_button("Copy address")
        self.copy_button.clicked.connect(self._copy)
        self.open_button = self.add_button("Open in my browser", primary=True, default=True)
        self.open_button.clicked.connect(self.accept)
        self.open_button.setFocus()
        self.fit()

    def _copy(self) -> None:
        copy_text(self._address, self.copy_button)


def copy_text(text: str, button: QPushButton) -> None:
    """Put `text` on the clipboard and say so on the button that was pressed."""
    QGuiApplication.clipboard().setText(text)
    button.setText("Copied")


def ask_to_open(parent: QWidget | None, address: str) -> bool:
    """Return True where the person wants their browser to open `address`. Nothing is opened here."""
    return bool(OutsideLinkDialog(parent, address).exec())
