"""Commands on re-entry: count on a category and day, note a second check, say what does not apply here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import msgspec

from migdesk.base.date_words import long_date
from migdesk.base.errors import UserError
from migdesk.checklist.definitions import Definitions
from migdesk.checklist.plan.dates import plan_dates
from migdesk.checklist.registers.definitions import STATUS, DayGrid, Register
from migdesk.checklist.registers.grid import DOES_NOT_APPLY, RE_ENTRY, GridColumn
from migdesk.practice.plan_record import plan_inputs
from migdesk.practice.state import PracticeState
from migdesk.practice.store import Store
from migdesk.workspace.registers.change import RowChange
from migdesk.workspace.registers.re_entry import Cell, ReEntry
from migdesk.workspace.registers.re_entry_reading import re_entry_of
from migdesk.workspace.registers.view import RegisterView

NOT_MIGRATING = "not-migrating"
"""The register that takes what cannot be entered: what it is, why, and what becomes of it."""


class SetRows(msgspec.Struct, frozen=True):
    """Changes of one register, as part of an action on several."""

    register: str
    changes: Sequence[RowChange]


SetAll = Callable[[str, str, Sequence[SetRows]], object]


class ReEntryCommands:
    """Re-entry of practices. Each change is one transaction, one undo; all of them raise UserError as other rows do."""

    def __init__(
        self,
        store: Store,
        definitions: Definitions,
        register: Register,
        view: Callable[[str], RegisterView],
        set_all: SetAll,
        today: Callable[[], date],
    ) -> None:
        """`view` reads the register of a practice, `set_all` records changes of several registers as one action."""
        self._store = store
        self._definitions = definitions
        self._register = register
        self._view = view
        self._set_all = set_all
        self._today = today

    @property
    def grid(self) -> DayGrid:
        """How it is counted. Raises UserError where the guide that is open has re-entry otherwise."""
        if self._register.grid is None:
            raise UserError("The guide that is open counts re-entry in another way, so it stands among the registers.")
        return self._register.grid

    def view(self, practice_id: str, *, weekends: bool = False) -> ReEntry:
        """Return how re-entry of a practice stands; with `weekends` also on days that are no working days."""
        dates = self._dates(self._store.state(practice_id))
        return re_entry_of(self._view(practice_id), self.grid, dates, self._today(), weekends=weekends)

    def count(
        self,
        practice_id: str,
        cell: Cell,
        measure: GridColumn,
        n: int,
        reason: str = "",
        *,
        list_as_not_migrating: bool = False,
    ) -> None:
        """Add `n` to what was counted on a category and day; 0 logged says that there was nothing, less than 0 that so
        many were too much. `list_as_not_migrating` adds what cannot be entered to the register of such data.
        """
        change = RowChange(row=cell.row, fields={measure: n}, reason=reason)
        parts = [SetRows(RE_ENTRY, [change])]
        if list_as_not_migrating:
            what = f"{self._title(cell.category)} of {long_date(cell.day)}"
            listed = RowChange(fields={"what": what, "why": reason, "volume": str(n)})
            parts.append(SetRows(NOT_MIGRATING, [listed]))
        self._set_all(practice_id, self._label(cell, measure, n), parts)

    def set_details(self, practice_id: str, cell: Cell, log_place: str, counted_by: str) -> None:
        """Say where the log of a category and day lies, and who counted it."""
        fields: dict[str, str] = {GridColumn.LOG_PLACE: log_place, GridColumn.COUNTED_BY: counted_by}
        label = f"Re-entry: {self._title(cell.category)}"
        self._set_all(practice_id, label, [SetRows(RE_ENTRY, [RowChange(row=cell.row, fields=fields)])])

    def set_second_check(self, practice_id: str, category: str, looked_at: int, wrong: int, by: str) -> None:
        """Note how many of a category were looked at again, how many of those were wrong, and who looked."""
        if not 0 <= wrong <= looked_at or not looked_at:
            raise UserError("Say how many were looked at, and how many of those were wrong.")
        if not by.strip():
            raise UserError("Say who looked at them.")
        fields: dict[str, object] = {
            GridColumn.SAMPLE_SIZE: looked_at,
            GridColumn.SAMPLE_WRONG: wrong,
            GridColumn.SAMPLE_BY: by,
        }
        row = self._register.row_id(category)
        label = f"Second check: {self._title(category)}"
        self._set_all(practice_id, label, [SetRows(RE_ENTRY, [RowChange(row=row, fields=fields)])])

    def set_applies(self, practice_id: str, applies: Mapping[str, bool]) -> None:
        """Say by category whether the practice has anything to log in it. What has something left stays in sight."""
        lines = {line.id: line for line in self.view(practice_id).lines}
        differ = [
            lines[category]
            for category, does in applies.items()
            if category in lines and lines[category].applies != does
        ]
        for line in differ:
            if line.applies and line.left:
                raise UserError(f"{line.title}: {line.left:,} are left. Bring them to zero first.")
        changes = [RowChange(row=line.row, fields={STATUS: DOES_NOT_APPLY if line.applies else ""}) for line in differ]
        if not changes:
            return
        names = differ[0].title if len(differ) == 1 else f"{len(differ)} categories"
        words = "Which categories apply" if len(differ) > 1 else "Not here" if differ[0].applies else "Applies here"
        self._set_all(practice_id, f"{words}: {names}", [SetRows(RE_ENTRY, changes)])

    def _title(self, category: str) -> str:
        line = next((line for line in self.grid.lines if line.id == category), None)
        choices = self._register.column_by_id[GridColumn.CATEGORY].choices
        return (line.title if line else "") or choices.get(category, category)

    def _label(self, cell: Cell, measure: GridColumn, n: int) -> str:
        column = self._register.column_by_id[measure]
        how_many = f"{n:,}" if n >= 0 else f"{-n:,} fewer"
        return f"{column.title}: {how_many} {self._title(cell.category)}, {long_date(cell.day)}"

    def _dates(self, state: PracticeState) -> dict[str, date]:
        return plan_dates(self._definitions.milestones, plan_inputs(state))
