"""Asks why so many are not needed, or cannot be entered; the latter can join the list of what does not migrate."""

from __future__ import annotations

import msgspec
from PySide6.QtWidgets import QCheckBox, QWidget

from migdesk.checklist.registers.grid import GridColumn
from migdesk.ui.dialogs.reason_dialog import ReasonDialog
from migdesk.ui.re_entry.grid_words import spoken_day
from migdesk.workspace.registers.re_entry import Cell, Line


class SetAside(msgspec.Struct, frozen=True):
    """Why, and whether it joins the list of what does not migrate."""

    reason: str
    listed: bool


class SetAsideDialog(ReasonDialog):
    """As any reason, with one box more."""

    def __init__(self, parent: QWidget | None, line: Line, cell: Cell, measure: GridColumn, n: int) -> None:
        cannot = measure is GridColumn.CANNOT_ENTER
        what = "cannot be entered" if cannot else "not needed"
        title = f"{line.title}: {n:,} {what}"
        super().__init__(
            parent, title, f"Why, for {spoken_day(cell.day)}? Counts and reasons only, never a patient.", "Set aside"
        )
        self.listed = QCheckBox("Add them to the register of what does not migrate")
        self.listed.setChecked(cannot)
        self.listed.setVisible(cannot)
        self.content.insertWidget(self.content.count() - 1, self.listed)
        self.fit()

    def answer(self) -> SetAside:
        return SetAside(self.reason(), self.listed.isChecked())


def ask_set_aside(parent: QWidget | None, line: Line, cell: Cell, measure: GridColumn, n: int) -> SetAside | None:
    """Return the person's answer, None where they stepped back."""
    dialog = SetAsideDialog(parent, line, cell, measure, n)
    return dialog.answer() if dialog.exec() else None
