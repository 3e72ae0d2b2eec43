"""Saving and printing the status report from the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from migdesk.base.errors import KnownError

if TYPE_CHECKING:
    from migdesk.ui.main_window.main_window import MainWindow


def save_report(window: MainWindow) -> None:
    """Ask where the status report goes and in which form, write it, and offer to open it."""
    from migdesk.report.formats import FORMAT_BY_ID
    from migdesk.ui.dialogs.report_dialog import ask_format, offer_to_open
    from migdesk.ui.dialogs.save_file import ask_where_to_save, file_name_of

    window.take_chosen_practice()
    practice = window.session.practice
    if practice is None:
        window.banner.say("Choose a practice first; the report is about one practice.")
        return
    chosen = ask_format(window, practice.name)
    if chosen is None:
        return
    kind = FORMAT_BY_ID[chosen]
    name = f"{file_name_of(practice.name)} status {window.session.workspace.today:%Y-%m-%d}{kind.suffix}"
    path = ask_where_to_save(window, "Save status report", name, (kind,), settings=window.settings)
    if path is None:
        return
    written = write(window, path, chosen)
    if written is not None:
        offer_to_open(window, written, kind.about_in("status"))


def write(window: MainWindow, path: Path, chosen: str) -> Path | None:
    """Write the report of the practice in hand; None where it could not be written, which the banner then says."""
    from migdesk.workspace.reports.status import write_report

    try:
        written = write_report(window.session.workspace, window.session.practice_id, path, chosen)
    except KnownError as error:
        window.banner.say(f"The report was not written. {error}")
        return None
    window.status.say(f"Report written: {written}")
    return written


def preview_report(window: MainWindow) -> None:
    """Show the report as it will be printed, and print it from there."""
    window.take_chosen_practice()
    if not window.session.practice_id:
        window.banner.say("Choose a practice first; the report is about one practice.")
        return
    from migdesk.report.status.document import status_document
    from migdesk.report.writers.pdf.forms import print_on
    from migdesk.report.writers.pdf.printable import printable
    from migdesk.ui.printing.preview import new_printer, show_preview
    from migdesk.workspace.reports.status import status_report

    sheets = printable(status_document(status_report(window.session.workspace, window.session.practice_id)))
    show_preview(window, new_printer(), sheets.title, lambda printer: print_on(sheets, printer))
