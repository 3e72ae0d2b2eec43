"""`migdesk report`: write a report on one practice, or on all, to a file."""

from __future__ import annotations

import argparse
from pathlib import Path

from migdesk.base.errors import UserError
from migdesk.cli.arguments import Parser, date_from
from migdesk.cli.opening import open_workspace
from migdesk.cli.practice import PRACTICE
from migdesk.workspace.workspace import Workspace


def add_arguments(parser: argparse.ArgumentParser, general: Parser) -> None:
    """Add the arguments of a report."""
    parser.add_argument("practice", metavar="PRACTICE", nargs="?", help=PRACTICE)
    parser.add_argument("--all", action="store_true", help="in place of PRACTICE: all that are not in the archive")
    parser.add_argument(
        "--commissioner", metavar="TEXT", help="with --all: only those whose commissioner has this text"
    )
    parser.add_argument("--board-only", action="store_true", help="with --all: without a page for each practice")
    parser.add_argument("--output", metavar="FILE", required=True, help="where to write it; a file there is replaced")
    parser.add_argument("--format", metavar="FORMAT", help="such as html or pdf; else the suffix of FILE says it")
    parser.add_argument("--tasks", action="store_true", help="in a calendar (.ics): the dated tasks too")
    parser.add_argument("--for-role", metavar="ROLE", help="in a calendar (.ics): the tasks of one role")
    parser.add_argument("--agenda", action="store_true", help="the agenda for a visit, as a web page or PDF")
    parser.add_argument("--since", metavar="DATE", help="in an agenda: what changed since then, not the last visit")
    parser.set_defaults(run=_report)


def _report(options: argparse.Namespace) -> int:
    from migdesk.report.formats import format_of
    from migdesk.workspace.calendar_file import write_calendar
    from migdesk.workspace.reports import write_report

    path = Path(options.output).expanduser()
    if options.all:
        return _of_all(options, path)
    if options.commissioner is not None or options.board_only:
        raise UserError("--commissioner and --board-only go with --all.")
    if options.practice is None:
        raise UserError("Name a practice, or ask for a report on --all of them.")
    if options.agenda:
        return _agenda(options, path)
    if options.since is not None:
        raise UserError("--since goes with --agenda.")
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


def _agenda(options: argparse.Namespace, path: Path) -> int:
    from migdesk.workspace.visits import write_agenda

    if options.tasks or options.for_role is not None:
        raise UserError("--tasks and --for-role go with a calendar, not with --agenda.")
    since = date_from(options.since) if options.since is not None else None
    with open_workspace(options) as workspace:
        practice = workspace.find_practice(options.practice)
        print(write_agenda(workspace, practice.id, path, since, options.format))
    return 0


def _of_all(options: argparse.Namespace, path: Path) -> int:
    """Write the report on all practices, or their calendar."""
    from migdesk.report.formats import format_of
    from migdesk.workspace.calendar_file import write_calendar
    from migdesk.workspace.portfolio import ALL_PRACTICES, write_portfolio

    of_tasks = options.tasks or options.for_role is not None
    calendar = format_of(path, options.format) == "ics"
    if options.practice is not None or options.agenda or options.since is not None:
        raise UserError("--all goes neither with a practice nor with --agenda.")
    if of_tasks and not calendar:
        raise UserError("--tasks and --for-role go with a calendar, a file whose name ends in .ics.")
    if options.board_only and calendar:
        raise UserError("--board-only goes with a report, not with a calendar.")
    with open_workspace(options) as workspace:
        practice_ids = None if options.commissioner is None else _of_commissioner(workspace, options.commissioner)
        if calendar:
            print(write_calendar(workspace, path, practice_ids, tasks=of_tasks, role=options.for_role or ""))
            return 0
        scope = ALL_PRACTICES if practice_ids is None else f"Practices of “{options.commissioner}”"
        pages = not options.board_only
        print(write_portfolio(workspace, path, practice_ids, options.format, pages=pages, scope=scope))
    return 0


def _of_commissioner(workspace: Workspace, text: str) -> tuple[str, ...]:
    """Return the practices whose commissioner has `text` in its name, by name. Raises UserError for none."""
    wanted = " ".join(text.split()).casefold()
    known = [one for one in workspace.summaries() if not one.archived]
    found = sorted((one.name.casefold(), one.id) for one in known if wanted in one.commissioner.casefold())
    if not found:
        every = "; ".join(sorted({one.commissioner for one in known if one.commissioner})) or "none is named so far"
        raise UserError(f"No practice has a commissioner with “{text}” in its name. The commissioners: {every}.")
    return tuple(practice_id for _, practice_id in found)
