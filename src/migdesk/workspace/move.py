"""Moving to another computer: everything of a data folder in one file; the old record is for reading from then on."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import msgspec

from migdesk.base.atomic import make_private_folder, output_file, reason, write_atomically
from migdesk.base.clock import Clock
from migdesk.base.errors import EnvironmentFault, UserError
from migdesk.base.ids import random_id
from migdesk.base.paths import PERSON_FILES, Paths
from migdesk.base.platform import computer_name
from migdesk.practice.database import connect
from migdesk.practice.exchange.move_file import (
    GUIDE_SHOWN,
    RECORD,
    SETTINGS,
    SHARES,
    Arrived,
    MoveManifest,
    write_move_file,
)
from migdesk.practice.faults import UnusableRecord, storage_faults
from migdesk.practice.holder import this_computer
from migdesk.practice.read_only_note import ReadOnlyNote, forget_note, note_of, write_note
from migdesk.practice.recovery import restore
from migdesk.practice.store_opening import open_store_read_only
from migdesk.workspace.people.known_people import load_people, save_people

_OF_THE_OLD_COMPUTER = ("geometry", "guide", "opening", "report_folder")
"""Settings that say nothing on another computer: where its window stood, and folders of its own."""


class MovedOut(msgspec.Struct, frozen=True):
    """A move file that was written, of how many practices and entries, and whether a passphrase locks it."""

    path: Path
    manifest: MoveManifest
    locked: bool


def move_out(paths: Paths, target: Path, clock: Clock, *, passphrase: str | None, to: str = "") -> MovedOut:
    """Write everything to one file, and have the record here be for reading only from then on.

    `to` is the new computer, as people call it. Safe beside programs that have the record open: what they save is in
    the file, or they are told that it was not saved. Raises UserError for an empty passphrase or no record, and
    EnvironmentFault; the record is then used on as it was.
    """
    path = output_file(target)
    if not paths.database.is_file():
        raise UserError(f"There is no record in {paths.data} that could move.")
    if passphrase is not None and not passphrase.strip():
        raise UserError("The passphrase is empty. Choose some words that the other side is told.")
    before, now = note_of(paths.data), clock()
    write_note(paths.data, ReadOnlyNote(why="moved", at=now, to=" ".join(to.split())[:120]))
    try:
        _wait_for_writers(paths.database)
        manifest = write_move_file(path, paths.database, paths.data, now, computer_name(), passphrase)
    except BaseException:
        write_note(paths.data, before) if before else forget_note(paths.data)
        raise
    return MovedOut(path, manifest, passphrase is not None)


def use_here(paths: Paths) -> bool:
    """Have a record that moved on be used here after all; False where it never moved on."""
    note = note_of(paths.data)
    if note is None or note.why != "moved":
        return False
    forget_note(paths.data)
    return True


def move_in(paths: Paths, arrived: Arrived, clock: Clock) -> Path | None:
    """Put a record that moved here in place, with all that came with it; nobody may have the record here open.

    What stood here is set aside, never deleted, and returned under its new name (None where nothing was). Raises
    UserError where practices are kept here already, and EnvironmentFault.
    """
    kept = _count_practices(paths, clock)
    moved_on = note_of(paths.data) is not None
    if kept and not moved_on:
        practices = f"{kept} practice{'' if kept == 1 else 's'}"
        raise UserError(
            f"The record in {paths.data} holds {practices} already, so nothing was moved in. Choose an empty folder"
            " with --data-dir, or have the other computer send its practices as a package, which is taken in beside"
            " yours."
        )
    make_private_folder(paths.data)
    record = arrived.part(RECORD)
    assert record is not None  # no move file is without
    with _disk_faults(paths):
        _bring_attachments(arrived, paths)
        aside = restore(record, paths.database, clock(), random_id, this_computer(), "replaced")
        _bring_people(arrived, paths)
        _bring_settings(arrived, paths)
    forget_note(paths.data)
    return aside


def _count_practices(paths: Paths, clock: Clock) -> int:
    """Count the practices in the record here; what cannot be used is set aside and holds none."""
    if not paths.database.is_file():
        return 0
    try:
        with closing(open_store_read_only(paths.database, clock, "It is only read.")) as store:
            return len(store.names())
    except UnusableRecord:
        return 0


def _wait_for_writers(database: Path) -> None:
    """Wait until whoever was writing has finished: whoever begins to write from now on sees that the record moves."""
    with storage_faults(), closing(connect(database)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        with suppress(sqlite3.OperationalError):
            connection.execute("ROLLBACK")


def _bring_attachments(arrived: Arrived, paths: Paths) -> None:
    if arrived.attachments:
        folder = make_private_folder(paths.attachments)
        for attached in arrived.attachments:
            _bring(attached, folder / attached.name)


def _bring_people(arrived: Arrived, paths: Paths) -> None:
    """Bring the people who were at the old keyboard; who is at this one is asked at the start."""
    for name in PERSON_FILES:
        (paths.data / name).unlink(missing_ok=True)
        source = arrived.part(name)
        if source is not None:
            _bring(source, paths.data / name)
    known = load_people(paths.data)
    if known.people:
        save_people(paths.data, known.brought())


def _bring_settings(arrived: Arrived, paths: Paths) -> None:
    for name in (SHARES, GUIDE_SHOWN):
        source = arrived.part(name)
        if source is not None:
            _bring(source, paths.data / name)
    source = arrived.part(SETTINGS)
    with suppress(ValueError):  # settings that cannot be read are as good as none
        settings: dict[str, Any] = msgspec.json.decode(source.read_bytes(), type=dict[str, Any]) if source else {}
        kept = {name: value for name, value in settings.items() if name not in _OF_THE_OLD_COMPUTER}
        if kept:
            write_atomically(paths.settings, msgspec.json.format(msgspec.json.encode(kept)))


def _bring(source: Path, target: Path) -> None:
    shutil.move(source, target)


@contextmanager
def _disk_faults(paths: Paths) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise EnvironmentFault(f"Not all could be moved into {paths.data}: {reason(error)}.") from error
