""" "Text width" in the More menu, under View: applied at once, and as it was at the next start."""

from __future__ import annotations

from desk import Desk
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from migdesk.ui.main_window.work import Work


def entries(work: Work) -> dict[str, QAction]:
    """Return the menu's entries as a person sees them with the menu open."""
    menu = work.header.more_menu
    menu.aboutToShow.emit()
    for title in ("View", "Text width"):
        menu = next(inner for inner in menu.findChildren(QMenu) if inner.title() == title)
        menu.aboutToShow.emit()
    return {action.text(): action for action in menu.actions()}


def test_text_width_is_remembered(desk: Desk) -> None:
    window = desk.start()
    desk.practice()
    assert [text for text, action in entries(desk.work).items() if action.isChecked()] == ["Comfortable"]
    entries(desk.work)["Narrow"].trigger()
    assert window.guide.view.text_width == "narrow"
    desk.close()
    again = desk.start()
    assert entries(desk.work)["Narrow"].isChecked()
    assert again.guide.view.text_width == "narrow"
    desk.close()
