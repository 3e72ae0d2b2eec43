"""Help, About, Licences."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from migdesk.base.licences import Component
from migdesk.ui.dialogs.about_dialog import AboutDialog
from migdesk.ui.dialogs.licences_dialog import LicencesDialog
from migdesk.ui.session.session import Session


def test_arrow_keys_go_through_the_parts(qtbot: QtBot, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).write_text(f"The text of <b>{name}</b>.", encoding="utf-8")
    parts = tuple(Component(name, "1.0", "MIT", (tmp_path / name,)) for name in ("one", "two"))
    dialog = LicencesDialog(None, parts)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.text.toPlainText() == "one 1.0\nLicence: MIT\n\nThe text of <b>one</b>."
    qtbot.keyClick(dialog.names, Qt.Key.Key_Down)
    assert "The text of <b>two</b>." in dialog.text.toPlainText()
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_about_names_every_part_and_leads_to_the_texts(qtbot: QtBot, session: Session) -> None:
    about = AboutDialog(session)
    qtbot.addWidget(about)
    shown = about.licences.toPlainText()
    assert "LGPL" in shown and "PyYAML" in shown and "Crown copyright" in shown
    assert about.licences_button.text() == "Licences…"
    assert not about.licences_button.isDefault()


def test_the_licences_fit_a_small_laptop(qtbot: QtBot) -> None:
    dialog = LicencesDialog(None)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.parts
    assert dialog.width() <= 1366 and dialog.height() <= 740
