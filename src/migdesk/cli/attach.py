"""`migdesk attach`: attach a file or an address to a task, row or sign-off; list, open, save, and take off."""

from __future__ import annotations

import argparse
import sys

from migdesk.base.clock import local_date
from migdesk.base.date_words import date_with_weekday
from migdesk.base.errors import UserError
from migdesk.base.paths import whole_path
from migdesk.base.size_words import size_words
from migdesk.cli.arguments import PRACTICE, Parser
from migdesk.cli.opening import open_workspace
from migdesk.cli.output import one_line, print_json, print_table
from migdesk.workspace.evidence.commands import EvidenceQuestion, is_address
from migdesk.workspace.evidence.view import EvidenceView, evidence_json
from migdesk.workspace.workspace import Workspace

_ITEM = "a task's id, REGISTER/ROW or a row's id, or a sign-off's id such as so.data"
_EPILOG = """examples:
  migdesk attach Z99901 so.data signed-sheet.pdf --no-patient-data
  migdesk attach Z99901 kick-off.hold-meeting https://example.org/minutes
  migdesk attach Z99901 contacts/4f1c "T:\\\\Migration\\\\contacts.xlsx" --link
  migdesk attach Z99901 --list
  migdesk attach Z99901 --save signed-sheet.pdf --output copy.pdf

A file of at most 25 MB, a document, picture or archive, is copied into the data folder, and goes with packages and
copies of the record. --no-patient-data states that it holds no patient data: without it, no file is attached.

exit codes: 0 done, 1 the answer is no, 2 could not be done"""


def add_arguments(parser: argparse.ArgumentParser, general: Parser) -> None:
    """Add the arguments of evidence."""
    parser.epilog, parser.formatter_class = _EPILOG, argparse.RawDescriptionHelpFormatter
    parser.add_argument("practice", metavar="PRACTICE", help=PRACTICE)
    parser.add_argument("item", metavar="ITEM", nargs="?", help=_ITEM)
    parser.add_argument("what", metavar="FILE|ADDRESS", nargs="?", help="a file to copy, or a web address to keep")
    parser.add_argument("--link", action="store_true", help="keep the path alone, not a copy of the file")
    parser.add_argument("--name", metavar="TEXT", default="", help="what to call an address")
    does = parser.add_mutually_exclusive_group()
    does.add_argument("--list", action="store_true", help="list what is attached, to ITEM where one is given")
    does.add_argument("--open", metavar="ATTACHMENT", help="write a copy to look at, and print where it is")
    does.add_argument("--save", metavar="ATTACHMENT", help="write it to --output")
    does.add_argument("--take-off", metavar="ATTACHMENT", help="take it off; it stays in the history")
    parser.add_argument("--output", metavar="FILE", help="with --save: a file or folder, “-” for standard output")
    parser.add_argument("--reason", metavar="TEXT", default="", help="with --take-off: why")
    parser.add_argument("--json", action="store_true", help="with --list: for scripts")
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    _refuse_muddle(options)
    with open_workspace(options) as workspace:
        practice_id = workspace.find_practice(options.practice).id
        if options.list:
            _list(workspace, practice_id, options)
        elif options.open is not None:
            found = workspace.evidence.find(practice_id, options.open)
            print(workspace.evidence.open_copy(practice_id, found.key))
        elif options.save is not None:
            _save(workspace, practice_id, options)
        elif options.take_off is not None:
            found = workspace.evidence.find(practice_id, options.take_off)
            workspace.evidence.take_off(practice_id, found.key, options.reason)
        else:
            print(_attach(workspace, practice_id, options))
    return 0


def _refuse_muddle(options: argparse.Namespace) -> None:
    """Raise UserError for options that do not go together."""
    does_else = options.list or any(each is not None for each in (options.open, options.save, options.take_off))
    if does_else and (options.what is not None or (options.item is not None and not options.list)):
        raise UserError("Attach something, or list, open, save or take off: one at a time.")
    if not does_else and options.what is None:
        raise UserError("Say what to attach to what: ITEM and FILE, or ITEM and a web address; or --list.")
    if (options.output is None) != (options.save is None):
        raise UserError("--save ATTACHMENT needs --output FILE, and goes with nothing else.")
    if options.reason and options.take_off is None:
        raise UserError("--reason goes with --take-off.")
    if options.json and not options.list:
        raise UserError("--json goes with --list.")


def _attach(workspace: Workspace, practice_id: str, options: argparse.Namespace) -> str:
    evidence = workspace.evidence
    item = evidence.item(practice_id, options.item)
    if options.link or is_address(options.what):
        return evidence.attach_address(practice_id, item, options.what, options.name)
    if options.name:
        raise UserError("--name goes with an address; a file keeps its own name.")
    if not hasattr(options, "no_patient_data"):
        raise UserError(f"{EvidenceQuestion()} Add --no-patient-data if it holds none.")
    evidence.state_no_patients(practice_id)
    return evidence.attach(practice_id, item, evidence.prepare(whole_path(options.what)))


def _list(workspace: Workspace, practice_id: str, options: argparse.Namespace) -> None:
    item = workspace.evidence.item(practice_id, options.item) if options.item else ""
    found = workspace.evidence.of(practice_id, item)
    if options.json:
        print_json([{**evidence_json(view), "title": view.title} for view in found])
        return
    rows = [(view.id, view.name, _state(view), view.item, _by(view)) for view in found]
    print_table(("Attachment", "Name", "Size", "Attached to", "By"), rows)


def _state(view: EvidenceView) -> str:
    if not view.is_file:
        return "a link"
    return size_words(view.size) + ("" if view.is_here else ", not here yet")


def _by(view: EvidenceView) -> str:
    return f"{view.by.name}, {date_with_weekday(local_date(view.at))}"


def _save(workspace: Workspace, practice_id: str, options: argparse.Namespace) -> None:
    found = workspace.evidence.find(practice_id, options.save)
    if options.output == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(workspace.evidence.content(practice_id, found.key))
        return
    print(one_line(str(workspace.evidence.save(practice_id, found.key, whole_path(options.output)))))
