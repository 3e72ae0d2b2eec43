"""Re-entry, whole: how much is left and when it will be in, the grid, and what a typed number counts as."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from migdesk.base.date_words import weekday_and_day
from migdesk.base.errors import KnownError
from migdesk.checklist.registers.grid import RE_ENTRY, GridColumn
from migdesk.practice.progress import TaskProgress
from migdesk.practice.rows import item_of_row
from migdesk.ui.look.margins import is_low, side_margin
from migdesk.ui.look.nothing_shown import NothingShown
from migdesk.ui.look.theme import Theme
from migdesk.ui.re_entry.grid_foot import GridFoot
from migdesk.ui.re_entry.grid_model import GridModel
from migdesk.ui.re_entry.grid_view import GridView
from migdesk.ui.re_entry.grid_words import about_cell, after_typing
from migdesk.ui.re_entry.measure_bar import MeasureBar
from migdesk.ui.re_entry.problem_box import ProblemBox
from migdesk.ui.re_entry.re_entry_changes import ReEntryChanges
from migdesk.ui.re_entry.re_entry_head import ReEntryHead
from migdesk.ui.re_entry.summary_cards import SummaryCards
from migdesk.ui.session.session import Session
from migdesk.ui.widgets.announce import announce
from migdesk.ui.widgets.button import quiet_button
from migdesk.ui.widgets.label import text_label
from migdesk.workspace.changes import Changes
from migdesk.workspace.registers.re_entry import Cell, Line, ReEntry


class ReEntryScreen(QWidget):
    """Reads re-entry of the practice in hand whenever it is in sight, and follows changes from then on."""

    leave_requested = Signal()
    board_requested = Signal()
    plan_requested = Signal()
    guide_requested = Signal(str)  # permalink#anchor
    task_opened = Signal(str, str)  # the practice's id and the task's
    history_requested = Signal(str)  # an item
    table_requested = Signal(str)  # the register's table, at a row or nothing

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self._session = session
        self._shown_practice = ""
        self._stale = True
        self._weekends = False
        self.head = ReEntryHead()
        self.steps = self.head.steps
        self.cards = SummaryCards(theme)
        self.problem = ProblemBox()
        self.measures = MeasureBar()
        self.model = GridModel(self)
        self.grid = GridView(self.model, theme)
        self.foot = GridFoot(self.grid, theme)
        self.hidden = text_label(muted=True)
        self.hidden_button = quiet_button("")
        self.weekend_button = quiet_button("")
        self.nothing = NothingShown()
        self.changes = ReEntryChanges(session, self)
        self._lay_out()
        self._join()

    @property
    def re_entry(self) -> ReEntry | None:
        """What is shown; None while there is nothing to show."""
        return self.model.view

    def focus_grid(self) -> None:
        """Give the keyboard to the grid, or to what stands in its place."""
        if self._stack.currentWidget() is self._work:
            self.grid.begin()
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.nothing.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to_row(self, row: str) -> None:
        """Take a row of the register in hand: a category on its day, or as a whole."""
        view = self.re_entry
        if view is None:
            return
        cell = view.cell(row)
        line = next((line for line in view.lines if line.row == row), None)
        if cell:
            self.grid.go_to(cell.category, cell.day)
        elif line:
            self.grid.go_to(line.id, None)

    # Qt's events

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        view = self.re_entry
        if self._stale or view is None or view.today != self._session.workspace.today:
            self._refresh(fold=True)
        else:
            self.model.show(view, fold=True)
            self._show_tasks()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        low = is_low(self.height())
        margin = side_margin(self.width())
        self._layout.setContentsMargins(margin, 6 if low else 12, margin, 4)
        self._layout.setSpacing(6 if low else 9)
        self.cards.set_room(self.width(), low=low)
        self.measures.set_room(self.width())
        if self.re_entry:
            self._show_hidden(self.re_entry)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave_requested.emit()
        else:
            super().keyPressEvent(event)

    # following

    def _on_change(self, changes: Changes) -> None:
        if changes.practice_id != self._session.practice_id:
            return
        ours = any(item.startswith(f"{RE_ENTRY}/") for item in changes.items)
        if self.isVisible() and (ours or changes.everything):
            self._refresh()
        elif ours or changes.everything:
            self._stale = True
        elif self.isVisible():
            self._show_tasks()

    def _follow(self) -> None:
        self._stale = True
        if self.isVisible():
            self._refresh(fold=True)

    def _refresh(self, *, fold: bool = False) -> None:
        other = self._shown_practice != self._session.practice_id
        self._shown_practice, self._stale = self._session.practice_id, False
        view = self._read()
        if view is None:
            return
        before = self.model.view
        if other or before is None or before.entering != view.entering:
            self._choose(GridColumn.ENTERED if view.entering else GridColumn.LOGGED)
        self._stack.setCurrentWidget(self._work)
        self.model.show(view, fold=fold or other)
        self.grid.begin()
        self.cards.show_view(view)
        self.problem.show_view(view)
        self.foot.renew()
        self.head.sign_off_button.setVisible(view.entering and bool(self._sign_off_id))
        self._show_tasks()
        self._show_hidden(view)
        self._say_place()
        self._fit_foot()

    def _read(self) -> ReEntry | None:
        """Return how it stands; what stands in the way is shown in its place."""
        practice = self._session.practice_id
        if not practice:
            self._show_nothing("No practice is in hand", "Re-entry belongs to one practice.", "board")
            return None
        try:
            view = self._session.workspace.registers.re_entry.view(practice, weekends=self._weekends)
        except KnownError as error:
            self._show_nothing("Re-entry is not counted here", str(error), "leave")
            return None
        if not view.days:
            self._show_nothing(
                "Cutover has no dates yet", "Logs are counted by its days. Enter the date of Go-Live first.", "plan"
            )
            return None
        return view

    def _show_nothing(self, title: str, text: str, way_out: str) -> None:
        self.nothing.say(title, text)
        for name, button in self._ways_out.items():
            button.setVisible(name == way_out)
        self._stack.setCurrentWidget(self.nothing)

    def _show_tasks(self) -> None:
        tasks = self._tasks()
        self.head.show_tasks(sum(not task.is_open for task in tasks), len(tasks))

    def _tasks(self) -> list[TaskProgress]:
        view, progress = self.re_entry, self._session.progress
        wanted = view.register.tasks if view else ()
        return [task for task in (progress.task(name) for name in wanted) if task] if progress else []

    def _show_hidden(self, view: ReEntry) -> None:
        names = [line.title for line in view.not_applying]
        verb = "category does" if len(names) == 1 else "categories do"
        named = f": {', '.join(names)}" if not is_low(self.height()) else ""
        self.hidden.setText(f"{len(names)} {verb} not apply here{named}." if names else "")
        self.hidden.setToolTip(", ".join(names))
        self.hidden_button.setText("Show them…" if names else "Which categories apply…")
        self.hidden_button.setAccessibleName("Show them… or others: which categories apply" if names else "")
        words = "Hide weekends" if self._weekends else "Show weekends and bank holidays"
        self.weekend_button.setText(words)

    # what is in hand

    def _say_place(self) -> None:
        line, cell, view = self.grid.current_line(), self.grid.current_cell(), self.re_entry
        if self.grid.problem:
            self.measures.say(self.grid.problem, wrong=True)
            announce(self.grid.editor, self.grid.problem)
            return
        if line is None or cell is None or view is None:
            self.measures.say(self._said_of_line(line))
            return
        words, typed = about_cell(line, cell, view.today), self.grid.typed
        self.measures.say(f"{words} {after_typing(cell, self.grid.measure, typed)}" if typed is not None else words)

    def _said_of_line(self, line: Line | None) -> str:
        return f"{line.title}: press Enter to note a second check." if line else ""

    def _place_changed(self) -> None:
        self._say_place()
        day, view = self.grid.current_day(), self.re_entry
        self.head.show_day(weekday_and_day(day, view.today) if day and view else "")
        self._fit_foot()

    def _fit_foot(self) -> None:
        """Say which days are shown, where not all are."""
        view = self.re_entry
        shown = [
            column.day for n, column in enumerate(self.grid.columns) if column.day and not self.grid.isColumnHidden(n)
        ]
        self.steps.setVisible(bool(view and shown) and not self.grid.all_days)
        if view and shown:
            self.steps.show_days(shown[0], shown[-1], view.days, view.today)
        self.foot.update()

    def _step_days(self, step: int) -> None:
        view = self.re_entry
        shown = [
            column.day for n, column in enumerate(self.grid.columns) if column.day and not self.grid.isColumnHidden(n)
        ]
        if view is None or not shown:
            return
        edge = view.days.index(shown[-1] if step > 0 else shown[0]) + step
        if 0 <= edge < len(view.days):
            self.grid.show_days_from(view.days[edge])
            self._fit_foot()

    def _choose(self, measure: GridColumn) -> None:
        self.grid.measure = measure
        self.measures.choose(measure)

    def _measure_chosen(self, measure: GridColumn) -> None:
        self._choose(measure)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go(self, category: str, to_check: bool) -> None:
        view = self.re_entry
        line = view.line(category) if view else None
        if view is None or line is None:
            return
        waiting = [cell.day for cell in line.cells if (cell.left > 0 if view.entering else cell.logged is None)]
        day: date | None = None if to_check else waiting[0] if waiting else view.days[0]
        self.grid.go_to(category, day)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    # doing

    def _count(self, cell: Cell, n: int) -> None:
        if self.re_entry:
            self.changes.count(self.re_entry, cell, self.grid.measure, n)

    def _show_day(self, cell: Cell) -> None:
        if self.re_entry:
            self.changes.show_day(self.re_entry, cell)

    def _choose_categories(self) -> None:
        if self.re_entry:
            self.changes.choose_categories(self.re_entry)

    def _sign_off(self) -> None:
        self._session.sign_off_requested.emit(self._session.practice_id, self._sign_off_id)

    @property
    def _sign_off_id(self) -> str:
        """The sign-off that the register stands before; empty where a guide's own has none."""
        gates = self.re_entry.register.gates if self.re_entry else ()
        return next((gate.sign_off for gate in gates if gate.sign_off), "")

    def _print(self, with_day: bool) -> None:
        from migdesk.ui.re_entry.log_sheets import preview_log_sheets

        try:
            preview_log_sheets(self, self._session, self.grid.current_day() if with_day else None)
        except KnownError as error:
            self._session.refused.emit(str(error))

    def _focus_grid(self) -> None:
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn_weekends(self) -> None:
        self._weekends = not self._weekends
        self._refresh()

    def _open_tasks(self) -> None:
        tasks = self._tasks()
        first = next((task for task in tasks if task.is_open), tasks[0] if tasks else None)
        if first:
            self.task_opened.emit(self._session.practice_id, first.task.id)

    def _open_menu(self, place: QPoint) -> None:
        line, cell = self.grid.current_line(), self.grid.current_cell()
        if line is None:
            return
        menu = QMenu(self)
        if cell:
            menu.addAction("Type a number\tF2").triggered.connect(lambda: self.grid.start_typing())
            menu.addAction("About this day…\tSpace").triggered.connect(lambda: self._show_day(cell))
        if line.definition.second_check != "none":
            menu.addAction("Second check…").triggered.connect(lambda: self.changes.check(line))
        item = item_of_row(RE_ENTRY, cell.row if cell else line.row)
        menu.addAction("History").triggered.connect(lambda: self.history_requested.emit(item))
        menu.addSeparator()
        away = menu.addAction("Does not apply here")
        away.setEnabled(not line.left)
        away.triggered.connect(lambda: self.changes.set_applies({line.id: False}))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    # building

    def _lay_out(self) -> None:
        self._ways_out = {
            "board": self.nothing.offer("Choose or add a practice", self.board_requested, primary=True),
            "plan": self.nothing.offer("Open the plan", self.plan_requested, primary=True),
            "leave": self.nothing.offer("Back", self.leave_requested),
        }
        frame = QFrame()
        frame.setObjectName("card")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        inside.addWidget(self.grid, 1)
        inside.addWidget(self.foot)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.hidden, 1)
        below.addWidget(self.hidden_button)
        below.addWidget(self.weekend_button)
        self._work = QWidget()
        column = self._column = QVBoxLayout(self._work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(7)
        for widget in (self.cards, self.problem, self.measures):
            column.addWidget(widget)
        column.addWidget(frame, 1)
        column.addLayout(below)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._work)
        self._stack.addWidget(self.nothing)
        layout = self._layout = QVBoxLayout(self)
        layout.addWidget(self.head)
        layout.addWidget(self._stack, 1)

    def _join(self) -> None:
        head, grid = self.head, self.grid
        head.leave_requested.connect(self.leave_requested)
        head.guide_requested.connect(self._open_guide)
        head.tasks_requested.connect(self._open_tasks)
        head.table_requested.connect(lambda: self.table_requested.emit(""))
        head.print_requested.connect(self._print)
        head.sign_off_requested.connect(self._sign_off)
        self.cards.place_requested.connect(self._go)
        self.problem.place_requested.connect(self.go_to_row)
        self.problem.table_requested.connect(self.table_requested)
        self.measures.chosen.connect(self._measure_chosen)
        self.steps.step_requested.connect(self._step_days)
        self.hidden_button.clicked.connect(self._choose_categories)
        self.weekend_button.clicked.connect(self._turn_weekends)
        grid.count_requested.connect(self._count)
        grid.details_requested.connect(self._show_day)
        grid.check_requested.connect(self.changes.check)
        grid.menu_requested.connect(self._open_menu)
        grid.place_changed.connect(self._place_changed)
        grid.typing_changed.connect(self._say_place)
        self.changes.asked.connect(self._focus_grid)
        self.changes.history_requested.connect(self.history_requested)
        self._session.changed.connect(self._on_change)
        self._session.practice_chosen.connect(self._follow)

    def _open_guide(self) -> None:
        view = self.re_entry
        if view:
            self.guide_requested.emit(view.register.link)
