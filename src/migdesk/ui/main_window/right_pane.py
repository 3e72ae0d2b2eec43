"""The right-hand pane: checklist, Information Governance references, plan and registers, one tab each."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from migdesk.ui.checklist_pane.checklist_pane import ChecklistPane
from migdesk.ui.look.nothing_shown import NothingShown
from migdesk.ui.look.theme import Theme
from migdesk.ui.session.session import Session
from migdesk.ui.session.settings import Settings
from migdesk.ui.widgets.focus_order import put_in_order
from migdesk.ui.widgets.tab_badge import set_tab_badge

if TYPE_CHECKING:
    from migdesk.ui.plan_pane.plan_summary import PlanSummary
    from migdesk.ui.references_pane.references_pane import ReferencesPane
    from migdesk.ui.registers.registers_tab import RegistersTab


class Tab(IntEnum):
    """The tabs, in their order."""

    CHECKLIST = 0
    REFERENCES = 1
    PLAN = 2
    REGISTERS = 3


TITLES = {
    Tab.CHECKLIST: "Checklist",
    Tab.REFERENCES: "Information governance",
    Tab.PLAN: "Plan",
    Tab.REGISTERS: "Registers",
}
SHORT_REFERENCES = "IG"


class RightPane(QWidget):
    """Shows a tab at a time. All but the checklist are built when they are first looked at."""

    guide_requested = Signal(str)
    history_requested = Signal(str)
    outside_requested = Signal(str)
    identity_requested = Signal()
    board_requested = Signal()
    plan_requested = Signal(str)  # a milestone to change; empty for the plan as a whole
    how_far_requested = Signal()
    register_requested = Signal(str, str)  # a register, and a row of it or nothing

    def __init__(self, session: Session, theme: Theme, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._theme = theme
        self.tabs = QTabBar()
        for tab in Tab:
            self.tabs.addTab(TITLES[tab])
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName("Checklist, information governance, plan or registers")
        self.checklist = ChecklistPane(session, theme, settings)
        self.checklist.guide_requested.connect(self.guide_requested)
        self.checklist.outside_requested.connect(self.outside_requested)
        self.checklist.history_requested.connect(self.history_requested)
        self.checklist.register_requested.connect(self.register_requested)
        self.checklist.how_far_requested.connect(self.how_far_requested)
        self._references: ReferencesPane | None = None
        self._plan: PlanSummary | None = None
        self._registers: RegistersTab | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(self.checklist)
        self._no_practice = NothingShown()
        self._no_practice.say("No practice is in hand", "Its checklist and plan stand here.")
        self._no_practice.offer("Choose or add a practice", self.board_requested)
        self._empty = self._stack.addWidget(self._no_practice)
        self.tabs.currentChanged.connect(self.show_tab)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.tabs)
        layout.addWidget(self._stack, 1)
        session.practice_chosen.connect(self._refresh)
        session.changed.connect(self._count)
        self._refresh()

    def show_tab(self, tab: int) -> None:
        """Show a tab (see `Tab`)."""
        if self.tabs.currentIndex() != tab:
            self.tabs.setCurrentIndex(tab)
            return
        if not self._session.practice_id:
            self._stack.setCurrentIndex(self._empty)
        else:
            self._stack.setCurrentWidget(self._pane_of(Tab(tab)))

    def _pane_of(self, tab: Tab) -> QWidget:
        match tab:
            case Tab.REFERENCES:
                return self._references_pane()
            case Tab.PLAN:
                return self._plan_summary()
            case Tab.REGISTERS:
                return self._registers_tab()
            case _:
                return self.checklist

    def show_task(self, task_id: str) -> None:
        self.show_tab(Tab.CHECKLIST)
        self.checklist.show_task(task_id)

    def show_phase(self, phase_id: str) -> None:
        self.show_tab(Tab.CHECKLIST)
        self.checklist.show_phase(phase_id)

    def show_section(self, section: str, title: str) -> None:
        self.show_tab(Tab.CHECKLIST)
        self.checklist.show_section(section, title)

    def show_reference(self, reference_id: str) -> None:
        self.show_tab(Tab.REFERENCES)
        if self._session.practice_id:
            self._references_pane().open_reference(reference_id)

    def focus_current(self) -> None:
        """Give the keyboard to the tab's list."""
        current = self._stack.currentWidget()
        if current is self.checklist:
            self.checklist.focus_list()
        elif current is not None:
            current.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _references_pane(self) -> ReferencesPane:
        if self._references is None:
            from migdesk.ui.references_pane.references_pane import ReferencesPane

            pane = ReferencesPane(self._session, self._theme)
            pane.outside_requested.connect(self.outside_requested)
            pane.identity_requested.connect(self.identity_requested)
            pane.history_requested.connect(self.history_requested)
            self._references = pane
            self._take_in(pane)
        return self._references

    def _plan_summary(self) -> PlanSummary:
        if self._plan is None:
            from migdesk.ui.plan_pane.plan_summary import PlanSummary

            summary = PlanSummary(self._session, self._theme)
            summary.plan_requested.connect(self.plan_requested)
            self._plan = summary
            self._take_in(summary)
        return self._plan

    def _registers_tab(self) -> RegistersTab:
        if self._registers is None:
            from migdesk.ui.registers.registers_tab import RegistersTab

            registers = RegistersTab(self._session, self._theme)
            registers.register_requested.connect(self.register_requested)
            self._registers = registers
            self._take_in(registers)
        return self._registers

    def _take_in(self, pane: QWidget) -> None:
        self._stack.addWidget(pane)
        every = (self.checklist, self._references, self._plan, self._registers)
        put_in_order(tab for tab in every if tab is not None)

    def _refresh(self) -> None:
        self.show_tab(self.tabs.currentIndex())
        self._count()

    def _count(self) -> None:
        progress = self._session.progress
        missing = len(progress.references) - progress.acknowledged if progress else 0
        title = TITLES[Tab.REFERENCES]
        set_tab_badge(self.tabs, Tab.REFERENCES, missing, f"{missing} not yet acknowledged", self._theme, title)
        self._fit_tabs()

    def _fit_tabs(self) -> None:
        """In a narrow pane, or with large text, the longest title is shortened; it is spoken in full."""
        self.tabs.setTabText(Tab.REFERENCES, TITLES[Tab.REFERENCES])
        if self.tabs.sizeHint().width() > self.width():
            self.tabs.setTabText(Tab.REFERENCES, SHORT_REFERENCES)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_tabs()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_tabs()
