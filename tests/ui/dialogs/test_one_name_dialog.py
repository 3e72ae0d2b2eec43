import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from migdesk.practice.details import PracticeDetails
from migdesk.ui.dialogs.one_name_dialog import OneNameDialog, make_one_name
from migdesk.ui.session.session import Session
from migdesk.workspace.practice_import.one_name import one_names


def test_what_is_left_ticked_becomes_one_with_one_undo(
    qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = session.workspace
    elm = workspace.practices.add(PracticeDetails("Elm", from_system="EMIS", to_system="TPP"))
    dialog = OneNameDialog(None, one_names(workspace.summaries()))
    qtbot.addWidget(dialog)
    assert dialog.list.item(0).text() == "“EMIS” becomes “EMIS Web” in 1 practice"
    dialog.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert [change.name for change in dialog.chosen] == ["SystmOne"]
    dialog.list.item(1).setCheckState(Qt.CheckState.Unchecked)
    assert not dialog.make_button.isEnabled()
    monkeypatch.setattr(OneNameDialog, "exec", lambda _: 1)
    make_one_name(session, dialog)
    assert workspace.summary(elm).from_system == "EMIS Web"
    session.undo()
    assert workspace.summary(elm).from_system == "EMIS"
