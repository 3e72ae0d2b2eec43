"""What is done with rows, one or many: each is one action with one undo."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from migdesk.checklist.registers.definitions import OWNER, STATUS, Column
from migdesk.ui.look.words import counted
from migdesk.ui.registers.clipboard import copied
from migdesk.ui.registers.field_dialog import NOTE, ask_field
from migdesk.ui.registers.fields.field import FieldContext
from migdesk.ui.registers.table_columns import TableColumn
from migdesk.ui.session.services import Services
from migdesk.workspace.registers.change import RowChange
from migdesk.workspace.registers.view import RegisterView


class RowCommands:
    """The commands of one screen. `rows` are ids throughout."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._session = services.session

    def set_status(self, view: RegisterView, rows: Sequence[str], status: str) -> None:
        """Set the status of rows."""
        self._set(view, rows, {STATUS: status})

    def ask_owner(self, view: RegisterView, rows: Sequence[str], context: FieldContext) -> None:
        """Ask whose rows are to be."""
        self._ask(view, rows, "Owner", (view.register.column_by_id[OWNER],), context)

    def ask_any_field(self, view: RegisterView, rows: Sequence[str], context: FieldContext) -> None:
        """Ask for a column, and the value that rows are to have in it."""
        register = view.register
        several = [
            column
            for column in register.column_by_id.values()
            if not column.computed and not column.accumulates and column.id != register.name_column
        ]
        common = [column for column in several if column.id not in {own.id for own in register.columns}]
        self._ask(view, rows, "Set a field", (*common[::-1], *(own for own in several if own not in common)), context)

    def ask_note(self, view: RegisterView, rows: Sequence[str], context: FieldContext) -> None:
        """Ask for a note that is added to rows."""
        answer = ask_field(
            self._services.parent, "Add a note", self._about(rows), (NOTE,), context, lambda column, value: None
        )
        if answer and str(answer[1]).strip():
            changes = [RowChange(row=row, note=str(answer[1])) for row in rows]
            self._attempt(view, changes)

    def remove(self, view: RegisterView, rows: Sequence[str]) -> bool:
        """Remove rows, once the person has agreed."""
        from migdesk.ui.dialogs.question import is_agreed

        found = view.row(rows[0]) if len(rows) == 1 else None
        what = f"“{found.name}”" if found else counted(len(rows), "row")
        agreed = is_agreed(
            self._services.parent,
            "Remove from the register",
            f"Remove {what} from {view.register.title}?",
            "What was recorded stays in the history, and Undo brings it back.",
            yes="Remove",
            no="Keep",
        )
        registers = self._session.workspace.registers
        practice, register = self._session.practice_id, view.register.id
        return agreed and self._session.succeeds(registers.remove_rows, practice, register, rows)

    def take_seeds(self, view: RegisterView, seeds: Collection[str]) -> Sequence[str]:
        """Add rows that the register offers; return their ids."""
        registers = self._session.workspace.registers
        practice, register = self._session.practice_id, view.register.id
        return self._session.attempt(registers.take_seeds, practice, register, seeds) or ()

    def copy(self, view: RegisterView, rows: Collection[str], columns: Sequence[TableColumn]) -> None:
        """Put rows on the clipboard, for a spreadsheet program."""
        found = self._session.workspace.registers.as_list(self._session.practice_id, view.register.id)
        fields = {part.id for column in columns for part in column.parts}
        QGuiApplication.clipboard().setMimeData(copied(found, frozenset(rows), fields))
        self._services.say(f"{counted(len(rows), 'row')} copied, with the titles of the columns")

    def paste(self, view: RegisterView, columns: Sequence[TableColumn], parent: QWidget) -> Sequence[str]:
        """Show what the cells on the clipboard would do, and save them if the person agrees; return the rows' ids."""
        from migdesk.ui.register_import.preview_dialog import preview_and_save

        text = QGuiApplication.clipboard().text()
        if not text.strip():
            self._session.refused.emit("Nothing is on the clipboard. Copy the cells in your spreadsheet program first.")
            return ()
        fields = [part.id for column in columns for part in column.parts]
        registers, practice = self._session.workspace.registers, self._session.practice_id
        plan = self._session.attempt(registers.plan_paste, practice, view.register.id, text, fields)
        return preview_and_save(self._services, parent, plan) if plan else ()

    # inside

    def _ask(
        self,
        view: RegisterView,
        rows: Sequence[str],
        title: str,
        columns: Sequence[Column],
        context: FieldContext,
    ) -> None:
        practice, registers = self._session.practice_id, self._session.workspace.registers

        def check(column: Column, value: Any) -> None:
            registers.check_value(practice, view.register.id, column.id, value)

        answer = ask_field(self._services.parent, title, self._about(rows), columns, context, check)
        if answer:
            self._set(view, rows, {answer[0].id: answer[1]})

    def _about(self, rows: Sequence[str]) -> str:
        return f"For {counted(len(rows), 'row')}, as one change that Undo takes back."

    def _set(self, view: RegisterView, rows: Sequence[str], fields: dict[str, Any]) -> None:
        self._attempt(view, [RowChange(row=row, fields=fields) for row in rows])

    def _attempt(self, view: RegisterView, changes: Sequence[RowChange]) -> None:
        registers = self._session.workspace.registers
        self._session.attempt(registers.set_rows, self._session.practice_id, view.register.id, changes)
