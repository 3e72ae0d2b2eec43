"""`migdesk report`: write a practice's status report to a file."""

from __future__ import annotations

import argparse
from pathlib import Path

from migdesk.base.errors import UserError
from migdesk.cli.arguments import Parser
from migdesk.cli.opening import open_workspace
from migdesk.cli.practice import PRACTICE


def add_arguments(parser: argparse.ArgumentParser, general: Parser) -> None:
    """Add the arguments of a report."""
    parser.add_argument("practice", metavar="PRACTICE", help=PRACTICE)
    parser.add_argument("--output", metavar="FILE", required=True, help="where to write it; a file there is replaced")
    parser.add_argument("--format", metavar="FORMAT", help="such as html or pdf; else the suffix of FILE says it")
    parser.add_argument("--tasks", action="store_true", help="in a calendar (.ics): the dated tasks too")
    parser.add_argument("--for-role", metavar="ROLE", help="in a calendar (.ics): the tasks of one role")
    parser.set_defaults(run=_report)


def _report(options: argparse.Namespace) -> int:
    from migdesk.report.formats import format_of
    from migdesk.workspace.reports import write_calendar, write_report

    path = Path(options.output).expanduser()
    of_tasks = options.tasks or options.for_role is not None
    if of_tasks and format_of(path, options.format) != "ics":
        raise UserError("--tasks and --for-role go with a calendar, a file whose name ends in .ics.")
    with open_workspace(options) as workspace:
        practice = workspace.find_practice(options.practice)
        if of_tasks:
            print(write_calendar(workspace, path, (practice.id,), tasks=True, role=options.for_role or ""))
        else:
            print(write_report(workspace, practice.id, path, options.format))
    return 0
