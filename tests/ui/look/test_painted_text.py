from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication

from migdesk.ui.look.painted_text import broken

NAME = "The Surgery of the Very Long Name by the River"


def test_text_that_fits_stays_on_one_line(qapp: QApplication) -> None:
    assert broken(NAME, QFont(), 2_000, 2) == [NAME]


def test_longer_text_breaks_between_words_and_its_rest_is_cut(qapp: QApplication) -> None:
    font = QFont()
    width = QFontMetrics(font).horizontalAdvance("The Surgery of ")
    first, second = broken(NAME, font, width, 2)
    assert NAME.startswith(f"{first} ")
    assert second.endswith("…")
    (alone,) = broken(NAME, font, width, 1)
    assert alone.endswith("…")


def test_a_text_of_fewer_lines_than_there_is_room_for_is_shown_whole(qapp: QApplication) -> None:
    font = QFont()
    width = QFontMetrics(font).horizontalAdvance("The Surgery of the Very ")
    assert " ".join(broken(NAME, font, width, 9)) == NAME
