"""`migdesk report`: write a report to a file: on one practice, for a visit, on several practices, or a calendar."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from migdesk.base.errors import UserError
from migdesk.cli.arguments import Parser, date_from
from migdesk.cli.opening import open_workspace
from migdesk.cli.practice import PRACTICE

if TYPE_CHECKING:
    from migdesk.report.formats import ReportId
    from migdesk.workspace.workspace import Workspace

_OF_COMMISSIONER = "only practices whose commissioner has this text in its name"
_SECTIONS = (
    "only these, parted by commas: summary, dates, progress, attention, governance, sign-offs, tasks, registers, "
    "notes, recent; csv and json hold everything"
)
_SHEETS = "wall (what hangs in the corridor), blank (to fill in by hand) or log (to write on during Cutover)"
_EXAMPLES = {
    "status": (
        'migdesk report status "Elm Tree Surgery" --output status.html',
        "migdesk report status Z99001 --output status.docx",
    ),
    "agenda": (
        'migdesk report agenda "Elm Tree Surgery" --output agenda.pdf',
        "migdesk report agenda Z99001 --since 01/02/2027 --output agenda.html",
    ),
    "practices": (
        "migdesk report practices --output all.xlsx",
        'migdesk report practices --commissioner "North Moor" --board-only --output board.pdf',
    ),
    "registers": (
        "migdesk report registers Z99001 --output registers.pdf",
        "migdesk report registers Z99001 hazards third-parties --output safety.docx",
    ),
    "sheet": (
        "migdesk report sheet Z99001 cutover-processes --kind wall --output wall.pdf",
        "migdesk report sheet Z99001 re-entry --kind log --day 12/01/2027 --category letters --output logs.pdf",
    ),
    "calendar": (
        'migdesk report calendar "Elm Tree Surgery" --output dates.ics',
        "migdesk report calendar --tasks --for-role trainer --output training.ics",
    ),
}


def add_arguments(parser: argparse.ArgumentParser, general: Parser) -> None:
    """Add the reports. The forms of 0.1.0 are spellings of these; see `report_spelling`."""
    from migdesk.report.formats import formats_of

    reports = parser.add_subparsers(metavar="REPORT", required=True, title="reports", parser_class=Parser)

    def add(name: ReportId, purpose: str, run: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        report = reports.add_parser(
            name,
            help=purpose,
            description=f"Write {purpose}. Private notes are in no report.",
            parents=[general],
            epilog="\n  ".join(("examples:", *_EXAMPLES[name])),
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        if name == "calendar":
            all_of_them = f"{PRACTICE}; without one, all that are not in the archive"
            report.add_argument("practice", metavar="PRACTICE", nargs="?", help=all_of_them)
        elif name != "practices":
            report.add_argument("practice", metavar="PRACTICE", help=PRACTICE)
        report.add_argument(
            "--output", metavar="FILE", required=True, help="where to write it; a file there is replaced"
        )
        every = ", ".join(form.id for form in formats_of(name))
        report.add_argument("--format", metavar="FORMAT", help=f"{every}; else the suffix of FILE says it")
        report.set_defaults(run=run)
        return report

    status = add("status", "the status report of a practice", _status)
    status.add_argument("--sections", metavar="SECTIONS", help=_SECTIONS)
    agenda = add("agenda", "the agenda for a visit to a practice", _agenda)
    agenda.add_argument("--since", metavar="DATE", help="tell what changed since then, not since the last visit")
    practices = add("practices", "a report on all practices that are not in the archive", _practices)
    practices.add_argument("--commissioner", metavar="TEXT", help=_OF_COMMISSIONER)
    practices.add_argument("--board-only", action="store_true", help="without a page for each practice")
    registers = add("registers", "a report on registers of a practice", _registers)
    registers.add_argument(
        "register", metavar="REGISTER", nargs="*", help="which registers; without one, all with rows"
    )
    sheet = add("sheet", "a sheet of a register to print", _sheet)
    sheet.add_argument("register", metavar="REGISTER", help="which register")
    sheet.add_argument("--kind", metavar="KIND", required=True, help=_SHEETS)
    sheet.add_argument("--day", metavar="DATE", help="the day that log sheets are for")
    sheet.add_argument(
        "--category", metavar="CATEGORY", action="append", default=[], help="only log sheets of this one"
    )
    calendar = add("calendar", "milestones and leave for a calendar program", _calendar)
    calendar.add_argument("--commissioner", metavar="TEXT", help=_OF_COMMISSIONER)
    calendar.add_argument("--tasks", action="store_true", help="the dated tasks too")
    calendar.add_argument("--for-role", metavar="ROLE", help="the tasks of one role, and those that name none")


def _status(options: argparse.Namespace) -> int:
    from migdesk.report.status.sections import ALL_SECTIONS, sections_in
    from migdesk.workspace.reports.status import write_report

    sections = ALL_SECTIONS if options.sections is None else sections_in(options.sections)
    with open_workspace(options) as workspace:
        practice = workspace.find_practice(options.practice)
        print(write_report(workspace, practice.id, Path(options.output), options.format, sections))
    return 0


def _agenda(options: argparse.Namespace) -> int:
    from migdesk.workspace.reports.agenda import write_agenda

    since = date_from(options.since) if options.since is not None else None
    with open_workspace(options) as workspace:
        practice = workspace.find_practice(options.practice)
        print(write_agenda(workspace, practice.id, Path(options.output), since, options.format))
    return 0


def _registers(options: argparse.Namespace) -> int:
    from migdesk.workspace.reports.registers import prepare_registers

    with open_workspace(options) as workspace:
        practice = workspace.find_practice(options.practice)
        path = Path(options.output)
        print(prepare_registers(workspace, practice.id, path, options.register, options.format).write())
    return 0


def _sheet(options: argparse.Namespace) -> int:
    from migdesk.report.registers.printed_sheets import SHEET_TITLES
    from migdesk.workspace.reports.sheets import prepare_sheets

    if options.kind not in SHEET_TITLES:
        raise UserError(f"There is no kind of sheet “{options.kind}”. Use one of {', '.join(SHEET_TITLES)}.")
    day = date_from(options.day) if options.day is not None else None
    with open_workspace(options) as workspace:
        practice = workspace.find_practice(options.practice)
        path, register = Path(options.output), options.register
        categories = options.category
        prepared = prepare_sheets(
            workspace, practice.id, path, register, options.kind, options.format, day=day, categories=categories
        )
        print(prepared.write())
    return 0


def _practices(options: argparse.Namespace) -> int:
    from migdesk.workspace.reports.practices import ALL_PRACTICES, write_portfolio

    text = options.commissioner
    with open_workspace(options) as workspace:
        practice_ids = None if text is None else _of_commissioner(workspace, text)
        scope = ALL_PRACTICES if text is None else f"Practices of “{text}”"
        path, pages = Path(options.output), not options.board_only
        print(write_portfolio(workspace, path, practice_ids, options.format, pages=pages, scope=scope))
    return 0


def _calendar(options: argparse.Namespace) -> int:
    from migdesk.report.formats import format_of
    from migdesk.workspace.reports.calendar import write_calendar

    path, text = Path(options.output), options.commissioner
    format_of("calendar", path, options.format)
    if options.practice is not None and text is not None:
        raise UserError("Name a practice or a commissioner, not both.")
    with open_workspace(options) as workspace:
        practice_ids = None if text is None else _of_commissioner(workspace, text)
        if options.practice is not None:
            practice_ids = (workspace.find_practice(options.practice).id,)
        role = options.for_role or ""
        print(write_calendar(workspace, path, practice_ids, tasks=options.tasks or bool(role), role=role))
    return 0


def _of_commissioner(workspace: Workspace, text: str) -> tuple[str, ...]:
    """Return the practices whose commissioner has `text` in its name, by name. Raises UserError for none."""
    wanted = " ".join(text.split()).casefold()
    known = [summary for summary in workspace.summaries() if not summary.archived]
    found = sorted(
        (summary.name.casefold(), summary.id) for summary in known if wanted in summary.commissioner.casefold()
    )
    if not found:
        named = "; ".join(sorted({summary.commissioner for summary in known if summary.commissioner}))
        every = named or "none is named so far"
        raise UserError(f"No practice has a commissioner with “{text}” in its name. The commissioners: {every}.")
    return tuple(practice_id for _, practice_id in found)
