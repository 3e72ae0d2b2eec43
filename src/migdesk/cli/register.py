"""`migdesk register`: list a practice's registers, show their rows, set and remove them, take them in and out."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from migdesk.base.errors import UserError
from migdesk.checklist.registers.grid import GridColumn
from migdesk.cli import register_lists
from migdesk.cli.arguments import PRACTICE, Parser, add_action
from migdesk.cli.fields import fields_in
from migdesk.cli.opening import open_workspace
from migdesk.cli.output import day, one_line, print_json, print_table
from migdesk.cli.register_json import row_json
from migdesk.practice.rows import item_of_row
from migdesk.practice.state import PracticeState
from migdesk.workspace.practice_lookup import name_key
from migdesk.workspace.registers.change import RowChange
from migdesk.workspace.registers.commands import RegisterCommands
from migdesk.workspace.registers.view import RegisterView, RowView
from migdesk.workspace.workspace import Workspace

_REGISTER = "a register's id or title; “register list” shows them"
_ROW = "a row's id or exact name; “register show” lists them"
_EPILOG = """examples:
  migdesk register show Z99901 third-parties --suggested
  migdesk register set Z99901 contacts "name=Ann Example" organisation=Practice role=lead-gp
  migdesk register set Z99901 third-parties third-parties.pathology status=told "due=2 weeks before fdp"
  migdesk register count Z99901 re-entry re-entry.referrals-urgent.2027-01-13 logged 3
  migdesk register export Z99901 third-parties --output links.xlsx
  migdesk register import Z99901 third-parties links.xlsx --preview

A choice is given by its id or its title, a person or a row by its id or exact name; several are parted by “;”.
An empty value empties a field. What is given for a count is added to it: logged=8 is 8 more. In a list that
is imported it is how many there are in all, and an empty cell erases nothing.

exit codes: 0 done, 1 the answer is no, 2 could not be done"""


def add_arguments(parser: argparse.ArgumentParser, general: Parser) -> None:
    """Add the actions on registers."""
    parser.epilog, parser.formatter_class = _EPILOG, argparse.RawDescriptionHelpFormatter
    actions = parser.add_subparsers(metavar="ACTION", required=True, parser_class=Parser)
    listing = _action(actions, general, "list", "list a practice's registers", _list)
    listing.add_argument("--json", action="store_true", help="for scripts")
    showing = _action(actions, general, "show", "show the rows of a register", _show)
    showing.add_argument("register", metavar="REGISTER", help=_REGISTER)
    showing.add_argument(
        "--suggested", action="store_true", help="the rows that the guide suggests and that do not stand in it"
    )
    showing.add_argument("--json", action="store_true", help="for scripts")
    setting = _action(actions, general, "set", "add a row or change one, and print its id", _set)
    setting.add_argument("register", metavar="REGISTER", help=_REGISTER)
    setting.add_argument("row", metavar="[ROW] FIELD=VALUE", nargs="+", help=f"{_ROW}; without ROW one is added")
    setting.add_argument("--reason", metavar="TEXT", default="", help="why something counted is not needed")
    setting.add_argument("--note", metavar="TEXT", default="", help="add a note to the row")
    counting = _action(actions, general, "count", "count on a row of a register whose counts add up", _count)
    counting.add_argument("register", metavar="REGISTER", help=_REGISTER)
    counting.add_argument("row", metavar="ROW", help=_ROW)
    counting.add_argument("measure", metavar="MEASURE", help="what was counted, such as logged or entered")
    counting.add_argument("number", metavar="N", help="how many more; 0 for none, -2 for two fewer")
    counting.add_argument("--reason", metavar="TEXT", default="", help="why something counted is not needed")
    counting.add_argument(
        "--list-as-not-migrating",
        action="store_true",
        help="also add what cannot be entered to the register of what does not migrate",
    )
    counting.add_argument("--json", action="store_true", help="print the row as it stands then, for scripts")
    removing = _action(actions, general, "remove", "take a row off a register; its history stays", _remove)
    removing.add_argument("register", metavar="REGISTER", help=_REGISTER)
    removing.add_argument("row", metavar="ROW", help=_ROW)
    importing = _action(actions, general, "import", "take rows from a list in CSV or Excel", register_lists.take_in)
    importing.add_argument("register", metavar="REGISTER", help=_REGISTER)
    register_lists.add_import_arguments(importing)
    exporting = _action(actions, general, "export", "write a register as a list", register_lists.write)
    exporting.add_argument("register", metavar="REGISTER", help=_REGISTER)
    register_lists.add_export_arguments(exporting)


def _action(actions: Any, general: Parser, name: str, purpose: str, run: Any) -> Any:
    parser = add_action(actions, general, name, purpose, run, _EPILOG)
    parser.add_argument("practice", metavar="PRACTICE", help=PRACTICE)
    return parser


def _list(options: argparse.Namespace) -> int:
    with open_workspace(options) as workspace:
        practice = workspace.find_practice(options.practice)
        views = workspace.registers.views(practice.id)
        _tell_faults(workspace.registers)
    if options.json:
        print_json(
            [
                {
                    "id": view.register.id,
                    "title": view.register.title,
                    "rows": len(view.rows),
                    "open": view.open,
                    "overdue": view.overdue,
                }
                for view in views
            ]
        )
        return 0
    rows = [
        (view.register.id, str(len(view.rows)), str(view.open), str(view.overdue), view.state or view.register.title)
        for view in views
    ]
    print_table(("Register", "Rows", "Open", "Overdue", "How far"), rows)
    return 0


def _show(options: argparse.Namespace) -> int:
    with open_workspace(options) as workspace:
        practice = workspace.find_practice(options.practice)
        if options.suggested:
            return _show_suggested(workspace, practice.id, options)
        view = workspace.registers.view(practice.id, options.register)
        evidence = workspace.evidence.by_item(practice.id)
        _tell_faults(workspace.registers)
    if options.json:
        print_json([row_json(row, evidence.get(item_of_row(view.register.id, row.id), ())) for row in view.rows])
        return 0
    rows = [(row.id, row.status.title, _due(row), row.owner, _name(row)) for row in view.rows]
    print_table(("Row", "Status", "Due", "Owner", "What"), rows)
    return 0


def _show_suggested(workspace: Workspace, practice_id: str, options: argparse.Namespace) -> int:
    register = workspace.registers.find(options.register)
    rows = [
        (register.row_id(seed.id), str(seed.fields.get(register.name_column, "")))
        for seed in workspace.registers.seeds_not_taken(practice_id, register.id)
    ]
    if options.json:
        print_json([{"id": row, "name": name} for row, name in rows])
    elif rows:
        print_table(("Row", "What"), rows)
        print("“migdesk register set PRACTICE REGISTER ROW FIELD=VALUE” takes one.")
    else:
        print("Nothing is suggested for this register that does not stand in it.")
    return 0


def _tell_faults(registers: RegisterCommands) -> None:
    for fault in registers.definitions.faults:
        print(one_line(f"A register of the guide has a fault, so it is left out. {fault}"), file=sys.stderr)


def _due(row: RowView) -> str:
    return day(row.due) + (", overdue" if row.overdue else "")


def _name(row: RowView) -> str:
    return row.name + "".join(f" ({problem})" for problem in row.problems)


def _set(options: argparse.Namespace) -> int:
    first, *others = options.row
    named = "=" not in first
    given = others if named else options.row
    fields = fields_in(given)
    if not fields and not options.note:
        raise UserError("Nothing to set. Give FIELD=VALUE, such as status=told.")
    with open_workspace(options) as workspace:
        practice = workspace.find_practice(options.practice)
        view = workspace.registers.view(practice.id, options.register)
        row = _row_id(view, first, practice) if named else None
        change = RowChange(row=row, fields=fields, reason=options.reason, note=options.note)
        (set_row,) = workspace.registers.set_rows(practice.id, view.register.id, [change])
    print(set_row)
    return 0


def _count(options: argparse.Namespace) -> int:
    with open_workspace(options) as workspace:
        practice = workspace.find_practice(options.practice)
        view = workspace.registers.view(practice.id, options.register)
        row = _row_id(view, options.row, practice)
        change = RowChange(row=row, fields={options.measure: options.number}, reason=options.reason)
        _refuse_what_does_not_add_up(view, options.measure)
        if options.list_as_not_migrating:
            _count_and_list(workspace, practice.id, view, row, options)
        else:
            (row,) = workspace.registers.set_rows(practice.id, view.register.id, [change])
        counted = workspace.registers.view(practice.id, view.register.id).row(row)
        evidence = workspace.evidence.of(practice.id, item_of_row(view.register.id, row))
    if options.json and counted:
        print_json(row_json(counted, evidence))
    else:
        print(row)
    return 0


def _count_and_list(
    workspace: Workspace, practice: str, view: RegisterView, row: str, options: argparse.Namespace
) -> None:
    cell = workspace.registers.re_entry.view(practice).cell(row) if view.register.grid else None
    if cell is None or options.measure != GridColumn.CANNOT_ENTER or not options.number.isdigit():
        raise UserError("Only what cannot be entered of a day of re-entry goes on the list of what does not migrate.")
    workspace.registers.re_entry.count(
        practice, cell, GridColumn.CANNOT_ENTER, int(options.number), options.reason, list_as_not_migrating=True
    )


def _refuse_what_does_not_add_up(view: RegisterView, measure: str) -> None:
    measures = [column.id for column in view.register.columns if column.accumulates]
    if measure not in measures:
        known = f"Count one of {', '.join(measures)}." if measures else "Nothing is counted in it."
        raise UserError(f"{view.register.title} has no count “{measure}”. {known}")


def _remove(options: argparse.Namespace) -> int:
    with open_workspace(options) as workspace:
        practice = workspace.find_practice(options.practice)
        view = workspace.registers.view(practice.id, options.register)
        workspace.registers.remove_rows(practice.id, view.register.id, [_row_id(view, options.row, practice)])
    return 0


def _row_id(view: RegisterView, wanted: str, practice: PracticeState) -> str:
    """Return the id of a row that is given by its id or its exact name; what names no row is taken as an id."""
    if view.row(wanted) or practice.fields_of(item_of_row(view.register.id, wanted)):
        return wanted
    named = [row.id for row in view.rows if name_key(row.name) == name_key(wanted)]
    if len(named) > 1:
        raise UserError(f"{len(named)} rows are called “{wanted}”. Use one of {', '.join(named)}.")
    return named[0] if named else wanted
