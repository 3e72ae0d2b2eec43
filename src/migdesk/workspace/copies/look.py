"""Looking into a copy in a window of its own: for reading only, in a data folder that goes with the window."""

from __future__ import annotations

import shutil
import tempfile
import time
from contextlib import suppress
from datetime import UTC, datetime
from datetime import time as time_of_day
from pathlib import Path

from migdesk.base.atomic import make_private_folder
from migdesk.base.clock import Clock, system_clock
from migdesk.base.errors import UserError
from migdesk.base.paths import Paths
from migdesk.guide.guide import Guide
from migdesk.practice.backup import Copy
from migdesk.practice.copy_file import unpack
from migdesk.practice.faults import UnusableRecord, storage_faults
from migdesk.practice.inspection import version_of_record
from migdesk.practice.read_only_note import ReadOnlyNote, note_of, write_note
from migdesk.practice.store import Report
from migdesk.workspace.bootstrap import prepare_record

_FOLDER = "copies-in-sight"
_LEFT_AFTER_SECONDS = 7 * 24 * 3600


def prepare_look(copy: Copy, paths: Paths, guide: Guide, report: Report, clock: Clock = system_clock) -> Path:
    """Make a data folder in which a copy is for reading only, and return it. Meant for a thread.

    `report` is told how many practices are done of how many, and may end it. Raises UserError for what is no copy, and
    EnvironmentFault.
    """
    parent = make_private_folder(paths.cache / _FOLDER)
    _clear_left(parent)
    folder = Path(tempfile.mkdtemp(prefix="copy-", dir=parent))
    try:
        database = folder / paths.database.name
        try:
            with storage_faults():
                unpack(copy.path, database)
                version_of_record(database)
        except UnusableRecord as fault:
            raise UserError(f"{copy.path.name} is no copy that can be looked into. {fault}") from fault
        prepare_record(Paths(folder, folder / "cache", ""), guide, report, clock)
        made = copy.made or datetime.combine(copy.day, time_of_day(12), tzinfo=UTC)
        write_note(folder, ReadOnlyNote(why="copy", at=made))
        if paths.settings.is_file():
            with suppress(OSError):  # the window then opens as at a first start
                shutil.copyfile(paths.settings, folder / paths.settings.name)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return folder


def forget_look(paths: Paths) -> None:
    """Remove a data folder that was made for looking into a copy; any other is left as it is."""
    note = note_of(paths.data)
    if note is not None and note.why == "copy" and paths.data.parent.name == _FOLDER:
        shutil.rmtree(paths.data, ignore_errors=True)


def _clear_left(parent: Path) -> None:
    """Remove what a window that was killed left behind."""
    for left in parent.glob("copy-*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _LEFT_AFTER_SECONDS:
                shutil.rmtree(left)
