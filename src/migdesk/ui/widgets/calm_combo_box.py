"""A choice that the mouse wheel leaves alone: scrolling past it must never change the record."""

from __future__ import annotations

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox


class CalmComboBox(QComboBox):
    """Passes the wheel on to whatever scrolls around it; its open list still scrolls."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
