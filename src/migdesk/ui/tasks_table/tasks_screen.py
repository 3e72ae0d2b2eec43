"""All tasks of the practice in hand in one wide table: filtered, sorted, grouped, changed, saved and printed."""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QMenu, QStackedWidget, QVBoxLayout, QWidget

from migdesk.ui.look.margins import fit_margins
from migdesk.ui.look.nothing_shown import NothingShown
from migdesk.ui.many_tasks.how_far_strip import HowFarStrip
from migdesk.ui.many_tasks.many_bar import ManyTasksBar
from migdesk.ui.many_tasks.many_tasks import Key, ManyTasks
from migdesk.ui.session.services import Services
from migdesk.ui.tasks_table.table_settings import BUILT_IN, Grouping, TaskFilter, TaskView
from migdesk.ui.tasks_table.task_rows import Column
from migdesk.ui.tasks_table.tasks_head import TasksHead
from migdesk.ui.tasks_table.tasks_model import TasksModel
from migdesk.ui.tasks_table.tasks_view import TasksView
from migdesk.ui.tasks_table.views_bar import ViewsBar
from migdesk.ui.widgets.focus_holder import FocusHolder
from migdesk.ui.widgets.focus_order import put_in_order
from migdesk.ui.widgets.menu_entries import MenuEntry, fill_menu
from migdesk.workspace.changes import Changes
from migdesk.workspace.mine import person_of


class TasksScreen(FocusHolder):
    """Follows the practice in hand; keep it, for it remembers its place."""

    leave_requested = Signal()
    task_opened = Signal(str, str)
    history_requested = Signal(str)
    how_far_requested = Signal()
    print_requested = Signal()
    save_requested = Signal(str)  # a format

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self._session = services.session
        self._remembered = services.settings.tasks_table
        self.model = TasksModel(self)
        self.view = TasksView(self.model, services.theme)
        self._commands = ManyTasks(self._session, self, self.chosen_tasks)
        self.many = ManyTasksBar(self._commands, self.view)
        self.head = TasksHead()
        self.views = ViewsBar()
        self.how_far = HowFarStrip(services.settings)
        self._nothing = NothingShown()
        self._lay_out()
        self._join()
        self.head.show_columns(self._remembered.left_out)
        self.view.leave_out(self._remembered.left_out)
        self._show()

    def first_field(self) -> QWidget:
        return self.view if self.model.rows else self.head.back

    def find_words(self) -> None:
        """Give the keyboard to the filter by words."""
        self.view.head.focus_words()

    def chosen_tasks(self) -> tuple[Key, ...]:
        """Return the tasks that are chosen, each with its practice."""
        return tuple((self._session.practice_id, task) for task in self.view.chosen_ids())

    @property
    def shown_tasks(self) -> tuple[str, ...]:
        """Return the ids of the tasks that the view has, in its order."""
        return tuple(dict.fromkeys(row.id for row in self.model.shown))

    @property
    def in_words(self) -> str:
        """Return which tasks these are: "26 of 147 tasks · 11 done · 3 overdue"."""
        shown, every = self.model.shown, len(self.model.every)
        count = f"{every:,} tasks" if len(shown) == every else f"{len(shown):,} of {every:,} tasks"
        done, late = sum(row.task.status == "done" for row in shown), sum(row.task.overdue for row in shown)
        if every and not shown:
            return f"{count}: none fits this view. Esc shows everything."
        return " · ".join((count, f"{done:,} done", f"{late:,} overdue"))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.view.choose_in_hand()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fit_margins(self._layout, self.size(), spacing=10)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._remembered.view.wanted.is_set:
            self._show_view(BUILT_IN[0])
        elif event.key() == Qt.Key.Key_Escape:
            self.leave_requested.emit()
        else:
            super().keyPressEvent(event)

    # showing

    def _show(self) -> None:
        """Show the tasks as the view wants them, and take up again what was in hand and chosen."""
        workspace, progress, view = self._session.workspace, self._session.progress, self._remembered.view
        current, chosen = self.view.current_task(), self.view.chosen_ids()
        self.model.show(progress, view, person_of(workspace.at_keyboard, workspace.definitions.roles))
        self.view.restore(current.id if current else self._first_open(), chosen)
        if progress is not None:
            phases = {phase.phase.id: f"{phase.phase.number} {phase.phase.short_title}" for phase in progress.phases}
            self.view.head.offer(phases, {owner for task in progress.tasks for owner in task.owners})
        self.view.head.show_wanted(view.wanted)
        self.view.show_sorting(view.sorted_by, descending=view.descending)
        self._say(anew=True)

    def _first_open(self) -> str:
        """Return the task that is taken in hand at first: where the practice is now."""
        now = self._session.progress.phase_now if self._session.progress else None
        return next((task.id for task in now.tasks if task.is_open), "") if now else ""

    def _say(self, *, anew: bool = False) -> None:
        """Bring what stands around the table up to date."""
        self.head.count.setText(self.in_words)
        self.views.show_views(self._remembered.saved, self._remembered.view, self.model.count_in)
        self.how_far.show_progress(self._session.progress)
        if anew:
            self._nothing.say("No practice is in hand", "Its tasks stand here.")
            self._stack.setCurrentWidget(self.view if self.model.every else self._nothing)

    def _show_view(self, view: TaskView) -> None:
        self._remembered.view = view
        self._show()

    def _change_view(self, **fields: object) -> None:
        """Change the view in use: from now on it has no name, until it is saved under one."""
        named = {view.name: view for view in (*BUILT_IN, *self._remembered.saved)}
        changed = replace(self._remembered.view, **fields)
        self._remembered.view = next((v for v in named.values() if replace(changed, name=v.name) == v), changed)
        self._show()

    def _changed(self, changes: Changes) -> None:
        progress = self._session.progress
        if not self.isVisible() or progress is None or changes.practice_id != self._session.practice_id:
            return
        if self.model.update(progress):
            self._say()
        else:
            self._show()

    def _turn_group(self, place: int) -> None:
        chosen = self.view.chosen_ids()
        self.model.fold(place)
        self.view.restore("", chosen)
        self.view.setCurrentIndex(self.model.index(place, Column.TASK))

    def _turn_column(self, name: str) -> None:
        left_out = self._remembered.left_out
        others = [each for each in left_out if each != name]
        self._remembered.left_out = others if name in left_out else [*left_out, name]
        self.head.show_columns(self._remembered.left_out)
        self.view.leave_out(self._remembered.left_out)

    # views

    def _save_view(self) -> None:
        from PySide6.QtWidgets import QInputDialog

        name, agreed = QInputDialog.getText(self, "Save this view", "Name of the view")
        name = " ".join(name.split())[:40]
        if not agreed or not name or name in {view.name for view in BUILT_IN}:
            return
        view = replace(self._remembered.view, name=name)
        self._remembered.saved = [*(each for each in self._remembered.saved if each.name != name), view]
        self._show_view(view)

    def _remove_view(self, name: str) -> None:
        self._remembered.saved = [view for view in self._remembered.saved if view.name != name]
        self._say()

    # doing

    def _open_menu(self, place: QPoint) -> None:
        task = self.view.current_task()
        if task is None:
            return
        several = len(self.view.chosen_ids()) > 1
        opening = MenuEntry("Open in the checklist\tEnter", partial(self._open, task.id))
        history = MenuEntry("History…", partial(self.history_requested.emit, task.id), line_above=True)
        menu = QMenu(self.view)
        alone = () if several else (opening,)
        fill_menu(menu, (*alone, *self._commands.menu_entries(), *(() if several else (history,))))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _open(self, task_id: str) -> None:
        self.task_opened.emit(self._session.practice_id, task_id)

    def _select_in_hand(self) -> None:
        self.view.choose_in_hand()
        self.view.setFocus()

    # building

    def _lay_out(self) -> None:
        frame = QFrame()
        frame.setObjectName("card")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._nothing)
        inside.addWidget(self._stack, 1)
        inside.addWidget(self.many)
        layout = self._layout = QVBoxLayout(self)
        for part in (self.head, self.how_far, self.views):
            layout.addWidget(part)
        layout.addWidget(frame, 1)
        put_in_order((self.head, self.how_far, self.views, frame))

    def _join(self) -> None:
        self._session.practice_chosen.connect(self._practice_chosen)
        self._session.changed.connect(self._changed)
        self._session.actor_changed.connect(self._practice_chosen)
        self.head.leave_requested.connect(self.leave_requested)
        self.head.print_requested.connect(self.print_requested)
        self.head.save_requested.connect(self.save_requested)
        self.head.column_turned.connect(self._turn_column)
        self.how_far.how_far_requested.connect(self.how_far_requested)
        self.views.view_requested.connect(self._show_view)
        self.views.save_requested.connect(self._save_view)
        self.views.remove_requested.connect(self._remove_view)
        self.views.grouping_changed.connect(self._group)
        self.view.head.wanted_changed.connect(self._filter)
        self.view.head.table_wanted.connect(self.view.setFocus)
        self.view.sorted_by.connect(lambda name, last: self._change_view(sorted_by=name, descending=last))
        self.view.group_turned.connect(self._turn_group)
        self.view.task_opened.connect(self._open)
        self.view.menu_requested.connect(self._open_menu)
        self.view.chosen_changed.connect(lambda: self.many.show_count(len(self.view.chosen_ids())))
        self.many.clear_requested.connect(self._select_in_hand)

    def _practice_chosen(self) -> None:
        if self.isVisible():
            self._show()

    def _group(self, grouping: Grouping) -> None:
        self.model.folded.clear()
        self._change_view(grouping=grouping)

    def _filter(self, wanted: TaskFilter) -> None:
        self._change_view(wanted=wanted)
