"""The window as it starts for someone who was here before: the page first, everything else put in its place after."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from migdesk.ui.look.theme import Theme
from migdesk.ui.main_window.main_window import MainWindow
from migdesk.ui.session.session import Session
from migdesk.ui.session.settings import Settings
from migdesk.ui.start.app import begin


@pytest.fixture
def window(qtbot: QtBot, session: Session, theme: Theme, sample: str) -> MainWindow:
    made = MainWindow(session.workspace.guide, theme, Settings(practice=sample, page="/guide/cutover"))
    qtbot.addWidget(made)
    made.resize(1366, 740)
    made.open_page("/guide/cutover")
    made.show()
    qtbot.waitExposed(made)
    begin(made, session.workspace)
    QApplication.sendPostedEvents()
    qtbot.waitUntil(made.right.isVisible)  # what was put off, deletions among it, is done by then
    return made


def test_sections_of_the_first_page_can_be_opened(window: MainWindow) -> None:
    window.open_page("/guide/cutover", "final-data-production")
    assert window.guide.view.verticalScrollBar().value() > 0


def test_every_menu_opens(window: MainWindow) -> None:
    for menu in (window.header.report_menu, window.header.more_menu, window.header.help_menu):
        menu.aboutToShow.emit()
        for action in menu.actions():
            if action.menu():
                action.menu().aboutToShow.emit()
        menu.aboutToHide.emit()
