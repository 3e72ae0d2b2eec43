"""The window's check of its guide: opens the list, and leads from a fault to its place on the page."""

from __future__ import annotations

from collections.abc import Callable

from migdesk.base.errors import KnownError
from migdesk.guide.guide import Guide
from migdesk.guide.model import Problem
from migdesk.ui.session.services import Services


def check_guide(services: Services, guide: Guide, open_link: Callable[[str], None]) -> None:
    """Show what is wrong with a guide, in a dialog that may stay open beside the window; `open_link` shows a section
    of its pages there."""
    from PySide6.QtCore import Qt

    from migdesk.ui.guide_check.guide_check_dialog import GuideCheckDialog

    def show(fault: Problem, permalink: str) -> None:
        show_fault(services, guide, fault, permalink, open_link)

    dialog = GuideCheckDialog(guide.folder, guide.title, services.theme, services.parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fault_requested.connect(show)
    dialog.show()


def show_fault(
    services: Services, guide: Guide, fault: Problem, permalink: str, open_link: Callable[[str], None]
) -> None:
    """Open the page of a fault, at the section that the fault's line is in."""
    from migdesk.workspace.guide_faults import section_of_line

    try:
        anchor = section_of_line(guide.folder, fault, guide.render(permalink))
        open_link(f"{permalink}#{anchor}" if anchor else permalink)
    except KnownError as error:  # the page is newer than the guide in the window
        services.warn(f"{error} Open the guide again to see it.")
