"""`migdesk move`: take everything to another computer in one file, and bring it in there."""

from __future__ import annotations

import argparse

from migdesk.base.clock import system_clock
from migdesk.base.errors import UserError
from migdesk.base.paths import Paths, whole_path
from migdesk.cli.arguments import Parser
from migdesk.cli.opening import paths_of, telling_of_copies
from migdesk.cli.output import one_line, print_json
from migdesk.cli.passphrase import FROM_A_FILE, passphrase_of, require_lock_choice
from migdesk.practice.holder import holder_elsewhere, this_computer
from migdesk.workspace.bootstrap import NO_RECORD

_EPILOG = """examples:
  migdesk move out --output desk.migdesk-record --passphrase-file words.txt --to "the new desk"
  migdesk move in desk.migdesk-record --passphrase-file words.txt

The file carries the whole record, private notes among it, the people and settings of this data folder, what it shares,
and the files attached. The record here is for reading only afterwards; “migdesk move use-here” has it used again.

exit codes: 0 done, 1 the record is used here already, 2 could not be done"""


def add_arguments(parser: argparse.ArgumentParser, general: Parser) -> None:
    """Add the ways out, in and back."""
    parser.epilog, parser.formatter_class = _EPILOG, argparse.RawDescriptionHelpFormatter
    actions = parser.add_subparsers(metavar="ACTION", required=True, parser_class=Parser, title="actions")
    out = actions.add_parser("out", help="write everything to one file for another computer", parents=[general])
    out.add_argument("--output", metavar="FILE", required=True, help="the file to write, such as desk.migdesk-record")
    out.add_argument("--to", metavar="NAME", default="", help="what the other computer is called; said here afterwards")
    locked = out.add_mutually_exclusive_group()
    locked.add_argument("--passphrase-file", metavar="F", help=FROM_A_FILE)
    locked.add_argument("--no-passphrase", action="store_true", help="anybody who gets the file can read it")
    out.set_defaults(run=_out)
    into = actions.add_parser("in", help="bring in such a file, where no practice is kept yet", parents=[general])
    into.add_argument("file", metavar="FILE", help="what “move out” wrote")
    into.add_argument("--passphrase-file", metavar="F", help=FROM_A_FILE)
    into.set_defaults(run=_in)
    back = actions.add_parser("use-here", help="use a record here after all that moved on", parents=[general])
    back.set_defaults(run=_use_here)
    for action in (out, into, back):
        action.add_argument("--json", action="store_true", help="for scripts")


def _out(options: argparse.Namespace) -> int:
    from migdesk.practice.inspection import inspect
    from migdesk.workspace.move import move_out

    require_lock_choice(options)
    paths, passphrase = paths_of(options), passphrase_of(options)
    _refuse_while_held(paths)
    with telling_of_copies(paths):
        if not inspect(paths.database, paths.backups):
            raise UserError(NO_RECORD.format(folder=paths.data))
    moved = move_out(paths, whole_path(options.output), system_clock, passphrase=passphrase, to=options.to)
    held = moved.manifest
    if options.json:
        print_json({"path": moved.path, "practices": held.practices, "events": held.events, "locked": moved.locked})
        return 0
    how = "locked with the passphrase" if moved.locked else "not locked: anybody who gets the file can read it"
    print(one_line(f"{moved.path}: {_words(held.practices, held.events)}, {how}."))
    print("The record here is for reading only from now on. “migdesk move use-here” has it used here again.")
    return 0


def _in(options: argparse.Namespace) -> int:
    from migdesk.base.atomic import make_private_folder
    from migdesk.practice.exchange.move_file import move_file_opened
    from migdesk.workspace.move import move_in

    paths = paths_of(options)
    _refuse_while_held(paths)
    passphrase = passphrase_of(options)
    make_private_folder(paths.data)
    with move_file_opened(whole_path(options.file), paths.data, passphrase) as arrived:
        aside = move_in(paths, arrived, system_clock)
        held = arrived.manifest
    if options.json:
        print_json({"practices": held.practices, "events": held.events, "set_aside": aside})
        return 0
    print(one_line(f"The record in {paths.data} is now the one that moved: {_words(held.practices, held.events)}."))
    if aside:
        print(one_line(f"What was there before is kept as {aside}."))
    return 0


def _use_here(options: argparse.Namespace) -> int:
    from migdesk.workspace.move import use_here

    paths = paths_of(options)
    used = use_here(paths)
    if options.json:
        print_json({"used_here_again": used})
    elif used:
        print(
            "The record is used here again. What is recorded here and what is recorded where it moved to are not in "
            "each other: exchange packages, or share, to bring them together."
        )
    else:
        print(one_line(f"The record in {paths.data} is used here already."))
    return 0 if used else 1


def _refuse_while_held(paths: Paths) -> None:
    holder = holder_elsewhere(paths.data, system_clock(), this_computer())
    if holder:
        raise UserError(
            f"{holder.person} has this data folder open on {holder.computer_name}. Close migdesk there first."
        )


def _words(practices: int, events: int) -> str:
    return (
        f"{practices} practice{'' if practices == 1 else 's'}, {events:,} recorded change{'' if events == 1 else 's'}"
    )
