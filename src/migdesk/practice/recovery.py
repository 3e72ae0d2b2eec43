"""A damaged record: set aside, never deleted, and the last good copy put in its place when a person says so."""

from __future__ import annotations

import os
import sqlite3
from datetime import datetime
from pathlib import Path

from migdesk.base.atomic import reason
from migdesk.base.errors import EnvironmentFault
from migdesk.base.ids import IdSource
from migdesk.practice.backup import Copy
from migdesk.practice.database import connect

_COMPANIONS = ("", "-wal", "-shm", "-journal")


def set_aside(database: Path, now: datetime) -> Path:
    """Rename a damaged database (and SQLite's files beside it) out of the way and return its new name."""
    aside = database.with_name(f"{database.stem}-damaged-{now:%Y-%m-%dT%H%M%S}{database.suffix}")
    try:
        for companion in _COMPANIONS:
            part = database.with_name(database.name + companion)
            if part.exists():
                os.replace(part, aside.with_name(aside.name + companion))
    except OSError as error:
        raise EnvironmentFault(
            f"The damaged record could not be set aside: {reason(error)}. Close other programs that use {database.parent}."
        ) from error
    return aside


def restore(copy: Copy, database: Path, now: datetime, new_id: IdSource, computer: str) -> None:
    """Put a copy in place of the record, which must have been set aside. The copy itself stays where it is.

    This computer gets a new device id: events recorded after the copy was made may live on elsewhere, and must never
    share a number with new ones.
    """
    source = sqlite3.connect(f"{copy.path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        target = connect(database)
        try:
            source.backup(target)
            target.execute("PRAGMA journal_mode = WAL")
            target.execute(
                "INSERT INTO device (id, computer, since) VALUES (?, ?, ?)", (new_id(), computer, now.isoformat())
            )
        finally:
            target.close()
    finally:
        source.close()
