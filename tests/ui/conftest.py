"""A real workspace on a temporary folder, and what the screens need beside it."""

from __future__ import annotations

import os

from offscreen import platform

os.environ["QT_QPA_PLATFORM"] = platform()

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from migdesk.base.paths import Paths
from migdesk.practice.details import PracticeDetails
from migdesk.practice.event import Actor
from migdesk.ui.look.theme import Theme
from migdesk.ui.session.session import Session
from migdesk.workspace.bootstrap import bootstrap
from migdesk.workspace.workspace import Workspace

NOW = datetime(2026, 11, 22, 9, 12, tzinfo=UTC)


@pytest.fixture
def workspace(tmp_path: Path, warm_cache: Path) -> Iterator[Workspace]:
    """A workspace with nobody's practice in it; the clock stands at 22 November 2026."""
    opened = bootstrap(Paths(tmp_path, warm_cache, "test"), clock=lambda: NOW)
    opened.sign_in(Actor("Dana Field", "practice-manager", "Riverside Surgery"))
    yield opened
    opened.close()


@pytest.fixture
def session(workspace: Workspace, qapp: QApplication) -> Session:
    """A session whose person always says that a text is not about a patient."""
    return Session(workspace, lambda _question: True)


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    made = Theme(qapp, "light")
    made.apply()
    return made


@pytest.fixture
def sample(session: Session) -> str:
    """The id of a practice with some ticks, in hand in the session."""
    workspace = session.workspace
    details = PracticeDetails(
        "Riverside Surgery", "Z99001", "EMIS Web", "SystmOne", "North Moor ICB", "", date(2027, 3, 16)
    )
    practice_id = workspace.practices.add(details)
    for task in workspace.definitions.tasks[:10]:
        workspace.tasks.set_status(practice_id, task.id, "done")
    session.choose_practice(practice_id)
    return practice_id


@pytest.fixture(autouse=True)
def form_that_may_be_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a form that a test leaves open close at its end, whatever was typed into it: nobody is there to answer."""
    monkeypatch.setattr("migdesk.ui.dialogs.practice_dialog.is_agreed", lambda *_, **__: True)
