""" "Explain words on the page" in the More menu, under View: on at first, remembered once it is turned off."""

from __future__ import annotations

from desk import Desk
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from migdesk.ui.main_window.work import Work


def entry(work: Work) -> QAction:
    """Return the menu's entry as a person sees it with the menu open."""
    more = work.header.more_menu
    more.aboutToShow.emit()
    menu = next(menu for menu in more.findChildren(QMenu) if menu.title() == "View")
    menu.aboutToShow.emit()
    return next(action for action in menu.actions() if action.text().startswith("Explain words"))


def test_words_are_explained_until_that_is_turned_off(desk: Desk) -> None:
    window = desk.start()
    desk.practice()
    desk.work.navigation.open_page("/guide/kick-off")
    assert entry(desk.work).isChecked()
    assert window.guide.view.places.terms
    entry(desk.work).trigger()
    assert not entry(desk.work).isChecked()
    assert not window.guide.view.places.terms
    desk.close()
    again = desk.start()
    assert not entry(desk.work).isChecked()
    assert not again.guide.view.places.terms
    entry(desk.work).trigger()
    assert again.guide.view.places.terms
    desk.close()
