"""The window's check of its guide: opens the list, and leads from a fault to its place on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from migdesk.base.errors import KnownError
from migdesk.guide.model import Problem
from migdesk.workspace.guide_faults import section_of_line

if TYPE_CHECKING:
    from migdesk.ui.main_window.main_window import MainWindow


def check_this_guide(window: MainWindow) -> None:
    """Show what is wrong with the guide in the window, in a dialog that may stay open beside it."""
    from PySide6 import QtCore

    from migdesk.ui.guide_check.guide_check_dialog import GuideCheckDialog

    guide = window.guide.guide
    dialog = GuideCheckDialog(guide.folder, guide.title, window.theme, window)
    dialog.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fault_requested.connect(lambda fault, permalink: show_fault(window, fault, permalink))
    dialog.show()


def show_fault(window: MainWindow, fault: Problem, permalink: str) -> None:
    """Open the page of a fault, at the section that the fault's line is in."""
    try:
        page = window.guide.guide.render(permalink)
        anchor = section_of_line(window.guide.guide.folder, fault, page)
        window.open_page(permalink, anchor)
    except KnownError as error:  # the page is newer than the guide in the window
        window.banner.say(f"{error} Open the guide again to see it.")
        return
    if anchor:
        window.guide.view.flash_section(anchor)
