"""The dark bar at the top: practices, the practice in hand, search, and the menus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

from migdesk.ui.look.theme import Theme
from migdesk.ui.main_window.heights import header_height
from migdesk.ui.main_window.panes import SIDE_BY_SIDE
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
        menus = (("Report", self.report_menu), ("More", self.more_menu), ("Help", self.help_menu))
        self._menu_buttons = tuple(_menu_button(title, menu) for title, menu in menus)
        self.search_button = QPushButton("Search")
        self.search_button.setToolTip("Search the guide, tasks, registers and notes (Ctrl+K)")
        self.search_button.clicked.connect(self.start_search)
        self.search_box.left.connect(self._search_left)
        every = QMenu(self)
        for (title, _), menu in zip(menus, (self.report_menu, self.more_menu, self.help_menu), strict=True):
            menu.setTitle(title)
            every.addMenu(menu)
        self.all_menus = _menu_button("Menus", every)
        self.all_menus.setText("⋯")
        self._narrow = False
        for button in (self.search_button, *self._menu_buttons, self.all_menus):
            layout.addWidget(button)
        self.search_button.hide()
        self.all_menus.hide()
        self._fit_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_narrow(event.size().width() < SIDE_BY_SIDE)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_height()

    def start_search(self) -> None:
        """Give the keyboard to the search, which a narrow header shows in the practice's place while it is used."""
        if self._narrow:
            self._show_search(True)
        self.search_box.start()

    def _set_narrow(self, narrow: bool) -> None:
        """Fold into signs and one menu, or have room for all of it again."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self.board_button.setText("☰" if narrow else "☰ Practices")
        for button in self._menu_buttons:
            button.setVisible(not narrow)
        self.all_menus.setVisible(narrow)
        self._show_search(not narrow)

    def _show_search(self, shown: bool) -> None:
        self.search_box.setVisible(shown)
        self.search_button.setVisible(self._narrow and not shown)
        self.practice_button.setVisible(not (self._narrow and shown))

    def _search_left(self) -> None:
        if self._narrow:
            self._show_search(False)

    def _fit_height(self) -> None:
        self.setFixedHeight(header_height(self.fontMetrics().height()))


def _menu_button(title: str, menu: QMenu) -> QToolButton:
    button = QToolButton()
    button.setText(f"&{title} ▾")
    button.setAccessibleName(f"{title} menu")
    button.setToolTip(f"Alt+{title[0]}")
    button.setMenu(menu)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button
