"""Leave that the plan should stay clear of, and the day of the cutover rehearsal. Each change is saved at once."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QWidget

from migdesk.base.errors import KnownError, UserError
from migdesk.ui.dialogs.dialog_frame import DialogFrame
from migdesk.ui.plan_pane.leave_list import LeaveList
from migdesk.ui.session.session import Session
from migdesk.ui.widgets.date_field import DateField
from migdesk.ui.widgets.label import news_label, text_label
from migdesk.ui.widgets.labelled_field import LabelledField, line_edit
from migdesk.ui.widgets.persons_box import offer_names
from migdesk.workspace.free_text import PatientDataQuestion
from migdesk.workspace.people.owners import people_offered
from migdesk.workspace.plan.change import NewLeave, PlanChange

_BEGUN = (
    "The leave that you have begun to enter is not added yet. Press “Add leave” to keep it, or Esc again to drop it."
)
_MOST_CHARACTERS = 120
_MOST_ROWS = 4


class PlanSettingsDialog(DialogFrame):
    """About the practice in hand. Nothing typed is lost to a refusal, which is said in the dialog."""

    def __init__(self, session: Session, parent: QWidget | None) -> None:
        super().__init__(parent, "Leave and cutover rehearsal", width_in_characters=78)
        self._session = session
        self._practice = session.practice_id
        today = session.workspace.today
        self.list = LeaveList()
        self.name = line_edit(most_characters=_MOST_CHARACTERS)
        if session.practice:
            offer_names(self.name, people_offered(session.practice))
        self.first = DateField("First day of leave", today=today)
        self.last = DateField("Last day of leave", today=today)
        self.add_leave_button = QPushButton("Add leave")
        self.rehearsal = DateField("Cutover rehearsal", today=today)
        self.problem = news_label(wrong=True)
        self.problem.hide()
        self._lay_out()
        self._join()
        self._show()
        self.name.setFocus()
        self.fit()

    def add_leave(self) -> None:
        """Enter the leave that is typed; what cannot be right is said beside it."""
        self._say("")
        try:
            first, last = self.first.read(), self.last.read()
        except UserError:
            (self.first if self.first.problem else self.last).line.setFocus()
            return
        if first is None:
            self.first.show_problem("Enter the first day.")
            self.first.line.setFocus()
            return
        if last and last < first and self.name.text().strip():
            self.last.show_problem("This is before the first day.")
            self.last.line.setFocus()
            return
        leave = NewLeave(self.name.text(), first, last or first)
        if self._changed(PlanChange(add_leave=(leave,))):
            self.name.clear()
            for field in (self.first, self.last):
                field.set_date(None)
            self.name.setFocus()

    def accept(self) -> None:
        """Close. Leave that is typed but not added, and a rehearsal date that is still being typed, are taken too."""
        if self._is_begun():
            self.add_leave()
            if self._is_begun():
                return
        try:
            day = self.rehearsal.read()
        except UserError:
            self.rehearsal.line.setFocus()
            return
        if self._plan_rehearsal(day):
            super().accept()

    def reject(self) -> None:
        """Close by Esc; leave that was begun is dropped only by a second one."""
        if self._is_begun() and self.problem.text() != _BEGUN:
            self._say(_BEGUN)
            return
        super().reject()

    def _is_begun(self) -> bool:
        return any(line.text().strip() for line in (self.name, self.first.line, self.last.line))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the fields of new leave adds it; the dialog's own button would close the dialog."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.text() == "\r":
            self.add_leave()
            return True
        return super().eventFilter(watched, event)

    def _withdraw(self, leave_id: str) -> None:
        self._say("")
        self._changed(PlanChange(withdraw_leave=(leave_id,)))
        self.name.setFocus()

    def _plan_rehearsal(self, day: date | None) -> bool:
        self._say("")
        if day == self._session.workspace.plans.view(self._practice).rehearsal:
            return True
        return self._changed(PlanChange(rehearsal=day))

    def _changed(self, change: PlanChange) -> bool:
        """Make a change; what stands in the way is said here, for behind an open dialog nobody would read it."""
        plans = self._session.workspace.plans
        refusal: list[KnownError] = []

        def action() -> None:
            try:
                plans.apply(self._practice, change)
            except PatientDataQuestion:
                raise
            except KnownError as error:
                refusal.append(error)

        went_through = self._session.succeeds(action) and not refusal
        if refusal:
            self._say(str(refusal[0]))
        self._show()
        return went_through

    def _say(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    def _show(self) -> None:
        view = self._session.workspace.plans.view(self._practice)
        self.list.show_leave(view.leave)
        if view.rehearsal != self.rehearsal.date():
            self.rehearsal.set_date(view.rehearsal)
        rows = max(1, min(len(view.leave), _MOST_ROWS))
        self._scroll.setFixedHeight(rows * (self.fontMetrics().height() + 16))

    def _lay_out(self) -> None:
        self._scroll = QScrollArea()
        self._scroll.setObjectName("leaveList")
        self._scroll.setAccessibleName("Leave entered so far")
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(self.list)
        fields = QHBoxLayout()
        fields.setSpacing(10)
        for title, field, stretch in (
            ("Whose leave, or what for", self.name, 3),
            ("First day", self.first, 2),
            ("Last day", self.last, 2),
        ):
            fields.addWidget(LabelledField(title, field), stretch)
        adding = QHBoxLayout()
        adding.addWidget(self.add_leave_button)
        adding.addStretch(1)
        rehearsal = text_label("Cutover rehearsal", heading="3")
        rehearsal.setBuddy(self.rehearsal)
        self.content.addWidget(text_label("The plan warns where a milestone lies inside leave.", muted=True))
        self.content.addWidget(self._scroll)
        self.content.addLayout(fields)
        self.content.addLayout(adding)
        self.content.addWidget(rehearsal)
        about = "A try-out of the cutover before the real one. It moves nothing else."
        self.content.addWidget(text_label(about, muted=True))
        self.content.addWidget(self.rehearsal)
        self.content.addWidget(self.problem)
        self.content.addStretch(1)
        self.add_leave_button.setAutoDefault(False)
        self.close_button = self.add_button("Close", primary=True, default=True)

    def _join(self) -> None:
        self.add_leave_button.clicked.connect(self.add_leave)
        self.list.withdraw_requested.connect(self._withdraw)
        self.rehearsal.date_chosen.connect(self._plan_rehearsal)
        self.close_button.clicked.connect(self.accept)
        for line in (self.name, self.first.line, self.last.line):
            line.installEventFilter(self)
