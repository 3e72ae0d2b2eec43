"""What the tests of the import share: lists as bytes, workbooks made by the library, and hostile ones."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from migdesk.practice.stored_lines import PracticeName
from migdesk.workspace.practice_import.import_plan import ImportPlan, plan_import

TODAY = date(2026, 11, 25)
HEADS = ("Practice name", "ODS code", "Current system", "New system", "Commissioner", "Delivery partner", "Go-Live")
RIVERSIDE = ("Riverside Surgery", "Z99001", "EMIS Web", "SystmOne", "North Moor ICB", "", "16/03/2027")


def csv_of(*rows: Sequence[str], separator: str = ",", encoding: str = "utf-8") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue().encode(encoding)


def workbook_of(*rows: Sequence[object], title: str = "Practices") -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(list(row))
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def repacked(workbook: bytes, **parts: bytes) -> bytes:
    """Return a workbook with parts replaced or added, by name with `__` for a slash and `_dot_` for a dot."""
    changed = {name.replace("__", "/").replace("_dot_", "."): data for name, data in parts.items()}
    made = io.BytesIO()
    with ZipFile(io.BytesIO(workbook)) as source, ZipFile(made, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name not in changed:
                target.writestr(name, source.read(name))
        for name, data in changed.items():
            target.writestr(name, data)
    return made.getvalue()


def plan_for(folder: Path, data: bytes, *known: PracticeName, name: str = "list.csv") -> ImportPlan:
    path = folder / name
    path.write_bytes(data)
    return plan_import(path, known, TODAY)


def known(ods_code: str = "", name: str = "Riverside Surgery", *, archived: bool = False) -> PracticeName:
    return PracticeName("p1", name, ods_code, archived, False)
