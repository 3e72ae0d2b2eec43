"""`migdesk report`: write a report to a file: on one practice, for a visit, on several practices, or a calendar."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Collection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from migdesk.base.errors import EnvironmentFault, UserError
from migdesk.base.paths import whole_path
from migdesk.cli.arguments import PRACTICE, Parser, date_from
from migdesk.cli.opening import open_workspace
from migdesk.cli.streams import STANDARD, write_out

if TYPE_CHECKING:
    from migdesk.report.formats import ReportId
    from migdesk.report.status.sections import SectionId
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
        "migdesk report status --each --output reports --format docx",
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
        elif name == "status":
            report.add_argument("practice", metavar="PRACTICE", nargs="?", help=f"{PRACTICE}; none with --each")
        elif name != "practices":
            report.add_argument("practice", metavar="PRACTICE", help=PRACTICE)
        report.add_argument(
            "--output",
            metavar="FILE",
            required=True,
            help="where to write it; a file there is replaced; “-” is standard output, with --format",
        )
        every = ", ".join(form.id for form in formats_of(name))
        report.add_argument("--format", metavar="FORMAT", help=f"{every}; else the suffix of FILE says it")
        report.set_defaults(run=run)
        return report

    status = add("status", "the status report of a practice", _status)
    each = "a report on each practice that is not in the archive, into the folder of --output; html unless --format"
    status.add_argument("--each", action="store_true", help=each)
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

    if bool(options.practice) == options.each:
        raise UserError("Name a PRACTICE, or give --each and a folder.")
    sections = ALL_SECTIONS if options.sections is None else sections_in(options.sections)
    with open_workspace(options) as workspace:
        if options.each:
            return _status_of_each(workspace, options, sections)
        practice = workspace.find_practice(options.practice)
        _write(options, lambda path: write_report(workspace, practice.id, path, options.format, sections))
    return 0


def _status_of_each(workspace: Workspace, options: argparse.Namespace, sections: Collection[SectionId]) -> int:
    """Write a file for each practice into a folder, as the window names them, and print where they are."""
    from migdesk.base.atomic import reason
    from migdesk.report.file_names import dated_file_name
    from migdesk.report.formats import format_of
    from migdesk.workspace.reports.status import write_report

    form = format_of("status", Path(), options.format or "html")
    folder = whole_path(options.output)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentFault(f"{folder} cannot be a folder: {reason(error)}.") from error
    taken: set[str] = set()
    for practice in workspace.names(archived=False):
        name = dated_file_name(f"{practice.name} status", workspace.today, form.suffix)
        if name.casefold() in taken:
            other = f"{practice.name} {practice.ods_code or practice.id} status"
            name = dated_file_name(other, workspace.today, form.suffix)
        taken.add(name.casefold())
        print(write_report(workspace, practice.id, folder / name, form.id, sections))
    return 0


def _write(options: argparse.Namespace, write: Callable[[Path], Path]) -> None:
    """Have a report written and print where it is, or print the report itself where it goes to standard output."""
    if options.output != STANDARD:
        print(write(Path(options.output)))
        return
    if not options.format:
        raise UserError("Standard output has no ending that names the format. Give --format.")
    with TemporaryDirectory(prefix="migdesk-") as folder:
        data = write(Path(folder) / "report").read_bytes()
    write_out(data)


def _agenda(options: argparse.Namespace) -> int:
    from migdesk.workspace.reports.agenda import write_agenda

    since = date_from(options.since) if options.since is not None else None
    with open_workspace(options) as workspace:
        practice = workspace.find_practice(options.practice)
        _write(options, lambda path: write_agenda(workspace, practice.id, path, since, options.format))
    return 0


def _registers(options: argparse.Namespace) -> int:
    from migdesk.workspace.reports.registers import prepare_registers

    with open_workspace(options) as workspace:
        practice = workspace.find_practice(options.practice)
        names, form = options.register, options.format
        _write(options, lambda path: prepare_registers(workspace, practice.id, path, names, form).write())
    return 0


def _sheet(options: argparse.Namespace) -> int:
    from migdesk.report.registers.printed_sheets import SHEET_TITLES
    from migdesk.workspace.reports.sheets import prepare_sheets

    if options.kind not in SHEET_TITLES:
        raise UserError(f"There is no kind of sheet “{options.kind}”. Use one of {', '.join(SHEET_TITLES)}.")
    day = date_from(options.day) if options.day is not None else None
    with open_workspace(options) as workspace:
        practice = workspace.find_practice(options.practice)
        of_sheets = {"day": day, "categories": options.category}
        which = (options.register, options.kind, options.format)
        _write(options, lambda path: prepare_sheets(workspace, practice.id, path, *which, **of_sheets).write())
    return 0


def _practices(options: argparse.Namespace) -> int:
    from migdesk.workspace.reports.practices import ALL_PRACTICES, write_portfolio

    text = options.commissioner
    with open_workspace(options) as workspace:
        practice_ids = None if text is None else _of_commissioner(workspace, text)
        scope = ALL_PRACTICES if text is None else f"Practices of “{text}”"
        form, pages = options.format, not options.board_only
        _write(options, lambda path: write_portfolio(workspace, path, practice_ids, form, pages=pages, scope=scope))
    return 0


def _calendar(options: argparse.Namespace) -> int:
    from migdesk.report.formats import format_of
    from migdesk.workspace.reports.calendar import write_calendar

    kept, text = options.output != STANDARD, options.commissioner
    format_of("calendar", Path(options.output), options.format)
    if options.practice is not None and text is not None:
        raise UserError("Name a practice or a commissioner, not both.")
    with open_workspace(options) as workspace:
        practice_ids = None if text is None else _of_commissioner(workspace, text)
        if options.practice is not None:
            practice_ids = (workspace.find_practice(options.practice).id,)
        role = options.for_role or ""
        tasks = options.tasks or bool(role)
        _write(
            options,
            lambda path: write_calendar(workspace, path, practice_ids, tasks=tasks, role=role, remember=kept),
        )
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
