"""What needs me this week: one list of the tasks and rows of registers that are overdue or due soon, over all
practices."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

import msgspec
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QMenu, QStackedWidget, QVBoxLayout, QWidget

from migdesk.practice.progress import Progress
from migdesk.practice.rows import row_of_item
from migdesk.ui.look.margins import fit_margins
from migdesk.ui.look.theme import Theme
from migdesk.ui.many_tasks.many_bar import ManyTasksBar
from migdesk.ui.many_tasks.many_tasks import ManyTasks
from migdesk.ui.practices_board.search_field import SEARCH_DELAY_MS
from migdesk.ui.session.session import Session
from migdesk.ui.session.settings import Settings
from migdesk.ui.week.due_filter import DueFilter, is_wanted
from migdesk.ui.week.due_span import last_day
from migdesk.ui.week.groups import Group, grouped
from migdesk.ui.week.nothing_due import NothingDue
from migdesk.ui.week.task_updates import as_they_stand, is_gone
from migdesk.ui.week.week_bar import WeekBar
from migdesk.ui.week.week_head import WeekHead
from migdesk.ui.week.week_model import WeekModel, is_settled, key_of
from migdesk.ui.week.week_settings import WeekSettings
from migdesk.ui.week.week_view import WeekView
from migdesk.ui.widgets.label import news_label
from migdesk.ui.widgets.long_reading import LongReading
from migdesk.ui.widgets.menu_entries import MenuEntry, fill_menu
from migdesk.workspace.changes import Changes
from migdesk.workspace.mine import Person, person_of
from migdesk.workspace.open_tasks import OpenTask

MOST_REFRESHED = 20
"""More practices than this that changed out of sight are read anew together with all others."""


class WeekScreen(QWidget):
    """Reads the tasks when first shown and follows changes from then on; keep it, for it remembers its place."""

    task_opened = Signal(str, str)  # the practice's id and the task's
    leave_requested = Signal()

    def __init__(self, session: Session, theme: Theme, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self._session = session
        self._settings = settings
        self._from_top = True  # whether the list that is being read begins at its top, or where the person was
        self.model = WeekModel(session.workspace.today, self)
        self.view = WeekView(self.model, theme)
        self.bar = WeekBar(session.workspace.definitions.roles)
        self.nothing = NothingDue()
        self.head = WeekHead()
        self.count = news_label(muted=True)
        self._commands = ManyTasks(session, self, self.view.selected_tasks)
        self.many = ManyTasksBar(self._commands, self.view)
        self._reading = LongReading(self)
        self._words_timer = QTimer(self, singleShot=True, interval=SEARCH_DELAY_MS)
        self._lay_out()
        self._join()
        self.bar.show_choice(self._choice)
        self.head.show_choice(self._choice)

    def focus_list(self) -> None:
        """Give the keyboard to the list, or to what stands in its place."""
        nothing = self._stack.currentWidget() is self.nothing
        place = (self.nothing.offered or self.head.back_button) if nothing else self.view
        place.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def is_reading(self) -> bool:
        """Tell whether more tasks are still on their way."""
        return self._reading.is_reading

    def reload(self, *, from_top: bool = False) -> None:
        """Make the list anew. It begins at its top the first time, and where the person had not left that."""
        self._from_top = from_top or not self._reading.is_loaded or self.view.is_at_top
        workspace = self._session.workspace
        self._reading.start(workspace.open_tasks(self._until))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        too_old = self.model.today != self._session.workspace.today or self._reading.stale_count > MOST_REFRESHED
        if not self._reading.is_loaded or too_old:
            self.reload(from_top=True)
        elif not self._reading.is_reading:
            self._catch_up(from_top=True)
            self.model.forget_settled()
            self._arrange()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leaving ends the reading, which would slow down whatever comes next; coming back begins it anew."""
        super().hideEvent(event)
        if self._reading.is_reading and not event.spontaneous():
            self._reading.forget()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fit_margins(self._layout, self.size(), spacing=12)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave_requested.emit()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.bar.words and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape and self.bar.words.text():
                self.bar.words.clear()
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._arrange()
                self.focus_list()
                return True
        return super().eventFilter(watched, event)

    # following changes

    def _on_change(self, changes: Changes) -> None:
        if not self._reading.is_loaded:
            return
        changed = changes.practices or {changes.practice_id}
        too_old = self.model.today != self._session.workspace.today or len(changed) > MOST_REFRESHED
        if self.isVisible() and too_old:
            self.reload()
        elif not self.isVisible() or self._reading.is_reading:  # what is still on its way was read before this change
            self._reading.note_stale(changed)
        else:
            self._refresh(changed)

    def _catch_up(self, *, from_top: bool = False) -> None:
        self._refresh(self._reading.take_stale(), from_top=from_top)

    def _refresh(self, practice_ids: set[str] | frozenset[str], *, from_top: bool = False) -> None:
        """Show how the tasks of these practices stand now, in their rows. Where others came, the list is made anew,
        with `from_top` from its top where whole practices came or went.
        """
        for practice_id in practice_ids - {""}:
            held, progress = self.model.tasks_of(practice_id), self._progress(practice_id)
            rows = self._session.workspace.open_rows(practice_id, self._until)
            now = as_they_stand(held, progress, self._until, rows)
            if now is None:
                self.reload(from_top=from_top and (not held or is_gone(progress.state)))
                return
            for task in now:
                self.model.put(task)
            if any(not is_settled(task) and not self.model.shows(task) for task in self._wanted(now)):
                self._arrange()  # someone was given a task, and it is wanted now
        if practice_ids:
            self._say_count()

    def _progress(self, practice_id: str) -> Progress:
        """Return how a practice stands; that of the one in hand need not be found twice."""
        known = self._session.progress if practice_id == self._session.practice_id else None
        return known or self._session.workspace.progress(practice_id)

    def _begin(self, tasks: list[OpenTask]) -> None:
        self.model.hold(tasks, self._session.workspace.today)
        self._arrange(from_top=self._from_top)

    def _extend(self, tasks: list[OpenTask]) -> None:
        self._from_top = self._from_top and self.view.is_at_top  # unless the person has gone on meanwhile
        self.model.hold_more(tasks)
        self._arrange(from_top=self._from_top)

    def _end(self) -> None:
        self.bar.offer_samples(self.model.has_samples_among_others)
        self._catch_up()

    def _choice_changed(self, choice: WeekSettings) -> None:
        further = choice.ahead != self._choice.ahead
        self._settings.week = choice
        self.head.show_choice(self._choice)
        if further:
            self.reload()
        else:
            self._arrange()

    def _person_changed(self) -> None:
        if self._reading.is_loaded:
            self._arrange()

    # showing

    @property
    def _choice(self) -> WeekSettings:
        return self._settings.week

    @property
    def _until(self) -> date:
        return last_day(self._choice.ahead, self._session.workspace.today)

    def _arrange(self, *, from_top: bool = False) -> None:
        """Show what is wanted of the tasks held, and select again what was selected: a reset model forgets it.

        With `from_top` the first task is selected.
        """
        self._words_timer.stop()
        current, row = (None, 0) if from_top else (self.view.current_task(), self.view.currentIndex().row())
        tasks = self._wanted(self.model.tasks)
        self.view.name_practices(self._choice.grouping != "practice")
        self.model.arrange(tasks, self._grouped(tasks))
        self.view.choose(key_of(current) if current else None, row)
        self._say_count()
        self._show_list_or_why_not()

    def _grouped(self, tasks: Sequence[OpenTask]) -> list[Group]:
        roles = self._session.workspace.definitions.roles
        return grouped(tasks, self._choice.grouping, self.model.today, roles, self.bar.choice.role)

    def _wanted(self, tasks: Sequence[OpenTask]) -> list[OpenTask]:
        choice, workspace = self._choice, self._session.workspace
        words = tuple(self._words().casefold().split())
        wanted = DueFilter(choice.mine, choice.critical, self.bar.choice.role, words, choice.no_samples)
        person = person_of(workspace.at_keyboard, workspace.definitions.roles)
        return [task for task in tasks if is_wanted(task, wanted, person)]

    def _show_list_or_why_not(self) -> None:
        self.head.print_button.setEnabled(self.model.rowCount() > 0 and not self._reading.is_reading)
        if self.model.rowCount() or self._reading.is_reading:
            self._stack.setCurrentWidget(self._frame)
            return
        had_keyboard = self.view.hasFocus()  # hiding it would hand the keyboard to whatever comes next
        others = DueFilter(no_samples=self._choice.no_samples)
        hidden = sum(not is_settled(task) and is_wanted(task, others, Person()) for task in self.model.tasks)
        self.nothing.explain(self._choice, hidden, self._words())
        self._stack.setCurrentWidget(self.nothing)
        if had_keyboard:
            self.focus_list()

    def _say_count(self) -> None:
        if self._reading.is_reading:
            return
        self.count.setText(self.model.counts.in_words())

    def _say_reading(self, number: int) -> None:
        self.count.show_quietly(f"Reading tasks… {number:,} so far")

    def _words(self) -> str:
        return self.bar.words.text().strip()

    # doing

    def _tick(self, practice_id: str, task_id: str) -> None:
        """Tick a task. A row of a register stands in more ways than two, so it is opened."""
        if row_of_item(task_id):
            self.task_opened.emit(practice_id, task_id)
        else:
            self._session.tick(practice_id, task_id)

    def _select_in_hand(self) -> None:
        self.view.select_in_hand()
        self.focus_list()

    def _open_menu(self, place: QPoint) -> None:
        """Show what can be done with the tasks that are selected."""
        task = self.view.current_task()
        if task is None:
            return
        key = key_of(task)
        several = len(self.view.selected_tasks()) > 1
        what = "row" if task.is_row else "task"
        opening = MenuEntry(f"Open this {what}\tEnter", partial(self.task_opened.emit, *key))
        if task.is_row and not several:
            self._show_menu((opening,), place)
            return
        ticking = "Back to “to do”" if is_settled(task) else "Mark as done"
        alone = (opening, MenuEntry(f"{ticking}\tSpace", partial(self._tick, *key)))
        self._show_menu((*(() if several else alone), *self._commands.menu_entries()), place)

    def _show_menu(self, entries: Sequence[MenuEntry], place: QPoint) -> None:
        menu = QMenu(self.view)
        fill_menu(menu, entries)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _show_everyone(self) -> None:
        self.bar.words.clear()
        self._choose(msgspec.structs.replace(self._choice, mine=False, critical=False, role=""))

    def _look_further(self) -> None:
        self._choose(msgspec.structs.replace(self._choice, ahead="28 days"))

    def _choose(self, choice: WeekSettings) -> None:
        self.bar.show_choice(choice)
        self._choice_changed(choice)
        self.focus_list()

    def _print(self) -> None:
        from migdesk.ui.week.week_printout import MOST_PRINTED, preview, printout_of

        tasks = self.model.open_shown
        if len(tasks) > MOST_PRINTED:
            self._session.refused.emit(
                f"The list has {len(tasks):,} tasks, and a printout {MOST_PRINTED} at most. Show fewer of them first, "
                "such as the critical ones or those of one role."
            )
            return
        named = self._choice.grouping != "practice"
        title, groups = self.head.title, self._grouped(tasks)
        preview(self, printout_of(self._session.workspace, title, groups, names_practices=named))

    # building

    def _lay_out(self) -> None:
        self.bar.words.installEventFilter(self)
        self._frame = QFrame()
        self._frame.setObjectName("card")
        inside = QVBoxLayout(self._frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        inside.addWidget(self.view)
        inside.addWidget(self.many)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._frame)
        self._stack.addWidget(self.nothing)
        layout = self._layout = QVBoxLayout(self)
        layout.addWidget(self.head)
        layout.addWidget(self.bar)
        layout.addWidget(self.count)
        layout.addWidget(self._stack, 1)

    def _join(self) -> None:
        self._session.changed.connect(self._on_change)
        self._session.actor_changed.connect(self._person_changed)
        self._reading.begun.connect(self._begin)
        self._reading.extended.connect(self._extend)
        self._reading.ended.connect(self._end)
        self._reading.failed.connect(self._session.refused)
        self._reading.counted.connect(self._say_reading)
        self._words_timer.timeout.connect(self._arrange)
        self.bar.choice_changed.connect(self._choice_changed)
        self.bar.words_changed.connect(lambda _: self._words_timer.start())
        self.head.leave_requested.connect(self.leave_requested)
        self.head.print_requested.connect(self._print)
        self.nothing.everyone_requested.connect(self._show_everyone)
        self.nothing.further_requested.connect(self._look_further)
        self.view.tick_requested.connect(self._tick)
        self.view.task_opened.connect(self.task_opened)
        self.view.turn_requested.connect(self._commands.turn)
        self.view.selection_changed.connect(lambda: self.many.show_count(len(self.view.selected_tasks())))
        self.view.menu_requested.connect(self._open_menu)
        self.many.clear_requested.connect(self._select_in_hand)
