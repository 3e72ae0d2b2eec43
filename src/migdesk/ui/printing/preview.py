"""The preview from which anything is printed: as it will be on paper, on the paper that the person chooses there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QWidget

from migdesk.base.errors import KnownError
from migdesk.ui.background import busy_pointer
from migdesk.ui.dialogs.question import tell

NOT_PRINTED = "The printer did not take it. See that it is switched on and has paper, then print again."
SIZE = (900, 680)  # logical pixels
Paint = Callable[[QPrinter], int | None]
"""Paints the sheets that a printer was asked for, and returns how many there are; 0 for a printer that fails."""


def new_printer() -> QPrinter:
    """Return a printer to be laid out for. Keep it: no dialog does."""
    return QPrinter(QPrinter.PrinterMode.HighResolution)


def show_preview(parent: QWidget | None, printer: QPrinter, title: str, paint: Paint) -> bool:
    """Show what `paint` paints on `printer`; True where it was printed from there. Says so where it could not be."""
    dialog = QPrintPreviewDialog(printer, parent)
    dialog.setWindowTitle(f"Print preview: {title}")
    dialog.resize(*SIZE)
    painting = _Painting(paint, dialog)
    dialog.paintRequested.connect(painting.paint)
    printed = bool(dialog.exec())
    if painting.trouble:
        tell(parent, f"Print: {title}", painting.trouble)
    return printed and not painting.trouble


class _Painting(QObject):
    """Keeps what stood in the way of the latest painting: a dialog that prints cannot be told."""

    def __init__(self, paint: Paint, parent: QObject) -> None:
        super().__init__(parent)
        self._paint = paint
        self.trouble = ""

    def paint(self, printer: QPrinter) -> None:
        with busy_pointer():  # tens of sheets take a moment
            try:
                self.trouble = NOT_PRINTED if self._paint(printer) == 0 else ""
            except KnownError as error:
                self.trouble = str(error)
