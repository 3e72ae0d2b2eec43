"""Asks in which form the status report is wanted, and offers to open it once it is there."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from migdesk.report.formats import formats_of
from migdesk.ui.dialogs.file_ready import offer_file
from migdesk.ui.widgets.label import text_label


def ask_format(parent: QWidget, practice: str) -> str | None:
    """Return the form the person chose (`html`, `pdf` …), or None where they stepped back."""
    dialog = QDialog(parent)
    dialog.setWindowTitle("Save status report")
    dialog.setMinimumWidth(dialog.fontMetrics().averageCharWidth() * 110)  # texts of a line or two
    heading = text_label(f"Status report of {practice}", heading="3")
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(20, 18, 20, 16)
    layout.setSpacing(8)
    layout.addWidget(heading)
    layout.addWidget(text_label("Notes that are only for us stay out of it.", muted=True))
    group = QButtonGroup(dialog)
    for number, form in enumerate(formats_of("status")):
        button = QRadioButton(form.title)
        button.setAccessibleDescription(form.about_in("status"))
        button.setChecked(number == 0)
        button.setProperty("form", form.id)
        group.addButton(button)
        about = text_label(form.about_in("status"), muted=True)
        about.setIndent(24)
        layout.addWidget(button)
        layout.addWidget(about)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    save = buttons.addButton("Choose where to save it…", QDialogButtonBox.ButtonRole.AcceptRole)
    save.setProperty("primary", True)
    save.setDefault(True)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    layout.addSpacing(8)
    layout.addWidget(buttons)
    chosen = group.checkedButton() if dialog.exec() else None
    return str(chosen.property("form")) if chosen else None


def offer_to_open(parent: QWidget, path: Path, about: str) -> None:
    """Say where the report is and what its format is good for, and open it or its folder."""
    offer_file(parent, path, "report", about)
