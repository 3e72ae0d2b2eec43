"""`migdesk backup`: copies of the record: make one, list them, look into one, take a practice out, go back to one."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from migdesk.base.clock import system_clock
from migdesk.base.date_words import date_with_weekday
from migdesk.base.errors import UserError
from migdesk.base.ids import random_id
from migdesk.base.paths import Paths, whole_path
from migdesk.base.size_words import size_words
from migdesk.cli.arguments import PRACTICE, Parser
from migdesk.cli.opening import open_workspace, paths_of
from migdesk.cli.output import one_line, print_json, print_table
from migdesk.practice.backup import copy_now, sound_copies
from migdesk.practice.copy_file import counts_if_sound
from migdesk.practice.faults import NewerRecord, UnusableRecord
from migdesk.practice.holder import holder_elsewhere, this_computer
from migdesk.practice.inspection import inspect
from migdesk.practice.outside_copy import elsewhere_in_words, save_elsewhere
from migdesk.practice.recovery import restore
from migdesk.workspace.bootstrap import NO_RECORD

if TYPE_CHECKING:
    from migdesk.practice.backup import Copy
    from migdesk.workspace.copies.content import PracticeInCopy


def add_arguments(parser: argparse.ArgumentParser, general: Parser) -> None:
    """Add the arguments of the actions."""
    actions = parser.add_subparsers(metavar="ACTION", title="actions", parser_class=Parser, required=True)
    now = actions.add_parser("now", help="make a copy of the record now", parents=[general])
    now.add_argument(
        "--to", metavar="FOLDER", help="save it in this folder too, such as on a stick or another computer"
    )
    now.set_defaults(run=_now)
    listing = actions.add_parser("list", help="list the copies, the fullest first", parents=[general])
    listing.set_defaults(run=_list)
    showing = actions.add_parser("show", help="list the practices in a copy, beside the record here", parents=[general])
    showing.set_defaults(run=_show)
    taking_out = actions.add_parser(
        "take",
        help="take one practice out of a copy; nothing that is here is replaced",
        description="Take one practice out of a copy: what the record here lacks of it comes in, after a copy of the "
        "record as it is. Nothing that is here is replaced.",
        parents=[general],
    )
    taking_out.set_defaults(run=_take)
    for action in (showing, taking_out):
        action.add_argument("copy", metavar="COPY", help="a name that “backup list” shows, or a file")
    taking_out.add_argument("practice", metavar="PRACTICE", help=PRACTICE)
    going_back = actions.add_parser(
        "restore",
        help="go back to a copy; the record that is there now is set aside, never deleted",
        description="Go back to a copy. The record that is there now is set aside under another name, never deleted. "
        "Also puts the record in place on another computer.",
        parents=[general],
    )
    going_back.add_argument(
        "copy", metavar="COPY", nargs="?", help="a name that “backup list” shows, or a file; the fullest if left out"
    )
    going_back.set_defaults(run=_restore)
    taking_in = actions.add_parser(
        "take-in",
        help="take in what a synchronising program made of the record beside it, such as migdesk-LAPTOP7.db",
        parents=[general],
    )
    taking_in.set_defaults(run=_take_in)
    for action in (now, listing, showing, taking_out, going_back, taking_in):
        action.add_argument("--json", action="store_true", help="for scripts")


def _now(options: argparse.Namespace) -> int:
    paths = paths_of(options)
    if not inspect(paths.database, paths.backups):
        raise UserError(NO_RECORD.format(folder=paths.data))
    if options.to is not None:
        return _save_elsewhere(paths, options)
    path = copy_now(paths.database, paths.backups, system_clock())
    if options.json:
        print_json(next(_json(copy) for copy in sound_copies(paths.backups) if copy.path == path))
    else:
        print(path)
    return 0


def _save_elsewhere(paths: Paths, options: argparse.Namespace) -> int:
    saved = save_elsewhere(paths.database, paths.backups, whole_path(options.to), system_clock())
    print_json({"path": saved}) if options.json else print(saved)
    return 0


def _list(options: argparse.Namespace) -> int:
    paths = paths_of(options)
    copies = list(sound_copies(paths.backups))
    if options.json:
        print_json([_json(copy) for copy in copies])
    elif copies:
        heads = ("Copy", "Made", "Practices", "Changes", "Size", "Why")
        print_table(heads, map(_row, copies))
        print(one_line(elsewhere_in_words(paths.data)))
    else:
        print(f"There are no copies in {paths.backups}. “migdesk backup now” makes one.")
    return 0


def _show(options: argparse.Namespace) -> int:
    from migdesk.workspace.copies.content import look_into

    paths = paths_of(options)
    copy = _chosen(options.copy, paths)
    practices = look_into(copy, paths, system_clock)
    if options.json:
        print_json({"path": copy, "practices": practices})
        return 0
    heads = ("ODS code", "Practice", "Entries", "Not here now", "Only here", "")
    print_table(heads, map(_practice_row, practices))
    return 0


def _practice_row(practice: PracticeInCopy) -> tuple[str, ...]:
    numbers = (str(number) for number in (practice.events, practice.only_in_copy, practice.only_here))
    remark = "in the archive" if practice.archived else "made up" if practice.sample else ""
    return practice.ods_code or "–", practice.name, *numbers, remark


def _take(options: argparse.Namespace) -> int:
    from migdesk.workspace.copies.take_out import practice_in_copy, take_out

    paths = paths_of(options)
    copy = _chosen(options.copy, paths)
    with open_workspace(options, record="made") as workspace:
        taken = take_out(workspace, practice_in_copy(copy, options.practice, paths, system_clock))
    if options.json:
        print_json({"practice": taken.practice_id, "name": taken.name, "new_events": taken.new, "copy": taken.copy})
    elif taken.new:
        came = f"{taken.new:,} change{'' if taken.new == 1 else 's'}"
        print(one_line(f"{taken.name}: {came} taken out of {copy.name}. The record as it was before is {taken.copy}."))
    else:
        print(one_line(f"{taken.name}: nothing to take, all that {copy.name} holds of it is in the record already."))
    return 0


def _restore(options: argparse.Namespace) -> int:
    paths, now = paths_of(options), system_clock()
    holder = holder_elsewhere(paths.data, now, this_computer())
    if holder:
        raise UserError(
            f"{holder.person} has this data folder open on {holder.computer_name}. Close migdesk there first."
        )
    copy = _chosen(options.copy, paths)
    try:
        aside = restore(copy, paths.database, now, random_id, this_computer(), "replaced")
    except NewerRecord as fault:
        raise UserError(f"{copy} is no copy that can be gone back to. {fault}") from None
    except UnusableRecord:  # its words are those of a record that is opened, and nothing is wrong with the one here
        raise UserError(
            f"{copy} is no copy that can be gone back to: it is damaged, or no copy of migdesk at all. "
            "Nothing was changed."
        ) from None
    counts = counts_if_sound(copy)
    held = {"practices": counts.practices, "events": counts.events} if counts else {}
    if options.json:
        print_json({"path": copy, **held, "set_aside": aside})
        return 0
    print(f"The record is now that of {copy}" + (f": {_words(**held)}." if held else "."))
    if aside:
        print(f"What was there before is kept as {aside}.")
    if paths.shares.is_file():
        print("What was shared since comes in again with the next look at the share.")
    return 0


def _take_in(options: argparse.Namespace) -> int:
    with open_workspace(options) as workspace:
        taken = workspace.take_in_conflict_copies()
    if options.json:
        print_json([{"name": copy.name, "kept_as": copy.kept_as, "new_events": copy.new} for copy in taken])
        return 0
    for copy in taken:
        print(f"{copy.name}: {copy.new:,} change{'' if copy.new == 1 else 's'} taken in. It is kept as {copy.kept_as}.")
    return 0


def _chosen(name: str | None, paths: Paths) -> Path:
    """Return the copy that somebody means by a name of the list or a file."""
    if name is None:
        best = next(sound_copies(paths.backups), None)
        if best is None:
            raise UserError(f"There is no good copy in {paths.backups}.")
        return best.path
    for listed in paths.backups.glob("*/*"):
        if name in (listed.name, listed.relative_to(paths.backups).as_posix()):
            return listed
    chosen = whole_path(name)
    if not chosen.is_file():
        raise UserError(f"There is no copy “{name}”. “migdesk backup list” shows those that there are.")
    return chosen


def _json(copy: Copy) -> dict[str, Any]:
    return {
        "name": copy.path.name,
        "path": copy.path,
        "kind": copy.kind,
        "day": copy.day,
        "made": copy.made,
        "practices": copy.counts.practices,
        "events": copy.counts.events,
        "bytes": copy.size,
    }


def _row(copy: Copy) -> tuple[str, ...]:
    made = _moment(copy.made) if copy.made else date_with_weekday(copy.day)
    size = size_words(copy.size)
    return copy.path.name, made, str(copy.counts.practices), str(copy.counts.events), size, copy.kind


def _moment(at: datetime) -> str:
    here = at.astimezone()
    return f"{date_with_weekday(here.date())}, {here:%H:%M}"


def _words(practices: int, events: int) -> str:
    return f"{practices} practice{'' if practices == 1 else 's'}, {events} recorded change{'' if events == 1 else 's'}"
