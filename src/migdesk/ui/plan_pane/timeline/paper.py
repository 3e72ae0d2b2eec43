"""The plan as a picture and on paper: the whole timeline on one sheet, and every date in words on those behind it."""

from __future__ import annotations

from pathlib import Path

import msgspec
from PySide6.QtCore import QBuffer, QIODevice, QRectF, QSizeF
from PySide6.QtGui import QImage, QPagedPaintDevice, QPageLayout, QPainter, QTextDocument
from PySide6.QtWidgets import QWidget

from migdesk.base.atomic import write_atomically
from migdesk.ui.look.palette import LIGHT
from migdesk.ui.plan_pane.timeline.dates_html import dates_html
from migdesk.ui.plan_pane.timeline.sheet import Sheet
from migdesk.ui.printing.paper import (
    FOOT,
    GREY,
    PAPER,
    PIXELS_PER_INCH,
    WHITE,
    paint_foot,
    paper_document,
    paper_font,
    prepare,
)
from migdesk.ui.printing.printout import sheet_size
from migdesk.workspace.plan.view import PlanView

PICTURE_WIDTH = 1366  # logical pixels; each is two pixels of the picture wide and high
PICTURE_MARGIN = 24
PICTURE_SCALE = 2
PICTURE_TEXT = 13
PICTURE_QUALITY = 80  # a picture is never lossy; Qt takes this as how long to look for a smaller file
PAPER_TEXT = 12
INK = msgspec.structs.replace(PAPER, hover=WHITE, border="#cccccc", accent="#b8b8b8", warning_ground=GREY)
"""Paper's colours where much is drawn and little written: paler lines, and greys that tell apart."""


def write_picture(image: QImage, path: Path) -> Path:
    """Write a picture as a PNG file and return where it is; it takes a while, and any thread may.

    Raises EnvironmentFault; what was there is then untouched.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG", PICTURE_QUALITY)  # type: ignore[call-overload]
    write_atomically(path, bytes(buffer.data().data()))
    return path


def picture(view: PlanView, title: str, subtitle: str) -> QImage:
    """Return the plan in light colours on white, whatever the window's are."""
    sheet = Sheet(view, title, subtitle, paper_font(PICTURE_TEXT), PICTURE_WIDTH - 2 * PICTURE_MARGIN)
    size = QSizeF(PICTURE_WIDTH, sheet.height + 2 * PICTURE_MARGIN) * PICTURE_SCALE
    image = QImage(size.toSize(), QImage.Format.Format_RGB32)
    image.fill(LIGHT.panel)
    painter = QPainter(image)
    painter.scale(PICTURE_SCALE, PICTURE_SCALE)
    painter.translate(PICTURE_MARGIN, PICTURE_MARGIN)
    sheet.paint(painter, LIGHT)
    painter.end()
    return image


def paint_plan(
    device: QPagedPaintDevice, view: PlanView, title: str, subtitle: str, first: int = 0, last: int = 0
) -> int:
    """Paint the sheets `first` to `last`, counted from 1, or all for 0 and 0.

    Returns how many sheets there are; 0 for a device that fails.
    """
    painter = QPainter()
    if not painter.begin(device):
        return 0
    size = sheet_size(device)
    scale = device.logicalDpiX() / PIXELS_PER_INCH
    painter.scale(scale, scale)
    document = paper_document(dates_html(view, title, subtitle), size, keep_tables=True)
    count = 1 + document.pageCount()
    begun = False
    for number in range(1, count + 1):
        if number < first or (last and number > last):
            continue
        if begun:
            device.newPage()
        begun = True
        _paint_sheet(painter, number, (view, title, subtitle), document, size)
        foot = QRectF(0, size.height(), size.width(), FOOT)
        paint_foot(painter, foot, title, f"Page {number} of {count}")
    painter.end()
    return count


def _paint_sheet(
    painter: QPainter, number: int, plan: tuple[PlanView, str, str], document: QTextDocument, size: QSizeF
) -> None:
    painter.save()
    if number == 1:
        Sheet(*plan, paper_font(PAPER_TEXT), size.width(), size.height()).paint(painter, INK)
    else:
        top = (number - 2) * size.height()
        painter.translate(0, -top)
        document.drawContents(painter, QRectF(0, top, size.width(), size.height()))
    painter.restore()


def lie_down(device: QPagedPaintDevice, title: str) -> None:
    """Set A4 on its side, the margins, and the name under which a printer lists the work."""
    prepare(device, title)
    device.setPageOrientation(QPageLayout.Orientation.Landscape)


def preview_plan(view: PlanView, parent: QWidget, title: str, subtitle: str) -> None:
    """Show the plan as it will be printed, and print it from there."""
    from migdesk.ui.printing.preview import new_printer, show_preview

    printer, name = new_printer(), f"Plan, {title}"
    lie_down(printer, name)
    show_preview(
        parent,
        printer,
        name,
        lambda device: paint_plan(device, view, title, subtitle, device.fromPage(), device.toPage()),
    )
