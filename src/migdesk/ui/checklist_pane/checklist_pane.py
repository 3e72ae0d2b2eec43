"""The checklist tab: progress, filters, the list, and the task in hand."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QMenu, QSplitter, QVBoxLayout, QWidget

from migdesk.checklist.registers.grid import RE_ENTRY
from migdesk.practice.progress import PhaseProgress, TaskProgress
from migdesk.practice.status import Status
from migdesk.ui.checklist_pane.checklist_filter import ChecklistFilter, Wanted
from migdesk.ui.checklist_pane.checklist_model import ChecklistModel
from migdesk.ui.checklist_pane.checklist_view import ChecklistView
from migdesk.ui.checklist_pane.filter_bar import FilterBar
from migdesk.ui.checklist_pane.progress_header import ProgressHeader
from migdesk.ui.checklist_pane.task_detail import TaskDetail
from migdesk.ui.dialogs.ask_until_saved import ask_until_saved
from migdesk.ui.exchange.settle_strip import SettleStrip
from migdesk.ui.look.theme import Theme
from migdesk.ui.look.words import counted
from migdesk.ui.many_tasks.how_far_strip import HowFarStrip
from migdesk.ui.many_tasks.many_bar import ManyTasksBar
from migdesk.ui.many_tasks.many_tasks import Key, ManyTasks
from migdesk.ui.session.session import Session
from migdesk.ui.session.settings import Settings
from migdesk.ui.widgets.announce import announce
from migdesk.ui.widgets.label import text_label
from migdesk.ui.widgets.menu_entries import MenuEntry, fill_menu
from migdesk.workspace.changes import Changes
from migdesk.workspace.mine import person_of


class ChecklistPane(QWidget):
    """Joins the parts of the checklist and keeps them in step with the session."""

    guide_requested = Signal(str)
    section_requested = Signal(str)  # as well, and the keyboard goes with it
    outside_requested = Signal(str)  # address
    history_requested = Signal(str)
    register_requested = Signal(str, str)
    how_far_requested = Signal()

    def __init__(self, session: Session, theme: Theme, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._session = session
        self._settings = settings
        self._model = ChecklistModel(self)
        self._filter = ChecklistFilter(self)
        self._filter.setSourceModel(self._model)
        self._header = ProgressHeader(theme)
        self._settle = SettleStrip(session)
        self.how_far = HowFarStrip(settings)
        self.how_far.how_far_requested.connect(self.how_far_requested)
        self._filters = FilterBar(session.workspace.definitions.roles)
        self.view = ChecklistView(session, theme)
        self.view.setModel(self._filter)
        self._commands = ManyTasks(session, self, self.selected_tasks)
        self.many = ManyTasksBar(self._commands, self.view)
        self._detail = TaskDetail(session, theme)
        self._nothing = text_label("No task fits these filters.", muted=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setVisible(False)
        self._chosen = ""
        self._expanded: set[str] | None = None  # what was open before a filter opened everything
        self._lay_out()
        self._join()
        theme.changed.connect(self._theme_changed)
        self._practice_chosen()

    def show_task(self, task_id: str) -> None:
        """Take a task in hand, showing everything if the filters hide it."""
        source = self._model.index_of(task_id)
        if source.isValid() and not self._filter.mapFromSource(source).isValid():
            self._filters.clear()
        self.view.choose(self._filter.mapFromSource(source))

    def show_phase(self, phase_id: str) -> None:
        """Open a phase and take its row in hand, showing everything if the filters hide it."""
        self.show_task(phase_id)

    def show_section(self, section: str, title: str) -> None:
        """Show the tasks of one section of the guide (permalink#anchor)."""
        self._filters.clear()
        self._filters.show_section(section, title)
        first = self._filter.index(0, 0)
        if first.isValid():
            self.view.choose(self._filter.index(0, 0, first))
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_filters(self, wanted: Wanted) -> None:
        """Set all filters at once."""
        self._filters.set_wanted(wanted)

    def chosen_task(self) -> str:
        return self.view.chosen_task()

    def selected_tasks(self) -> tuple[Key, ...]:
        """Return the tasks that are selected, each with its practice."""
        return tuple((self._session.practice_id, task) for task in self.view.selected_tasks())

    def focus_list(self) -> None:
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_filter(self) -> None:
        self._filters.focus_words()

    def has_unsaved_text(self) -> bool:
        return self._detail.has_unsaved_text()

    def remember_sizes(self) -> None:
        self._settings.checklist_split = self._split.sizes()

    def add_own_task(self) -> None:
        """Ask for a task of the practice's own and add it to the phase in hand."""
        if not self._session.practice_id:
            return
        from migdesk.ui.dialogs.own_task_dialog import ask_own_task

        phases, phase = self._session.workspace.definitions.phases, self._phase_in_hand()
        ask_until_saved(
            lambda typed: ask_own_task(self, phases, *(typed or (phase, ""))),
            lambda answer: self._add_own(*answer),
        )

    def _add_own(self, phase: str, title: str) -> bool:
        practice, tasks = self._session.practice_id, self._session.workspace.tasks
        task_id = self._session.attempt(tasks.add_own, practice, phase, title)
        if task_id:
            self.show_task(task_id)
        return bool(task_id)

    # building

    def _lay_out(self) -> None:
        top = QWidget()
        upper = QVBoxLayout(top)
        upper.setContentsMargins(0, 0, 0, 0)
        upper.setSpacing(0)
        upper.addWidget(self._nothing)
        upper.addWidget(self.view, 1)
        upper.addWidget(self.many)
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.addWidget(top)
        self._split.addWidget(self._detail)
        self._split.setChildrenCollapsible(False)
        self._split.setStretchFactor(0, 3)
        self._split.setStretchFactor(1, 2)
        self._split.setSizes(self._settings.checklist_split)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self._header, self._settle, self.how_far, self._filters):
            layout.addWidget(widget)
        layout.addWidget(self._split, 1)

    def _join(self) -> None:
        self._filters.wanted_changed.connect(self._wanted_changed)
        self._filters.add_requested.connect(self.add_own_task)
        self.view.tick_requested.connect(self._tick)
        self.view.section_requested.connect(self.section_requested)
        self.view.task_chosen.connect(self._task_chosen)
        self.view.selection_changed.connect(self._selection_changed)
        self.view.turn_requested.connect(self._commands.turn)
        self.view.menu_requested.connect(self._open_menu)
        self.many.clear_requested.connect(self._select_in_hand)
        self._header.re_entry_requested.connect(lambda: self.register_requested.emit(RE_ENTRY, ""))
        self._detail.guide_requested.connect(self.guide_requested)
        self._detail.outside_requested.connect(self.outside_requested)
        self._detail.history_requested.connect(self.history_requested)
        self._detail.register_requested.connect(self.register_requested)
        self._detail.rename_requested.connect(self._rename)
        self._detail.remove_requested.connect(self._remove)
        self._session.practice_chosen.connect(self._practice_chosen)
        self._session.changed.connect(self._changed)
        self._session.actor_changed.connect(lambda: self._wanted_changed(self._filters.wanted))

    # following the session

    def _practice_chosen(self) -> None:
        self._detail.forget_practice()
        progress = self._session.progress
        self._model.show(progress)
        self.how_far.show_progress(progress)
        if progress is None:
            return
        self._header.show_progress(progress)
        self._settle.show_item(None, progress.conflicts)
        self._filters.clear()
        now = progress.phase_now
        if now is not None:
            first_open = next((task for task in now.tasks if task.is_open), None)
            self._at_top(now.phase.id)
            self.view.choose(self._filter.mapFromSource(self._model.index_of((first_open or now.phase).id)))

    def _changed(self, changes: Changes) -> None:
        progress = self._session.progress
        if progress is None or changes.practice_id != self._session.practice_id:
            return
        chosen, expanded = self.view.chosen_task(), self.view.expanded_ids()
        for item in changes.items:
            self._filter.keep(item)
        self._model.update(progress, changes)
        if chosen and self.view.chosen_task() != chosen:  # rows came or went, so the view lost its place
            self._restore(chosen, expanded)
        self._header.show_progress(progress)
        self._settle.show_item(None, progress.conflicts)
        self.how_far.show_progress(progress)
        self._detail.show_task(progress.task(self.view.chosen_task()))

    def _at_top(self, phase_id: str) -> None:
        index = self._filter.mapFromSource(self._model.index_of(phase_id))
        self.view.expand(index)
        self.view.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtTop)

    def _restore(self, chosen: str, expanded: set[str]) -> None:
        for phase in expanded:
            self.view.setExpanded(self._filter.mapFromSource(self._model.index_of(phase)), True)
        self.view.choose(self._filter.mapFromSource(self._model.index_of(chosen)))

    def _theme_changed(self) -> None:
        if self._session.progress is not None:
            self._header.show_progress(self._session.progress)
            self._detail.show_task(self._session.progress.task(self.view.chosen_task()))
        self.view.viewport().update()

    def _wanted_changed(self, wanted: Wanted) -> None:
        if self._filter.wanted.is_any and not wanted.is_any:
            self._expanded, self._chosen = self.view.expanded_ids(), self.view.chosen_task()
        workspace = self._session.workspace
        self._filter.set_wanted(wanted, person_of(workspace.at_keyboard, workspace.definitions.roles))
        if not wanted.is_any:
            self.view.expandAll()
        elif self._expanded is not None:
            self.view.show_expanded(self._expanded)
            self._expanded = None
            # A filter may have hidden the task in hand, and with it the place in the list.
            self.view.choose(self._filter.mapFromSource(self._model.index_of(self.view.chosen_task() or self._chosen)))
        if not wanted.is_any:
            self.view.scrollToTop()  # what a filter brings up is read from its first task
        self._nothing.setVisible(self._session.progress is not None and self._filter.rowCount() == 0)
        self._say_shown(wanted)

    def _say_shown(self, wanted: Wanted) -> None:
        """Tell whoever cannot see it how much a filter has left."""
        if self._session.progress is None or not self.isVisible():
            return
        rows = range(self._filter.rowCount())
        shown = sum(self._filter.rowCount(self._filter.index(row, 0)) for row in rows)
        announce(self, "All tasks shown" if wanted.is_any else f"{counted(shown, 'task')} shown")

    def _task_chosen(self, task_id: str) -> None:
        progress = self._session.progress
        self._detail.show_task(progress.task(task_id) if progress and task_id else None)

    def _selection_changed(self) -> None:
        self.many.show_count(len(self.view.selected_tasks()))

    def _select_in_hand(self) -> None:
        self.view.select_in_hand()
        self.focus_list()

    # changing

    def _open_menu(self, place: QPoint) -> None:
        """Show what can be done with the tasks that are selected, or with the phase in hand."""
        phase, task, selected = self.view.phase_in_hand(), self.view.chosen_task(), self.view.selected_tasks()
        menu = QMenu(self)
        if phase is not None and len(selected) < 2:
            fill_menu(menu, self._phase_entries(phase))
        elif selected:
            own = self._session.workspace.definitions.task_by_id.get(task) is None
            linked = (found := self._task(task)) is not None and found.task.link
            fill_menu(
                menu,
                (
                    MenuEntry("Open in the guide\tEnter", self._read_section, enabled=bool(linked)),
                    *self._commands.menu_entries(),
                    MenuEntry("History…", self._ask_history, line_above=True),
                    *((MenuEntry("Rename…", partial(self._rename, task)),) if own and len(selected) == 1 else ()),
                ),
            )
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _phase_entries(self, phase: PhaseProgress) -> tuple[MenuEntry, ...]:
        open_tasks = [task.id for task in phase.tasks if task.is_open]
        done = f"Mark all of this phase as done ({counted(len(open_tasks), 'task')})"
        return (
            MenuEntry(done, partial(self._mark_done, open_tasks), enabled=bool(open_tasks)),
            MenuEntry("Select its tasks", self._select_phase),
            MenuEntry("Add a task of your own…", self.add_own_task, line_above=True),
            MenuEntry("How far are you?…", self.how_far_requested.emit),
        )

    def _mark_done(self, tasks: Sequence[str]) -> None:
        of_phase = [(self._session.practice_id, task) for task in tasks]
        ManyTasks(self._session, self, lambda: of_phase).set_status(Status.DONE)

    def _select_phase(self) -> None:
        """Select the tasks of the phase in hand, which is opened for it."""
        phase = self.view.currentIndex()
        self.view.expand(phase)
        last = self._filter.rowCount(phase) - 1
        if last >= 0:
            first = self._filter.index(0, 0, phase)
            self.view.setCurrentIndex(first)
            tasks = QItemSelection(first, self._filter.index(last, 0, phase))
            self.view.selectionModel().select(tasks, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _read_section(self) -> None:
        task = self._task(self.view.chosen_task())
        if task is not None and task.task.link:
            self.section_requested.emit(task.task.link)

    def _ask_history(self) -> None:
        self.history_requested.emit(self.view.chosen_task())

    def _tick(self, task_id: str) -> None:
        self._session.tick(self._session.practice_id, task_id)

    def _rename(self, task_id: str) -> None:
        from migdesk.ui.dialogs.own_task_dialog import ask_title

        task = self._task(task_id)
        if task is None:
            return
        practice, tasks = self._session.practice_id, self._session.workspace.tasks
        ask_until_saved(
            lambda typed: ask_title(self, typed or task.title),
            lambda title: self._session.succeeds(tasks.rename_own, practice, task_id, title),
        )

    def _remove(self, task_id: str) -> None:
        practice, tasks = self._session.practice_id, self._session.workspace.tasks
        self._session.attempt(tasks.remove_own, practice, task_id)

    def _task(self, task_id: str) -> TaskProgress | None:
        return self._session.progress.task(task_id) if self._session.progress else None

    def _phase_in_hand(self) -> str:
        index = self._filter.mapToSource(self.view.currentIndex())
        value = self._model.value(index)
        if isinstance(value, TaskProgress):
            return value.task.phase
        return value.phase.id if value else ""
