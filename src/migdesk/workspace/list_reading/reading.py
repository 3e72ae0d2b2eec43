"""Reads a list from a file, whatever its name ends in: what it is, is told from what it holds."""

from __future__ import annotations

import stat
from pathlib import Path

import msgspec

from migdesk.base.atomic import reason
from migdesk.base.errors import EnvironmentFault, UserError
from migdesk.workspace.list_reading.columns import NO_CHOICE, Choice, ListKind
from migdesk.workspace.list_reading.table import MOST_BYTES, Progress, Table, no_progress

_ZIP = b"PK"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class ListFile(msgspec.Struct, frozen=True):
    """What was read, and how faults and previews call it."""

    name: str
    data: bytes


def read_table(path: Path, kind: ListKind, progress: Progress = no_progress, sheet: str = "") -> Table:
    """Return the list of a kind in `path`, of a workbook that on the sheet of that name, if one is given.

    Raises UserError, naming the file and saying why, for what is no list or could do harm; EnvironmentFault where the
    file cannot be read at all.
    """
    choice = Choice(sheets=(sheet,)) if sheet else NO_CHOICE
    return table_in(list_file(path), kind, progress, choice)


def table_in(
    source: ListFile,
    kind: ListKind,
    progress: Progress = no_progress,
    choice: Choice = NO_CHOICE,
    *,
    every_sheet: bool = False,
) -> Table:
    """Return the list in what was read already, with what somebody chose of it; with `every_sheet` that of all sheets
    that hold one. Raises UserError as `read_table`."""
    try:
        return _read(source.data, kind, progress, choice, every_sheet=every_sheet)
    except UserError as error:
        raise UserError(f"{source.name} was not read. {error}") from error


def list_file(path: Path) -> ListFile:
    """Return what a file holds. Raises as `read_table`."""
    return ListFile(path.name, _bytes_of(path))


def _bytes_of(path: Path) -> bytes:
    try:
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            raise UserError(f"{path} is a folder. Choose a list in CSV or Excel.")
        if not stat.S_ISREG(kind):
            raise UserError(f"{path} is a pipe or a device, and no file. Choose a list in CSV or Excel.")
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise UserError(f"There is no file {path}.") from None
    except OSError as error:
        raise EnvironmentFault(f"{path.name} cannot be read: {reason(error)}. Close it in other programs.") from error
    if len(data) > MOST_BYTES:
        raise UserError(f"{path.name} was not read. It is larger than {MOST_BYTES // 1_000_000} MB.")
    return data


def _read(data: bytes, kind: ListKind, progress: Progress, choice: Choice, *, every_sheet: bool) -> Table:
    if data.startswith(_OLD_OFFICE):
        if _ENCRYPTED in data:
            raise UserError("It is protected by a password. Save it without one.")
        raise UserError(
            "It is in the old Excel form (.xls). Open it in your spreadsheet program and save it as .xlsx or CSV."
        )
    if data.startswith(_ZIP):
        from migdesk.workspace.list_reading.workbook_reading import read_workbook

        return read_workbook(data, kind, progress, choice, every_sheet=every_sheet)
    if choice.sheets:
        raise UserError("It is no workbook, so it has no sheets.")
    from migdesk.workspace.list_reading.text_reading import read_csv

    return read_csv(data, kind, progress, choice)
