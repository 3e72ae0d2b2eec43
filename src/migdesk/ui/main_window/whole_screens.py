"""The screens that take the whole window under its header: practices, plan, registers, re-entry, what is due this week.

Each is built when it is first shown, and kept from then on.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from migdesk.checklist.registers.grid import RE_ENTRY
from migdesk.ui.session.services import Services

if TYPE_CHECKING:
    from migdesk.practice.exchange.package import Package
    from migdesk.ui.exchange.take_in_screen import TakeInScreen
    from migdesk.ui.plan_pane.plan_screen import PlanScreen
    from migdesk.ui.practices_board.board import PracticesBoard
    from migdesk.ui.re_entry.re_entry_screen import ReEntryScreen
    from migdesk.ui.registers.registers_screen import RegistersScreen
    from migdesk.ui.sign_offs.sign_offs_screen import SignOffsScreen
    from migdesk.ui.tasks_table.tasks_screen import TasksScreen
    from migdesk.ui.week.week_screen import WeekScreen


class WholeScreens(QObject):
    """Builds the screens, shows them in the window's stack, and passes on what they ask of the window."""

    built = Signal()  # one more of them
    practice_opened = Signal(str)
    task_opened = Signal(str, str)  # the practice's id and the task's
    phase_requested = Signal(str)
    link_requested = Signal(str)  # a permalink with anchor
    work_requested = Signal()
    back_requested = Signal()  # to where one came from
    board_requested = Signal()
    week_requested = Signal()
    import_requested = Signal()
    report_requested = Signal()
    register_requested = Signal(str, str)  # a register, and a row of it or nothing
    registers_report_requested = Signal()
    register_print_requested = Signal()
    plan_requested = Signal()
    history_requested = Signal(str)  # an item
    how_far_requested = Signal()
    tasks_print_requested = Signal()
    tasks_save_requested = Signal(str)  # a format

    def __init__(self, services: Services, stack: QStackedWidget) -> None:
        super().__init__(stack)
        self._services = services
        self._stack = stack
        self.board: PracticesBoard | None = None
        self.plan: PlanScreen | None = None
        self.week: WeekScreen | None = None
        self.tasks: TasksScreen | None = None
        self.take_in: TakeInScreen | None = None
        self.registers: RegistersScreen | None = None
        self.re_entry: ReEntryScreen | None = None
        self.sign_offs: SignOffsScreen | None = None

    @property
    def every(self) -> tuple[QWidget, ...]:
        """Those that have been built."""
        of_practice = (self.plan, self.tasks, self.registers, self.re_entry, self.sign_offs)
        screens = (self.board, self.week, *of_practice, self.take_in)
        return tuple(screen for screen in screens if screen is not None)

    @property
    def current(self) -> QWidget | None:
        """The one that is shown; None while something else is."""
        shown = self._stack.currentWidget()
        return shown if shown in self.every else None

    @property
    def shown_board(self) -> PracticesBoard | None:
        """The board while it is shown."""
        return self.board if self.current is self.board else None

    @property
    def shown_week(self) -> WeekScreen | None:
        """What is due while it is shown."""
        return self.week if self.current is self.week else None

    @property
    def shown_tasks(self) -> TasksScreen | None:
        """The table of tasks while it is shown."""
        return self.tasks if self.current is self.tasks else None

    @property
    def shown_registers(self) -> RegistersScreen | None:
        """The registers while they are shown."""
        return self.registers if self.current is self.registers else None

    @property
    def with_typed_text(self) -> bool:
        """Whether a screen holds something that was typed and is not saved."""
        return any(screen is not None and screen.has_unsaved_text() for screen in (self.registers, self.sign_offs))

    def show_board(self, chosen: Sequence[str] = ()) -> None:
        """Show all practices, with the first of those that are `chosen` by their ids selected."""
        board = self.board or self._new_board()
        self._stack.setCurrentWidget(board)
        board.view.setFocus(Qt.FocusReason.OtherFocusReason)
        if chosen:
            board.show_practices(chosen)

    def show_plan(self, milestone: str = "") -> None:
        """Show the plan of the practice in hand, with a milestone's editor open if one is named."""
        plan = self.plan or self._new_plan()
        self._stack.setCurrentWidget(plan)
        if milestone:
            plan.open_milestone(milestone)
        else:
            plan.focus_current()

    def show_week(self) -> None:
        """Show what is due over all practices."""
        week = self.week or self._new_week()
        self._stack.setCurrentWidget(week)
        week.focus_list()

    def show_tasks(self) -> None:
        """Show all tasks of the practice in hand as a table."""
        tasks = self.tasks or self._new_tasks()
        self._stack.setCurrentWidget(tasks)
        tasks.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_registers(self, register: str = "", row: str = "") -> None:
        """Show a register of the practice in hand, by default the one that was looked at last, at a row."""
        registers = self.registers or self._new_registers()
        self._stack.setCurrentWidget(registers)
        registers.show_register(register, row)
        registers.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_re_entry(self, row: str = "") -> None:
        """Show re-entry of the practice in hand, with a row of its register in hand if one is named."""
        re_entry = self.re_entry or self._new_re_entry()
        self._stack.setCurrentWidget(re_entry)
        re_entry.focus_grid()
        if row:
            re_entry.go_to_row(row)

    def show_take_in(self, package: Package, name: str, size: int) -> None:
        """Show what taking in a package would do; `name` and `size` (bytes) are its file's."""
        from migdesk.ui.exchange.take_in_screen import TakeInScreen

        self._end_take_in()
        screen = self.take_in = TakeInScreen(self._services, package, name, size)
        screen.leave_requested.connect(self._leave_take_in)
        screen.taken.connect(self._taken_in)
        self._take_in(screen)
        self._stack.setCurrentWidget(screen)
        screen.focus_first()

    def _leave_take_in(self) -> None:
        if self._services.session.practice_id:
            self.work_requested.emit()
        else:
            self.board_requested.emit()
        self._end_take_in()

    def _taken_in(self, practice_ids: list[str]) -> None:
        """Show what was taken in: one practice's checklist, or several on the board."""
        if len(practice_ids) == 1:
            self.practice_opened.emit(practice_ids[0])
        else:
            self.show_board(practice_ids)
        self._end_take_in()

    def _end_take_in(self) -> None:
        """Let go of the preview: each package gets its own."""
        screen, self.take_in = self.take_in, None
        if screen is not None:
            self._stack.removeWidget(screen)
            screen.deleteLater()
            self.built.emit()

    def show_sign_off(self, sign_off: str = "") -> None:
        """Show a sign-off of the practice in hand, by default the one that was looked at last."""
        sign_offs = self.sign_offs or self._new_sign_offs()
        self._stack.setCurrentWidget(sign_offs)
        sign_offs.show_sign_off(sign_off)
        sign_offs.setFocus(Qt.FocusReason.OtherFocusReason)

    def _new_board(self) -> PracticesBoard:
        from migdesk.ui.practices_board.board import PracticesBoard

        services = self._services
        board = self.board = PracticesBoard(services.session, services.theme, services.settings)
        board.practice_opened.connect(self.practice_opened)
        board.week_requested.connect(self.week_requested)
        board.import_requested.connect(self.import_requested)
        board.portfolio_requested.connect(self.report_requested)
        self._take_in(board)
        return board

    def _new_plan(self) -> PlanScreen:
        from migdesk.ui.plan_pane.plan_screen import PlanScreen

        services = self._services
        plan = self.plan = PlanScreen(services.session, services.theme, services.settings)
        plan.leave_requested.connect(self.back_requested)
        plan.board_requested.connect(self.board_requested)
        plan.guide_requested.connect(self.link_requested)
        plan.phase_requested.connect(self.phase_requested)
        plan.register_requested.connect(self.register_requested)
        plan.message.connect(services.say)
        self._take_in(plan)
        return plan

    def _new_week(self) -> WeekScreen:
        from migdesk.ui.week.week_screen import WeekScreen

        services = self._services
        week = self.week = WeekScreen(services.session, services.theme, services.settings)
        week.leave_requested.connect(self.back_requested)
        week.task_opened.connect(self.task_opened)
        self._take_in(week)
        return week

    def _new_tasks(self) -> TasksScreen:
        from migdesk.ui.tasks_table.tasks_screen import TasksScreen

        tasks = self.tasks = TasksScreen(self._services)
        tasks.leave_requested.connect(self.back_requested)
        tasks.task_opened.connect(self.task_opened)
        tasks.history_requested.connect(self.history_requested)
        tasks.how_far_requested.connect(self.how_far_requested)
        tasks.print_requested.connect(self.tasks_print_requested)
        tasks.save_requested.connect(self.tasks_save_requested)
        self._take_in(tasks)
        return tasks

    def _new_registers(self) -> RegistersScreen:
        from migdesk.ui.registers.registers_screen import RegistersScreen

        registers = self.registers = RegistersScreen(self._services)
        registers.leave_requested.connect(self.back_requested)
        registers.link_requested.connect(self.link_requested)
        registers.task_opened.connect(self.task_opened)
        registers.history_requested.connect(self.history_requested)
        registers.register_requested.connect(self.register_requested)
        registers.report_requested.connect(self.registers_report_requested)
        registers.print_requested.connect(self.register_print_requested)
        self._take_in(registers)
        return registers

    def _new_re_entry(self) -> ReEntryScreen:
        from migdesk.ui.re_entry.re_entry_screen import ReEntryScreen

        services = self._services
        re_entry = self.re_entry = ReEntryScreen(services.session, services.theme)
        re_entry.leave_requested.connect(self.back_requested)
        re_entry.board_requested.connect(self.board_requested)
        re_entry.plan_requested.connect(self.plan_requested)
        re_entry.guide_requested.connect(self.link_requested)
        re_entry.task_opened.connect(self.task_opened)
        re_entry.history_requested.connect(self.history_requested)
        re_entry.table_requested.connect(lambda row: self.show_registers(RE_ENTRY, row))
        self._take_in(re_entry)
        return re_entry

    def _new_sign_offs(self) -> SignOffsScreen:
        from migdesk.ui.sign_offs.sign_offs_screen import SignOffsScreen

        sign_offs = self.sign_offs = SignOffsScreen(self._services)
        sign_offs.leave_requested.connect(self.back_requested)
        sign_offs.link_requested.connect(self.link_requested)
        sign_offs.task_opened.connect(self.task_opened)
        sign_offs.history_requested.connect(self.history_requested)
        sign_offs.register_requested.connect(self.register_requested)
        self._take_in(sign_offs)
        return sign_offs

    def _take_in(self, screen: QWidget) -> None:
        self._stack.addWidget(screen)
        self.built.emit()
