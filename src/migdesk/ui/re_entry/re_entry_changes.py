"""What the screen changes, with the dialogs that ask: counts, reasons, second checks, categories, a day in full."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from migdesk.checklist.registers.grid import RE_ENTRY, GridColumn
from migdesk.practice.rows import item_of_row
from migdesk.ui.dialogs.reason_dialog import ask_reason
from migdesk.ui.session.session import Session
from migdesk.workspace.registers.re_entry import Cell, Line, ReEntry
from migdesk.workspace.registers.re_entry_commands import ReEntryCommands

NEED_REASON = (GridColumn.NOT_NEEDED, GridColumn.CANNOT_ENTER)


class ReEntryChanges(QObject):
    """Each method asks what it must, tries the change, and returns; `asked` says that the keyboard is free again."""

    asked = Signal()
    history_requested = Signal(str)  # an item

    def __init__(self, session: Session, screen: QWidget) -> None:
        super().__init__(screen)
        self._session = session
        self._screen = screen

    def count(self, view: ReEntry, cell: Cell, measure: GridColumn, n: int) -> None:
        """Count on a category and day; what is set aside needs a reason."""
        practice = self._session.practice_id
        line = view.line(cell.category)
        if line is None:
            return
        if measure not in NEED_REASON:
            self._session.attempt(self._commands.count, practice, cell, measure, n)
            return
        from migdesk.ui.re_entry.set_aside_dialog import ask_set_aside

        answer = ask_set_aside(self._screen, line, cell, measure, n)
        self.asked.emit()
        if answer:
            self._session.attempt(
                self._commands.count, practice, cell, measure, n, answer.reason, list_as_not_migrating=answer.listed
            )

    def check(self, line: Line) -> None:
        """Note a second check of a category."""
        from migdesk.ui.re_entry.second_check_dialog import ask_second_check

        actor = self._session.workspace.actor
        sample = ask_second_check(self._screen, line, self._people(), actor.name if actor else "")
        self.asked.emit()
        if sample:
            set_check, practice = self._commands.set_second_check, self._session.practice_id
            self._session.attempt(set_check, practice, line.id, sample.looked_at, sample.wrong, sample.by)

    def show_day(self, view: ReEntry, cell: Cell) -> None:
        """Show a category on a day in full, and keep where its log lies and who counted it."""
        from migdesk.ui.re_entry.day_dialog import DayDialog

        line = view.line(cell.category)
        if line is None:
            return
        dialog = DayDialog(self._screen, view, line, cell, self._people())
        dialog.withdraw_requested.connect(partial(self._take_back, dialog, cell.row))
        dialog.history_requested.connect(lambda: self.history_requested.emit(item_of_row(RE_ENTRY, cell.row)))
        accepted = dialog.exec()
        self.asked.emit()
        if accepted and dialog.answer != (cell.log_place, cell.counted_by):
            self._session.attempt(self._commands.set_details, self._session.practice_id, cell, *dialog.answer)

    def choose_categories(self, view: ReEntry) -> None:
        """Ask which categories apply."""
        from migdesk.ui.re_entry.categories_dialog import ask_categories

        applies = ask_categories(self._screen, view)
        self.asked.emit()
        if applies is not None:
            self.set_applies(applies)

    def set_applies(self, applies: Mapping[str, bool]) -> None:
        self._session.attempt(self._commands.set_applies, self._session.practice_id, applies)

    def _take_back(self, dialog: QWidget, row: str, count: str) -> None:
        from migdesk.ui.re_entry.day_dialog import DayDialog

        reason = ask_reason(dialog, "Take this count back?", "Why is it taken back?", "Take it back")
        if reason is None:
            return
        registers, practice = self._session.workspace.registers, self._session.practice_id
        self._session.attempt(registers.withdraw_count, practice, count, reason)
        now = self._commands.view(practice).cell(row)
        if now and isinstance(dialog, DayDialog):
            dialog.show_cell(now)

    @property
    def _commands(self) -> ReEntryCommands:
        return self._session.workspace.registers.re_entry

    def _people(self) -> tuple[str, ...]:
        """Return who can be named: the people of the practice, and whoever is at the keyboard."""
        workspace = self._session.workspace
        names = [contact.name for contact in workspace.people.of(self._session.practice_id)]
        names += [workspace.actor.name] if workspace.actor else []
        return tuple(dict.fromkeys(names))
