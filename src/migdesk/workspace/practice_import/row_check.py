"""Judges one row of a list: the details of a practice that it gives, or what is wrong with it, column by column."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

import msgspec

from migdesk.base.date_words import date_with_weekday
from migdesk.base.errors import UserError
from migdesk.practice.details import DETAILS, Detail, DetailKind, PracticeDetails
from migdesk.workspace.free_text import one_line
from migdesk.workspace.list_reading.cells import Fault, as_shown, why_a_patient, why_no_value
from migdesk.workspace.list_reading.columns import Cell
from migdesk.workspace.list_reading.dates import date_in
from migdesk.workspace.list_reading.table import FileRow, Table
from migdesk.workspace.practice_commands import checked_date, checked_ods_code
from migdesk.workspace.practice_import.offers import Mend, one_system_name, serial_day, without_spaces

_TOTAL = re.compile(
    r"(?:grand |sub-?\s?|overall )?totals?(?:\s(?:number|practices|of|for|by|in)\b.*)?[:\s]*|count:?|sum:?|average:?|"
    r"number of practices.*",
    re.IGNORECASE,
)
_GROUP = re.compile(r"\b(?:icb|ccg|board|wave|tranche|cohort|phase|region|place|pcn|total)\b", re.IGNORECASE)


class CheckedRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row with what it shows, by detail, and either `details` or `faults`.

    `no_date` is what stands in place of a Go-Live that is not known yet, such as "TBC". `mends` are what could be
    mended in it, and in which words, whether that is wanted or not.
    """

    number: int
    shown: Mapping[str, str]
    ods_code: str
    details: PracticeDetails | None
    faults: tuple[Fault, ...]
    no_date: str = ""
    sheet: str = ""
    mends: tuple[tuple[Mend, str], ...] = ()


class RowChecker:
    """Checks the rows of one table. Systems and commissioners repeat, so each text is judged only once.

    `no_patients` is somebody's word that nothing in it is about a patient, `mend` is what is to be mended.
    """

    def __init__(
        self, table: Table, today: date, *, no_patients: bool = False, mend: Collection[Mend] = frozenset()
    ) -> None:
        self._mend = mend
        self._has_codes = any(column.field == "ods_code" for column in table.columns)
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
        self._mends: list[tuple[Mend, str]] = []
        values = {detail.id: self._value(detail, row.cells.get(detail.id, ""), faults) for detail in DETAILS}
        shown = {detail: as_shown(cell) for detail, cell in row.cells.items()}
        wrong = {fault.column for fault in faults}
        for detail in DETAILS:
            if detail.kind == DetailKind.DATE and self.title(detail.id) not in wrong:
                day = values[detail.id]
                shown[detail.id] = date_with_weekday(day) if day else ""  # as it was understood: 3/4 is in April here
        shown["ods_code"] = values["ods_code"] or shown.get("ods_code", "")
        if why := self._why_no_practice(row, values):
            faults = [Fault(self.title("name"), why)]
        no_date = "" if faults or values["go_live"] else as_shown(row.cells.get("go_live", ""))
        return CheckedRow(
            number=row.number,
            shown=shown,
            ods_code=values["ods_code"],
            details=None if faults else PracticeDetails(**values),
            faults=tuple(faults),
            no_date=no_date,
            sheet=row.sheet,
            mends=tuple(self._mends),
        )

    def _why_no_practice(self, row: FileRow, values: Mapping[str, Any]) -> str:
        """Say of a row of totals, or a heading over a group of rows, that it is none."""
        filled = [as_shown(cell) for cell in row.whole if as_shown(cell)]
        name = as_shown(row.cells.get("name", ""))
        if _TOTAL.fullmatch(filled[0]) or _TOTAL.fullmatch(name):
            return "This looks like a row of totals, and is no practice."
        if name.replace(",", "").replace(".", "").isdecimal():
            return f"“{name}” is a number, and no practice's name."
        is_alone = len(filled) == 1 and not (values["ods_code"] or values["go_live"])
        if is_alone and (not name or self._has_codes) and _GROUP.search(filled[0]):
            return f"“{filled[0]}” looks like a heading over a group of rows. Put it into a column of its own."
        return ""

    def _value(self, detail: Detail, cell: Cell, faults: list[Fault]) -> Any:
        match detail.kind:
            case DetailKind.ODS_CODE:
                return self._ods_code(detail, cell, faults)
            case DetailKind.DATE:
                return self._day(detail, cell, faults)
        text = self._text(detail.id, cell, faults)
        return self._one_name(text) if detail.kind == DetailKind.SYSTEM else text

    def _one_name(self, system: str) -> str:
        known = one_system_name(system) if system else system
        if known == system:
            return system
        self._mends.append((Mend.SYSTEM_NAMES, f"“{system}” is {known}"))
        return known if Mend.SYSTEM_NAMES in self._mend else system

    def _text(self, detail: str, cell: Cell, faults: list[Fault]) -> str:
        raw = cell if isinstance(cell, str) else date_with_weekday(cell)
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
            if why := why_no_value(cell):
                raise UserError(why)
            whole = without_spaces(text)
            if whole != text and checked_ods_code(whole):
                self._mends.append((Mend.SPACED_CODES, f"{text} is {whole.upper()}"))
                text = whole if Mend.SPACED_CODES in self._mend else text
            return checked_ods_code(text)
        except UserError as error:
            faults.append(Fault(self.title(detail.id), str(error)))
            return ""

    def _day(self, detail: Detail, cell: Cell, faults: list[Fault]) -> date | None:
        try:
            if why := why_no_value(cell):
                raise UserError(why)
            meant = serial_day(cell) if isinstance(cell, str) else None
            if meant:
                self._mends.append((Mend.SERIAL_DATES, f"{as_shown(cell)} is {date_with_weekday(meant)} in Excel"))
                cell = meant if Mend.SERIAL_DATES in self._mend else cell
            day = date_in(cell) if isinstance(cell, str) else cell
            return checked_date(day, detail.title) if day else None
        except UserError as error:
            faults.append(Fault(self.title(detail.id), str(error)))
            return None
