"""Asks for a task of the practice's own: its title, and the phase it belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from migdesk.checklist.definitions import Phase
from migdesk.ui.widgets.calm_combo_box import CalmComboBox

_MOST_CHARACTERS = 120


def ask_own_task(
    parent: QWidget, phases: Sequence[Phase], phase_in_hand: str, title: str = ""
) -> tuple[str, str] | None:
    """Return the phase's id and the title, or None where the person stepped back. `title` starts the field."""
    dialog = _TitleDialog(parent, "Add a task of your own", "Add task", title)
    field = CalmComboBox()
    field.setAccessibleName("Phase")
    for phase in phases:
        field.addItem(f"{phase.number} {phase.title}", phase.id)
    field.setCurrentIndex(max(0, field.findData(phase_in_hand)))
    dialog.form.addRow("&Phase", field)
    return (str(field.currentData()), dialog.title.text().strip()) if dialog.exec() else None


def ask_title(parent: QWidget, title: str) -> str | None:
    """Return another title for an own task, or None where the person stepped back."""
    dialog = _TitleDialog(parent, "Rename this task", "Rename", title)
    return dialog.title.text().strip() if dialog.exec() else None


class _TitleDialog(QDialog):
    """A form with a title; its button works once there is one."""

    def __init__(self, parent: QWidget, heading: str, button: str, title: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(heading)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 80)
        self.title = QLineEdit(title)
        self.title.setAccessibleName("What is to be done")
        self.title.setMaxLength(_MOST_CHARACTERS)
        self.title.setPlaceholderText("For example: Tell the pharmacy next door")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        accept = buttons.addButton(button, QDialogButtonBox.ButtonRole.AcceptRole)
        accept.setProperty("primary", True)
        accept.setEnabled(bool(title))
        self.title.textChanged.connect(lambda text: accept.setEnabled(bool(text.strip())))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.form = QFormLayout()
        self.form.addRow("&What is to be done", self.title)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(14)
        layout.addLayout(self.form)
        layout.addWidget(buttons)
