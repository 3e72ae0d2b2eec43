"""`migdesk exchange`: send practices to other computers, take in what comes back, settle what clashes."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from migdesk.base.paths import whole_path
from migdesk.cli.arguments import PRACTICE, Parser, add_action
from migdesk.cli.opening import open_workspace, paths_of
from migdesk.cli.output import one_line, print_json, print_table
from migdesk.cli.passphrase import FROM_A_FILE, passphrase_of, require_lock_choice
from migdesk.practice.exchange.package import Package, read_package
from migdesk.practice.inspection import inspect

if TYPE_CHECKING:
    from migdesk.workspace.exchange.commands import TakenIn
    from migdesk.workspace.exchange.conflict_words import ConflictView
    from migdesk.workspace.exchange.preview import PracticePreview, Preview
    from migdesk.workspace.exchange.status import PracticeExchange

_EPILOG = """examples:
  migdesk exchange export Z99901 --output z99901.migdesk --passphrase-file words.txt
  migdesk exchange preview z99901.migdesk --passphrase-file words.txt
  migdesk exchange take-in z99901.migdesk --passphrase-file words.txt
  migdesk exchange settle Z99901 kick-off.agree-dates status done

A package carries the whole record of a practice but private notes. Taking it in twice, late or in another order comes
to the same. What two people changed without knowing of each other stays in sight until somebody settles it.

exit codes: 0 done or nothing new, 1 taken in and something to settle, 2 could not be done"""


def add_arguments(parser: argparse.ArgumentParser, general: Parser) -> None:
    """Add the actions between computers."""
    parser.epilog, parser.formatter_class = _EPILOG, argparse.RawDescriptionHelpFormatter
    actions = parser.add_subparsers(metavar="ACTION", required=True, parser_class=Parser)
    sending = _action(actions, general, "export", "write practices to one file for another computer", _export)
    sending.add_argument("practices", metavar="PRACTICE", nargs="+", help=PRACTICE)
    sending.add_argument("--output", metavar="FILE", required=True, help="the file to write, such as z99901.migdesk")
    sending.add_argument("--to", metavar="NAME", default="", help="whom it is for; noted here, not in the file")
    locked = sending.add_mutually_exclusive_group()
    locked.add_argument("--passphrase-file", metavar="F", help=FROM_A_FILE)
    locked.add_argument("--no-passphrase", action="store_true", help="anybody who gets the file can read it")
    looking = _action(actions, general, "preview", "say what taking in a file would do; nothing is changed", _preview)
    looking.add_argument("file", metavar="FILE", help="a package")
    taking = _action(actions, general, "take-in", "take in files, after a copy of the record", _take_in)
    taking.add_argument("files", metavar="FILE", nargs="+", help="a package")
    for action in (looking, taking):
        action.add_argument("--passphrase-file", metavar="F", help=FROM_A_FILE)
    listing = _action(actions, general, "conflicts", "list what two people changed without knowing it", _conflicts)
    listing.add_argument("practice", metavar="PRACTICE", nargs="?", help=PRACTICE)
    settling = _action(actions, general, "settle", "choose one of the values that stand", _settle)
    settling.add_argument("practice", metavar="PRACTICE", help=PRACTICE)
    settling.add_argument("item", metavar="ITEM", help="a task, REGISTER/ROW, a milestone, or “practice”")
    settling.add_argument("field", metavar="FIELD", help="what is in conflict, as “exchange conflicts” lists it")
    settling.add_argument("value", metavar="VALUE", help="the value that is to stand")
    going_on = _action(actions, general, "go-on-without", "fold what waits for changes that never come", _go_on)
    going_on.add_argument("practice", metavar="PRACTICE", help="an id, ODS code or name; or the id of one not here yet")
    pairing = _action(actions, general, "pair", "say that two entries of one ODS code are one practice", _pair)
    pairing.add_argument("practice", metavar="PRACTICE", help="the id of one; “practice list --json” shows ids")
    pairing.add_argument("other", metavar="OTHER", help="the id of the other")
    parting = _action(actions, general, "part", "take back that two entries are one practice", _part)
    parting.add_argument("practice", metavar="PRACTICE", help=PRACTICE)
    handing = _action(actions, general, "hand-over", "say who looks after a practice; it locks nothing", _hand_over)
    handing.add_argument("practice", metavar="PRACTICE", help=PRACTICE)
    handing.add_argument("name", metavar="NAME", help="who looks after it from now on; empty for nobody in particular")
    putting = _action(actions, general, "put-away", "take a practice off the lists of this computer", _put_away)
    putting.add_argument("practice", metavar="PRACTICE", help=PRACTICE)
    putting.add_argument("--back", action="store_true", help="put it on the lists again")
    standing = _action(actions, general, "status", "say what was sent and taken in, and what came since", _status)
    standing.add_argument("practice", metavar="PRACTICE", nargs="?", help=PRACTICE)
    for action in (sending, looking, taking, listing, standing):
        action.add_argument("--json", action="store_true", help="for scripts")


def _action(actions: Any, general: Parser, name: str, purpose: str, run: Any) -> Any:
    return add_action(actions, general, name, purpose, run, _EPILOG)


# sending


def _export(options: argparse.Namespace) -> int:
    require_lock_choice(options)
    passphrase = passphrase_of(options)
    target = whole_path(options.output)
    with open_workspace(options) as workspace:
        chosen = [workspace.find_practice(wanted).id for wanted in options.practices]
        sender = workspace.actor
        sent = workspace.exchange.send(chosen, target, passphrase=passphrase, sender=sender, to=options.to)
    if options.json:
        print_json(
            {
                "path": sent.path,
                "practices": sent.practices,
                "events": sent.events,
                "locked": sent.locked,
                "files": sent.files,
                "files_not_here": sent.not_here,
            }
        )
        return 0
    attached = f", {_count(sent.files, 'file')} attached" if sent.files else ""
    what = f"{_count(sent.practices, 'practice')}, {_count(sent.events, 'change')}{attached}"
    how = "locked with the passphrase" if sent.locked else "not locked: anybody who gets the file can read it"
    print(one_line(f"{sent.path}: {what}, {how}."))
    if sent.not_here:
        files = "file attached is" if sent.not_here == 1 else "files attached are"
        print(one_line(f"{sent.not_here:,} {files} not on this computer, and so not in it."), file=sys.stderr)
    return 0


# taking in


def _preview(options: argparse.Namespace) -> int:
    package = read_package(whole_path(options.file), passphrase_of(options))
    with open_workspace(options, record="without") as workspace:
        preview = workspace.exchange.preview(package)
    if options.json:
        print_json(_preview_json(preview))
        return 0
    for line in _preview_lines(preview, package):
        print(one_line(line))
    return 0


def _preview_json(preview: Preview) -> dict[str, Any]:
    sender = preview.manifest.sender
    return {
        "practices": [_practice_json(practice) for practice in preview.practices],
        "sender": {"name": sender.name, "role": sender.role, "organisation": sender.organisation},
        "made": preview.manifest.made,
        "remarks": preview.remarks,
        "files": preview.files,
    }


def _practice_json(practice: PracticePreview) -> dict[str, Any]:
    return {
        "id": practice.id,
        "name": practice.name,
        "ods_code": practice.ods_code,
        "new_events": len(practice.new),
        "waiting": practice.waiting,
        "conflicts": [
            {
                "kind": clash.conflict.kind,
                "item": clash.conflict.item,
                "field": clash.conflict.field,
                "yours": clash.yours.value,
                "theirs": clash.theirs.value,
                "will_be": clash.will_be.value,
            }
            for clash in practice.clashes
        ],
        "added": practice.added,
        "sample": practice.sample,
        "made_twice": practice.made_twice,
    }


def _preview_lines(preview: Preview, package: Package) -> Iterator[str]:
    yield f"From {_sender(package)}, made on {_moment(package.manifest.made)} by that computer’s clock."
    yield from preview.remarks
    if preview.files:
        yield f"{_count(preview.files, 'file')} attached would come with it."
    for practice in preview.practices:
        yield ""
        added = ", not here yet" if practice.added else ""
        yield f"{practice.name or practice.id}{added}: {_news(practice)}."
        for other in practice.made_twice:
            pair = f"“migdesk exchange pair {practice.id} {other}”"
            yield f"  Made on this computer too ({practice.ods_code}). Both are kept; {pair} makes them one."
        for clash in practice.clashes:
            yield f"  Changed on both: {clash.conflict.title}, {clash.conflict.field_title.lower()}"
            yield f"    yours:   {clash.yours.words} ({clash.yours.by}, {_moment(clash.yours.at)})"
            yield f"    theirs:  {clash.theirs.words} ({clash.theirs.by}, {_moment(clash.theirs.at)})"
            yield f"    will be: {clash.will_be.words}, until it is settled"
        for new in practice.new:
            about = f"{new.entry.title}: " if new.entry.title else ""
            yield f"  {_moment(new.entry.at)}, {new.entry.actor.name}: {about}{new.entry.text}"


def _news(practice: PracticePreview) -> str:
    if not practice.new and not practice.waiting:
        return "nothing new"
    parts = [
        _count(practice.changes, "change"),
        _count(practice.notes, "note") if practice.notes else "",
        _count(practice.acknowledgements, "acknowledgement") if practice.acknowledgements else "",
        f"{practice.waiting:,} waiting for others" if practice.waiting else "",
        f"{len(practice.clashes):,} changed on both" if practice.clashes else "",
    ]
    return ", ".join(filter(None, parts))


def _take_in(options: argparse.Namespace) -> int:
    paths, passphrase = [whole_path(name) for name in options.files], passphrase_of(options)
    packages = [read_package(path, passphrase) for path in paths]  # nothing is taken in where one of them is refused
    there = paths_of(options)
    made_now = not there.database.exists() and not inspect(there.database, there.backups)
    with open_workspace(options, record="made") as workspace:
        taken = [workspace.exchange.take_in(package) for package in packages]
    if options.json:
        print_json([_taken_json(each, path) for each, path in zip(taken, paths, strict=True)])
    else:
        for each, package in zip(taken, packages, strict=True):
            print(one_line(_taken_words(each, package)))
        if made_now:
            print(one_line(f"A new record was begun in {there.data}."))
    return 1 if any(each.conflicts for each in taken) else 0


def _taken_json(taken: TakenIn, path: Path) -> dict[str, Any]:
    return {
        "file": path,
        "new_events": taken.events,
        "practices": [{"id": practice, "new_events": number} for practice, number in taken.new.items()],
        "waiting": taken.waiting,
        "conflicts": taken.conflicts,
        "copy": taken.copy,
        "files": taken.files.new,
        "files_left_out": taken.files.left_out,
    }


def _taken_words(taken: TakenIn, package: Package) -> str:
    waiting = f" {_count(taken.waiting, 'change')} from elsewhere wait for others." if taken.waiting else ""
    if taken.files.new:
        waiting += f" {_count(taken.files.new, 'file')} attached came with it."
    waiting = " ".join((waiting, *taken.files.left_out)).rstrip()
    if not taken.events:
        return f"From {_sender(package)}: nothing new.{waiting}"
    settle = (
        f" {_count(taken.conflicts, 'thing')} to settle: “migdesk exchange conflicts” lists them."
        if taken.conflicts
        else ""
    )
    return f"Taken in from {_sender(package)}: {_count(taken.events, 'change')}.{settle}{waiting}"


def _sender(package: Package) -> str:
    sender = package.manifest.sender
    return ", ".join(filter(None, (sender.name, sender.organisation))) or "somebody who gave no name"


# conflicts


def _conflicts(options: argparse.Namespace) -> int:
    with open_workspace(options) as workspace:
        chosen = workspace.find_practice(options.practice).id if options.practice else ""
        views = workspace.exchange.conflicts(chosen)
    if options.json:
        print_json([conflict_json(view) for view in views])
        return 0
    if not views:
        print("There is nothing to settle.")
    for view in views:
        print(one_line(f"{view.practice}: {view.title}, {view.field_title.lower()} ({view.item} {view.field})"))
        for value in view.values:
            print(one_line(f"  {value.words} ({value.by}, {_moment(value.at)})"))
    return 0


def conflict_json(view: ConflictView) -> dict[str, Any]:
    """Return one conflict as `exchange conflicts --json` prints it."""
    return {
        "practice": view.practice_id,
        "kind": view.kind,
        "item": view.item,
        "field": view.field,
        "values": [{"value": value.value, "by": value.by, "at": value.at} for value in view.values],
    }


def _settle(options: argparse.Namespace) -> int:
    from migdesk.workspace.exchange.settlement import find_conflict, find_value

    with open_workspace(options) as workspace:
        practice = workspace.find_practice(options.practice)
        view = find_conflict(workspace.exchange.conflicts(practice.id), options.item, options.field)
        workspace.exchange.settle(view, find_value(view, options.value).key)
    return 0


def _go_on(options: argparse.Namespace) -> int:
    with open_workspace(options) as workspace:
        waiting = workspace.exchange.waits_for_more()
        practice = options.practice if options.practice in waiting else workspace.find_practice(options.practice).id
        folded = workspace.exchange.go_on_without(practice)
    print(f"{_count(folded, 'change')} that had waited stand now.")
    return 0


def _pair(options: argparse.Namespace) -> int:
    with open_workspace(options) as workspace:
        both = [workspace.find_practice(wanted).id for wanted in (options.practice, options.other)]
        print(workspace.exchange.pair(*both))
    return 0


def _part(options: argparse.Namespace) -> int:
    with open_workspace(options) as workspace:
        for practice_id in workspace.exchange.part(workspace.find_practice(options.practice).id):
            print(practice_id)
    return 0


def _hand_over(options: argparse.Namespace) -> int:
    with open_workspace(options) as workspace:
        workspace.exchange.hand_over(workspace.find_practice(options.practice).id, options.name)
    return 0


def _put_away(options: argparse.Namespace) -> int:
    with open_workspace(options) as workspace:
        practice = workspace.find_practice(options.practice).id
        if options.back:
            workspace.exchange.bring_back(practice)
        else:
            workspace.exchange.put_away(practice)
    return 0


def _status(options: argparse.Namespace) -> int:
    with open_workspace(options) as workspace:
        chosen = (
            (workspace.find_practice(options.practice).id,) if options.practice else workspace.exchange.known_here()
        )
        found = [workspace.exchange.status(practice_id) for practice_id in chosen]
    if options.json:
        print_json({"practices": [_status_json(practice) for practice in found]})
        return 0
    rows = [row for practice in found for row in _status_rows(practice)]
    print_table(("Practice", "With", "Sent", "Taken in", "Changes since", "To settle", "Waiting"), rows)
    return 0


def _status_json(practice: PracticeExchange) -> dict[str, Any]:
    return {
        "id": practice.id,
        "name": practice.name,
        "ods_code": practice.ods_code,
        "looked_after_by": practice.looked_after_by,
        "waiting": practice.waiting,
        "conflicts": practice.conflicts,
        "put_away": practice.put_away,
        "places": [
            {
                "place": place.place,
                "sent": place.sent,
                "taken_in": place.taken_in,
                "changes_since": place.changes_since,
            }
            for place in practice.places
        ],
    }


def _status_rows(practice: PracticeExchange) -> Iterator[tuple[str, ...]]:
    open_counts = (str(practice.conflicts or ""), str(practice.waiting or ""))
    name = practice.ods_code or practice.name or practice.id
    if not practice.places:
        yield (name, "", "", "", "", *open_counts)
    for place in practice.places:
        since = f"{place.changes_since:,}"
        yield (name, place.place or "not named", _day(place.sent), _day(place.taken_in), since, *open_counts)


def _day(at: datetime | None) -> str:
    from migdesk.base.clock import local_date
    from migdesk.base.date_words import date_with_weekday

    return date_with_weekday(local_date(at)) if at else ""


def _moment(at: datetime) -> str:
    return f"{_day(at)}, {at.astimezone():%H:%M}"


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
