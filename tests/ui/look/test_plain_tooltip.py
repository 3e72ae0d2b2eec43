import pytest
from PySide6.QtGui import Qt, QTextDocument
from PySide6.QtWidgets import QApplication

from migdesk.ui.look.plain_tooltip import plain_tooltip


@pytest.mark.parametrize("text", ("Elm Tree", "a & b", "<b>x</b>", "<i>one</i>\ntwo & three", "5 &lt; 6"))
def test_a_tooltip_reads_as_it_was_typed(qapp: QApplication, text: str) -> None:
    tip = plain_tooltip(text)
    if not Qt.mightBeRichText(tip):
        assert tip == text
        return
    document = QTextDocument()
    document.setHtml(tip)
    assert document.toPlainText() == text
