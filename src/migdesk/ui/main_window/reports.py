"""Saving and printing reports on the practice in hand: how it stands, and its registers."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from migdesk.report.formats import FORMAT_BY_ID
from migdesk.ui.session.services import Services

if TYPE_CHECKING:
    from migdesk.report.document import Document
    from migdesk.report.formats import Format
    from migdesk.workspace.reports.prepared import Prepared


def save_report(services: Services) -> None:
    """Ask what the status report holds, in which form and where it goes, write it, and offer to open it."""
    from migdesk.report.status.sections import ALL_SECTIONS, SECTION_TITLES
    from migdesk.ui.dialogs.report_dialog import ReportDialog
    from migdesk.workspace.reports.status import prepare_report

    practice, settings = services.session.practice, services.settings
    if practice is None:
        return
    chosen = [section for section in ALL_SECTIONS if section not in settings.report_left_out]
    dialog = ReportDialog(
        services.parent,
        f"Status report of {practice.name}",
        "status",
        {section: SECTION_TITLES[section] for section in ALL_SECTIONS},
        chosen or ALL_SECTIONS,
        "A spreadsheet table and JSON hold all of it.",
    )
    if not dialog.exec():
        return
    form, parts = dialog.choice
    settings.report_left_out = [section for section in ALL_SECTIONS if section not in parts]
    sections = [section for section in ALL_SECTIONS if section in parts]
    workspace, practice_id = services.session.workspace, services.session.practice_id

    def gather(path: Path) -> Prepared:
        return prepare_report(workspace, practice_id, path, form, sections)

    ask_and_write(services, "Save status report", f"{practice.name} status", FORMAT_BY_ID[form], gather)


def save_registers_report(services: Services, register_id: str = "") -> None:
    """Ask which registers a report is on, by default one or all that have rows, in which form and where it goes."""
    from migdesk.ui.dialogs.report_dialog import ReportDialog
    from migdesk.workspace.reports.registers import prepare_registers

    practice, workspace = services.session.practice, services.session.workspace
    if practice is None:
        return
    views = workspace.registers.views(practice.id)
    parts = {view.register.id: view.register.short_title for view in views}
    with_rows = [view.register.id for view in views if any(row.recorded for row in view.rows)]
    chosen = [register_id] if register_id else with_rows or list(parts)
    dialog = ReportDialog(services.parent, f"Registers of {practice.name}", "registers", parts, chosen)
    if not dialog.exec():
        return
    form, registers = dialog.choice
    name = parts[registers[0]] if len(registers) == 1 else "registers"

    def gather(path: Path) -> Prepared:
        return prepare_registers(workspace, practice.id, path, registers, form)

    ask_and_write(services, "Save a report on registers", f"{practice.name} {name}", FORMAT_BY_ID[form], gather)


def ask_and_write(services: Services, title: str, name: str, form: Format, gather: Callable[[Path], Prepared]) -> None:
    """Ask where a report goes, write it behind the window, and offer to open it."""
    from migdesk.report.file_names import dated_file_name
    from migdesk.ui.dialogs.report_dialog import offer_to_open
    from migdesk.ui.dialogs.save_file import ask_where_to_save

    suggested = dated_file_name(name, services.session.workspace.today, form.suffix)
    path = ask_where_to_save(services.parent, title, suggested, (form,), settings=services.settings)
    if path is not None:
        done = partial(offer_to_open, services.parent, about=f"{form.about}")
        write(services, form, partial(gather, path), done)


def write(services: Services, form: Format, gather: Callable[[], Prepared], done: Callable[[Path], object]) -> None:
    """Gather a report and write it behind the window, and call `done` with the file once it is there.

    Where it cannot be written the banner says so.
    """
    from migdesk.ui.background import Background
    from migdesk.ui.dialogs.write_report import write_report

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
    from migdesk.report.status.document import status_document
    from migdesk.workspace.reports.status import status_report

    session = services.session
    preview(services, lambda: status_document(status_report(session.workspace, session.practice_id)))


def preview(services: Services, gather: Callable[[], Document]) -> None:
    """Show a document as it will be printed, and print it from there."""
    from migdesk.ui.background import Background
    from migdesk.ui.dialogs.write_report import gather_report

    background = Background(services.parent)
    gather_report(background, FORMAT_BY_ID["pdf"], gather, partial(_show, services), services.warn)


def _show(services: Services, document: Document) -> None:
    from PySide6.QtGui import QPageLayout

    from migdesk.report.writers.pdf.forms import print_on
    from migdesk.report.writers.pdf.printable import printable
    from migdesk.ui.printing.preview import new_printer, show_preview

    sheets, printer = printable(document), new_printer()
    if sheets.landscape:
        printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    show_preview(services.parent, printer, sheets.title, lambda printer: print_on(sheets, printer))


def print_register(services: Services, register_id: str = "") -> None:
    """Ask which register is printed, and as what, and show it as it will be."""
    from migdesk.ui.dialogs.print_register_dialog import PrintRegisterDialog
    from migdesk.workspace.reports.registers import registers_document_of
    from migdesk.workspace.reports.sheets import register_sheets

    workspace, practice = services.session.workspace, services.session.practice_id
    dialog = PrintRegisterDialog(services.parent, workspace, practice, register_id)
    if not dialog.exec():
        return
    register, kind, day = dialog.register_id, dialog.kind, dialog.day
    if kind is None:
        preview(services, lambda: registers_document_of(workspace, practice, [register]))
    else:
        preview(services, lambda: register_sheets(workspace, practice, register, kind, day=day))
