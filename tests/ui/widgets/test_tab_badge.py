"""The number at a tab: seen, said, and gone at nought."""

from __future__ import annotations

from PySide6.QtWidgets import QTabBar
from pytestqt.qtbot import QtBot

from migdesk.ui.look.theme import Theme
from migdesk.ui.widgets.tab_badge import TabBadge, set_tab_badge

RIGHT = QTabBar.ButtonPosition.RightSide


def test_badge_shows_says_and_goes(qtbot: QtBot, theme: Theme) -> None:
    tabs = QTabBar()
    qtbot.addWidget(tabs)
    tabs.addTab("Information governance")
    narrow = tabs.sizeHint().width()
    set_tab_badge(tabs, 0, 4, "4 references to acknowledge", theme)
    badge = tabs.tabButton(0, RIGHT)
    assert isinstance(badge, TabBadge)
    assert badge.text == "4"
    assert tabs.accessibleTabName(0) == "Information governance, 4 references to acknowledge"
    assert tabs.tabToolTip(0) == "Information governance, 4 references to acknowledge"
    assert tabs.sizeHint().width() > narrow
    set_tab_badge(tabs, 0, 123, "123 references to acknowledge", theme)
    wider = tabs.tabButton(0, RIGHT)
    assert isinstance(wider, TabBadge)
    assert wider.text == "99+"
    assert wider.isVisibleTo(tabs)
    set_tab_badge(tabs, 0, 0, "", theme)
    assert tabs.tabButton(0, RIGHT) is None
    assert tabs.accessibleTabName(0) == "Information governance"
