"""What stands in the record's place is renamed out of the way, with what SQLite left beside it, and never deleted."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from migdesk.base.atomic import reason
from migdesk.base.errors import EnvironmentFault
from migdesk.base.platform import replace_file
from migdesk.practice.database import LOGS

_UNFINISHED_AFTER_SECONDS = 3600

Why = Literal["damaged", "replaced", "taken-in"]

PARTS = (*LOGS, "", "-shm")
"""The logs go before the database: were we stopped half-way, a new one must not start beside an old log."""


def set_aside(database: Path, now: datetime, why: Why = "damaged", *, other: Path | None = None) -> Path:
    """Rename what stands in the record's place (and SQLite's files beside it) out of the way; return its new name.

    With `other` it is another file beside the record that is renamed.
    """
    from_here, name = other or database, "The record" if other is None else other.name
    try:
        while os.path.lexists(aside := database.with_name(f"{database.stem}-{why}-{now:%Y-%m-%dT%H%M%S}.db")):
            now += timedelta(seconds=1)
        for companion in PARTS:
            part = from_here.with_name(from_here.name + companion)
            if os.path.lexists(part):  # a link into nowhere too
                replace_file(part, aside.with_name(aside.name + companion))
    except OSError as error:
        raise EnvironmentFault(
            f"{name} could not be set aside: {reason(error)}. Close other programs that use {database.parent}."
        ) from error
    return aside


def undo_half_set_aside(database: Path) -> None:
    """Bring back the log of a record that was being set aside when the program was stopped: it belongs to it still.

    A database that was written to since goes without it: what an old log says is no longer true of it.
    """
    for companion in LOGS:
        here = database.with_name(database.name + companion)
        for log in database.parent.glob(f"{database.stem}-*{database.suffix}{companion}"):
            went_with_it = log.with_name(log.name.removesuffix(companion)).exists()
            if not went_with_it and not here.exists() and _is_older(database, log):
                replace_file(log, here)


def _is_older(database: Path, log: Path) -> bool:
    return database.is_file() and database.stat().st_mtime_ns <= log.stat().st_mtime_ns


def clear_unfinished(database: Path) -> None:
    """Remove records half made by a program that was killed meanwhile, but none that may still be written."""
    for left in database.parent.glob(f".{database.name}.*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _UNFINISHED_AFTER_SECONDS:
                left.unlink()
