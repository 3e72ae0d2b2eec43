"""The board: every practice in one table, with totals over it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from migdesk.ui.dialogs.dialog_frame import text_label
from migdesk.ui.practices_board.board_loading import BoardLoading
from migdesk.ui.practices_board.board_model import BoardModel
from migdesk.ui.practices_board.board_view import BoardView
from migdesk.ui.practices_board.nothing_here import NothingHere
from migdesk.ui.practices_board.row_actions import RowActions
from migdesk.ui.practices_board.totals import TotalsBar, totals_of
from migdesk.ui.session import Session
from migdesk.ui.theme import Theme
from migdesk.workspace.changes import Changes
from migdesk.workspace.summary import PracticeSummary, summary_of

MARGIN, NARROW_MARGIN, NARROW_WIDTH = 26, 12, 1000
SEARCH_DELAY_MS = 60
"""Fast typists are not made to wait for each letter's rows."""


class PracticesBoard(QWidget):
    """Reads the practices when first shown and follows changes from then on; keep it, for it remembers its order."""

    practice_opened = Signal(str)

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self._session = session
        self._loaded = False
        self._more_to_come = False
        self._stale: set[str] = set()  # practices that changed while the board was out of sight or still being read
        self.model = BoardModel(session.workspace.definitions, session.workspace.today, self)
        self.view = BoardView(self.model, theme)
        self.totals = TotalsBar()
        self.search = QLineEdit()
        self.show_archived = QCheckBox("Show archived")
        self.actions_bar = RowActions()
        self.add_button = QPushButton("Add a practice")
        self.nothing = NothingHere()
        self.loading_label = text_label("", muted=True)
        self._loading = BoardLoading(self)
        self._search_timer = QTimer(self, singleShot=True, interval=SEARCH_DELAY_MS)
        self._lay_out()
        self._join()

    # what the window may ask

    def add(self) -> None:
        """Ask for a new practice and select it."""
        from migdesk.ui.dialogs.practice_dialog import add_practice

        practice_id = add_practice(self._session, self)
        if practice_id:
            self.search.clear()
            self._search_now()
            self.view.choose(practice_id)
            self.view.setFocus()

    def reload(self) -> None:
        """Read every practice anew."""
        self._loaded = True
        self._more_to_come = False
        self._stale.clear()
        self._loading.start(self._session.workspace.summaries())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._loaded or self.model.today != self._session.workspace.today:
            self.reload()
        self._catch_up()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        margin = NARROW_MARGIN if self.width() < NARROW_WIDTH else MARGIN
        self._layout.setContentsMargins(margin, 18, margin, margin)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._search_now()
                self.view.setFocus()
                self._select_something()
                return True
        return super().eventFilter(watched, event)

    # following changes

    def _on_change(self, changes: Changes) -> None:
        if not self._loaded:
            return
        if not self.isVisible():
            self._stale.add(changes.practice_id)
            return
        if self.model.today != self._session.workspace.today:
            self.reload()
            return
        if self._more_to_come:  # what is still on its way was read before this change
            self._stale.add(changes.practice_id)
        self._refresh(changes.practice_id)
        self._show_totals()

    def _catch_up(self) -> None:
        if not self._stale or self._more_to_come:
            return
        for practice_id in self._stale:
            self._refresh(practice_id)
        self._stale.clear()
        self._show_totals()

    def _refresh(self, practice_id: str) -> None:
        if not practice_id:
            return
        workspace = self._session.workspace
        summary = summary_of(workspace.progress(practice_id), workspace.definitions)
        if summary.name:
            self.model.put(summary)
        else:
            self.model.drop(practice_id)
        self._selection_changed()

    def _on_arrival(self, summaries: list[PracticeSummary], last: bool) -> None:
        chosen = self.view.current_practice()
        if self._more_to_come:
            self.model.extend(summaries)
        else:
            self.model.fill(summaries, self._session.workspace.today)
        self._more_to_come = not last
        self.loading_label.setVisible(not last)
        self._after_arranging(chosen)
        if last:
            self._show_totals()
            self._catch_up()

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

    def _archive(self) -> None:
        practice = self.view.current_practice()
        if practice and (practice.archived or self._may_archive(practice.name)):
            practices = self._session.workspace.practices
            self._session.attempt(lambda _: practices.set_archived(practice.id, not practice.archived))

    def _may_archive(self, name: str) -> bool:
        """Ask before a practice leaves the board: a second press would otherwise take the next one with it."""
        box = QMessageBox(QMessageBox.Icon.Question, "Archive a practice", f"Move {name} to the archive?", parent=self)
        box.setInformativeText("It leaves the board. Its record stays whole, and “Show archived” brings it back.")
        archive = box.addButton("Archive", QMessageBox.ButtonRole.AcceptRole)
        keep = box.addButton("Keep it on the board", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        box.exec()
        return box.clickedButton() is archive

    def selected_practice(self) -> str:
        """The id of the practice whose row is chosen; empty for none."""
        practice = self.view.current_practice()
        return practice.id if practice else ""

    def _search_now(self) -> None:
        self._search_timer.stop()
        chosen = self.view.current_practice()
        self.model.search(self.search.text(), self.show_archived.isChecked())
        self._after_arranging(chosen)

    def _after_arranging(self, chosen: PracticeSummary | None) -> None:
        """Select again what was selected: a reset model forgets it."""
        if chosen:
            self.view.choose(chosen.id)
        self._selection_changed()

    def _select_something(self) -> None:
        if not self.view.currentIndex().isValid() and self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(0, 0))

    def _selection_changed(self) -> None:
        self.actions_bar.show_practice(self.view.current_practice())
        self._show_table_or_why_not()

    def _show_totals(self) -> None:
        self.totals.show_totals(totals_of(self.model.summaries, self.model.today))

    def _show_table_or_why_not(self) -> None:
        if self.model.rowCount():
            self._stack.setCurrentWidget(self.view)
            return
        every = tuple(self.model.summaries)
        hidden = 0 if self.show_archived.isChecked() else sum(one.archived for one in every)
        self.nothing.explain(practices=len(every), hidden=hidden, search=self.search.text().strip())
        self._stack.setCurrentWidget(self.nothing)

    def _clear_filters(self) -> None:
        self.search.clear()
        if not any(not one.archived for one in self.model.summaries):
            self.show_archived.setChecked(True)
        self._search_now()
        self.view.setFocus()

    # building

    def _lay_out(self) -> None:
        heading = text_label("Practices")
        heading.setProperty("heading", "1")
        self.add_button.setProperty("primary", True)
        self.search.setObjectName("boardSearch")
        self.search.setPlaceholderText("Find a practice: name, code, system, commissioner")
        self.search.setAccessibleName("Find a practice")
        self.search.setClearButtonEnabled(True)
        self.search.installEventFilter(self)
        self.loading_label.hide()
        top = QHBoxLayout()
        top.addWidget(heading, 1)
        top.addWidget(self.add_button)
        bar = QHBoxLayout()
        bar.setSpacing(12)
        bar.addWidget(self.search, 1)
        bar.addWidget(self.show_archived)
        bar.addWidget(self.actions_bar)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.nothing)
        layout = self._layout = QVBoxLayout(self)
        layout.setSpacing(14)
        layout.addLayout(top)
        layout.addWidget(self.totals)
        layout.addLayout(bar)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.loading_label)

    def _join(self) -> None:
        self._session.changed.connect(self._on_change)
        self._loading.arrived.connect(self._on_arrival)
        self._loading.counted.connect(self._show_count)
        self._search_timer.timeout.connect(self._search_now)
        self.search.textChanged.connect(lambda: self._search_timer.start())
        self.show_archived.toggled.connect(self._search_now)
        self.add_button.clicked.connect(self.add)
        self.nothing.add_requested.connect(self.add)
        self.nothing.clear_requested.connect(self._clear_filters)
        self.view.practice_opened.connect(self.practice_opened)
        self.view.current_changed.connect(self._selection_changed)
        self.view.menu_requested.connect(self.actions_bar.open_menu)
        self.actions_bar.open_requested.connect(self._open)
        self.actions_bar.edit_requested.connect(self._edit)
        self.actions_bar.archive_requested.connect(self._archive)

    def _show_count(self, count: int) -> None:
        self.loading_label.setText(f"Reading practices… {count:,} so far")
