"""Saving and printing the status report of the practice in hand."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from migdesk.ui.session.services import Services

if TYPE_CHECKING:
    from migdesk.report.formats import Format
    from migdesk.report.status.model import StatusReport


def save_report(services: Services) -> None:
    """Ask where the status report goes and in which form, write it, and offer to open it."""
    from migdesk.report.formats import FORMAT_BY_ID
    from migdesk.ui.dialogs.report_dialog import ask_format, offer_to_open
    from migdesk.ui.dialogs.save_file import ask_where_to_save, file_name_of

    practice, window = services.session.practice, services.parent
    if practice is None:
        return
    chosen = ask_format(window, practice.name)
    if chosen is None:
        return
    kind = FORMAT_BY_ID[chosen]
    name = f"{file_name_of(practice.name)} status {services.session.workspace.today:%Y-%m-%d}{kind.suffix}"
    path = ask_where_to_save(window, "Save status report", name, (kind,), settings=services.settings)
    if path is None:
        return
    write(services, path, kind, partial(offer_to_open, window, about=kind.about_in("status")))


def write(services: Services, path: Path, form: Format, done: Callable[[Path], object]) -> None:
    """Write the report of the practice in hand behind the window, and call `done` with the file once it is there.

    Where it cannot be written the banner says so.
    """
    from migdesk.ui.background import Background
    from migdesk.ui.dialogs.write_report import write_report
    from migdesk.workspace.reports.status import prepare_report

    session = services.session
    gather = partial(prepare_report, session.workspace, session.practice_id, path, form.id)
    services.say("Writing the report…")
    background = Background(services.parent)
    write_report(background, form, gather, partial(_written, services, done), partial(_not_written, services))


def _written(services: Services, done: Callable[[Path], object], path: Path) -> None:
    services.say(f"Report written: {path}")
    done(path)


def _not_written(services: Services, why: str) -> None:
    services.warn(f"The report was not written. {why}")


def preview_report(services: Services) -> None:
    """Show the report as it will be printed, and print it from there."""
    from migdesk.report.formats import FORMAT_BY_ID
    from migdesk.ui.background import Background
    from migdesk.ui.dialogs.write_report import gather_report
    from migdesk.workspace.reports.status import status_report

    gather = partial(status_report, services.session.workspace, services.session.practice_id)
    background = Background(services.parent)
    gather_report(background, FORMAT_BY_ID["pdf"], gather, partial(_show, services), services.warn)


def _show(services: Services, report: StatusReport) -> None:
    from migdesk.report.status.document import status_document
    from migdesk.report.writers.pdf.forms import print_on
    from migdesk.report.writers.pdf.printable import printable
    from migdesk.ui.printing.preview import new_printer, show_preview

    sheets = printable(status_document(report))
    show_preview(services.parent, new_printer(), sheets.title, lambda printer: print_on(sheets, printer))
