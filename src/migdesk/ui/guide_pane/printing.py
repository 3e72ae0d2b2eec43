"""A guide page on paper. How paper looks is in `migdesk.ui.printing`, which prints the whole guide and phases too."""

from __future__ import annotations

from PySide6.QtGui import QPagedPaintDevice

from migdesk.guide.guide import Guide
from migdesk.guide.model import RenderedPage
from migdesk.ui.printing.of_guide import one_page
from migdesk.ui.printing.paper import PAPER as PAPER
from migdesk.ui.printing.printout import Sheets, paint_sheets, sheet_size


def paint_pages(device: QPagedPaintDevice, guide: Guide, page: RenderedPage, first: int = 0, last: int = 0) -> int:
    """Paint one page of the guide on a device; see `paint_sheets`."""
    return paint_sheets(device, Sheets(one_page(guide, page), sheet_size(device)), first, last)
