"""`migdesk share`: share practices with others through a folder or a database, look at it now, say how it stands."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from migdesk.base.date_words import date_with_weekday
from migdesk.base.errors import UserError
from migdesk.cli.arguments import Parser
from migdesk.cli.opening import open_workspace, paths_of
from migdesk.cli.output import one_line, print_json
from migdesk.cli.passphrase import FROM_A_FILE, passphrase_in
from migdesk.practice.event import PROGRAMME
from migdesk.practice.exchange.refused import PassphraseNeeded
from migdesk.workspace.share.carriers import location_of
from migdesk.workspace.share.commands import EverythingQuestion
from migdesk.workspace.share.words import look_in_words
from migdesk.workspace.workspace import Workspace

_DONE, _TO_SETTLE = 0, 1

WHAT_IS_SENT = (
    "What is sent: everything recorded of the practices that are shared, but private notes. The record itself never"
    " lies in a shared folder: only parts of it do, which are never changed. Nothing that is missing there is taken out"
    " of your record. Samples are sent only where they are named. Exit codes: 0 done, 1 something is to be settled,"
    " 2 could not be done; nothing is lost then."
)


def add_arguments(parser: argparse.ArgumentParser, general: Parser) -> None:
    """Add the arguments of the actions."""
    parser.epilog = WHAT_IS_SENT
    actions = parser.add_subparsers(metavar="ACTION", title="actions", parser_class=Parser, required=True)
    _add_set(actions.add_parser("set", help="share practices, or join what others share", parents=[general]))
    sync = actions.add_parser("sync", help="look now at all that is shared: take in and send", parents=[general])
    sync.set_defaults(run=_sync)
    status = actions.add_parser("status", help="say what is shared and how the last look went", parents=[general])
    status.set_defaults(run=_status)
    leave = actions.add_parser("leave", help="share no longer; nothing is deleted, there or here", parents=[general])
    leave.add_argument("location", metavar="FOLDER", nargs="?", default="", help="which, where there are several")
    leave.set_defaults(run=_leave)
    script = actions.add_parser("script", help="print what a database needs, as SQL", parents=[general])
    script.set_defaults(run=_script)
    for action in (sync, status):
        action.add_argument("--json", action="store_true", help="for scripts")


def _add_set(action: argparse.ArgumentParser) -> None:
    action.description = (
        "Share practices through a folder that your colleagues have too (OneDrive, SharePoint, a file server,"
        " Syncthing), or through a PostgreSQL database. What it holds is taken in; what is sent are the practices that"
        " it holds already and those that you name."
    )
    action.add_argument("location", metavar="FOLDER", help="the folder, or postgresql://… of a database")
    which = action.add_mutually_exclusive_group()
    which.add_argument(
        "--practice",
        metavar="PRACTICE",
        action="append",
        default=[],
        help="a practice to send: its id, ODS code or name; “programme” is what belongs to none; may be given again",
    )
    which.add_argument("--all", action="store_true", help="send all practices but samples, also those added later")
    action.add_argument("--yes", action="store_true", help="with --all, where other people's parts lie there already")
    action.add_argument("--passphrase-file", metavar="F", help=f"what locks the share, or opens it: {FROM_A_FILE}")
    action.add_argument("--json", action="store_true", help="for scripts")
    action.set_defaults(run=_set)


def _set(options: argparse.Namespace) -> int:
    passphrase = passphrase_in(options.passphrase_file) if options.passphrase_file else ""
    location_of(options.location, paths_of(options).data)  # a mistyped one must not lead to an empty record
    if not paths_of(options).database.exists():
        _refuse_without_record(options, passphrase)
    with open_workspace(options, "made") as workspace:
        chosen = [PROGRAMME if name == PROGRAMME else workspace.find_practice(name).id for name in options.practice]
        with _said_for_the_command_line():
            workspace.shares.join(
                options.location, chosen, every=options.all, passphrase=passphrase, confirmed=options.yes
            )
        return _tell(workspace, options)


def _refuse_without_record(options: argparse.Namespace, passphrase: str) -> None:
    """Refuse what joining would refuse, before a record is made for it."""
    named = [name for name in options.practice if name != PROGRAMME]
    with open_workspace(options, "needed" if named else "without") as workspace, _said_for_the_command_line():
        workspace.shares.refuse_locked(options.location, passphrase)


@contextmanager
def _said_for_the_command_line() -> Iterator[None]:
    try:
        yield
    except EverythingQuestion as question:
        raise UserError(f"{question} Add --yes to do so, or name practices with --practice.") from None
    except PassphraseNeeded as needed:
        raise UserError(f"{needed} --passphrase-file F names the file that it stands in.") from None


def _sync(options: argparse.Namespace) -> int:
    is_shared = paths_of(options).shares.exists()
    with open_workspace(options, "made" if is_shared else "without") as workspace:
        if not workspace.shares.status():
            raise UserError("Nothing is shared. “migdesk share set FOLDER” begins.")
        workspace.shares.look()
        return _tell(workspace, options)


def _status(options: argparse.Namespace) -> int:
    with open_workspace(options, "without") as workspace:
        if not workspace.shares.status() and not options.json:
            print("Nothing is shared. “migdesk share set FOLDER” begins.")
            return _DONE
        return _tell(workspace, options)


def _leave(options: argparse.Namespace) -> int:
    with open_workspace(options, "without") as workspace:
        left = workspace.shares.leave(options.location)
    print(f"{left} is no longer shared. What lies there stays there, and what came from there stays here.")
    return _DONE


def _script(options: argparse.Namespace) -> int:
    from migdesk.practice.exchange.carriers.postgresql import script

    print(script(), end="")
    return _DONE


def _tell(workspace: Workspace, options: argparse.Namespace) -> int:
    """Say how each share stands, and return whether anything is to be settled."""
    found = workspace.shares.status()
    if options.json:
        print_json([_plain(status) for status in found])
    for status in found:
        looked = status.looked
        if not options.json:
            print(one_line(f"{status.location}: {look_in_words(status, date_with_weekday)}"))
        for line in (*(looked.refused if looked else ()), *([status.failure] if status.failure else ())):
            print(one_line(line), file=sys.stderr)
        for practice_id, others in workspace.exchange.all_made_twice(looked.practices if looked else ()).items():
            name = workspace.practice(practice_id).name
            how = " and ".join(f"“migdesk exchange pair {practice_id} {other}”" for other in others)
            told = f"{name} stands here twice, as it was made in two places: {how} makes one of it."
            print(one_line(told), file=sys.stderr)
    return _TO_SETTLE if any(status.looked and status.looked.to_settle for status in found) else _DONE


def _plain(status: Any) -> dict[str, Any]:
    looked = status.looked
    return {
        "location": status.location,
        "practices": status.practices,
        "all": status.every,
        "locked": status.locked,
        "looked": looked.at if looked else None,
        "taken_in": looked.taken if looked else 0,
        "sent": looked.sent if looked else 0,
        "not_arrived": looked.not_arrived if looked else 0,
        "waiting": looked.waiting if looked else 0,
        "refused": looked.refused if looked else (),
        "to_settle": looked.to_settle if looked else 0,
        "last_change": {"by": looked.last.by, "at": looked.last.at} if looked and looked.last else None,
        "failure": status.failure,
    }
