"""Going back to a copy: what is in the record's place is set aside, never deleted, when a person says so."""

from __future__ import annotations

import os
import secrets
import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from migdesk.base.atomic import make_private_folder, put_in_place
from migdesk.base.errors import EnvironmentFault
from migdesk.base.ids import IdSource
from migdesk.base.paths import ATTACHMENTS
from migdesk.practice.aside import PARTS, Why, clear_unfinished, set_aside
from migdesk.practice.attachment_files import store_once
from migdesk.practice.copy_file import unpack
from migdesk.practice.database import connect, primary_code
from migdesk.practice.faults import UnusableRecord, storage_faults
from migdesk.practice.inspection import version_of_record
from migdesk.practice.marker import Marker, WentBack
from migdesk.practice.store_opening import create_record


def restore(
    copy: Path | None, database: Path, now: datetime, new_id: IdSource, computer: str, why: Why = "damaged"
) -> Path | None:
    """Put the record in a copy, packed or not, in place of what is there, or an empty record where `copy` is None.

    The copy is proved first, so that a bad one changes nothing, and stays where it is; what was there is set aside,
    never deleted, and returned under its new name (None where nothing was). The record is there whole or not at all.
    Raises UnusableRecord for what is no copy of a record, and EnvironmentFault, also where another program has the
    record open.
    """
    unfinished = database.with_name(f".{database.name}.{secrets.token_hex(8)}.restoring")
    with storage_faults():
        make_private_folder(database.parent)
        clear_unfinished(database)
        try:
            if copy is not None:
                unpack(copy, unfinished)
                version_of_record(unfinished)
            aside = None
            if any(os.path.lexists(database.with_name(database.name + companion)) for companion in PARTS):
                _refuse_while_open(database)
                aside = set_aside(database, now, why)
            put_in_place(unfinished, database) if copy is not None else create_record(database)
            if copy is not None:
                _bring_attachments(copy, database)
            Marker(database, computer, new_id).note([WentBack(went_back=now)])
        finally:
            for companion in PARTS:
                unfinished.with_name(unfinished.name + companion).unlink(missing_ok=True)
    return aside


def _bring_attachments(copy: Path, database: Path) -> None:
    """Bring the files attached that lie with a copy, beside it or with all copies; the record is whole without them."""
    for folder in (copy.parent, copy.parent.parent):
        with suppress(OSError, EnvironmentFault):
            store_once(folder / ATTACHMENTS, database.parent / ATTACHMENTS)


def _refuse_while_open(database: Path) -> None:
    """Raise EnvironmentFault where another program has the record open: it would go on writing into what was set aside.

    Only the last one that has it open may take it out of its write-ahead log. What is damaged, gone or no record of
    ours cannot be asked so.
    """
    try:
        if not database.is_file():
            return
        version_of_record(database)
    except UnusableRecord:
        return
    with closing(connect(database)) as alone:
        try:
            alone.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.OperationalError as error:
            if primary_code(error) != sqlite3.SQLITE_BUSY:
                raise
            raise EnvironmentFault(
                f"Another program has the record in {database.parent} open. Close migdesk there and try again."
            ) from None
