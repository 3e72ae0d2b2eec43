"""What a PDF is written on: Qt itself, started without a screen where no program has, and a writer of A4 pages."""

from __future__ import annotations

import os

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QGuiApplication, QPageLayout, QPageSize, QPdfWriter

from migdesk.base.platform import ALWAYS_HAS_A_DISPLAY, give_fonts_to_offscreen
from migdesk.report.writers.pdf.sheet import MARGIN_MM
from migdesk.report.writers.pdf.tags import metadata

DOTS_PER_INCH = 600


def application() -> QGuiApplication:
    """Return the running application, or a new one that needs no display (fonts need one of the two).

    On Windows and macOS the ordinary platform is always there, and knows the system's fonts.
    """
    running = QGuiApplication.instance()
    if isinstance(running, QGuiApplication):
        return running
    if not ALWAYS_HAS_A_DISPLAY:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    give_fonts_to_offscreen()
    return QGuiApplication(["migdesk"])


def writer_on(buffer: QBuffer, title: str, version: str, *, landscape: bool = False) -> QPdfWriter:
    """Return a writer of A4 pages into a buffer."""
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DOTS_PER_INCH)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    if landscape:
        writer.setPageOrientation(QPageLayout.Orientation.Landscape)
    writer.setPageMargins(QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM), QPageLayout.Unit.Millimeter)
    writer.setTitle(title)
    writer.setCreator(f"migdesk {version}")
    writer.setDocumentXmpMetadata(metadata(title, f"migdesk {version}"))
    return writer
