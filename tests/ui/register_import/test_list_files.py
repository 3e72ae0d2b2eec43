"""A register from a list in a file, and to one."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from migdesk.ui.look.theme import Theme
from migdesk.ui.register_import import list_files
from migdesk.ui.register_import.list_files import read_list, save_list, take_list
from migdesk.ui.register_import.preview_dialog import PreviewDialog
from migdesk.ui.session.services import Services
from migdesk.ui.session.session import Session
from migdesk.ui.session.settings import Settings

PEOPLE = "Name,Organisation,Part in the migration\nAnn Example,Practice,Lead GP\nZoe Example,Practice,Trainer\n"


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def services(qtbot: QtBot, session: Session, theme: Theme, sample: str, said: list[str]) -> Services:
    parent = QWidget()
    qtbot.addWidget(parent)
    return Services(session=session, settings=Settings(), theme=theme, parent=parent, say=said.append, warn=said.append)


def names(services: Services) -> list[str]:
    view = services.session.workspace.registers.view(services.session.practice_id, "contacts")
    return [row.name for row in view.rows]


def test_a_list_is_shown_and_taken_in(
    qtbot: QtBot, services: Services, said: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    monkeypatch.setattr(PreviewDialog, "exec", lambda dialog: qtbot.addWidget(dialog) or 1)
    before = names(services)
    take_list(services, services.parent, "contacts")
    qtbot.waitUntil(lambda: said[-1] == "2 rows were added.")
    assert names(services) == [*before, "Ann Example", "Zoe Example"]
    services.session.undo()
    assert names(services) == before


def test_what_is_no_list_is_told(
    qtbot: QtBot, services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(list_files, "tell", lambda _parent, _title, why: told.append(why))
    path = tmp_path / "report.json"
    path.write_text('{"a": 1}')
    read_list(services, services.parent, "contacts", path)
    qtbot.waitUntil(lambda: bool(told))
    assert told[0].startswith("report.json was not read.")


def test_a_register_is_written_as_a_list(
    qtbot: QtBot, services: Services, said: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "contacts.csv"
    monkeypatch.setattr(list_files, "ask_where_to_save", lambda *_, **__: path)
    save_list(services, services.parent, "contacts")
    qtbot.waitUntil(lambda: bool(said) and said[-1] == f"List written: {path}")
    assert path.read_text("utf-8-sig").startswith("ID,Name,Organisation")
