"""Shows what a list would do to a register, and does it once the person has agreed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from migdesk.ui.dialogs.dialog_frame import DialogFrame
from migdesk.ui.look.theme import Theme
from migdesk.ui.look.words import counted
from migdesk.ui.register_import.planned_rows import PlannedRows
from migdesk.ui.register_import.planned_table import PlannedTable
from migdesk.ui.session.services import Services
from migdesk.ui.widgets.label import text_label
from migdesk.workspace.registers.lists.plan import RegisterImport
from migdesk.workspace.registers.lists.wording import done_in_words, notes_on, summary_of, what_of


class PreviewDialog(DialogFrame):
    """A row of the list a line, faults first; the row in hand is told whole under the table."""

    def __init__(self, parent: QWidget | None, theme: Theme, plan: RegisterImport) -> None:
        super().__init__(parent, f"{plan.register.title}: what the list would do", width_in_characters=120)
        self.content.setSpacing(8)
        self.content.addWidget(text_label(summary_of(plan), heading="3"))
        for note in notes_on(plan):
            self.content.addWidget(text_label(note, wrong=note in plan.left_out, muted=note not in plan.left_out))
        self.table = PlannedTable(PlannedRows(plan, self), theme)
        self.table.setMinimumHeight(self.fontMetrics().lineSpacing() * 16)
        self.table.current_changed.connect(self._show_whole)
        self.content.addWidget(self.table, 1)
        self._whole = text_label(muted=True)
        self._whole.setMinimumHeight(self.fontMetrics().lineSpacing() * 2)
        self.content.addWidget(self._whole)
        self.add_button("Cancel").clicked.connect(self.reject)
        number = len(plan.changes)
        self.take = self.add_button(f"Save {counted(number, 'row')}" if number else "Save", primary=True, default=True)
        self.take.setEnabled(bool(number))
        self.take.clicked.connect(self.accept)
        self._show_whole()
        self.table.setFocus()
        self.fit()

    def _show_whole(self) -> None:
        row = self.table.current_row()
        self._whole.setText(f"{row.name}: {what_of(row)}" if row else "")


def preview_and_save(services: Services, parent: QWidget, plan: RegisterImport) -> Sequence[str]:
    """Show a plan for the practice in hand and record it as one action, if the person agrees; return the rows' ids."""
    if not PreviewDialog(parent, services.theme, plan).exec():
        return ()
    session = services.session
    registers = session.workspace.registers
    saved = session.attempt(registers.set_rows, session.practice_id, plan.register.id, plan.changes)
    if saved:
        services.say(done_in_words(plan))
    return saved or ()
