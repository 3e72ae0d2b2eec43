"""The board: every practice in one table, with totals over it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from migdesk.ui.look.margins import fit_margins, is_low
from migdesk.ui.look.theme import Theme
from migdesk.ui.many_tasks.many_tasks import ManyTasks
from migdesk.ui.practices_board.board_filter import in_words
from migdesk.ui.practices_board.board_head import BoardHead
from migdesk.ui.practices_board.board_model import BoardModel
from migdesk.ui.practices_board.board_settings import BoardFilters, SavedView
from migdesk.ui.practices_board.board_view import BoardView
from migdesk.ui.practices_board.filter_bar import BoardFilterBar
from migdesk.ui.practices_board.many_bar import ManyPracticesBar
from migdesk.ui.practices_board.nothing_here import NothingHere
from migdesk.ui.practices_board.row_actions import RowActions
from migdesk.ui.practices_board.search_field import SearchField
from migdesk.ui.practices_board.shown_line import ShownLine
from migdesk.ui.practices_board.totals import TotalsBar, totals_of
from migdesk.ui.practices_board.views_button import ViewsButton
from migdesk.ui.session.session import Session
from migdesk.ui.session.settings import Settings
from migdesk.ui.widgets.long_reading import LongReading
from migdesk.ui.widgets.menu_entries import MenuEntry, fill_menu
from migdesk.workspace.changes import Changes
from migdesk.workspace.summary import PracticeSummary


class PracticesBoard(QWidget):
    """Reads the practices when first shown and follows changes from then on; keep it, for it remembers its order."""

    practice_opened = Signal(str)
    week_requested = Signal()
    portfolio_requested = Signal()
    import_requested = Signal()

    def __init__(self, session: Session, theme: Theme, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self._session = session
        self._remembered = settings.board
        self._awaited: tuple[str, ...] = ()  # practices to show once all have been read
        self.head = BoardHead()
        self.add_button = self.head.add_button
        self.model = BoardModel(session.workspace.definitions, session.workspace.today, self)
        self.view = BoardView(self.model, theme, self._remembered)
        self.totals = TotalsBar(theme)
        self.search = SearchField()
        self.filter_bar = BoardFilterBar()
        self.show_archived = self.filter_bar.show_archived
        self.actions_bar = RowActions()
        self.many = ManyPracticesBar()
        self.views_button = ViewsButton(self._remembered)
        self.columns_button = QPushButton("Columns ▾")
        self.columns_button.setAccessibleName("Columns")
        self.nothing = NothingHere()
        self.shown_line = ShownLine()
        self._reading = LongReading(self)
        self._lay_out()
        self._join()
        self.set_filters(self._remembered.filters)

    # what the window may ask

    def add(self) -> None:
        """Ask for a new practice and select it."""
        from migdesk.ui.dialogs.practice_dialog import add_practice

        practice_id = add_practice(self._session, self)
        if practice_id:
            self.search.clear()
            self._search_now()
            self.show_practices((practice_id,))

    def show_practices(self, practice_ids: Sequence[str]) -> None:
        """Select the first of these practices, and give up a search and filters that would hide any of them.

        While practices are still being read, or before they are, this waits for the last.
        """
        self._awaited = tuple(practice_ids)
        if self._reading.is_loaded and not self._reading.is_reading:
            self._show_awaited()

    def selected_practice(self) -> str:
        """The id of the practice whose row is chosen; empty for none."""
        practice = self.view.current_practice()
        return practice.id if practice else ""

    def shown_practices(self) -> tuple[str, ...]:
        """The ids of the practices that the table shows, in its order."""
        return tuple(self.model.practice_at(row).id for row in range(self.model.rowCount()))

    def reload(self) -> None:
        """Read every practice anew."""
        summaries = self._session.workspace.summaries()
        # A practice whose adding was undone has no name.
        self._reading.start(summary for summary in summaries if summary.name)

    @property
    def is_reading(self) -> bool:
        """Tell whether more practices are still on their way."""
        return self._reading.is_reading

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._reading.is_loaded or self.model.today != self._session.workspace.today:
            self.reload()
        self._catch_up()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fit_margins(self._layout, self.size(), spacing=14)
        self.totals.set_low(is_low(self.height()))

    # following changes

    def _on_change(self, changes: Changes) -> None:
        if not self._reading.is_loaded:
            return
        if not self.isVisible():
            if changes.practices:
                self._reading.forget()
            self._reading.note_stale((changes.practice_id,))
            return
        if changes.practices or self.model.today != self._session.workspace.today:
            self.reload()
            return
        if self._reading.is_reading:  # what is still on its way was read before this change
            self._reading.note_stale((changes.practice_id,))
        self._refresh(changes.practice_id)
        self._show_totals()

    def _catch_up(self) -> None:
        stale = self._reading.take_stale()
        for practice_id in stale:
            self._refresh(practice_id)
        if stale:
            self._show_totals()

    def _refresh(self, practice_id: str) -> None:
        if not practice_id:
            return
        summary = self._session.workspace.summary(practice_id)
        if summary.name:
            self.model.put(summary)
        else:
            self.model.drop(practice_id)
        self._selection_changed()

    def _begin(self, summaries: list[PracticeSummary]) -> None:
        chosen, selected = self.view.current_practice(), self.view.selected_practices()
        self.model.fill(summaries, self._session.workspace.today)
        self._after_arranging(chosen, selected)

    def _extend(self, summaries: list[PracticeSummary]) -> None:
        chosen, selected = self.view.current_practice(), self.view.selected_practices()
        self.model.extend(summaries)
        self._after_arranging(chosen, selected)

    def _end(self) -> None:
        self._show_totals()
        self._catch_up()
        self._show_awaited()

    def _show_awaited(self) -> None:
        awaited, self._awaited = self._awaited, ()
        there = {practice.id for practice in self.model.summaries}.intersection(awaited)
        if not there:
            return
        if not there.issubset(self.shown_practices()):
            self.search.clear()
            self.set_filters(BoardFilters())
        self.view.choose(next(practice_id for practice_id in awaited if practice_id in there))
        if len(there) > 1:  # so that all of them can be asked how far they are
            self.view.select(sorted(there))
        self.view.setFocus()

    # doing

    def _open(self) -> None:
        practice = self.view.current_practice()
        if practice:
            self.practice_opened.emit(practice.id)

    def _edit(self) -> None:
        from migdesk.ui.dialogs.practice_dialog import edit_practice

        practice = self.view.current_practice()
        if practice:
            edit_practice(self._session, practice.id, self)
            self.view.setFocus()

    def _select_in_hand(self) -> None:
        self.view.select_in_hand()
        self.view.setFocus()

    def _open_menu(self, place: QPoint) -> None:
        """Show what can be done with the practices that are selected."""
        selected = self.view.selected_practices()
        several = (
            MenuEntry("Mark a task…", self._mark_task, line_above=len(selected) < 2),
            MenuEntry("How far are they?…" if len(selected) > 1 else "How far are you?…", self._ask_how_far),
        )
        menu = QMenu(self.view)
        fill_menu(menu, (*(self.actions_bar.entries() if len(selected) < 2 else ()), *several))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def show_view(self, name: str) -> None:
        """Show a view that was saved."""
        view = next((view for view in self._remembered.saved if view.name == name), None)
        if view is not None:
            self.search.setText(view.words)
            self.set_filters(view.filters)
            self.view.arrange(view.sorted_by, descending=view.descending, columns=view.columns)

    def _save_view(self, name: str) -> None:
        """Keep how the board is, in place of a view of that name."""
        now = self._remembered
        view = SavedView(
            name=name,
            words=self.search.text().strip(),
            filters=now.filters,
            sorted_by=now.sorted_by,
            descending=now.descending,
            columns=tuple(now.columns),
        )
        now.saved = [*(kept for kept in now.saved if kept.name != name), view]

    def _open_columns(self) -> None:
        menu = QMenu(self)
        menu.addActions(self.view.column_entries(menu))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.columns_button.mapToGlobal(self.columns_button.rect().bottomLeft()))

    def _mark_task(self) -> None:
        """Ask for a task of the guide, and mark it in the practices that are selected."""
        from migdesk.ui.many_tasks.mark_task_dialog import ask_marked_task

        workspace, selected = self._session.workspace, self.view.selected_practices()
        people = [workspace.at_keyboard.name] if workspace.at_keyboard else []
        marked = ask_marked_task(self, len(selected), workspace.definitions, people, workspace.today)
        if marked is not None:
            ManyTasks(self._session, self, lambda: [(practice, marked.task) for practice in selected]).change(
                marked.change, marked.title
            )

    def _ask_how_far(self) -> None:
        from migdesk.ui.many_tasks.past_phases_dialog import ask_how_far

        ask_how_far(self._session, self, self.view.selected_practices())

    def _archive(self) -> None:
        practice = self.view.current_practice()
        if practice and (practice.archived or self._may_archive(practice.name)):
            practices = self._session.workspace.practices
            self._session.attempt(practices.set_archived, practice.id, not practice.archived)

    def _may_archive(self, name: str) -> bool:
        """Ask first: a second press would otherwise take the next practice with it."""
        from migdesk.ui.dialogs.question import is_agreed

        return is_agreed(
            self,
            "Archive a practice",
            f"Move {name} to the archive?",
            "It leaves the board. Its record stays whole, and “Show archived” brings it back.",
            yes="Archive",
            no="Keep it on the board",
        )

    def _search_now(self) -> None:
        self.search.settle()
        chosen, selected = self.view.current_practice(), self.view.selected_practices()
        self.model.show_only(self.search.text(), self._remembered.filters)
        self._after_arranging(chosen, selected)
        if not self._reading.is_reading:
            self._add_up()

    def set_filters(self, filters: BoardFilters) -> None:
        """Show only the practices that fit these filters; remembered."""
        self._remembered.filters = filters
        self.filter_bar.set_filters(filters)
        self.totals.show_filters(filters)
        self._search_now()

    def _after_arranging(self, chosen: PracticeSummary | None, selected: Sequence[str]) -> None:
        """Select again what was selected: a reset model forgets it."""
        if chosen:
            self.view.choose(chosen.id)
        if len(selected) > 1:
            self.view.select(selected)
        self._selection_changed()

    def _go_on_to_table(self) -> None:
        self._search_now()
        self.view.setFocus()
        if not self.view.currentIndex().isValid() and self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(0, 0))

    def _selection_changed(self) -> None:
        self.actions_bar.show_practice(self.view.current_practice())
        self._show_table_or_why_not()

    def _show_totals(self) -> None:
        self._add_up()
        self.filter_bar.offer(tuple(self.model.summaries))
        self._show_counts()

    def _show_counts(self) -> None:
        if self._reading.is_reading:
            return
        filters = self._remembered.filters
        every = self.model.summaries
        of = sum(filters.archive != "hidden" or not practice.archived for practice in every)
        words = self.search.text().strip()
        asked = (f"“{words}”" if words else "", in_words(filters))
        self.shown_line.show_counts(self.model.rowCount(), of, ", ".join(filter(None, asked)))

    def _add_up(self) -> None:
        """The totals are of what the table shows."""
        self.totals.show_totals(totals_of(self.model.shown, self.model.today))

    def _show_table_or_why_not(self) -> None:
        self._show_counts()
        if self.model.rowCount():
            self._stack.setCurrentWidget(self.view)
            return
        every, filters = tuple(self.model.summaries), self._remembered.filters
        hidden = sum(practice.archived for practice in every) if filters.archive == "hidden" else 0
        self.nothing.explain(len(every), hidden, self.search.text().strip(), filters)
        self._stack.setCurrentWidget(self.nothing)

    def _clear_filters(self) -> None:
        self.search.clear()
        all_archived = all(practice.archived for practice in self.model.summaries)
        self.set_filters(BoardFilters(archive="also" if all_archived else "hidden"))
        self.view.setFocus()

    # building

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(12)
        bar.addWidget(self.search, 1)
        bar.addWidget(self.actions_bar)
        bar.addWidget(self.views_button)
        bar.addWidget(self.columns_button)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.nothing)
        table = QVBoxLayout()
        table.setSpacing(3)
        table.addWidget(self.filter_bar)
        table.addWidget(self.shown_line)
        table.addWidget(self._stack, 1)
        table.addWidget(self.many)
        layout = self._layout = QVBoxLayout(self)
        layout.addWidget(self.head)
        layout.addWidget(self.totals)
        layout.addLayout(bar)
        layout.addLayout(table, 1)

    def _join(self) -> None:
        self._session.changed.connect(self._on_change)
        self._reading.begun.connect(self._begin)
        self._reading.extended.connect(self._extend)
        self._reading.ended.connect(self._end)
        self._reading.counted.connect(self.shown_line.show_reading)
        self._reading.failed.connect(self._session.refused)
        self.search.searched.connect(self._search_now)
        self.search.table_wanted.connect(self._go_on_to_table)
        self.filter_bar.filters_changed.connect(self.set_filters)
        self.totals.filters_requested.connect(self.set_filters)
        self.shown_line.clear_requested.connect(self._clear_filters)
        self.head.week_requested.connect(self.week_requested)
        self.head.portfolio_requested.connect(self.portfolio_requested)
        self.head.import_requested.connect(self.import_requested)
        self.head.add_requested.connect(self.add)
        self.nothing.add_requested.connect(self.add)
        self.nothing.clear_requested.connect(self._clear_filters)
        self.view.practice_opened.connect(self.practice_opened)
        self.view.current_changed.connect(self._selection_changed)
        self.view.selection_changed.connect(lambda: self.many.show_count(len(self.view.selected_practices())))
        self.many.clear_requested.connect(self._select_in_hand)
        self.views_button.view_chosen.connect(self.show_view)
        self.views_button.save_requested.connect(self._save_view)
        self.views_button.everything_requested.connect(self._clear_filters)
        self.columns_button.clicked.connect(self._open_columns)
        self.many.task_requested.connect(self._mark_task)
        self.many.how_far_requested.connect(self._ask_how_far)
        self.view.menu_requested.connect(self._open_menu)
        self.actions_bar.open_requested.connect(self._open)
        self.actions_bar.edit_requested.connect(self._edit)
        self.actions_bar.archive_requested.connect(self._archive)
