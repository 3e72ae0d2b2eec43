"""Adding many practices at once from a list in CSV or Excel: nothing is recorded before each row has been shown.

Rows with faults stay in the dialog when the others have been added, so that they can be saved and mended.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QProgressBar, QPushButton, QStackedWidget, QWidget

from migdesk.base.errors import KnownError
from migdesk.ui.background import Background
from migdesk.ui.dialogs.dialog_frame import DialogFrame
from migdesk.ui.look.plain_tooltip import plain_tooltip
from migdesk.ui.look.restyle import set_look
from migdesk.ui.look.theme import Theme
from migdesk.ui.look.words import counted
from migdesk.ui.practice_import import files
from migdesk.ui.practice_import.add_practices import Updates, add_practices
from migdesk.ui.practice_import.list_wanted import ListWanted
from migdesk.ui.practice_import.list_wishes import ListWishes
from migdesk.ui.practice_import.preview_model import PreviewModel
from migdesk.ui.practice_import.preview_view import PreviewView
from migdesk.ui.session.session import Session
from migdesk.ui.widgets.label import news_label, text_label
from migdesk.workspace.practice_import.import_plan import NO_WISHES, ImportPlan, Wishes, known_in, plan_import
from migdesk.workspace.practice_import.wording import done_in_words, notes_on, remarks_on, summary_of
from migdesk.workspace.steps import Step

_LINES = 42
"""The dialog's height from the start, where the screen has room: it does not jump when a list comes."""
_MOST_MOVES = 60
"""Practices of which is told what an update of Go-Live moves: some 10 ms each."""
_BEFORE_ADDING_MS = 30
"""Until the words that say so are painted: adding thousands takes seconds."""


class ImportDialog(DialogFrame):
    """Shows what would become of each row of a list, and adds what can be added: `added` are then all new ids."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, "Import practices from a list", width_in_characters=150)
        self._session = session
        self._reading = Background(self)
        self._plan: ImportPlan | None = None
        self._path = Path()
        self._chosen = NO_WISHES
        self.added: tuple[str, ...] = ()
        self.model = PreviewModel(self)
        self.view = PreviewView(self.model, theme)
        self.setAcceptDrops(True)
        self._make_parts()
        self._lay_out()
        self._join()
        self._show_running(False)
        self._show_plan(None)
        self.choose_button.setFocus()
        self.fit()
        room = int(self.screen().availableGeometry().height() * 0.92)
        self.resize(self.width(), min(self.fontMetrics().lineSpacing() * _LINES, room))

    # the list

    def read(self, path: Path, wishes: Wishes = NO_WISHES) -> None:
        """Read a list and show what would become of its rows."""
        self._path, self._chosen = path, wishes
        self._show_plan(None)
        self._say(f"Reading {path.name}…")
        self._show_running(True)
        workspace = self._session.workspace
        known, today = known_in(workspace), workspace.today  # the record stays with the window's thread
        planning = partial(plan_import, path, known, today, wishes=wishes)
        self._reading.run(lambda report: planning(report), self._planned, self._failed, self._progressed)

    @property
    def is_reading(self) -> bool:
        """Tell whether a list is still being read."""
        return self._reading.is_running

    def stop(self) -> None:
        """Stop reading. Nothing was added."""
        self._reading.cancel()
        self._show_running(False)
        self._say(f"{self._path.name} was not read to its end. Nothing was added.")
        self.choose_button.setFocus()

    def save_template(self, path: Path) -> None:
        """Write the template and say where it is."""
        from migdesk.workspace.practice_import.template import write_template

        try:
            self._say(f"Template saved: {write_template(path)}. Fill it in, save it, and choose it here.")
        except KnownError as error:
            self._say(f"The template was not saved. {error}", wrong=True)

    def save_faulty_rows(self, path: Path) -> None:
        """Write the rows that have faults, beside each what is wrong, and say where they are."""
        from migdesk.workspace.practice_import.faulty_rows import write_faulty_rows

        if self._plan is None:
            return
        try:
            written = write_faulty_rows(self._plan, path)
            self._say(f"Rows saved: {written}. Correct them there, save the file, and choose it here.")
        except KnownError as error:
            self._say(f"The rows were not saved. {error}", wrong=True)

    def accept(self) -> None:
        """Add what can be added; the dialog closes once that is recorded, unless rows with faults are left."""
        if not self._can_finish():
            return
        self._say(f"{self._doing('Adding', 'Updating')}…")
        self.finish_button.setEnabled(False)
        QTimer.singleShot(_BEFORE_ADDING_MS, self, self._add)

    def done(self, result: int) -> None:
        """Close, and stop reading."""
        self._reading.cancel()
        super().done(result)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files.dropped(event.mimeData()) and self.choose_button.isEnabled():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = files.dropped(event.mimeData())
        if path:
            event.acceptProposedAction()
            self.read(path)

    # what the reading sends

    def _progressed(self, step: Step) -> None:
        self.progress.setRange(0, step.total)
        self.progress.setValue(step.done)
        reading = f"Reading {self._path.name}… {step.done:,} rows so far"
        self._say(f"Checking row {step.done:,} of {step.total:,}" if step.total else reading)

    def _planned(self, plan: ImportPlan) -> None:
        self._show_running(False)
        self._show_plan(plan)
        self.view.select_first()
        all_well = self.finish_button.isEnabled() and self.only_wrong.isHidden()  # else Enter must not add at once
        (self.finish_button if all_well else self.view).setFocus()

    def _failed(self, why: str) -> None:
        self._show_running(False)
        self._say(why, wrong=True)
        self.choose_button.setFocus()

    # adding

    def _adding(self) -> int:
        return len(self._plan.to_add(without_doubles=self.skip_doubles.isChecked())) if self._plan else 0

    def _updates(self) -> Updates:
        return self._plan.to_update(self.wishes.updating) if self._plan else ()

    def _can_finish(self) -> bool:
        return bool(self._adding() or self._updates()) and self.wishes.is_settled

    def _doing(self, add: str, update: str) -> str:
        """Return what is done in words: "Add 3 practices", "Add 3 practices, update 2"."""
        adding, updating = self._adding(), len(self._updates())
        if not updating:
            return f"{add} {counted(adding, 'practice')}" if adding else f"{add} practices"
        if not adding:
            return f"{update} {counted(updating, 'practice')}"
        return f"{add} {counted(adding, 'practice')}, {update.lower()} {updating:,}"

    def _add(self) -> None:
        if not self.isVisible() or self._plan is None:
            return
        plan = self._plan
        wanted = plan.to_add(without_doubles=self.skip_doubles.isChecked())
        added, updated, problem = add_practices(self._session, wanted, self._updates())
        self.added += added
        if not added and not updated:
            self._show_plan(plan)
            self._say(f"Nothing was added. {problem}".strip(), wrong=True)
        elif plan.of("bad"):
            self._show_faulty_rows(plan, len(added), len(updated))
        else:
            super().accept()

    def _show_faulty_rows(self, plan: ImportPlan, added: int, updated: int) -> None:
        """Leave in the table what could not be added."""
        self._show_plan(plan.only_faults)
        self._say(done_in_words(plan, added, updated))
        self.wishes.hide()
        self.notes.hide()
        self.only_wrong.hide()
        self.finish_button.hide()
        self.save_button.setText("Save these rows…")
        self.view.select_first()
        self.save_button.setFocus()

    # showing

    def _show_plan(self, plan: ImportPlan | None) -> None:
        self._plan = plan
        doubtful = len(plan.doubtful) if plan else 0
        looks = sum(row.needs_a_look for row in plan.rows) if plan else 0
        self.only_wrong.setVisible(bool(looks))
        self.only_wrong.setText(f"Show only what is or may be wrong ({looks:,})")
        self.skip_doubles.setVisible(bool(doubtful))
        self.skip_doubles.setText(f"Leave out what may be a double ({doubtful:,})")
        for box in (self.only_wrong, self.skip_doubles):
            box.setChecked(False)
        self.wishes.show_plan(plan)
        self.model.fill(plan)
        self._stack.setCurrentWidget(self.view if plan and plan.rows else self.wanted)
        self.save_button.setVisible(bool(plan and plan.of("bad") and not plan.of("add")))
        self.save_button.setText("Save rows with faults…")
        self.finish_button.show()
        self.cancel_button.setText("Close" if self.added else "Cancel")
        self._show_counts()

    def _show_counts(self) -> None:
        plan = self._plan
        if plan:
            self._say(f"{plan.file}: {self._summary(plan)}")
        else:
            self._say("")
        self.notes.setText(" ".join((*self._moves(plan), *notes_on(plan))) if plan else "")
        self.notes.setVisible(bool(self.notes.text()))
        self.finish_button.setText(self._doing("Add", "Update"))
        self.finish_button.setEnabled(self._can_finish())
        why_not = "" if self._can_finish() else self._why_not()
        self.finish_button.setToolTip(plain_tooltip(why_not))
        self.finish_button.setAccessibleDescription(why_not)

    def _summary(self, plan: ImportPlan) -> str:
        without = self.skip_doubles.isChecked()
        return summary_of(plan, without_doubles=without, updating=self.wishes.updating)

    def _why_not(self) -> str:
        if not self.wishes.is_settled:
            return f"{self.wishes.doubts.text()} Choose the sheets and columns, or leave out what was not understood."
        return self.state.text() or "Choose a list first."

    def _moves(self, plan: ImportPlan) -> tuple[str, ...]:
        """Return what the plans of practices would move; of many practices that takes too long, and is not said."""
        updates = plan.to_update(self.wishes.updating)
        if not any("go_live" in values for _, values in updates) or len(updates) > _MOST_MOVES:
            return ()
        from migdesk.workspace.practice_import.moved_dates import moved_dates

        return tuple(moved.in_words for moved in moved_dates(self._session.workspace, plan, self.wishes.updating))

    def _show_updates(self) -> None:
        self.model.show_updates(self.wishes.updating)
        self._show_counts()
        self._show_remarks()

    def _mend(self) -> None:
        self.read(self._path, replace(self._chosen, mend=self.wishes.mending))

    def _choose_columns(self) -> None:
        if self._plan is None:
            return
        from migdesk.ui.practice_import.columns_dialog import ColumnsDialog

        dialog = ColumnsDialog(self._plan, self)
        if dialog.exec():
            self.read(self._path, replace(self._chosen, choice=dialog.choice))

    def _show_remarks(self) -> None:
        row = self.view.current_row()
        text = remarks_on(row, self.wishes.updating) if row else ""
        self.remarks.setText(f"Row {row.place}. {text}" if row and text else "")
        self.remarks.setVisible(bool(text))

    def _say(self, text: str, *, wrong: bool = False) -> None:
        self.state.setText(text)
        self.state.setVisible(bool(text))
        set_look(self.state, wrong=wrong)

    def _show_running(self, running: bool) -> None:
        self.progress.setRange(0, 0)
        self.progress.setVisible(running)
        self.stop_button.setVisible(running)
        for button in (self.choose_button, self.template_button):
            button.setEnabled(not running)
        if running:
            self.stop_button.setFocus()

    # building

    def _make_parts(self) -> None:
        self.choose_button = QPushButton("Choose a file…")
        self.template_button = QPushButton("Save a template…")
        self.stop_button = QPushButton("Stop reading")
        self.template_button.setAutoDefault(False)  # the others are pressed by Enter while they have the keyboard
        self.progress = QProgressBar()
        self.progress.setAccessibleName("How far the reading is")
        self.state = news_label(heading="3")
        self.notes = text_label(muted=True)
        self.wishes = ListWishes()
        self.only_wrong = QCheckBox()
        self.skip_doubles = QCheckBox()
        self.wanted = ListWanted()
        self.remarks = text_label("")
        self.remarks.hide()

    def _lay_out(self) -> None:
        self.content.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (self.choose_button, self.template_button, self.progress, self.stop_button):
            row.addWidget(widget, 1 if widget is self.progress else 0)
        row.addStretch(0)
        filters = QHBoxLayout()
        filters.setSpacing(18)
        filters.addWidget(self.only_wrong)
        filters.addWidget(self.skip_doubles)
        filters.addStretch(1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.wanted)
        self._stack.addWidget(self.view)
        self._stack.setMinimumHeight(self.fontMetrics().lineSpacing() * 9)
        self.content.addLayout(row)
        self.content.addWidget(self.state)
        self.content.addWidget(self.notes)
        self.content.addWidget(self.wishes)
        self.content.addLayout(filters)
        self.content.addWidget(self._stack, 1)
        self.content.addWidget(self.remarks)
        self.save_button = self.add_button("")
        self.cancel_button = self.add_button("Cancel")
        self.finish_button = self.add_button("Add practices", primary=True)

    def _join(self) -> None:
        self.choose_button.clicked.connect(self._choose)
        self.template_button.clicked.connect(self._choose_template)
        self.stop_button.clicked.connect(self.stop)
        self.only_wrong.toggled.connect(self._filter)
        self.skip_doubles.toggled.connect(self._show_counts)
        self.view.current_changed.connect(self._show_remarks)
        self.wishes.mending_changed.connect(self._mend)
        self.wishes.updating_changed.connect(self._show_updates)
        self.wishes.leaving_out_changed.connect(self._show_counts)
        self.wishes.columns_requested.connect(self._choose_columns)
        self.save_button.clicked.connect(self._choose_place)
        self.cancel_button.clicked.connect(self.reject)
        self.finish_button.clicked.connect(self.accept)

    def _filter(self, only_wrong: bool) -> None:
        self.model.show_only_wrong(only_wrong)
        self.view.select_first()

    def _choose(self) -> None:
        chosen = files.list_to_read(self, self._path.parent if self._path.name else Path.home())
        if chosen:
            self.read(chosen)

    def _choose_template(self) -> None:
        chosen = files.place_for_template(self)
        if chosen:
            self.save_template(chosen)

    def _choose_place(self) -> None:
        chosen = files.place_for_faulty_rows(self, self._path)
        if chosen:
            self.save_faulty_rows(chosen)


def import_practices(session: Session, theme: Theme, parent: QWidget | None) -> tuple[str, ...]:
    """Let the person import practices from a list; returns the ids added, empty where they stepped back."""
    dialog = ImportDialog(session, theme, parent)
    dialog.exec()
    return dialog.added
