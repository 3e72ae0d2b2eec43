"""What is done with the rows that are chosen, or with the one in hand: each is one action with one undo."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import Any

import msgspec
from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from migdesk.checklist.registers.definitions import OWNER, STATUS, Column
from migdesk.practice.rows import item_of_row
from migdesk.ui.look.words import counted
from migdesk.ui.registers.clipboard import copied
from migdesk.ui.registers.field_dialog import NOTE, ask_field
from migdesk.ui.registers.fields.field import FieldContext
from migdesk.ui.registers.row_model import RowModel
from migdesk.ui.registers.rows_table import RowsTable
from migdesk.ui.session.services import Services
from migdesk.ui.widgets.menu_entries import MenuEntry, fill_menu
from migdesk.workspace.registers.change import RowChange
from migdesk.workspace.registers.view import RegisterView


class Shown(msgspec.Struct, frozen=True):
    """The register on the screen, and what its fields offer."""

    view: RegisterView
    context: FieldContext


class RowCommands(QObject):
    """The commands of one screen. `shown` tells what it shows; nothing is done while that is nothing."""

    history_requested = Signal(str)  # an item
    form_requested = Signal()
    rows_added = Signal(object)  # their ids

    def __init__(
        self, services: Services, model: RowModel, table: RowsTable, shown: Callable[[], Shown | None]
    ) -> None:
        super().__init__(table)
        self._services = services
        self._session = services.session
        self._model = model
        self._table = table
        self._shown = shown

    def rows(self) -> tuple[str, ...]:
        """Return the ids of the rows that are meant: those that are chosen, or else the one in hand."""
        current = self._table.current_row()
        return self._table.chosen_ids() or ((current.id,) if current else ())

    # setting

    def set_status(self, status: str) -> None:
        """Set the status of the rows."""
        self._set({STATUS: status})

    def ask_owner(self) -> None:
        """Ask whose the rows are to be."""
        shown = self._shown()
        if shown:
            self._ask("Owner", (shown.view.register.column_by_id[OWNER],))

    def ask_field(self) -> None:
        """Ask for a column, and the value that the rows are to have in it."""
        shown = self._shown()
        if shown:
            self._ask("Set a field", _settable(shown.view))

    def ask_note(self) -> None:
        """Ask for a note that is added to the rows."""
        shown, rows = self._shown(), self.rows()
        if shown is None or not rows:
            return
        parent, about = self._services.parent, self._about(rows)
        answer = ask_field(parent, "Add a note", about, (NOTE,), shown.context, lambda column, value: None)
        if answer and str(answer[1]).strip():
            self._attempt(shown.view, [RowChange(row=row, note=str(answer[1])) for row in rows])

    def remove(self, rows: Sequence[str] = ()) -> bool:
        """Remove the rows that are meant, or these, once the person has agreed; True where they are gone."""
        from migdesk.ui.dialogs.question import is_agreed

        shown, meant = self._shown(), tuple(rows) or self.rows()
        if shown is None or not meant:
            return False
        found = shown.view.row(meant[0]) if len(meant) == 1 else None
        what = f"“{found.name}”" if found else counted(len(meant), "row")
        agreed = is_agreed(
            self._services.parent,
            "Remove from the register",
            f"Remove {what} from {shown.view.register.title}?",
            "What was recorded stays in the history, and Undo brings it back.",
            yes="Remove",
            no="Keep",
        )
        remove = self._session.workspace.registers.remove_rows
        return agreed and self._session.succeeds(remove, self._session.practice_id, shown.view.register.id, meant)

    # adding

    def take_seeds(self, seeds: Collection[str]) -> None:
        """Add rows that the register offers."""
        shown = self._shown()
        if shown:
            take = self._session.workspace.registers.take_seeds
            self.rows_added.emit(
                self._session.attempt(take, self._session.practice_id, shown.view.register.id, seeds) or ()
            )

    def ask_seeds(self) -> None:
        """Ask which of the rows that the register offers are to be added."""
        from migdesk.ui.registers.seeds import ask_seeds

        shown = self._shown()
        if shown:
            register = shown.view.register
            offered = self._session.workspace.registers.seeds_not_taken(self._session.practice_id, register.id)
            chosen = ask_seeds(self._services.parent, register, offered)
            if chosen:
                self.take_seeds(chosen)

    # spreadsheets

    def copy(self) -> None:
        """Put the rows on the clipboard, for a spreadsheet program."""
        self._copy(self.rows())

    def copy_shown(self) -> None:
        """Put every row that is shown on the clipboard."""
        self._copy([row.id for row in self._model.rows])

    def paste(self) -> None:
        """Show what the cells on the clipboard would do, and save them if the person agrees."""
        from migdesk.ui.register_import.preview_dialog import preview_and_save

        shown, text = self._shown(), QGuiApplication.clipboard().text()
        if shown is None:
            return
        if not text.strip():
            self._session.refused.emit("Nothing is on the clipboard. Copy the cells in your spreadsheet program first.")
            return
        fields = [part.id for column in self._model.columns for part in column.parts]
        registers, practice = self._session.workspace.registers, self._session.practice_id
        plan = self._session.attempt(registers.plan_paste, practice, shown.view.register.id, text, fields)
        if plan:
            self.rows_added.emit(preview_and_save(self._services, self._services.parent, plan))

    # one row

    def ask_history(self) -> None:
        """Ask the window for the history of the row in hand."""
        shown, current = self._shown(), self._table.current_row()
        if shown and current:
            self.history_requested.emit(item_of_row(shown.view.register.id, current.id))

    def open_menu(self, place: QPoint) -> None:
        """Open the menu of the rows at a place on the screen."""
        shown = self._shown()
        if shown is None:
            return
        every = shown.view.register.statuses
        menu = QMenu(self._table)
        fill_menu(
            menu,
            (
                MenuEntry("Open the form\tEnter", self.form_requested.emit),
                MenuEntry(
                    "Set status",
                    within=[MenuEntry(status.title, partial(self.set_status, status.id)) for status in every],
                ),
                MenuEntry("Owner…", self.ask_owner),
                MenuEntry("Field…", self.ask_field),
                MenuEntry("Note…", self.ask_note),
                MenuEntry("Copy\tCtrl+C", self.copy, line_above=True),
                MenuEntry("History…", self.ask_history),
                MenuEntry("Remove…\tDel", self.remove, line_above=True),
            ),
        )
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    # inside

    def _copy(self, rows: Sequence[str]) -> None:
        shown = self._shown()
        if shown and rows:
            found = self._session.workspace.registers.as_list(self._session.practice_id, shown.view.register.id)
            fields = {part.id for column in self._model.columns for part in column.parts}
            QGuiApplication.clipboard().setMimeData(copied(found, frozenset(rows), fields))
            self._services.say(f"{counted(len(rows), 'row')} copied, with the titles of the columns")

    def _ask(self, title: str, columns: Sequence[Column]) -> None:
        shown, rows = self._shown(), self.rows()
        if shown is None or not rows:
            return
        practice, register = self._session.practice_id, shown.view.register.id

        def check(column: Column, value: Any) -> None:
            self._session.workspace.registers.check_value(practice, register, column.id, value)

        about = f"{self._about(rows)} Left empty, it empties the field."
        answer = ask_field(self._services.parent, title, about, columns, shown.context, check)
        if answer:
            self._set({answer[0].id: answer[1]})

    def _about(self, rows: Sequence[str]) -> str:
        return f"For {counted(len(rows), 'row')}, as one change that Undo takes back."

    def _set(self, fields: dict[str, Any]) -> None:
        shown, rows = self._shown(), self.rows()
        if shown and rows:
            self._attempt(shown.view, [RowChange(row=row, fields=fields) for row in rows])

    def _attempt(self, view: RegisterView, changes: Sequence[RowChange]) -> None:
        set_rows = self._session.workspace.registers.set_rows
        self._session.attempt(set_rows, self._session.practice_id, view.register.id, changes)


def _settable(view: RegisterView) -> tuple[Column, ...]:
    """Return the columns that several rows can have the same value in: by when first, names never."""
    own = {column.id for column in view.register.columns}
    every = [
        column
        for column in view.register.column_by_id.values()
        if not column.computed and not column.accumulates and column.id != view.register.name_column
    ]
    common = [column for column in every if column.id not in own]
    return (*reversed(common), *(column for column in every if column.id in own))
