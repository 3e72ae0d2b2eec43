"""A cell of a list: how it is shown, and why it cannot be taken as it stands."""

from __future__ import annotations

from datetime import date

import msgspec

from migdesk.base.date_words import date_with_weekday
from migdesk.practice.patient_data import find_patient_data
from migdesk.workspace.list_reading.columns import Cell
from migdesk.workspace.list_reading.sheet_marks import NOT_WORKED_OUT

MOST_SHOWN = 120
"""Characters of a cell that a preview shows."""

_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"})
"""What spreadsheet programs show in place of a value that they cannot work out."""


class Fault(msgspec.Struct, frozen=True):
    """What is wrong in a row: the title of the column as it stands in the file, and why, in whole sentences."""

    column: str
    why: str


def as_shown(cell: Cell) -> str:
    """Return a cell as a preview shows it: on one line, and not too much of it."""
    if cell == NOT_WORKED_OUT:
        return "(a formula without a value)"
    text = " ".join(cell.split()) if isinstance(cell, str) else date_with_weekday(cell)
    return text if len(text) <= MOST_SHOWN else f"{text[: MOST_SHOWN - 1]}…"


def why_no_value(cell: Cell) -> str:
    """Return why a cell stands for no value at all; empty where it may."""
    if cell == NOT_WORKED_OUT:
        return (
            "There is a formula here whose value was never worked out. Open the list in your spreadsheet program, save "
            "it there, and choose it again."
        )
    if isinstance(cell, str) and cell.strip() in _ERRORS:
        return f"{cell.strip()} stands for a value that the spreadsheet program could not work out. Mend it there."
    return ""


def why_a_patient(text: str, today: date) -> str:
    """Return why a text looks as if it were about a patient; empty where it does not."""
    findings = find_patient_data(text, today)
    what = " and ".join(sorted({f"{finding.what} ({finding.found})" for finding in findings}))
    return f"This looks like patient data: {what}. Keep patients out of this record." if what else ""
