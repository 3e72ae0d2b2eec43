"""A desk with a data folder, and a person who answers whatever dialog opens."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from desk import Answers, Desk
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox
from pytestqt.qtbot import QtBot

from support import TickingClock

NOW = datetime(2026, 11, 22, 9, 12, tzinfo=UTC)


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
    font = qapp.font()
    made = Desk(qtbot, qapp, tmp_path / "data", warm_cache, TickingClock(NOW))
    yield made
    made.close_all()
    qapp.setFont(font)  # a test may have made all text larger
