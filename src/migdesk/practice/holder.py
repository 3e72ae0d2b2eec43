"""Who has the data folder open: a small file that names the computer, renewed while its window is open.

On one computer SQLite's own locks order all writers. Across computers (a folder on a network share) they cannot be
trusted, so a second computer opens the record read-only for as long as the first one renews this file.
"""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated

import msgspec

from migdesk.base.atomic import write_atomically
from migdesk.base.errors import EnvironmentFault
from migdesk.base.platform import computer_name, machine_id

FILE_NAME = "in-use.json"
RENEWED_EVERY = timedelta(seconds=30)
FORGOTTEN_AFTER = timedelta(minutes=5)
"""A computer that was switched off without closing the window stops holding the folder after this long."""
CLOCKS_DIFFER_BY = timedelta(days=1)
"""A renewal further ahead than this comes from a clock that was wrong, and must not hold the folder until then."""


class Holder(msgspec.Struct, frozen=True):
    """The computer and person that have the folder open; `renewed` is when they last said so (UTC)."""

    computer: str
    computer_name: str
    person: str
    renewed: Annotated[datetime, msgspec.Meta(tz=True)]


def holder_elsewhere(data_folder: Path, now: datetime, computer: str) -> Holder | None:
    """Return who else, on another computer, has the folder open now; None when nobody has."""
    try:
        holder = msgspec.json.decode((data_folder / FILE_NAME).read_bytes(), type=Holder)
    except (OSError, ValueError):
        return None
    still_open = -CLOCKS_DIFFER_BY < now - holder.renewed < FORGOTTEN_AFTER
    return holder if holder.computer != computer and still_open else None


def hold(data_folder: Path, now: datetime, computer: str) -> None:
    """Write (or renew) that this computer has the folder open. A folder that cannot be written needs no holder."""
    holder = Holder(computer, computer_name(), login_name(), now)
    try:
        write_atomically(data_folder / FILE_NAME, msgspec.json.encode(holder), durable=False)
    except EnvironmentFault:
        return


def release(data_folder: Path, now: datetime, computer: str) -> None:
    """Say that this computer has closed the folder."""
    if holder_elsewhere(data_folder, now, computer) is None:
        with suppress(OSError):  # it is forgotten after a few minutes anyway
            (data_folder / FILE_NAME).unlink(missing_ok=True)


def this_computer() -> str:
    """Return a name for this computer that stays the same from start to start."""
    return f"{computer_name()}/{machine_id()}"


def login_name() -> str:
    """Return the name under which the person is logged in to this computer."""
    return os.environ.get("USER") or os.environ.get("USERNAME") or "someone"
