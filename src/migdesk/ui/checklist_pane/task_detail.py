"""One task in full: what it asks, where the guide says so, its status, owner, date, notes and history."""

from __future__ import annotations

import html
from datetime import date

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from migdesk.practice.progress import Progress, TaskProgress
from migdesk.practice.sign_off_progress import SIGN_OFF
from migdesk.practice.status import STATUS_WORDS, STATUSES, STATUSES_WITH_REASON, Status
from migdesk.ui.checklist_pane.sign_off_line import SignOffLine
from migdesk.ui.checklist_pane.task_background import TaskBackground
from migdesk.ui.checklist_pane.task_registers import TaskRegisters
from migdesk.ui.dialogs.ask_until_saved import ask_until_saved
from migdesk.ui.evidence.evidence_list import EvidenceList
from migdesk.ui.exchange.settle_strip import SettleStrip
from migdesk.ui.look.plain_tooltip import plain_tooltip
from migdesk.ui.look.theme import Theme
from migdesk.ui.look.words import breakable, moment
from migdesk.ui.notes.notes_list import NotesList
from migdesk.ui.session.session import Session
from migdesk.ui.widgets.button import quiet_button
from migdesk.ui.widgets.calm_combo_box import CalmComboBox
from migdesk.ui.widgets.date_field import DateField
from migdesk.ui.widgets.label import rich_label, text_label
from migdesk.ui.widgets.persons_box import PersonsBox
from migdesk.workspace.people.owners import people_offered

SIDES = 30
"""Pixels left and right of everything, together."""


class TaskDetail(QScrollArea):
    """Shows the task in hand and takes changes to it. Fields are filled from the record alone."""

    guide_requested = Signal(str)  # permalink#anchor
    outside_requested = Signal(str)  # address
    history_requested = Signal(str)
    register_requested = Signal(str, str)
    rename_requested = Signal(str)
    remove_requested = Signal(str)

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._task: TaskProgress | None = None
        self.setObjectName("detail")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Task details")
        self._build()

    def show_task(self, task: TaskProgress | None) -> None:
        """Show a task; with None, say how to choose one."""
        if task is not None and (self._task is None or task.id != self._task.id):
            self.verticalScrollBar().setValue(0)  # another task is read from its beginning
        self._task = task
        self._body.setVisible(task is not None)
        self._hint.setVisible(task is None)
        progress = self._session.progress
        if task is None or progress is None:
            return
        self._title.setText(breakable(task.title))
        self._about.setText(_about_html(task))
        self._about.setVisible(bool(self._about.text()))
        self._to_guide.setVisible(bool(task.task.link))
        self._background.show_task(task.task)
        self._registers.show_task(task.id)
        self._settle.show_item(task.id, progress.conflicts if task.to_settle else ())
        rule = self._session.workspace.definitions.sign_off_of_task.get(task.id)
        self._sign_off.show_task(task, progress.sign_off(rule.id) if rule else None)
        self._fill_status(task)
        self._fill_owner(task, progress)
        if self._due.date() != task.due:
            self._due.set_date(task.due)
        self._due_note.setText(_due_words(task))
        self._show_done_on(task)
        self._to_plan.setVisible(task.due_by_hand and task.task.due is not None)
        self._own.setVisible(task.task.own)
        self._show_last(task)
        self._notes.show_notes(task.id, task.notes)
        self.evidence.show_item(task.id)
        self.setAccessibleName(f"Details of {task.title}")

    def forget_practice(self) -> None:
        self._notes.forget_practice()
        self.show_task(None)

    def has_unsaved_text(self) -> bool:
        return self._notes.has_unsaved_text()

    # building

    def _build(self) -> None:
        self._hint = text_label(
            "Choose a task to see what it asks, who does it and when, and to add notes.", muted=True
        )
        self._body = QWidget()
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(5)
        self._title = text_label(heading="3")
        self._about = rich_label(muted=True)
        self._to_guide = quiet_button("Open in guide ›")
        self._to_guide.clicked.connect(self._open_in_guide)
        self._background = TaskBackground(self._session.workspace.definitions)
        self._background.guide_requested.connect(self.guide_requested)
        self._background.outside_requested.connect(self.outside_requested)
        self._registers = TaskRegisters(self._session, self._to_guide)
        self._registers.register_requested.connect(self.register_requested)
        self._settle = SettleStrip(self._session)
        self._sign_off = SignOffLine()
        self._sign_off.sign_off_requested.connect(
            lambda sign_off: self._session.sign_off_requested.emit(self._session.practice_id, sign_off)
        )
        self._sign_off.elsewhere_requested.connect(self._signed_elsewhere)
        self._notes = NotesList(self._session, self._add_note)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._to_guide, 0, Qt.AlignmentFlag.AlignTop)
        body.addLayout(head)
        body.addWidget(self._settle)
        body.addWidget(self._sign_off)
        body.addLayout(self._fields())
        self.evidence = EvidenceList(self._session)
        for part in (self._notes, self.evidence, self._registers, self._about, self._background):
            body.addWidget(part)
        body.addLayout(self._foot())
        panel = QWidget()
        panel.setObjectName("panel")
        layout = QVBoxLayout(panel)
        layout.setContentsMargins(16, 5, SIDES - 16, 10)
        layout.addWidget(self._hint)
        layout.addWidget(self._body)
        layout.addStretch()
        self.setWidget(panel)
        self.evidence.take_drops_on(panel)
        self._body.setVisible(False)

    def _fields(self) -> QGridLayout:
        self._status = CalmComboBox()
        for status in STATUSES:
            self._status.addItem(STATUS_WORDS[status], status)
        self._status.activated.connect(self._status_chosen)
        self._owner = PersonsBox()
        self._owner_line = self._owner.line
        self._owner_line.setPlaceholderText("Nobody yet")
        self._owner_line.editingFinished.connect(self._owner_edited)
        self._owner.people_chosen.connect(self._owner_edited)
        self._due = DateField("Due date", today=self._session.workspace.today)
        self._due.date_chosen.connect(self._due_chosen)
        self._due_note = text_label(muted=True)
        self._to_plan = quiet_button("Back to the plan")
        self._to_plan.clicked.connect(lambda: self._due_chosen(None))
        self._done_on = DateField("Done on", today=self._session.workspace.today)
        self._done_on.date_chosen.connect(self._done_on_chosen)
        self._done_on_label = _label("Done on", self._done_on)
        self._beside_due = QWidget()
        beside = QHBoxLayout(self._beside_due)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(2)
        beside.addWidget(self._due_note, 1)
        beside.addWidget(self._to_plan)
        names = (("Status", self._status), ("Owner", self._owner), ("Due", self._due))
        self._fields_named = tuple((_label(name, field), field) for name, field in names)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._put_fields(beside_each_other=True)
        return self._grid

    def _put_fields(self, *, beside_each_other: bool) -> None:
        """Put status and owner into one row and the date with what is said of it into another, or each into its own."""
        self._beside_each_other = beside_each_other
        grid, (status, owner, due) = self._grid, self._fields_named
        while grid.takeAt(0):
            pass
        places = ((0, 0, status), (0, 2, owner), (1, 0, due)) if beside_each_other else (
            (0, 0, status), (1, 0, owner), (2, 0, due)
        )  # fmt: skip
        for row, column, (label, field) in places:
            grid.addWidget(label, row, column)
            grid.addWidget(field, row, column + 1)
        if beside_each_other:
            grid.addWidget(self._beside_due, 1, 2, 1, 2)
        else:
            grid.addWidget(self._beside_due, 3, 1)
        grid.addWidget(self._done_on_label, 4, 0)
        grid.addWidget(self._done_on, 4, 1)
        grid.setColumnStretch(3, 1 if beside_each_other else 0)

    def _fit_fields(self) -> None:
        """A narrow pane or a large text has no room for two fields in a row."""
        (status, status_field), (owner, owner_field), (due, due_field) = self._fields_named
        rows = (status, status_field, owner, owner_field), (due, due_field, self._beside_due)
        row = max(sum(part.minimumSizeHint().width() for part in parts) for parts in rows)
        room = self.viewport().width() - SIDES - 3 * self._grid.horizontalSpacing()
        if (row <= room) != self._beside_each_other:
            self._put_fields(beside_each_other=row <= room)

    def _foot(self) -> QHBoxLayout:
        self._last = text_label(muted=True)
        history = quiet_button("History", "History of this task")
        history.clicked.connect(lambda: self._emit(self.history_requested))
        self._own = QWidget()
        own = QHBoxLayout(self._own)
        own.setContentsMargins(0, 0, 0, 0)
        for title, signal in (("Rename…", self.rename_requested), ("Remove…", self.remove_requested)):
            button = quiet_button(title, f"{title[:-1]} this task of your own")
            button.clicked.connect(lambda _=False, s=signal: self._emit(s))
            own.addWidget(button)
        foot = QHBoxLayout()
        foot.addWidget(self._last, 1)
        foot.addWidget(self._own)
        foot.addWidget(history)
        return foot

    # filling

    def _fill_status(self, task: TaskProgress) -> None:
        self._status.setCurrentIndex(self._status.findData(task.status))

    def _fill_owner(self, task: TaskProgress, progress: Progress) -> None:
        if self._owner_line.hasFocus() and self._owner_line.isModified():
            return
        actor = self._session.workspace.at_keyboard
        roles = [self._session.workspace.definitions.role_title(role) for role in task.task.roles]
        used = sorted({owner for task in progress.tasks for owner in task.owners})
        people = people_offered(progress.state)
        self._owner.offer(tuple(dict.fromkeys([*([actor.name] if actor else []), *people, *roles, *used])))
        self._owner.show_text(task.owner)

    def _show_last(self, task: TaskProgress) -> None:
        stamp = task.status_set
        if stamp is None:
            self._last.clear()
            return
        under = self._session.workspace.guide_updates.under_which_task(task)
        words = f"{STATUS_WORDS[task.status]} · {stamp.actor.name} · {moment(stamp.at, self._session.workspace.today)}"
        self._last.setText(f"{words} · under {under.version}" if under else words)
        then = f"It read then: {under.task.title}\n{under.task.words}".strip() if under and under.task else ""
        self._last.setToolTip(plain_tooltip(then) if then else "")

    # changing

    def _status_chosen(self) -> None:
        if self._task is None:
            return
        status, task = str(self._status.currentData()), self._task
        if status == Status.DONE and task.task.kind == SIGN_OFF and task.is_open:
            self._signed_elsewhere()
        elif status in STATUSES_WITH_REASON:
            self._set_with_reason(task, status)
        else:
            self._set_status(task, status, "")
        self._refill()

    def _signed_elsewhere(self) -> None:
        """Ask who signed where: a task that is signed is done by a signature, here or elsewhere."""
        from migdesk.ui.dialogs.elsewhere_dialog import ask_elsewhere

        task, practice, tasks = self._task, self._session.practice_id, self._session.workspace.tasks
        if task is not None:
            ask_until_saved(
                lambda before: ask_elsewhere(self._session, self, task.title, before),
                lambda said: self._session.succeeds(tasks.set_status, practice, task.id, Status.DONE, "", said),
            )

    def _set_with_reason(self, task: TaskProgress, status: str) -> None:
        from migdesk.ui.dialogs.reason_dialog import ask_reason

        words = STATUS_WORDS[status].lower()
        question = f"Why is “{task.title}” {words}?"
        ask_until_saved(
            lambda typed: ask_reason(self, STATUS_WORDS[status], question, f"Mark as {words}", typed or ""),
            lambda reason: self._set_status(task, status, reason),
        )

    def _set_status(self, task: TaskProgress, status: str, reason: str) -> bool:
        practice, tasks = self._session.practice_id, self._session.workspace.tasks
        return self._session.succeeds(tasks.set_status, practice, task.id, status, reason)

    def _owner_edited(self) -> None:
        if self._task is None or self._owner.currentText().strip() == self._task.owner:
            return
        practice, task, owner = self._session.practice_id, self._task.id, self._owner.currentText()
        self._owner_line.setModified(False)
        tasks = self._session.workspace.tasks
        self._session.attempt(tasks.set_owner, practice, task, owner)

    def _add_note(self, practice: str, task: str, text: str, private: bool) -> object:
        return self._session.workspace.tasks.add_note(practice, task, text, private=private)

    def _due_chosen(self, day: date | None) -> None:
        if self._task is None or (day == self._task.due and day is not None):
            return
        practice, task, tasks = self._session.practice_id, self._task.id, self._session.workspace.tasks
        self._session.attempt(tasks.set_due, practice, task, day)
        self._refill()

    def _show_done_on(self, task: TaskProgress) -> None:
        """Show on which day it was done; of what is signed, the signature has its day."""
        is_done = task.status == Status.DONE and task.task.kind != SIGN_OFF
        self._done_on_label.setVisible(is_done)
        self._done_on.setVisible(is_done)
        if self._done_on.date() != task.done_on:
            self._done_on.set_date(task.done_on)

    def _done_on_chosen(self, day: date | None) -> None:
        if self._task is None or self._task.status != Status.DONE or day == self._task.done_on:
            return
        practice, task, tasks = self._session.practice_id, self._task, self._session.workspace.tasks
        if day is not None:
            self._session.attempt(tasks.set_status, practice, task.id, Status.DONE, task.reason, None, day)
        self._refill()

    def _refill(self) -> None:
        """Show what the record says again, whether or not the change was saved."""
        if self._task is not None and self._session.progress is not None:
            self.show_task(self._session.progress.task(self._task.id))

    def _open_in_guide(self) -> None:
        if self._task is not None:
            self.guide_requested.emit(self._task.task.link)

    def _emit(self, signal: SignalInstance) -> None:
        if self._task is not None:
            signal.emit(self._task.id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_fields()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()  # keys that no field takes belong to the window


def _about_html(task: TaskProgress) -> str:
    definition = task.task
    parts = [html.escape(definition.detail)] if definition.detail else []
    if definition.applies_if:
        parts.append(f"<b>Applies if</b> {html.escape(definition.applies_if)}.")
    if definition.own:
        parts.append("A task of your own.")
    steps = "".join(f"<li>{html.escape(step)}</li>" for step in definition.steps)
    listed = f"<ul style='margin-top:3px; margin-left:14px; -qt-list-indent:0'>{steps}</ul>" if steps else ""
    why = html.escape(breakable(task.reason))
    reason = f"<p><b>{STATUS_WORDS[task.status]}:</b> {why}</p>" if why else ""
    return " ".join(parts) + listed + reason


def _due_words(task: TaskProgress) -> str:
    if task.due_by_hand:
        return "set by hand"
    if task.due is None:
        return "" if task.task.own else "follows the Go-Live date"
    return "by the plan"


def _label(text: str, field: QWidget) -> QLabel:
    label = text_label(text, buddy=field, muted=True)
    label.setWordWrap(False)
    field.setAccessibleName(text)
    return label
