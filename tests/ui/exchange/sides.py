"""Two data folders: the manager's, with a window's session over it, and the partner's, who sends packages."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from migdesk.practice.exchange.package import Package, read_package
from migdesk.ui.look.theme import Theme
from migdesk.ui.session.services import Services
from migdesk.ui.session.session import Session
from migdesk.ui.session.settings import Settings
from migdesk.workspace.plan.change import PlanChange
from migdesk.workspace.workspace import Workspace
from support import PARTNER, START, TickingClock, add_practice, new_workspace

DATES, STAFF = "kick-off.agree-dates", "kick-off.tell-staff"


class Sides:
    """The manager's workspace and session, and the partner's workspace; `practice` is known to both."""

    def __init__(self, tmp_path: Path, qtbot: QtBot, application: QApplication) -> None:
        self._folder = tmp_path
        for name in ("manager", "partner"):
            (tmp_path / name).mkdir()
        self.manager: Workspace = new_workspace(tmp_path / "manager", "manager")
        self.partner: Workspace = new_workspace(
            tmp_path / "partner", "partner", TickingClock(START + timedelta(minutes=30))
        )
        self.partner.recorder.actor = PARTNER
        self.practice = add_practice(self.manager, ods_code="Z99001")
        self.partner.exchange.take_in(self.package(self.manager))
        self.session = Session(self.manager, lambda _: False)
        self.said: list[str] = []
        self.warned: list[str] = []
        parent = QWidget()
        qtbot.addWidget(parent)
        self.services = Services(
            session=self.session,
            settings=Settings(),
            theme=Theme(application, "light"),
            parent=parent,
            say=self.said.append,
            warn=self.warned.append,
        )

    def package(self, sender: Workspace, passphrase: str | None = None) -> Package:
        return read_package(self.file(sender, passphrase), passphrase)

    def file(self, sender: Workspace, passphrase: str | None = None) -> Path:
        path = self._folder / "x.migdesk"
        sender.exchange.send([self.practice], path, passphrase=passphrase, sender=sender.actor)
        return path

    def clash(self) -> None:
        """Have both change a task's status and Go-Live, and the partner write a note."""
        self.manager.tasks.set_status(self.practice, DATES, "blocked", "No answer")
        self.manager.plans.apply(self.practice, PlanChange(planned={"go-live": date(2027, 4, 19)}))
        self.partner.tasks.set_status(self.practice, DATES, "done")
        self.partner.plans.apply(self.practice, PlanChange(planned={"go-live": date(2027, 5, 3)}))
        self.partner.tasks.add_note(self.practice, STAFF, "Room booked.")
