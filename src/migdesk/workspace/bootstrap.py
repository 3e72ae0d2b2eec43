"""Builds the workspace, in the order in which things can go wrong: folder, record, guide, checklist, person."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Literal

import msgspec

from migdesk.base.assets import content_folder
from migdesk.base.atomic import make_private_folder
from migdesk.base.clock import Clock, system_clock
from migdesk.base.errors import EnvironmentFault, UserError
from migdesk.base.ids import IdSource, random_id, random_stream_id
from migdesk.base.paths import Paths, own_cache_folder
from migdesk.checklist.definitions import Definitions
from migdesk.guide.guide import Guide, open_guide
from migdesk.practice.cloud_folder import cloud_notices
from migdesk.practice.event import Channel
from migdesk.practice.faults import cause_of
from migdesk.practice.holder import holder_elsewhere, this_computer
from migdesk.practice.inspection import inspect
from migdesk.practice.marker_notices import marker_notices
from migdesk.practice.opening import open_record, open_record_read_only
from migdesk.practice.practice_line import LineMaker
from migdesk.practice.read_only_note import note_of
from migdesk.practice.store import Report, Store
from migdesk.practice.store_opening import Folding, open_no_store
from migdesk.workspace.exchange.put_away import load_put_away
from migdesk.workspace.guide_definitions import definitions_for
from migdesk.workspace.people.checked_actor import with_usual_party
from migdesk.workspace.people.known_people import load_people
from migdesk.workspace.workspace import Workspace

RecordUse = Literal["made", "needed", "without"]

NO_RECORD = (
    "There is no record in {folder}. “migdesk practice add” begins one; --data-dir DIR names the folder of another."
)


def bootstrap(
    paths: Paths,
    guide_folder: Path | None = None,
    clock: Clock = system_clock,
    new_id: IdSource | None = None,
    guide: Guide | None = None,
    channel: Channel = Channel.WINDOW,
    record: RecordUse = "made",
    folds_at_most: int | None = None,
) -> Workspace:
    """Open a data folder with a guide (the built-in one unless `guide_folder` is given) and return the workspace.

    `guide` is one that is open already; `channel` is noted with all that is recorded, and ids are random ones unless
    `new_id` is given. Where there never was a record, one is "made", or it is "needed" and UserError raised, or the
    workspace does "without" one; nothing is left in the folder by the last two. Where more practices than
    `folds_at_most` are to be folded anew, ManyToFold is raised, and `prepare_record` does it first.

    Raises UserError for a folder that is no guide, UnusableRecord and EnvironmentFault for the record.
    A faulty checklist, a folder held by another computer and a folder that cannot be written are survived; the
    workspace's `notices` say so.
    """
    notices: list[str] = [paths.notice] if paths.notice else []
    if record == "without" and not paths.data.exists():  # somebody may have mistyped its name
        paths = msgspec.structs.replace(paths, cache=own_cache_folder())
    content = _Content(paths, guide, guide_folder)
    folding = Folding(maker=lambda: LineMaker(content.definitions), at_most=folds_at_most)
    store = _open_store(paths, clock, new_id or random_stream_id, notices, record, folding)
    try:
        notices.extend(cloud_notices(paths.database))
        notices.extend(marker_notices(store, paths.database))
        guide, definitions = content.guide, content.definitions
        notices.extend(content.notices)
    except BaseException:
        store.close()
        raise
    workspace = Workspace(paths, store, guide, definitions, clock, new_id or random_id, tuple(notices))
    workspace.recorder.channel = channel
    store.put_away = load_put_away(paths.data)
    store.checks_what_it_reads = channel is Channel.COMMAND_LINE
    last_here = load_people(paths.data).at_keyboard
    workspace.recorder.act_as(with_usual_party(last_here, definitions.roles) if last_here else None)
    return workspace


def prepare_record(paths: Paths, guide: Guide, report: Report, clock: Clock = system_clock) -> None:
    """Fold all practices anew, where that is needed, so that `bootstrap` opens the record at once; meant for a thread.

    `report` is told how many of how many are done, and may end it. Raises as `bootstrap`.
    """
    content = _Content(paths, guide, None)
    folding = Folding(maker=lambda: LineMaker(content.definitions), report=report)
    open_record(paths.database, paths.backups, clock, random_stream_id, this_computer(), folding).close()


class _Content:
    """The guide and its checklist, read when they are first asked for: as a rule once the record is open."""

    def __init__(self, paths: Paths, guide: Guide | None, folder: Path | None) -> None:
        self._paths = paths
        self._given = guide
        self._folder = folder
        self.notices: list[str] = []

    @cached_property
    def _cache(self) -> Path | None:
        return _cache_folder(self._paths)

    @cached_property
    def guide(self) -> Guide:
        return self._given or open_guide(self._folder or content_folder(), self._cache)

    @cached_property
    def definitions(self) -> Definitions:
        return definitions_for(self.guide, self._cache, self.notices.append)


def _open_store(
    paths: Paths, clock: Clock, new_id: IdSource, notices: list[str], record: RecordUse, folding: Folding
) -> Store:
    # What is there is looked at when it is opened.
    if record != "made" and not paths.database.exists() and not inspect(paths.database, paths.backups):
        if record == "needed":
            raise UserError(NO_RECORD.format(folder=paths.data))
        return open_no_store(clock, NO_RECORD.format(folder=paths.data))
    computer = this_computer()
    holder = holder_elsewhere(paths.data, clock(), computer)
    if holder:
        because = (
            f"{holder.person} has this data folder open on {holder.computer_name}, so it is open for reading only here."
        )
        notices.append(because)
        return open_record_read_only(paths.database, paths.backups, clock, because)
    note = note_of(paths.data) if paths.database.exists() else None
    if note:
        notices.append(note.in_words)
        return open_record_read_only(paths.database, paths.backups, clock, note.in_words)
    try:
        make_private_folder(paths.data)
        return open_record(paths.database, paths.backups, clock, new_id, computer, folding)
    except EnvironmentFault as fault:
        if type(fault) is not EnvironmentFault or not paths.database.exists():
            raise
        because = _reading_only(fault)
        notices.append(because)
        return open_record_read_only(paths.database, paths.backups, clock, because)


def _reading_only(fault: EnvironmentFault) -> str:
    """Say why a record that can be read cannot be written to: what a save would say, or else it is its folder."""
    cause = cause_of(fault).partition(". ")[0].rstrip(".")
    if cause == str(fault).partition(". ")[0].rstrip("."):
        cause = "the data folder cannot be written to"
    what = "it" if "folder" in cause else "the record"
    return f"{cause[:1].upper()}{cause[1:]}, so {what} is open for reading only."


def _cache_folder(paths: Paths) -> Path | None:
    """Return the folder for what can be made again; None where there can be none, which only costs time."""
    try:
        return make_private_folder(paths.cache)
    except EnvironmentFault:
        return None
