"""Saving and printing the status report of the practice in hand."""

from __future__ import annotations

from pathlib import Path

from migdesk.base.errors import KnownError
from migdesk.ui.session.services import Services


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
    written = write(services, path, chosen)
    if written is not None:
        offer_to_open(window, written, kind.about_in("status"))


def write(services: Services, path: Path, chosen: str) -> Path | None:
    """Write the report of the practice in hand; None where it could not be written, which the banner then says."""
    from migdesk.workspace.reports.status import write_report

    try:
        written = write_report(services.session.workspace, services.session.practice_id, path, chosen)
    except KnownError as error:
        services.warn(f"The report was not written. {error}")
        return None
    services.say(f"Report written: {written}")
    return written


def preview_report(services: Services) -> None:
    """Show the report as it will be printed, and print it from there."""
    from migdesk.report.status.document import status_document
    from migdesk.report.writers.pdf.forms import print_on
    from migdesk.report.writers.pdf.printable import printable
    from migdesk.ui.printing.preview import new_printer, show_preview
    from migdesk.workspace.reports.status import status_report

    sheets = printable(status_document(status_report(services.session.workspace, services.session.practice_id)))
    show_preview(services.parent, new_printer(), sheets.title, lambda printer: print_on(sheets, printer))
