"""What a narrow window has in place of panes side by side: a tab for each, and what keeps it on top of others."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QTabBar, QWidget

from migdesk.ui.main_window.panes import Panes, Side
from migdesk.ui.main_window.right_pane import SHORT_REFERENCES, TITLES, RightPane, Tab

GUIDE = 0
_TITLES = ("Guide", *(SHORT_REFERENCES if tab is Tab.REFERENCES else TITLES[tab] for tab in Tab))


class NarrowBar(QWidget):
    """Follows the panes and leads to them; hidden while they stand side by side, and beside a whole screen."""

    keep_on_top_requested = Signal(bool)

    def __init__(self, panes: Panes, right: RightPane, stack: QStackedWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._panes = panes
        self._stack = stack
        stack.currentChanged.connect(lambda _: self._turned(panes.is_narrow))
        self._right = right
        self.tabs = QTabBar()
        self.tabs.setObjectName("narrowTabs")
        for title in _TITLES:
            self.tabs.addTab(title)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setAccessibleName("Guide, checklist, information governance, plan or registers")
        self.on_top = QPushButton("On top")
        self.on_top.setCheckable(True)
        self.on_top.setProperty("chip", True)
        self.on_top.setToolTip("Keep this window on top of others")
        self.on_top.setAccessibleDescription("Keep this window on top of others")
        self.on_top.clicked.connect(self.keep_on_top_requested)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 0, 8, 0)
        layout.setSpacing(4)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(self.on_top)
        self.tabs.currentChanged.connect(self._show)
        right.tabs.currentChanged.connect(self._follow)
        panes.front_changed.connect(self._front_changed)
        panes.narrow_changed.connect(self._turned)
        self._turned(panes.is_narrow)

    def _turned(self, narrow: bool) -> None:
        self.setVisible(narrow and self._stack.currentWidget() is self._panes)
        self._right.tabs.setVisible(not narrow)
        self._follow()

    def _follow(self) -> None:
        """Show where the person is."""
        front = self._panes.front
        self.tabs.blockSignals(True)
        self.tabs.setCurrentIndex(self._right.tabs.currentIndex() + 1 if front is Side.CHECKLIST else GUIDE)
        self.tabs.blockSignals(False)

    def _front_changed(self, had_keyboard: bool) -> None:
        """Follow, and have the keyboard go along from the pane that was in front."""
        self._follow()
        if had_keyboard and self._panes.front is Side.CHECKLIST:
            self._right.focus_current()
        elif had_keyboard and self._panes.front is None:
            self._panes.guide.focus_page()

    def _show(self, index: int) -> None:
        if index == GUIDE:
            self._panes.show_guide()
        else:
            self._panes.set_shown(Side.CHECKLIST, True)
            self._right.show_tab(index - 1)
