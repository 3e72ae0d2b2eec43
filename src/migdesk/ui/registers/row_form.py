"""The form of one row: its fields, notes and history; or a row that is being added."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from migdesk.base.errors import UserError
from migdesk.checklist.registers.definitions import ColumnType
from migdesk.practice.rows import item_of_row, row_of_item
from migdesk.ui.evidence.evidence_list import EvidenceList
from migdesk.ui.exchange.settle_strip import SettleStrip
from migdesk.ui.look.words import breakable
from migdesk.ui.notes.notes_list import NotesList
from migdesk.ui.registers.cells import value_in_words
from migdesk.ui.registers.field_line import FieldLine
from migdesk.ui.registers.fields.field import FieldContext
from migdesk.ui.registers.form_fields import FormFields
from migdesk.ui.registers.form_frame import FormFrame
from migdesk.ui.session.session import Session
from migdesk.ui.widgets.focus_order import put_in_order
from migdesk.workspace.registers.change import RowChange
from migdesk.workspace.registers.view import RegisterView, RowView

Place = tuple[str, str, str]
"""A practice, a register and a row; the row is empty for one that is being added."""


class RowForm(FormFrame):
    """Each field is saved when it is left, as one change with its own undo; what is wrong stays in its field."""

    history_requested = Signal(str)
    link_requested = Signal(str)
    open_requested = Signal(str, str)
    remove_requested = Signal(str)
    added = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._view: RegisterView | None = None
        self._row: RowView | None = None
        self._context: FieldContext | None = None
        self._is_new = False
        self._all = False
        self._fields: FormFields | None = None
        self._in_order: tuple[FormFields, set[str]] | None = None  # the fields that Tab goes through already
        self._practice = ""
        self._unsaved: dict[Place, dict[str, Any]] = {}
        self.conflicts = SettleStrip(session)
        self.notes = NotesList(session, self._add_note)
        self.evidence = EvidenceList(session)
        self.evidence.take_drops_on(self.area)
        for widget in (self.conflicts, self.problems, self.rule, self.notes, self.evidence):
            self.inside.addWidget(widget)
        self.inside.addStretch(1)
        self.all_wanted.connect(lambda: self._show_all(not self._all))
        self.history_wanted.connect(self._ask_history)
        self.guide_wanted.connect(lambda: self.link_requested.emit(self._row.link if self._row else ""))
        self.remove_wanted.connect(lambda: self.remove_requested.emit(self.row_id))
        self.save_wanted.connect(self.save_new)
        self.cancel_wanted.connect(self._give_up)

    # what is shown

    def first_field(self) -> QWidget:
        if self._fields is None:
            return self.hint
        lines = list(self._fields.in_order())
        wanted = next((line for line in lines if line.field.column.required), lines[0]) if self._is_new else lines[0]
        return wanted.field.first_field()

    @property
    def is_new(self) -> bool:
        """Whether it shows a row that is being added."""
        return self._is_new

    @property
    def row_id(self) -> str:
        """The id of the row that it shows; empty for none, and for a new one."""
        return self._row.id if self._row and not self._is_new else ""

    def show_row(self, view: RegisterView, row: RowView | None, context: FieldContext) -> None:
        """Show a row, or with None how to choose one; the same row is brought up to date."""
        place = self._place_of(view, row)
        same = not self._is_new and self._view is not None and row is not None and place == self._place()
        if not same:
            self._put_by()
        self._prepare(view, context)
        self._row, self._is_new, self._practice = row, False, self._session.practice_id
        fields = self._fields
        assert fields is not None
        if row is not None and same:
            fields.refill(row, context)
        elif row is not None:
            fields.fill(row, context)
            self._bring_back(fields)
        if not same and not self.isAncestorOf(self.window().focusWidget() or self.window()):
            self.area.verticalScrollBar().setValue(0)  # who fills in one field of each row stays at it
        self._show_head(view, row)
        self.conflicts.show_item(item_of_row(view.register.id, row.id) if row else "", row.conflicts if row else ())
        self._arrange()
        self._put_in_order()
        if row is not None:
            self.notes.show_notes(item_of_row(view.register.id, row.id), row.notes)
            self.evidence.show_item(item_of_row(view.register.id, row.id))

    def begin_new(self, view: RegisterView, context: FieldContext) -> None:
        """Show an empty form for a row to be added, with what was begun for one before."""
        self._put_by()
        self._prepare(view, context)
        self._row, self._is_new, self._practice = None, True, self._session.practice_id
        assert self._fields is not None
        self._fields.fill(None, context)
        self._bring_back(self._fields)
        self.conflicts.show_item("", ())
        self._put_in_order()
        self.title.setText("New row")
        self.about.setText(view.register.title)
        self._arrange()
        self.area.verticalScrollBar().setValue(0)

    def forget_practice(self) -> None:
        """Another practice is in hand: what was begun is kept for when this one comes back."""
        self._put_by()
        self.notes.forget_practice()
        self._view, self._row, self._is_new = None, None, False
        self._arrange()

    def has_unsaved_text(self) -> bool:
        """Tell whether something was entered that is not in the record yet."""
        self._put_by()
        return any(self._unsaved.values()) or self.notes.has_unsaved_text()

    # fields

    def _prepare(self, view: RegisterView, context: FieldContext) -> None:
        """Build the fields of a register, unless they are there."""
        self._context = context
        if self._fields is None or self._fields.register != view.register:
            if self._fields is not None:
                self.inside.removeWidget(self._fields)
                self._fields.deleteLater()
            self._fields = FormFields(view.register, context)
            self._fields.settled.connect(self._settle)
            self._fields.open_requested.connect(self.open_requested)
            self.inside.insertWidget(2, self._fields)
            for widget in (self._fields, self.rule, self.notes, self.evidence):
                widget.raise_()  # Tab goes through them as they stand among their parent's children
            self._all = False
        self._view = view

    def _put_in_order(self) -> None:
        """Have Tab go down the form, once it has new fields."""
        known = set(self._fields.lines) if self._fields else set()
        if self._fields is not None and (self._fields, known) != self._in_order:
            self._in_order = (self._fields, known)
            put_in_order((self,))

    def _arrange(self) -> None:
        """Show the parts that are for what is shown."""
        is_row, fields = self._row is not None, self._fields
        self.arrange(is_row=is_row, is_new=self._is_new)
        self.notes.setVisible(is_row)
        self.evidence.setVisible(is_row)
        has_more = (is_row or self._is_new) and fields is not None and fields.has_rest
        self.show_more(("Fewer fields" if self._all else f"All {fields.count} fields") if has_more and fields else "")

    def _show_head(self, view: RegisterView, row: RowView | None) -> None:
        if row is None:
            return
        self.title.setText(breakable(row.name or "No name yet"))
        self.about.setText(" · ".join((f"Row {row.number}", *self._choices(view, row))))
        self.problems.setText(" ".join(row.problems))
        self.setAccessibleName(f"Form of {row.name}")
        self.show_stepping(len(view.rows) > 1)

    def _choices(self, view: RegisterView, row: RowView) -> list[str]:
        """Return in words what kind of a row it is: its first two choices."""
        context = self._context
        assert context is not None
        columns = [column for column in view.register.columns if column.type is ColumnType.CHOICE]
        words = (value_in_words(column, row.value(column.id), context.today, context.names) for column in columns)
        return list(filter(None, words))[:2]

    def _show_all(self, shown: bool) -> None:
        self._all = shown
        if self._fields is not None:
            self._fields.show_all(shown)
        self._put_in_order()
        self._arrange()

    # what is not saved

    def _place_of(self, view: RegisterView, row: RowView | None) -> Place:
        return self._session.practice_id, view.register.id, row.id if row else ""

    def _place(self) -> Place:
        register = self._view.register.id if self._view else ""
        return self._practice, register, self._row.id if self._row else ""

    def _put_by(self) -> None:
        """Keep what was entered and not saved."""
        if self._fields is not None and self._view is not None and (self._row is not None or self._is_new):
            touched = self._fields.touched()
            if touched:
                self._unsaved[self._place()] = touched
            else:
                self._unsaved.pop(self._place(), None)

    def _bring_back(self, fields: FormFields) -> None:
        entered = self._unsaved.get(self._place(), {})
        fields.enter(entered)
        if not self._is_new:
            for name in entered:
                fields.lines[name].say(self._problem(fields.lines[name]))

    # saving

    def _settle(self, line: FieldLine) -> None:
        """Save a field that was left, or say what is wrong with it."""
        if self._view is None or (self._row is None and not self._is_new):
            return
        if not line.field.is_touched:
            if line.problem and not self._is_new:
                line.say("")
            return
        problem = self._problem(line)
        line.say(problem)
        if not problem and not self._is_new:
            self._save_field(line)

    def _problem(self, line: FieldLine) -> str:
        """Return what is wrong with a field; empty for nothing."""
        assert self._view is not None and self._fields is not None
        column, registers = line.field.column, self._session.workspace.registers
        if column.computed:
            return ""
        try:
            value = self._fields.typed(line)
            registers.check_value(self._session.practice_id, self._view.register.id, column.id, value)
        except UserError as error:
            words = str(error).removeprefix(f"{column.title}: ")
            return words[:1].upper() + words[1:]
        return ""

    def _save_field(self, line: FieldLine) -> None:
        assert self._view is not None and self._row is not None and self._fields is not None
        column = line.field.column
        reason = self._reason_for(line) if column.reason_needed else ""
        if reason is None:
            return
        change = RowChange(row=self._row.id, fields={column.id: self._fields.typed(line)}, reason=reason)
        registers = self._session.workspace.registers
        register, practice = self._view.register.id, self._session.practice_id
        saved = self._session.succeeds(registers.set_rows, practice, register, [change])
        if saved and self._row is not None and self._context is not None:
            self._unsaved.pop(self._place(), None)
            line.field.fill(self._row)

    def _reason_for(self, line: FieldLine) -> str | None:
        from migdesk.ui.dialogs.reason_dialog import ask_reason

        title = line.field.column.title
        return ask_reason(self, title, f"Why: {title.lower()}?", "Count it")

    def save_new(self) -> None:
        """Add the row, or say in its fields what is wrong."""
        fields, view = self._fields, self._view
        if fields is None or view is None or self._context is None or not self._is_new:
            return
        wrong = [line for line in fields.in_order() if not self._is_well(line)]
        if wrong:
            if not wrong[0].isVisible():
                self._show_all(True)
            wrong[0].field.first_field().setFocus(Qt.FocusReason.OtherFocusReason)
            return
        values = {name: fields.typed(line) for name, line in fields.lines.items() if line.field.is_touched}
        registers = self._session.workspace.registers
        practice, register = self._session.practice_id, view.register.id
        added = self._session.attempt(registers.set_rows, practice, register, [RowChange(fields=values)])
        if added:
            fields.fill(None, self._context)
            self._unsaved.pop((practice, register, ""), None)
            self._is_new = False
            self.added.emit(added[0])

    def _is_well(self, line: FieldLine) -> bool:
        problem = self._problem(line) if line.field.is_touched or line.field.column.required else ""
        line.say(problem)
        return not problem

    def leave_new(self) -> None:
        """Go back to the rows; what was begun comes back when one is next added."""
        if self._is_new:
            self._put_by()
            self._is_new = False

    def _give_up(self) -> None:
        """Add no row; what was typed is given up."""
        if self._fields is not None and self._context is not None:
            self._fields.fill(None, self._context)
        self._unsaved.pop(self._place(), None)
        self._is_new = False
        self.added.emit("")

    # doing

    def _add_note(self, practice: str, item: str, text: str, private: bool) -> object:
        register, row = row_of_item(item) or ("", "")
        return self._session.workspace.registers.add_note(practice, register, row, text, private=private)

    def _ask_history(self) -> None:
        if self._view is not None and self._row is not None:
            self.history_requested.emit(item_of_row(self._view.register.id, self._row.id))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self._is_new:
                self.leave_new()
                self.added.emit("")
            else:
                self.close_requested.emit()
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) and self.row_id:
            self.step_requested.emit(-1 if event.key() == Qt.Key.Key_PageUp else 1)
        else:
            super().keyPressEvent(event)
