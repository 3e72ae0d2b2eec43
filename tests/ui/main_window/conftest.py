"""A desk with a data folder, and a person who answers whatever dialog opens."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from desk import Answers, Desk
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox
from pytestqt.qtbot import QtBot

from migdesk.base.paths import Paths
from migdesk.workspace.bootstrap import bootstrap
from support import TickingClock

NOW = datetime(2026, 11, 22, 9, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def warm_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache in which the built-in guide, its checklist and the pages of these tests stand already."""
    folder = tmp_path_factory.mktemp("warm")
    workspace = bootstrap(Paths(folder / "data", folder / "cache", "test"))
    for page in ("/guide", "/guide/kick-off"):
        workspace.guide.render(page)
    workspace.close()
    return folder / "cache"


@pytest.fixture(autouse=True)
def answers(monkeypatch: pytest.MonkeyPatch) -> Iterator[Answers]:
    """Dialogs do not block; each is answered as the test said, and none may come that it did not expect."""
    person = Answers()
    for kind in (QDialog, QMessageBox):
        monkeypatch.setattr(kind, "exec", lambda dialog: person.exec(dialog))
    yield person
    assert person.unexpected == []
    assert person.waiting == []


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path, warm_cache: Path, answers: Answers) -> Iterator[Desk]:
    cache = Path(shutil.copytree(warm_cache, tmp_path / "cache"))
    made = Desk(qtbot, qapp, tmp_path / "data", cache, TickingClock(NOW))
    yield made
    made.close_all()
