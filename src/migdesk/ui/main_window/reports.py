"""Saving and printing the status report from the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from migdesk.base.errors import KnownError
from migdesk.ui.file_names import file_name_of

if TYPE_CHECKING:
    from migdesk.ui.main_window.main_window import MainWindow


def save_report(window: MainWindow) -> None:
    """Ask where the status report goes and in which form, write it, and offer to open it."""
    from PySide6.QtWidgets import QFileDialog

    from migdesk.report.formats import FORMAT_BY_ID
    from migdesk.ui.dialogs.report_dialog import ask_format, offer_to_open

    window.take_chosen_practice()
    practice = window.session.practice
    if practice is None:
        window.banner.say("Choose a practice first; the report is about one practice.")
        return
    chosen = ask_format(window, practice.name)
    if chosen is None:
        return
    folder = Path(window.settings.report_folder) if window.settings.report_folder else Path.home()
    suggestion = folder / f"{file_name_of(practice.name)} status {window.session.workspace.today:%Y-%m-%d}.{chosen}"
    path, _ = QFileDialog.getSaveFileName(
        window, "Save status report", str(suggestion), f"{chosen.upper()} file (*.{chosen})"
    )
    if not path:
        return
    written = write(window, Path(path), chosen)
    if written is not None:
        window.settings.report_folder = str(written.parent)
        offer_to_open(window, written, FORMAT_BY_ID[chosen].about_in("status"))


def write(window: MainWindow, path: Path, chosen: str) -> Path | None:
    """Write the report of the practice in hand; None where it could not be written, which the banner then says."""
    from migdesk.workspace.reports.status import write_report

    target = path if path.suffix else path.with_suffix(f".{chosen}")
    try:
        written = write_report(window.session.workspace, window.session.practice_id, target, chosen)
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
    from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog

    from migdesk.report.status.document import status_document
    from migdesk.report.writers.pdf.forms import print_on
    from migdesk.report.writers.pdf.printable import printable
    from migdesk.workspace.reports.status import status_report

    sheets = printable(status_document(status_report(window.session.workspace, window.session.practice_id)))
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)  # held here: the dialog does not keep it alive
    dialog = QPrintPreviewDialog(printer, window)
    dialog.setWindowTitle("Print status report")
    dialog.resize(900, 700)
    dialog.paintRequested.connect(lambda printer: print_on(sheets, printer))
    dialog.exec()
