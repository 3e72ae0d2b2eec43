"""Re-entry of a practice in Cutover, or after Go-Live, on a screen of a small laptop."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from re_entry_days import GO_LIVE, IN_CUTOVER, Clock, Log, Show

from migdesk.base.paths import Paths
from migdesk.practice.details import PracticeDetails
from migdesk.practice.event import Actor
from migdesk.ui.look.theme import Theme
from migdesk.ui.re_entry.re_entry_screen import ReEntryScreen
from migdesk.ui.session.session import Session
from migdesk.workspace.bootstrap import bootstrap
from migdesk.workspace.registers.change import RowChange
from migdesk.workspace.workspace import Workspace


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def workspace(tmp_path: Path, warm_cache: Path, clock: Clock) -> Iterator[Workspace]:
    opened = bootstrap(Paths(tmp_path, warm_cache, "test"), clock=clock)
    opened.sign_in(Actor("Dana Field", "practice-manager", "Riverside Surgery"))
    yield opened
    opened.close()


@pytest.fixture
def practice(session: Session) -> str:
    practice_id = session.workspace.practices.add(PracticeDetails(name="Riverside Surgery", go_live=GO_LIVE))
    session.choose_practice(practice_id)
    return practice_id


@pytest.fixture
def log(session: Session, practice: str) -> Log:
    """Count on a category and day of January 2027."""

    def logging(category: str, day: int, reason: str = "", **counts: int) -> None:
        fields = {name.replace("_", "-"): n for name, n in counts.items()}
        row = f"re-entry.{category}.2027-01-{day:02}"
        session.workspace.registers.set_rows(practice, "re-entry", [RowChange(row=row, fields=fields, reason=reason)])

    return logging


@pytest.fixture
def show(qtbot: QtBot, session: Session, theme: Theme, practice: str, clock: Clock) -> Show:
    """Show the screen at some time, with the keyboard in its grid."""

    def showing(now: datetime = IN_CUTOVER) -> ReEntryScreen:
        clock.now = now
        screen = ReEntryScreen(session, theme)
        qtbot.addWidget(screen)
        screen.resize(1366, 650)
        screen.show()
        screen.activateWindow()
        qtbot.waitUntil(screen.isActiveWindow)
        screen.focus_grid()
        return screen

    return showing
