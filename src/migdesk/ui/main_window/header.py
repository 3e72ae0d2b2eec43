"""The dark bar at the top: practices, the practice in hand, search, and the menus."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

from migdesk.ui.look.theme import Theme
from migdesk.ui.main_window.heights import HEADER_HEIGHT
from migdesk.ui.main_window.practice_button import PracticeButton
from migdesk.ui.main_window.search_box import SearchBox
from migdesk.ui.session.session import Session


class Header(QWidget):
    """Holds the header's parts; what they do is joined up by the window."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.board_button = QPushButton("☰ Practices")
        self.board_button.setAccessibleName("Practices")
        self.board_button.setToolTip("Show all practices")
        self.practice_button = PracticeButton(session, theme)
        self.search_box = SearchBox(session, theme)
        self.report_menu = QMenu(self)
        self.more_menu = QMenu(self)
        self.help_menu = QMenu(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 4, 14, 4)
        layout.setSpacing(10)
        layout.addWidget(self.board_button)
        layout.addWidget(self.practice_button, 6)
        layout.addWidget(self.search_box, 8)
        for title, menu in (("Report", self.report_menu), ("More", self.more_menu), ("Help", self.help_menu)):
            layout.addWidget(_menu_button(title, menu))
        self.setFixedHeight(HEADER_HEIGHT)


def _menu_button(title: str, menu: QMenu) -> QToolButton:
    button = QToolButton()
    button.setText(f"&{title} ▾")
    button.setAccessibleName(f"{title} menu")
    button.setToolTip(f"Alt+{title[0]}")
    button.setMenu(menu)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button
