"""A damaged record: set aside, never deleted, and the last good copy put in its place when a person says so."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path

from migdesk.base.atomic import put_in_place, reason
from migdesk.base.errors import EnvironmentFault
from migdesk.base.ids import IdSource
from migdesk.practice.backup import Copy
from migdesk.practice.database import LOGS, connect_new, connect_read_only
from migdesk.practice.faults import told_plainly
from migdesk.practice.marker import Marker, WentBack

_ASIDE = "-damaged-"
_COMPANIONS = (*LOGS, "", "-shm")
"""The logs go before the database: were we stopped half-way, a new one must not start beside an old log."""


def set_aside(database: Path, now: datetime) -> Path:
    """Rename a damaged database (and SQLite's files beside it) out of the way and return its new name."""
    try:
        while (aside := _name_aside(database, now)).exists():
            now += timedelta(seconds=1)
        for companion in _COMPANIONS:
            part = database.with_name(database.name + companion)
            if os.path.lexists(part):  # a link into nowhere too
                part.replace(aside.with_name(aside.name + companion))
    except OSError as error:
        raise EnvironmentFault(
            f"The damaged record could not be set aside: {reason(error)}. "
            f"Close other programs that use {database.parent}."
        ) from error
    return aside


def undo_half_set_aside(database: Path) -> None:
    """Bring back the log of a record that was being set aside when the program was stopped: it belongs to it still.

    A database that was written to since goes without it: what an old log says is no longer true of it.
    """
    for companion in LOGS:
        here = database.with_name(database.name + companion)
        for log in database.parent.glob(f"{database.stem}{_ASIDE}*{database.suffix}{companion}"):
            went_with_it = log.with_name(log.name.removesuffix(companion)).exists()
            if not went_with_it and not here.exists() and _is_older(database, log):
                log.replace(here)


def _is_older(database: Path, log: Path) -> bool:
    return database.is_file() and database.stat().st_mtime_ns <= log.stat().st_mtime_ns


def restore(copy: Copy, database: Path, now: datetime, new_id: IdSource, computer: str) -> None:
    """Put a copy in place of the record, which must have been set aside. The copy itself stays where it is.

    This computer gets a new device id: events recorded after the copy was made may live on elsewhere, and must never
    share a number with new ones. The record is there whole or not at all. Raises EnvironmentFault.
    """
    unfinished = database.with_name(f".{database.name}.restoring")
    with told_plainly():
        if os.path.lexists(database):
            raise EnvironmentFault(f"There is a record in {database.parent} still. It must be set aside first.")
        try:
            unfinished.unlink(missing_ok=True)
            source, target = connect_read_only(copy.path), connect_new(unfinished)
            try:
                source.backup(target)
                target.execute(
                    "INSERT INTO device (id, computer, since) VALUES (?, ?, ?)", (new_id(), computer, now.isoformat())
                )
                target.execute("PRAGMA journal_mode = DELETE")  # all in one file, which can then be renamed
            finally:
                target.close()
                source.close()
            put_in_place(unfinished, database)
            Marker(database, computer, new_id).note([WentBack(went_back=now)])
        finally:
            for companion in _COMPANIONS:
                unfinished.with_name(unfinished.name + companion).unlink(missing_ok=True)


def _name_aside(database: Path, now: datetime) -> Path:
    return database.with_name(f"{database.stem}{_ASIDE}{now:%Y-%m-%dT%H%M%S}{database.suffix}")
