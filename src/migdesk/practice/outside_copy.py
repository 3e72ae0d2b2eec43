"""Copies that people keep elsewhere, such as on a stick or a network drive: made on request, and when that was noted.

Copies beside the record are lost with the computer; whoever looks at them is told how old the latest elsewhere is.
"""

from __future__ import annotations

import shutil
from datetime import date, datetime
from pathlib import Path

import msgspec

from migdesk.base.atomic import reason, replacing, write_atomically
from migdesk.base.clock import local_date
from migdesk.base.date_words import date_with_weekday
from migdesk.base.errors import EnvironmentFault, UserError
from migdesk.base.paths import ATTACHMENTS
from migdesk.practice.attachment_files import store_once
from migdesk.practice.backup import copy_now

FILE_NAME = "copied-elsewhere.json"


class OutsideCopy(msgspec.Struct, frozen=True):
    """The latest copy that was saved elsewhere: the day, and where."""

    on: date
    where: str


def save_elsewhere(database: Path, backups: Path, folder: Path, now: datetime) -> Path:
    """Make a copy of the record now, and save it in `folder` too, with the files attached; return its path there.

    Raises UserError for a folder among the copies themselves, and EnvironmentFault.
    """
    if not folder.is_dir():
        raise EnvironmentFault(f"There is no folder {folder}. Make it first, or choose another place.")
    if folder.resolve().is_relative_to(database.parent.resolve()):
        raise UserError(
            "That is beside the record itself. Choose a stick, a network drive or another computer's folder."
        )
    copy = copy_now(database, backups, now)
    target = folder / f"migdesk-{local_date(now).isoformat()}.db.gz"
    try:
        with copy.open("rb") as source, replacing(target) as file:
            shutil.copyfileobj(source, file)
        store_once(database.parent / ATTACHMENTS, folder / ATTACHMENTS)
    except OSError as error:
        raise EnvironmentFault(f"The copy could not be saved in {folder}: {reason(error)}.") from error
    noted = OutsideCopy(local_date(now), str(folder))
    write_atomically(database.parent / FILE_NAME, msgspec.json.format(msgspec.json.encode(noted)))
    return target


def latest_elsewhere(data_folder: Path) -> OutsideCopy | None:
    """Return the latest copy that was saved elsewhere; None where none is known of."""
    try:
        return msgspec.json.decode((data_folder / FILE_NAME).read_bytes(), type=OutsideCopy)
    except (OSError, ValueError):
        return None


def elsewhere_in_words(data_folder: Path) -> str:
    """Say when the latest copy outside this computer was saved, in a whole sentence."""
    found = latest_elsewhere(data_folder)
    if found is None:
        return "No copy outside this computer is known of: if the computer is lost, so are these."
    return f"The last copy elsewhere was saved on {date_with_weekday(found.on)}, in {found.where}."
