"""The files of an import, chosen in the system's own dialogs or dropped: the list, the template, rows with faults."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QFileDialog, QWidget

from migdesk.ui.dialogs.save_file import OtherKind, ask_where_to_save

_LISTS = "Lists (*.csv *.xlsx *.txt *.tsv);;All files (*)"
_WORKBOOK = OtherKind("Excel workbook", ".xlsx")
_CSV = OtherKind("CSV file", ".csv")


def list_to_read(parent: QWidget, folder: Path) -> Path | None:
    """Ask for the list; None where the person stepped back."""
    chosen = QFileDialog.getOpenFileName(parent, "The list of practices", str(folder), _LISTS)[0]
    return Path(chosen) if chosen else None


def place_for_template(parent: QWidget) -> Path | None:
    """Ask where the template goes; without a suffix, its form gives it one."""
    return ask_where_to_save(parent, "Save a template", "Practices.xlsx", (_WORKBOOK, _CSV))


def place_for_faulty_rows(parent: QWidget, of: Path) -> Path | None:
    """Ask where the rows with faults go, by suggestion beside the list `of` which they are."""
    name = f"{of.stem} with faults.csv"
    return ask_where_to_save(parent, "Save the rows with faults", name, (_CSV,), folder=of.parent)


def dropped(data: QMimeData) -> Path | None:
    """Return the one file that is being dropped; None for several, or none."""
    paths = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
    return Path(paths[0]) if len(paths) == 1 and paths[0] else None
