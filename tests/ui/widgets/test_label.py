"""Labels wrap, look as asked, and never read what a person typed as HTML."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from migdesk.ui.widgets.button import quiet_button
from migdesk.ui.widgets.label import rich_label, text_label


def test_typed_text_is_shown_as_it_is(qtbot: QtBot) -> None:
    label = text_label("<b>Dr</b> & Co", muted=True)
    assert label.textFormat() is Qt.TextFormat.PlainText and label.wordWrap()
    assert label.property("muted") is True
    assert label.sizePolicy().hasHeightForWidth()
    assert label.property("heading") is None


def test_html_of_our_own_is_read(qtbot: QtBot) -> None:
    assert rich_label("<b>Three</b>", heading="3").textFormat() is Qt.TextFormat.RichText


def test_a_label_names_its_field(qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    assert text_label("Name", buddy=field).buddy() is field


def test_a_quiet_button_says_more_than_it_shows(qtbot: QtBot) -> None:
    assert quiet_button("Remove…", "Remove this note").accessibleName() == "Remove this note"
    assert quiet_button("Close").accessibleName() == ""
