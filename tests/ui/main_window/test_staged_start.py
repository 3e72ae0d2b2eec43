"""The window as it starts for someone who was here before: the page first, everything else put in its place after."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from migdesk.ui.look.theme import Theme
from migdesk.ui.main_window.shell import Shell
from migdesk.ui.main_window.work import Work
from migdesk.ui.session.session import Session
from migdesk.ui.session.settings import Settings
from migdesk.ui.start.window import begin_work


@pytest.fixture
def work(qtbot: QtBot, session: Session, theme: Theme, sample: str) -> Work:
    made = Shell(session.workspace.guide, theme, Settings(practice=sample, page="/guide/cutover"))
    qtbot.addWidget(made)
    made.resize(1366, 740)
    made.open_page("/guide/cutover")
    made.show()
    qtbot.waitExposed(made)
    work = begin_work(made, session.workspace)
    QApplication.sendPostedEvents()
    qtbot.waitUntil(work.right.isVisible)  # what was put off, deletions among it, is done by then
    return work


def test_sections_of_the_first_page_can_be_opened(work: Work) -> None:
    work.navigation.open_page("/guide/cutover", "final-data-production")
    assert work.guide.view.verticalScrollBar().value() > 0


def test_every_menu_opens(work: Work) -> None:
    for menu in (work.header.report_menu, work.header.more_menu, work.header.help_menu):
        menu.aboutToShow.emit()
        for action in menu.actions():
            if action.menu():
                action.menu().aboutToShow.emit()
        menu.aboutToHide.emit()
