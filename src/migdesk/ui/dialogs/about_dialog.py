"""What this program is, which guide it shows, where the record is kept, and under which licences it comes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from migdesk.base.build_info import full_version
from migdesk.base.date_words import MONTHS
from migdesk.base.licences import components
from migdesk.ui.dialogs.details_dialog import log_details
from migdesk.ui.dialogs.dialog_frame import DialogFrame
from migdesk.ui.dialogs.licences_dialog import LicencesDialog
from migdesk.ui.dialogs.outside_link import copy_text
from migdesk.ui.session.session import Session
from migdesk.ui.widgets.label import text_label

GUIDE_CREDIT = (
    "The built-in guide follows the GP Clinical System Migration Guide of NHS Digital, © Crown copyright. "
    "migdesk is not an NHS product."
)


class AboutDialog(DialogFrame):
    """Everything that someone on the telephone may ask for."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent, "About migdesk", width_in_characters=74)
        self._log = session.workspace.log
        guide = session.workspace.guide
        self.content.setSpacing(8)
        self.content.addWidget(
            text_label(f"migdesk {full_version()}: a guide and a checklist that stay on this computer")
        )
        self.content.addWidget(text_label(guide_line(guide.title, guide.version, guide.as_of), muted=True))
        self.content.addWidget(self._data_folder(session.workspace.paths.data))
        self.licences = QPlainTextEdit(licence_lines())
        self.licences.setReadOnly(True)
        self.licences.setTabChangesFocus(True)
        self.licences.setAccessibleName("Licences")
        self.licences.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.licences.setMinimumHeight(self.fontMetrics().lineSpacing() * 9)
        self.content.addWidget(self.licences, 1)
        self.licences_button = self.add_button("Licences…")
        self.licences_button.clicked.connect(self._show_licences)
        self.log_button = self.add_button("Log…")
        self.log_button.setAccessibleDescription("What migdesk did lately, and how long it took")
        self.log_button.clicked.connect(self._show_log)
        self.close_button = self.add_button("Close", primary=True, default=True)
        self.close_button.clicked.connect(self.accept)
        self.close_button.setFocus()
        self.fit()

    def _show_licences(self) -> None:
        LicencesDialog(self).exec()

    def _show_log(self) -> None:
        log_details(self, self._log).exec()

    def _data_folder(self, folder: Path) -> QFrame:
        frame = QFrame()
        frame.setObjectName("card")
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(14, 10, 14, 12)
        label = text_label("Your record is kept in this folder", heading="3")
        row = QHBoxLayout()
        self.folder = QLineEdit(str(folder))
        self.folder.setReadOnly(True)
        self.folder.setCursorPosition(0)
        label.setBuddy(self.folder)
        self.folder.setAccessibleName("Data folder")
        self.open_button = QPushButton("Open the folder")
        self.open_button.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))))
        self.copy_button = QPushButton("Copy")
        self.copy_button.setAccessibleName("Copy the folder's name")
        self.copy_button.clicked.connect(lambda: copy_text(str(folder), self.copy_button))
        for button in (self.open_button, self.copy_button):
            button.setAutoDefault(False)
        row.addWidget(self.folder, 1)
        row.addWidget(self.open_button)
        row.addWidget(self.copy_button)
        layout.addWidget(label)
        layout.addLayout(row)
        return frame


def licence_lines() -> str:
    """Return every part with its licence, a line each; their texts are a button away."""
    parts = "\n".join(f"{part.name} {part.version}: {part.licence}" for part in components())
    return f"migdesk: MIT licence\n\nMade with, each under its own licence:\n{parts}\n\n{GUIDE_CREDIT}"


def guide_line(title: str, version: str, as_of: str) -> str:
    """Return which guide is shown: "GP Clinical System Migration Guide 1.0, as of November 2026"."""
    year, _, month = as_of.partition("-")
    known = month.isdigit() and 1 <= int(month) <= 12
    when = f"{MONTHS[int(month) - 1]} {year}" if known else as_of
    return " ".join(f"{title} {version}".split()) + (f", as of {when}" if when else "")
