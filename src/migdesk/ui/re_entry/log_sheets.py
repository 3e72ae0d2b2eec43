"""Sheets to log on by hand during Cutover, a page for each category: shown as they will be printed."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from migdesk.checklist.registers.grid import RE_ENTRY
from migdesk.ui.session.session import Session


def preview_log_sheets(parent: QWidget, session: Session, day: date | None) -> None:
    """Show the sheets of all categories that apply, with a day on them or room to write it, and print from there.

    Raises KnownError where there are none.
    """
    from migdesk.report.writers.pdf.forms import print_on
    from migdesk.report.writers.pdf.printable import printable
    from migdesk.ui.background import busy_pointer
    from migdesk.ui.printing.preview import new_printer, show_preview
    from migdesk.workspace.reports.sheets import register_sheets

    with busy_pointer():
        document = register_sheets(session.workspace, session.practice_id, RE_ENTRY, "log", day=day)
        sheets = printable(document)
    show_preview(parent, new_printer(), sheets.title, lambda printer: print_on(sheets, printer))
