"""Handing over in the window, putting away here, and bringing back."""

from __future__ import annotations

from pytestqt.qtbot import QtBot
from sides import Sides

from migdesk.ui.exchange.hand_over_dialog import HandOverDialog
from migdesk.ui.exchange.put_away_dialog import PutAwayDialog


def test_handing_over_is_recorded_and_leaves_the_lists_only_where_asked(sides: Sides, qtbot: QtBot) -> None:
    sides.session.choose_practice(sides.practice)
    dialog = HandOverDialog(sides.session)
    qtbot.addWidget(dialog)
    assert not dialog.away.isChecked()
    dialog.name.setEditText("Kim Example")
    dialog.save_button.click()
    assert sides.manager.exchange.status(sides.practice).looked_after_by == "Kim Example"
    assert len(sides.manager.names()) == 1
    again = HandOverDialog(sides.session)
    qtbot.addWidget(again)
    assert again.name.currentText() == "Kim Example"
    again.away.setChecked(True)
    again.save_button.click()
    assert sides.manager.names() == ()


def test_what_was_put_away_is_brought_back(sides: Sides, qtbot: QtBot) -> None:
    sides.manager.exchange.put_away(sides.practice)
    dialog = PutAwayDialog(sides.session)
    qtbot.addWidget(dialog)
    assert [dialog.list.item(row).text() for row in range(dialog.list.count())] == ["Made-up Surgery (Z99001)"]
    dialog.back_button.click()
    assert dialog.brought_back == sides.practice
    assert len(sides.manager.names()) == 1
    empty = PutAwayDialog(sides.session)
    qtbot.addWidget(empty)
    assert not empty.back_button.isEnabled()
