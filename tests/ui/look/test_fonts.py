import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from migdesk.ui.look.fonts import SMALLER, bold, small


def test_names_are_heavier_and_second_lines_smaller(qapp: QApplication) -> None:
    font = QFont()
    font.setPointSizeF(10)
    assert bold(font).bold() and not font.bold()
    assert small(font).pointSizeF() == pytest.approx(10 * SMALLER)
    assert small(bold(font)).bold()


def test_a_font_sized_in_pixels_stays_one(qapp: QApplication) -> None:
    font = QFont()
    font.setPixelSize(100)
    assert small(font).pixelSize() == 87
    font.setPixelSize(1)
    assert small(font).pixelSize() == 1
