"""The font of the printed report: the plain one of each system, set so that all look the same size."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontMetricsF, QGuiApplication

FONT_FAMILIES = ("Segoe UI", "Helvetica Neue", "Noto Sans", "Liberation Sans", "Arial", "DejaVu Sans")
"""The plain font of Windows, macOS and Linux in turn; whatever the system has where it has none of them."""
X_HEIGHT = 0.5
"""Of the font's size, as in Segoe UI; a font whose small letters are taller is set smaller, and looks the same."""


def font(points: float) -> QFont:
    made = QFont(list(FONT_FAMILIES))
    made.setPointSizeF(points)
    return made


def scale_of_font() -> float:
    """Return how much smaller a font that is drawn large, as DejaVu Sans is, looks like the others of our list."""
    metrics = QFontMetricsF(font(100))
    em = 100 * screen_dots_per_inch() / 72
    return min(1.0, X_HEIGHT * em / metrics.xHeight()) if metrics.xHeight() > 0 else 1.0


def screen_dots_per_inch() -> float:
    return QGuiApplication.primaryScreen().logicalDotsPerInchY()
