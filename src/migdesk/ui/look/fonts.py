"""The two fonts that are made from a widget's own: a heavier one for names, a smaller one for second lines."""

from __future__ import annotations

from PySide6.QtGui import QFont

SMALLER = 0.87
"""How large second lines are, beside the font they are made from."""


def bold(font: QFont) -> QFont:
    """Return the font for names and for what presses."""
    heavier = QFont(font)
    heavier.setWeight(QFont.Weight.Bold)
    return heavier


def small(font: QFont) -> QFont:
    """Return the font for second lines; `font` may be sized in points or, as on paper, in pixels."""
    smaller = QFont(font)
    if font.pointSizeF() > 0:
        smaller.setPointSizeF(font.pointSizeF() * SMALLER)
    else:
        smaller.setPixelSize(max(1, round(font.pixelSize() * SMALLER)))
    return smaller
