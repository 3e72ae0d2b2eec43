"""The middle of the screen: one sign-off with what is open first, its words, its figures, and who signs."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from migdesk.practice.rows import row_of_item
from migdesk.practice.signature import OpenPoint
from migdesk.ui.look.restyle import set_look
from migdesk.ui.look.theme import Theme
from migdesk.ui.look.words import breakable, counted
from migdesk.ui.registers.fields.field import Field, FieldContext
from migdesk.ui.registers.fields.field_of import field_of
from migdesk.ui.sign_offs.sign_mark import marked
from migdesk.ui.sign_offs.sign_off_words import due_in_words, words_html
from migdesk.ui.sign_offs.signer_form import SignerForm
from migdesk.ui.widgets.button import quiet_button
from migdesk.ui.widgets.flow_layout import FlowLayout
from migdesk.ui.widgets.label import rich_label, text_label
from migdesk.workspace.sign_offs.view import FigureView, ListView, Piece, SignOffView

_MOST_SHOWN = 12
"""Rows of a list that stand here; its register shows them all."""


class SignOffPage(QWidget):
    """Shows a sign-off and asks for its fields. What was typed stays while the record changes around it."""

    link_requested = Signal(str)
    register_requested = Signal(str, str)
    task_requested = Signal(str)
    sign_off_requested = Signal(str)
    print_requested = Signal()
    proof_requested = Signal()
    words_wanted = Signal()  # a field changed, so the words read otherwise

    def __init__(self, theme: Theme, form: SignerForm, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view: SignOffView | None = None
        self.form = form
        self.fields: dict[str, Field] = {}
        self.setObjectName("ground")
        self.heading = text_label(heading="1")
        self.heading.setStyleSheet("font-size: 18pt;")  # as on the board
        self.print = QPushButton("Print to sign…")
        self.print.clicked.connect(self.print_requested)
        self._due = text_label()
        self._due.setWordWrap(False)
        self._link = quiet_button("")
        self._link.clicked.connect(self._open_link)
        self._tasks = quiet_button("")
        self._tasks.clicked.connect(self._open_task)
        self._words = rich_label()
        self._words.setObjectName("signWords")
        self._fingerprint = text_label(muted=True)
        self.proof = quiet_button("What this proves ›")
        self.proof.clicked.connect(self.proof_requested)
        self._open_place, self._card_place, self._fields_place = QWidget(), QWidget(), QWidget()
        self._lay_out()

    def show_view(self, view: SignOffView, context: FieldContext, title_of_link: str) -> None:
        """Show a sign-off; the fields of the same one keep what was typed in them."""
        is_same = self._view is not None and self._view.sign_off == view.sign_off
        self._view = view
        progress = view.progress
        self.heading.setText(view.sign_off.title)
        self._due.setText(due_in_words(progress, context.today))
        late = progress.is_open and progress.due is not None and progress.due < context.today
        set_look(self._due, danger=late, heading="" if late else "3")
        self._link.setText(f"{title_of_link} ›")
        self._link.setVisible(bool(title_of_link))
        self._show_tasks(view)
        is_told = bool(view.open) and view.progress.is_open
        self._open_place = self._in_place(self._open_place, self._open_box(view), shown=is_told)
        self._card_place = self._in_place(self._card_place, self._figures_and_lists(view))
        if not is_same:
            self._build_fields(view, context)
        else:
            for field in self.fields.values():
                field.follow(context)

    def put_in_order(self) -> None:
        """Have Tab go down the page, though its parts were built at different times."""
        for part in (self._open_place, self._card, self._fields_place, self.form, self.proof):
            part.raise_()
        for inside in (self._words, self._card_place):
            inside.raise_()

    def show_words(self, pieces: tuple[Piece, ...]) -> None:
        """Show the words as they would be signed now."""
        self._words.setText(words_html(pieces))
        self._words.setAccessibleName("")

    def show_fingerprint(self, words: str) -> None:
        self._fingerprint.setText(words)
        self.proof.setVisible(bool(words))

    def typed(self) -> Mapping[str, Any]:
        """Return what is typed in the fields. Raises UserError for a day that is none."""
        return {name: field.typed() for name, field in self.fields.items()}

    def has_unsaved_text(self) -> bool:
        return any(field.is_touched for field in self.fields.values()) or bool(self.form.remark.text().strip())

    def forget(self) -> None:
        """Show nothing of the sign-off that was shown, so that the next one begins afresh."""
        self._view = None
        self.form.remark.clear()
        self.form.show_problem("")

    # building

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.print)
        about = QWidget()
        flow = FlowLayout(about, spacing=14, gap=14)
        flow.addWidget(self._due)
        for button in (self._link, self._tasks):
            button.setProperty("flush", True)
            flow.addWidget(button)
        self._card = QFrame()
        self._card.setObjectName("card")
        self._in_card = QVBoxLayout(self._card)
        self._in_card.setContentsMargins(0, 0, 0, 0)
        self._in_card.setSpacing(0)
        words = QVBoxLayout()
        words.setContentsMargins(18, 12, 18, 14)
        words.setSpacing(8)
        words.addWidget(text_label("What you sign, word for word", heading="3", muted=True))
        words.addWidget(self._words)
        self._in_card.addLayout(words)
        self._in_card.addWidget(self._card_place)
        foot = QHBoxLayout()
        foot.addWidget(self._fingerprint, 1)
        foot.addWidget(self.proof)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 12, 20, 12)
        self._column.setSpacing(10)
        self._column.addLayout(head)
        self._column.addWidget(about)
        self._column.addWidget(self._open_place)
        self._column.addWidget(self._card)
        self._column.addWidget(self._fields_place)
        self._column.addWidget(self.form)
        self._column.addLayout(foot)
        self._column.addStretch(1)

    def _in_place(self, old: QWidget, new: QWidget, *, shown: bool = True) -> QWidget:
        layout = self._in_card if old is self._card_place else self._column
        layout.replaceWidget(old, new)
        old.hide()
        old.deleteLater()
        new.setVisible(shown)
        return new

    def _show_tasks(self, view: SignOffView) -> None:
        done = sum(not task.is_open for task in view.tasks)
        self._tasks.setText(f"{done} of {counted(len(view.tasks), 'task')} done ›")
        self._tasks.setVisible(bool(view.tasks))

    def _open_task(self) -> None:
        tasks = self._view.tasks if self._view else ()
        wanted = next((task for task in tasks if task.is_open), tasks[0] if tasks else None)
        if wanted is not None:
            self.task_requested.emit(wanted.id)

    def _open_link(self) -> None:
        if self._view is not None:
            self.link_requested.emit(self._view.sign_off.link)

    # what is open

    def _open_box(self, view: SignOffView) -> QWidget:
        box = QFrame()
        box.setObjectName("warning")
        inside = QVBoxLayout(box)
        inside.setContentsMargins(14, 6, 14, 6)
        inside.setSpacing(1)
        number = len(view.open)
        verb = "is" if number == 1 else "are"
        inside.addWidget(
            rich_label(
                f"<b>{counted(number, 'thing')} {verb} still open.</b> "
                f"You can sign all the same; {'it is' if number == 1 else 'they are'} then kept with your signature."
            )
        )
        for point in view.open:
            inside.addWidget(self._open_line(point))
        return box

    def _open_line(self, point: OpenPoint) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(marked("half", self._theme, text_label(breakable(f"{point.title}: {point.words}"))), 1)
        what = "row" if row_of_item(point.item) else "task" if point.title == "Task" else "sign-off"
        if what == "sign-off" and point.title != "Sign-off":
            what = "register"
        button = quiet_button(f"Open the {what} ›", f"Open the {what} ›: {point.title}, {point.words}")
        button.setProperty("tight", True)
        button.clicked.connect(partial(self._follow, point))
        row.addWidget(button)
        return line

    def _follow(self, point: OpenPoint, _checked: bool = False) -> None:
        place = row_of_item(point.item)
        if place:
            self.register_requested.emit(*place)
        elif point.title == "Task":
            self.task_requested.emit(point.item)
        elif point.title == "Sign-off":
            self.sign_off_requested.emit(point.item)
        else:
            self.register_requested.emit(point.item, "")

    # figures and lists

    def _figures_and_lists(self, view: SignOffView) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if view.figures:
            column.addWidget(_rule())
            figures = QHBoxLayout()
            figures.setSpacing(0)
            for number, figure in enumerate(view.figures):
                if number:
                    figures.addWidget(_rule(upright=True))
                figures.addWidget(self._figure(figure), 1)
            column.addLayout(figures)
        for found in view.lists:
            if found.rows:
                column.addWidget(_rule())
                column.addWidget(self._list(found))
        return holder

    def _figure(self, view: FigureView) -> QWidget:
        cell = QWidget()
        column = QVBoxLayout(cell)
        column.setContentsMargins(18, 8, 12, 8)
        column.setSpacing(1)
        number = text_label(f"{view.number:,}")
        number.setObjectName("total")
        column.addWidget(number)
        column.addWidget(text_label(view.figure.title))
        register = view.register.short_title
        see = quiet_button(f"{register} ›", f"{register} ›: {view.number:,} {view.figure.title}")
        see.setProperty("flush", True)
        row = view.rows[0] if len(view.rows) == 1 else ""
        see.clicked.connect(partial(self._see, view.register.id, row))
        line = QHBoxLayout()
        line.addWidget(see)
        line.addStretch(1)
        column.addLayout(line)
        column.addStretch(1)
        return cell

    def _list(self, view: ListView) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(18, 8, 18, 10)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(4)
        title = text_label(view.listed.words, heading="3")
        grid.addWidget(title, 0, 0, 1, len(view.heads))
        for number, (_row, cells) in enumerate(view.rows[:_MOST_SHOWN], 1):
            for column, cell in enumerate(cells):
                label = text_label(breakable(cell), muted=bool(column))
                label.setAccessibleDescription(view.heads[column])
                grid.addWidget(label, number, column)
        more = len(view.rows) - _MOST_SHOWN
        words = f"All {len(view.rows):,} rows ›" if more > 0 else f"{view.register.short_title} ›"
        see = quiet_button(words, f"{words}: {view.listed.words}")
        see.setProperty("flush", True)
        see.clicked.connect(partial(self._see, view.register.id, ""))
        grid.addWidget(see, _MOST_SHOWN + 1, 0, Qt.AlignmentFlag.AlignLeft)
        grid.setColumnStretch(0, 3)
        for column in range(1, len(view.heads)):
            grid.setColumnStretch(column, 1)
        return holder

    def _see(self, register: str, row: str, _checked: bool = False) -> None:
        self.register_requested.emit(register, row)

    # fields

    def _build_fields(self, view: SignOffView, context: FieldContext) -> None:
        place = QFrame()
        place.setObjectName("card")
        grid = QGridLayout(place)
        grid.setContentsMargins(18, 12, 18, 12)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        grid.addWidget(text_label("What the words need", heading="3"), 0, 0, 1, 2)
        self.fields = {}
        for number, column in enumerate(view.sign_off.fields, 1):
            field = field_of(column, context)
            field.fill(None)
            self._begin(field, view.begins_with.get(column.id))
            field.describe(column.hint)
            field.settled.connect(self.words_wanted)
            needed = " (needed)" if column.required else ""
            label = text_label(f"{column.title}{needed}", buddy=field.first_field(), muted=True)
            label.setWordWrap(False)
            grid.addWidget(label, number, 0)
            grid.addWidget(field, number, 1)
            self.fields[column.id] = field
        self._fields_place = self._in_place(self._fields_place, place, shown=bool(self.fields))

    @staticmethod
    def _begin(field: Field, value: Any) -> None:
        if isinstance(value, str):
            field.enter(_entered(value))


def _entered(value: str) -> str:
    """Return a value as it would be typed: a day in its usual form."""
    from datetime import date

    from migdesk.base.date_words import date_with_weekday

    try:
        return date_with_weekday(date.fromisoformat(value))
    except ValueError:
        return value


def _rule(*, upright: bool = False) -> QFrame:
    rule = QFrame()
    rule.setObjectName("upright" if upright else "rule")
    if upright:
        rule.setFixedWidth(1)
    else:
        rule.setFixedHeight(1)
    return rule
