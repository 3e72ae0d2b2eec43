"""How anything looks on paper: black on white whatever the theme is, nothing told by colour, little ink on grounds."""

from __future__ import annotations

from pathlib import Path

import msgspec
from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPen,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrame,
    QTextTable,
)
from PySide6.QtWidgets import QApplication

from migdesk.ui.guide_pane.page_style import INDENT, page_style
from migdesk.ui.guide_pane.pictures import is_picture, picture
from migdesk.ui.look.palette import LIGHT

BODY = 14  # pixels of 1/96 inch: 10.5 points
PIXELS_PER_INCH = 96
FOOT = 34  # pixels at the foot of each sheet
KEEP_WITH_NEXT = 60  # pixels: a heading this near the foot goes over to the next sheet
MARGIN = 18  # millimetres
BLACK, WHITE, GREY = "#000000", "#ffffff", "#e4e4e4"
PAPER = msgspec.structs.replace(
    LIGHT,
    ground=WHITE,
    text=BLACK,
    muted="#333333",
    border="#999999",
    control=BLACK,
    accent=GREY,
    accent_text=BLACK,
    link=BLACK,
    group=GREY,
    done=WHITE,
    done_text=BLACK,
    danger=BLACK,
    warning=BLACK,
    warning_ground=WHITE,
)
STYLE = f"""
a {{ text-decoration: underline; }}
table.contents td {{ padding: 3px 0 3px 0; }}
table.task {{ margin: 0; }}
table.fill-in {{ margin: 0 0 14px 0; }}
td.box {{ font-size: 22px; vertical-align: top; padding-top: 6px; }}
td.words {{ vertical-align: top; padding-top: 11px; }}
p.task {{ margin: 0; font-weight: 600; line-height: 125%; }}
p.facts, p.step {{ margin: 2px 0 0 0; line-height: 125%; }}
p.step {{ margin-left: 22px; text-indent: -22px; }}
td.line {{ border-bottom: 1px solid {PAPER.border}; color: {PAPER.muted}; font-size: 11px; padding-top: 14px; }}
"""


def prepare(device: QPagedPaintDevice, title: str) -> None:
    """Set A4, the margins, and the name under which a printer lists the work."""
    device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    device.setPageMargins(QMarginsF(MARGIN, MARGIN, MARGIN, MARGIN), QPageLayout.Unit.Millimeter)
    if hasattr(device, "setDocName"):
        device.setDocName(title)


class PaperDocument(QTextDocument):
    """A document that loads nothing but pictures of one guide's own folder, if it has one."""

    def __init__(self, pictures: Path | None, most_width: int) -> None:
        super().__init__()
        self._pictures = pictures
        self._most_width = most_width

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Return a picture, or nothing."""
        address = QUrl(name)
        if self._pictures is not None and is_picture(kind, address):
            return picture(self._pictures, address, self._most_width)
        return b""


def paper_document(
    html: str, sheet: QSizeF, *, keep_tables: bool = False, pictures: Path | None = None
) -> QTextDocument:
    """Lay HTML out on sheets of a size in pixels; `keep_tables` lets none of its tables break that fits on a sheet.

    `pictures` is the folder of the guide whose pictures are shown.
    """
    document = PaperDocument(pictures, int(sheet.width()))
    document.setUndoRedoEnabled(False)
    document.setUseDesignMetrics(True)
    document.setDefaultFont(paper_font(BODY))
    document.setIndentWidth(round(BODY * INDENT))
    document.setDocumentMargin(0)
    document.setDefaultStyleSheet(page_style(PAPER, BODY) + STYLE)
    document.setHtml(html)
    document.setPageSize(sheet)
    _keep_headings_with_text(document, sheet.height())
    if keep_tables:
        _keep_tables_whole(document, sheet.height())
    return document


def paper_font(pixels: int) -> QFont:
    font = QFont(QApplication.font())
    font.setPixelSize(pixels)
    return font


def paint_foot(painter: QPainter, rect: QRectF, left: str, right: str) -> None:
    """Paint a thin line, what is printed at the left, and the number of the sheet at the right."""
    painter.save()
    painter.setFont(paper_font(10))
    painter.setPen(QPen(QColor(PAPER.border), 0.75))
    painter.drawLine(QPointF(rect.left(), rect.top() + 12), QPointF(rect.right(), rect.top() + 12))
    painter.setPen(QColor(PAPER.muted))
    words = rect.adjusted(0, 16, 0, 0)
    painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, left)
    painter.drawText(words, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, right)
    painter.restore()


def _keep_headings_with_text(document: QTextDocument, height: float) -> None:
    """Move headings that would stand last on a sheet over to the next one."""
    layout = document.documentLayout()
    break_before = QTextBlockFormat()
    break_before.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
    block = document.begin().next()
    while block.isValid():
        following = block.next()
        if block.blockFormat().headingLevel() and following.isValid() and QTextCursor(block).currentTable() is None:
            foot = layout.blockBoundingRect(block).bottom() % height
            if foot > height - KEEP_WITH_NEXT:
                QTextCursor(block).mergeBlockFormat(break_before)
        block = following


def _keep_tables_whole(document: QTextDocument, height: float) -> None:
    """Move tables that would run over the foot of a sheet to the next one, unless they are too tall for any."""
    layout = document.documentLayout()
    for frame in document.rootFrame().childFrames():
        assert isinstance(frame, QTextFrame)
        rect = layout.frameBoundingRect(frame)
        crosses = int(rect.top() // height) != int((rect.bottom() - 1) // height)
        if isinstance(frame, QTextTable) and crosses and rect.height() < height:
            looks = frame.format()
            looks.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
            frame.setFormat(looks)
