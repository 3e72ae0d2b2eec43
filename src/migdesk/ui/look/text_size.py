"""How large all text of the window is, in percent of what the system asks for."""

from __future__ import annotations

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

SIZES = (80, 90, 100, 110, 125, 150, 175, 200)
_OF_SYSTEM = "font_of_system"


def next_text_size(now: int, step: int) -> int:
    """Return the size a `step` up (1) or down (-1) from `now`, or the usual one (0); the ends stay where they are."""
    if not step:
        return 100
    found = [size for size in SIZES if (size > now if step > 0 else size < now)]
    return (min(found) if step > 0 else max(found)) if found else now


def font_of(application: QApplication, percent: int) -> QFont:
    """Return the system's own font at a size; what it was at first is kept with the application."""
    if application.property(_OF_SYSTEM) is None:
        application.setProperty(_OF_SYSTEM, QFont(application.font()))
    font = QFont(application.property(_OF_SYSTEM))
    if font.pointSizeF() > 0:
        font.setPointSizeF(font.pointSizeF() * percent / 100)
    else:
        font.setPixelSize(max(1, round(font.pixelSize() * percent / 100)))
    return font
