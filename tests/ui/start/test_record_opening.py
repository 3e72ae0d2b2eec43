"""A record that is to be made ready is opened with its progress on the screen, and not where the person stops it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from migdesk.base.assets import content_folder
from migdesk.base.ids import random_id
from migdesk.base.paths import Paths
from migdesk.guide.guide import Guide, open_guide
from migdesk.practice.backup import copy_now
from migdesk.practice.details import PracticeDetails
from migdesk.practice.event import Actor
from migdesk.practice.recovery import restore
from migdesk.ui.dialogs.progress_dialog import ProgressDialog
from migdesk.ui.start import record
from migdesk.workspace.bootstrap import bootstrap


@pytest.fixture
def paths(tmp_path: Path, warm_cache: Path) -> Paths:
    """Where somebody has just gone back to a copy of three practices."""
    paths = Paths(tmp_path / "data", warm_cache, "test")
    workspace = bootstrap(paths)
    workspace.sign_in(Actor("Dana Field", "practice-manager", "Riverside Surgery"))
    for number in range(3):
        workspace.practices.add(PracticeDetails(f"Surgery {number}"))
    workspace.close()
    now = datetime(2026, 11, 22, 9, 12, tzinfo=UTC)
    restore(copy_now(paths.database, paths.backups, now), paths.database, now, random_id, "test", "replaced")
    return paths


@pytest.fixture
def guide(warm_cache: Path) -> Guide:
    return open_guide(content_folder(), warm_cache)


def test_what_is_to_be_made_ready_is_made_ready_in_sight(
    qtbot: QtBot, paths: Paths, guide: Guide, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record, "_FOLDED_AT_ONCE", 2)
    shown: list[str] = []
    really = ProgressDialog.showEvent
    monkeypatch.setattr(
        ProgressDialog, "showEvent", lambda self, event: (shown.append(self.windowTitle()), really(self, event))[1]
    )
    workspace = record.open_workspace(paths, guide, ask=True)
    assert workspace is not None and shown == ["Opening the record"]
    assert [practice.name for practice in workspace.names()] == ["Surgery 0", "Surgery 1", "Surgery 2"]
    workspace.close()
    workspace = record.open_workspace(paths, guide, ask=True)
    assert workspace is not None and len(shown) == 1
    workspace.close()


def test_whoever_stops_it_is_told_so_and_nothing_is_open(
    qtbot: QtBot, paths: Paths, guide: Guide, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record, "_FOLDED_AT_ONCE", 0)
    said: list[tuple[str, bool]] = []
    monkeypatch.setattr(record, "say_why_not", lambda words, *, ask=True: said.append((words, ask)))

    def stop() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ProgressDialog)
        dialog.reject()

    QTimer.singleShot(0, stop)
    assert record.open_workspace(paths, guide, ask=True) is None
    assert said == [("It was cancelled.", False)]
