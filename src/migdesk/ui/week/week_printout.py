"""Sends the list of due tasks to the printer, by way of a preview."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from migdesk.ui.printing.printout import Printout, Sheets, paint_sheets, sheet_size
from migdesk.ui.week.groups import Group
from migdesk.ui.week.week_sheet import week_html
from migdesk.workspace.workspace import Workspace

MOST_PRINTED = 400
"""Tasks; more would take a hundred sheets and longer to lay out than anybody waits."""


def printout_of(workspace: Workspace, title: str, groups: Sequence[Group], *, names_practices: bool) -> Printout:
    """Return the list as it is printed; the foot of each sheet says of which day and for whom."""
    from migdesk.base.date_words import long_date

    actor = workspace.actor
    role = workspace.definitions.role_title(actor.role) if actor else ""
    subject = ", ".join(filter(None, (long_date(workspace.today), actor.name if actor else "", role)))
    html = partial(week_html, title, subject, groups, workspace.today, names_practices=names_practices)
    return Printout(title=title, foot=f"{title}, {subject}", parts=(html,))


def preview(parent: QWidget, printout: Printout) -> None:
    """Show the sheets as they will be; the person prints them from there."""
    from migdesk.ui.printing.paper import prepare
    from migdesk.ui.printing.preview import new_printer, show_preview

    printer = new_printer()
    prepare(printer, printout.title)
    sheets = Sheets(printout, sheet_size(printer))
    show_preview(
        parent,
        printer,
        printout.title,
        lambda device: paint_sheets(device, sheets, device.fromPage(), device.toPage()),
    )
