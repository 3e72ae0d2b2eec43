"""The screens that take the whole window under its header: practices, plan, and what is due this week.

Each is built when it is first shown, and kept from then on.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from migdesk.ui.widgets.focus_order import put_in_order

if TYPE_CHECKING:
    from migdesk.ui.main_window.main_window import MainWindow
    from migdesk.ui.plan_pane.plan_screen import PlanScreen
    from migdesk.ui.practices_board.board import PracticesBoard
    from migdesk.ui.week.week_screen import WeekScreen


class WholeScreens:
    """Builds the screens, joins them to the window, and shows them in its stack."""

    def __init__(self, window: MainWindow, stack: QStackedWidget) -> None:
        self._window = window
        self._stack = stack
        self.board: PracticesBoard | None = None
        self.plan: PlanScreen | None = None
        self.week: WeekScreen | None = None

    @property
    def current(self) -> QWidget | None:
        """The one that is shown; None while something else is."""
        shown = self._stack.currentWidget()
        return shown if shown in self._built else None

    @property
    def board_is_shown(self) -> bool:
        return self.board is not None and self._stack.currentWidget() is self.board

    def show_board(self, chosen: Sequence[str] = ()) -> None:
        """Show all practices, with the first of those that are `chosen` by their ids selected."""
        board = self._the_board()
        self._stack.setCurrentWidget(board)
        board.view.setFocus(Qt.FocusReason.OtherFocusReason)
        if chosen:
            board.show_practices(chosen)

    def show_plan(self, milestone: str = "") -> None:
        """Show the plan of the practice in hand, with a milestone's editor open if one is named."""
        plan = self._the_plan()
        self._stack.setCurrentWidget(plan)
        if milestone:
            plan.open_milestone(milestone)
        else:
            plan.focus_current()

    def show_week(self) -> None:
        """Show what is due over all practices."""
        self._stack.setCurrentWidget(self._the_week())
        self._the_week().focus_list()

    @property
    def _built(self) -> tuple[QWidget, ...]:
        return tuple(screen for screen in (self.board, self.plan, self.week) if screen is not None)

    def _the_board(self) -> PracticesBoard:
        if self.board is None:
            from migdesk.ui.main_window.more_reports import report_on_practices
            from migdesk.ui.practices_board.board import PracticesBoard

            window = self._window
            board = self.board = PracticesBoard(window.session, window.theme, window.settings)
            board.practice_opened.connect(window.open_practice)
            board.week_requested.connect(window.show_week)
            board.import_requested.connect(window.import_practices)
            board.portfolio_requested.connect(lambda: report_on_practices(window))
            self._take_in(board)
        return self.board

    def _the_plan(self) -> PlanScreen:
        if self.plan is None:
            from migdesk.ui.plan_pane.plan_screen import PlanScreen

            window = self._window
            plan = self.plan = PlanScreen(window.session, window.theme, window.settings)
            plan.leave_requested.connect(window.back_to_work)
            plan.board_requested.connect(window.show_board)
            plan.guide_requested.connect(window.read_link)
            plan.phase_requested.connect(window.show_phase)
            plan.message.connect(window.status.say)
            self._take_in(plan)
        return self.plan

    def _the_week(self) -> WeekScreen:
        if self.week is None:
            from migdesk.ui.week.week_screen import WeekScreen

            window = self._window
            week = self.week = WeekScreen(window.session, window.theme, window.settings)
            week.leave_requested.connect(window.show_board)
            week.task_opened.connect(window.open_task)
            self._take_in(week)
        return self.week

    def _take_in(self, screen: QWidget) -> None:
        window = self._window
        self._stack.addWidget(screen)
        put_in_order(
            (window.header, window.banner, *self._built, window.contents, window.guide, window.right, window.status)
        )
