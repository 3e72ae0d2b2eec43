"""The registers of the practice in hand: their list, one of them as a table, and a form for the row in hand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from migdesk.ui.look.words import counted
from migdesk.ui.registers.fields.field import FieldContext
from migdesk.ui.registers.list_view import RegisterListView
from migdesk.ui.registers.panels import Panels
from migdesk.ui.registers.register_head import title_of_link
from migdesk.ui.registers.register_menu import RegisterMenu
from migdesk.ui.registers.register_table import RegisterTable
from migdesk.ui.registers.remark import remark_on
from migdesk.ui.registers.row_commands import RowCommands, Shown
from migdesk.ui.registers.row_filter import RowFilter
from migdesk.ui.registers.row_form import RowForm
from migdesk.ui.registers.row_model import RowModel
from migdesk.ui.registers.table_look import TableLook
from migdesk.ui.session.services import Services
from migdesk.ui.widgets.announce import announce
from migdesk.ui.widgets.button import quiet_button
from migdesk.ui.widgets.focus_holder import FocusHolder
from migdesk.workspace.changes import Changes
from migdesk.workspace.mine import person_of
from migdesk.workspace.registers.view import RegisterView


class RegistersScreen(FocusHolder):
    """Reads the registers when it is shown, and follows changes while it is in sight."""

    leave_requested = Signal()
    link_requested = Signal(str)
    task_opened = Signal(str, str)
    history_requested = Signal(str)
    register_requested = Signal(str, str)  # a register, and a row of it or nothing
    report_requested = Signal()  # on the register that is shown, as the next
    print_requested = Signal()

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._services = services
        self._session = services.session
        self._remembered = services.settings.registers
        self._view: RegisterView | None = None
        self._context: FieldContext | None = None
        self._stale = True
        self.model = RowModel(self)
        self.list = RegisterListView(services.theme, in_full=False)
        self.middle = RegisterTable(self.model, services.theme)
        self.table, self.filters, self.head = self.middle.table, self.middle.filters, self.middle.head
        self.form = RowForm(self._session)
        self.look = TableLook(self._remembered, self.model, self.table)
        self.commands = RowCommands(services, self.model, self.table, self._shown)
        self.menu = RegisterMenu(services, self.head.menu, self.commands, self.look, self._shown)
        self._back = quiet_button("‹ Back")
        self.panels = Panels(self._side(), self.middle, self.form)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.panels)
        self._join()

    # what the window may ask

    def first_field(self) -> QWidget:
        if self._view is not None and self._view.rows:
            return self.table
        return self.head.add if self.middle.empty.isHidden() else self.middle.empty.first_field()

    def show_register(self, register_id: str = "", row_id: str = "") -> None:
        """Show a register, by default the one that was shown last, with a row in hand."""
        known = self._session.workspace.registers.definitions.by_id
        wanted = next((name for name in (register_id, self._remembered.last) if name in known), next(iter(known), ""))
        if wanted and (self._view is None or wanted != self._view.register.id or self._stale):
            self._show(wanted)
        if row_id and not self.table.take_in_hand(row_id):
            self.filters.clear()
            self.table.take_in_hand(row_id)
        if row_id:
            self.panels.open_form(True)

    @property
    def register_id(self) -> str:
        """The register that is shown; empty before the first."""
        return self._view.register.id if self._view else ""

    def has_unsaved_text(self) -> bool:
        """Tell whether something was typed that is not in the record yet."""
        return self.form.has_unsaved_text()

    def find_words(self) -> None:
        """Give the keyboard to the field that finds rows."""
        self.filters.words.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def next_part(self, step: int) -> None:
        """Give the keyboard to the next part (list, table, form), and round again; with -1 the other way."""
        parts: list[tuple[QWidget, QWidget]] = [
            (self.list, self.list),
            (self.middle, self.first_field()),
            (self.form, self.form.first_field()),
        ]
        shown = [(part, place) for part, place in parts if part.isVisible()]
        focus = self.window().focusWidget()
        here = next((n for n, (part, _) in enumerate(shown) if part is focus or part.isAncestorOf(focus)), -1)
        shown[(here + step) % len(shown) if here >= 0 else 0][1].setFocus(Qt.FocusReason.ShortcutFocusReason)

    # following

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale and self._view is not None:
            self._refresh()

    def _practice_chosen(self) -> None:
        self.form.forget_practice()
        self._stale, self._view = True, None
        if self.isVisible() and self._session.practice_id:
            self.show_register()

    def _changed(self, changes: Changes) -> None:
        if changes.practice_id != self._session.practice_id and self._session.practice_id not in changes.practices:
            return
        if not self.isVisible():
            self._stale = True
        elif self._view is not None:
            self._refresh()

    def _read(self, register_id: str) -> RegisterView | None:
        """Read all registers and return one of them."""
        practice, registers = self._session.practice_id, self._session.workspace.registers
        views = registers.views(practice)
        self._stale = False
        self._context = FieldContext(
            registers.names(practice), self._session.workspace.today, self._session.workspace.definitions.milestones
        )
        self.list.registers.show_views(views)
        self.head.show_views(views, self.register_id)
        return next((view for view in views if view.register.id == register_id), None)

    def _show(self, register_id: str) -> None:
        view = self._read(register_id)
        if view is None or self._context is None:
            return
        self.form.leave_new()
        self._view = view
        self._remembered.last = register_id
        self.list.choose(register_id)
        self.head.box.setCurrentIndex(self.head.box.findData(register_id))
        self.model.show_register(view, (), self._context.names, self._context.today)
        self.table.setAccessibleName(f"Rows of {view.register.title}")
        self.look.show_columns(view.register)
        self.filters.show_register(view)
        self.middle.many.show_register(view.register)
        self.look.show_order(view.register)
        self.head.show_register(view, title_of_link(self._session.workspace.guide, view.register.link))
        self.panels.open_form(False)
        self._show_around(view)
        self._take_any()

    def _refresh(self) -> None:
        """Show how the same register stands now; what is chosen and in hand stays so."""
        view = self._read(self.register_id)
        if view is None or self._context is None:
            return
        current, chosen = self.table.current_row(), self.table.chosen_ids()
        self._view = view
        if self.model.update(view, self._context.names, self._context.today):
            self.table.restore(current.id if current else "", chosen)
            if self.table.current_row() is None:
                self._take_any()
        self._show_around(view)
        self._show_form()

    def _show_around(self, view: RegisterView) -> None:
        """Bring everything around the rows up to date."""
        workspace, progress = self._session.workspace, self._session.progress
        self.filters.show_counts(view.rows)
        if not view.rows:
            seeds = workspace.registers.seeds_not_taken(self._session.practice_id, view.register.id)
            self.middle.empty.explain(view.register, seeds)
        if progress is not None:
            tasks = (progress.task(workspace.definitions.task_by_id[task].id) for task in view.register.tasks
                     if task in workspace.definitions.task_by_id)  # fmt: skip
            self.head.show_tasks([task for task in tasks if task is not None])
            self.middle.show_remark(remark_on(view, progress.milestones, workspace.today))
        self._say_shown()

    def _say_shown(self) -> None:
        view = self._view
        if view is None:
            return
        shown = self.model.rowCount()
        self.middle.show_state(has_rows=bool(view.rows), shows_rows=bool(shown))
        chosen = len(self.table.chosen_ids())
        self.middle.many.show_counts(chosen, shown, len(view.rows), self.table.hidden_columns)

    def _shown(self) -> Shown | None:
        return Shown(self._view, self._context) if self._view and self._context else None

    # rows

    def _take_any(self) -> None:
        if self.model.rows and self.table.current_row() is None:
            self.table.take_in_hand(self.model.rows[0].id)
        self._show_form()

    def _show_form(self) -> None:
        if self._view is None or self._context is None or self.form.is_new:
            return
        self.form.show_row(self._view, self.table.current_row(), self._context)

    def _current_changed(self) -> None:
        if self.form.is_new:
            self.form.leave_new()
        self._show_form()

    def _person_changed(self) -> None:
        """What is mine is another person's now."""
        if self.filters.wanted.mine:
            self._wanted_changed(self.filters.wanted)

    def _wanted_changed(self, wanted: RowFilter) -> None:
        workspace = self._session.workspace
        current, chosen = self.table.current_row(), self.table.chosen_ids()
        self.model.show_only(wanted, person_of(workspace.at_keyboard, workspace.definitions.roles))
        self.table.restore(current.id if current else "", chosen)
        self._take_any()
        self._say_shown()
        if self.isVisible():
            announce(self, f"{counted(self.model.rowCount(), 'row')} shown")

    def _step(self, step: int) -> None:
        """Take the row before or after in hand; after the last comes the first."""
        rows, current = self.model.rows, self.table.current_row()
        if rows and current:
            place = (self.model.place_of(current.id) + step) % len(rows)
            self.table.take_in_hand(rows[place].id)

    def add_row(self) -> None:
        """Show the form of a row that is not there yet."""
        if self._view is not None and self._context is not None:
            self.form.begin_new(self._view, self._context)
            self.panels.open_form(True)
            self.form.setFocus(Qt.FocusReason.OtherFocusReason)

    def _added(self, row_id: str) -> None:
        if row_id and not self.table.take_in_hand(row_id):
            self.filters.clear()
            self.table.take_in_hand(row_id)
        self._take_any()
        self._close_form()

    def _rows_added(self, rows: Sequence[str]) -> None:
        if rows:
            self.table.take_in_hand(rows[0])
            self._take_any()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove_one(self, row_id: str) -> None:
        if row_id and self.commands.remove((row_id,)):
            self._close_form()

    def _open_form(self) -> None:
        self.panels.open_form(True)
        self.form.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_form(self) -> None:
        self.panels.open_form(False)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    # building

    def _side(self) -> QWidget:
        side = QFrame()
        side.setObjectName("registerSide")
        layout = QVBoxLayout(side)
        layout.setContentsMargins(0, 8, 1, 0)
        layout.setSpacing(2)
        layout.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.list, 1)
        return side

    def _arranged(self) -> None:
        self.head.show_box(not self.panels.list_is_beside)
        self.form.show_closing(self.panels.form_is_over)

    def _stepped(self, register_id: str) -> None:
        """Follow the keyboard down the list; a register with a screen of its own is only opened on purpose."""
        if not self._session.workspace.registers.definitions.by_id[register_id].grid:
            self.show_register(register_id)

    def _request_register(self, register_id: str) -> None:
        if register_id != self.register_id:
            self.register_requested.emit(register_id, "")
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _join(self) -> None:
        middle, table, many, form = self.middle, self.table, self.middle.many, self.form
        self._session.practice_chosen.connect(self._practice_chosen)
        self._session.changed.connect(self._changed)
        self._session.actor_changed.connect(self._person_changed)
        self._back.clicked.connect(self.leave_requested)
        self.head.back.clicked.connect(self.leave_requested)
        self.head.box.activated.connect(lambda place: self._request_register(str(self.head.box.itemData(place))))
        middle.rows_requested.connect(self.filters.show_rows)
        self.panels.arranged.connect(self._arranged)
        self.list.register_requested.connect(self._request_register)
        self.list.stepped.connect(self._stepped)
        self.head.add_requested.connect(self.add_row)
        self.head.link_requested.connect(self.link_requested)
        self.head.grid_requested.connect(lambda: self.register_requested.emit(self.register_id, ""))
        self.head.task_requested.connect(lambda task: self.task_opened.emit(self._session.practice_id, task))
        self.filters.wanted_changed.connect(self._wanted_changed)
        self.filters.table_wanted.connect(lambda: self.table.setFocus(Qt.FocusReason.OtherFocusReason))
        middle.empty.add_requested.connect(self.add_row)
        middle.empty.seeds_taken.connect(self.commands.take_seeds)
        table.current_changed.connect(self._current_changed)
        table.chosen_changed.connect(self._say_shown)
        self.look.changed.connect(self._say_shown)
        table.form_requested.connect(self._open_form)
        table.remove_requested.connect(self.commands.remove)
        table.copy_requested.connect(self.commands.copy)
        table.paste_requested.connect(self.commands.paste)
        self.menu.report_requested.connect(self.report_requested)
        self.menu.print_requested.connect(self.print_requested)
        self.commands.form_requested.connect(self._open_form)
        self.commands.history_requested.connect(self.history_requested)
        self.commands.rows_added.connect(self._rows_added)
        table.menu_requested.connect(self.commands.open_menu)
        many.status_requested.connect(self.commands.set_status)
        many.owner_requested.connect(self.commands.ask_owner)
        many.field_requested.connect(self.commands.ask_field)
        many.note_requested.connect(self.commands.ask_note)
        many.remove_requested.connect(self.commands.remove)
        many.clear_requested.connect(table.choose_one)
        form.step_requested.connect(self._step)
        form.close_requested.connect(self._close_form)
        form.history_requested.connect(self.history_requested)
        form.link_requested.connect(self.link_requested)
        form.open_requested.connect(self.register_requested)
        form.remove_requested.connect(self._remove_one)
        form.added.connect(self._added)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.commands.paste()
        elif event.key() == Qt.Key.Key_Escape and self.filters.wanted.is_set:
            self.filters.clear()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave_requested.emit()
        else:
            super().keyPressEvent(event)
