"""Judges one row of a list: the details of a practice that it gives, or what is wrong with it, column by column."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from migdesk.base.date_words import date_with_year
from migdesk.base.errors import UserError
from migdesk.practice.details import DETAILS, Detail, DetailKind, PracticeDetails
from migdesk.workspace.free_text import one_line
from migdesk.workspace.list_reading.cells import Fault, as_shown, why_a_patient, why_no_value
from migdesk.workspace.list_reading.columns import Cell
from migdesk.workspace.list_reading.dates import date_in
from migdesk.workspace.list_reading.table import FileRow, Table
from migdesk.workspace.practice_commands import checked_date, checked_ods_code


class CheckedRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row with what it shows, by detail, and either `details` or `faults`.

    `no_date` is what stands in place of a Go-Live that is not known yet, such as "TBC".
    """

    number: int
    shown: Mapping[str, str]
    ods_code: str
    details: PracticeDetails | None
    faults: tuple[Fault, ...]
    no_date: str = ""


class RowChecker:
    """Checks the rows of one table. Systems and commissioners repeat, so each text is judged only once.

    `no_patients` is somebody's word that nothing in it is about a patient.
    """

    def __init__(self, table: Table, today: date, *, no_patients: bool = False) -> None:
        self._today = today
        self._no_patients = no_patients
        self._titles = {detail.id: detail.list_title for detail in DETAILS}
        self._titles |= {column.field: column.title for column in table.columns}
        self._judged: dict[tuple[str, str], tuple[str, str]] = {}

    def title(self, detail: str) -> str:
        """Return the title of the column for a detail, as it stands in the file."""
        return self._titles[detail]

    def check(self, row: FileRow) -> CheckedRow:
        """Return the row, judged. Nothing is raised: what is wrong stands in its faults."""
        faults: list[Fault] = []
        values = {detail.id: self._value(detail, row.cells.get(detail.id, ""), faults) for detail in DETAILS}
        shown = {detail: as_shown(cell) for detail, cell in row.cells.items()}
        wrong = {fault.column for fault in faults}
        for detail in DETAILS:
            if detail.kind == DetailKind.DATE and self.title(detail.id) not in wrong:
                day = values[detail.id]
                shown[detail.id] = date_with_year(day) if day else ""  # as it was understood: 3/4 is in April here
        shown["ods_code"] = values["ods_code"] or shown.get("ods_code", "")
        no_date = "" if faults or values["go_live"] else as_shown(row.cells.get("go_live", ""))
        return CheckedRow(
            number=row.number,
            shown=shown,
            ods_code=values["ods_code"],
            details=None if faults else PracticeDetails(**values),
            faults=tuple(faults),
            no_date=no_date,
        )

    def _value(self, detail: Detail, cell: Cell, faults: list[Fault]) -> Any:
        match detail.kind:
            case DetailKind.ODS_CODE:
                return self._ods_code(detail, cell, faults)
            case DetailKind.DATE:
                return self._day(detail, cell, faults)
        return self._text(detail.id, cell, faults)

    def _text(self, detail: str, cell: Cell, faults: list[Fault]) -> str:
        raw = cell if isinstance(cell, str) else date_with_year(cell)
        if (detail, raw) not in self._judged:
            self._judged[detail, raw] = self._judge(detail, raw)
        text, why = self._judged[detail, raw]
        if why:
            faults.append(Fault(self.title(detail), why))
        return text

    def _judge(self, detail: str, raw: str) -> tuple[str, str]:
        """Return the tidied text, and what is wrong with it; empty for nothing."""
        try:
            text = one_line(raw, "The text")
        except UserError as error:
            return "", str(error)
        if detail == "name" and not text:
            return "", "The practice's name is missing."
        why = why_no_value(text) or ("" if self._no_patients else why_a_patient(text, self._today))
        return ("", why) if why else (text, "")

    def _ods_code(self, detail: Detail, cell: Cell, faults: list[Fault]) -> str:
        text = as_shown(cell)
        try:
            if why := why_no_value(text):
                raise UserError(why)
            return checked_ods_code(text)
        except UserError as error:
            faults.append(Fault(self.title(detail.id), str(error)))
            return ""

    def _day(self, detail: Detail, cell: Cell, faults: list[Fault]) -> date | None:
        try:
            if why := why_no_value(cell):
                raise UserError(why)
            day = date_in(cell) if isinstance(cell, str) else cell
            return checked_date(day, detail.title) if day else None
        except UserError as error:
            faults.append(Fault(self.title(detail.id), str(error)))
            return None
