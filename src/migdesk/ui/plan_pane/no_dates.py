"""What the Plan shows before there is any date: the one question that all dates hang on."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from migdesk.base.date_words import long_date
from migdesk.base.errors import UserError
from migdesk.checklist.plan.dates import GO_LIVE
from migdesk.ui.look.middle import put_in_the_middle
from migdesk.ui.plan_pane.milestone_change import ChangeRequest
from migdesk.ui.widgets.date_field import DateField
from migdesk.ui.widgets.label import text_label
from migdesk.workspace.plan.change import PlanChange

_WIDTH_IN_CHARACTERS = 74
ORDER = "order"


class NoDates(QWidget):
    """Asks for Go-Live, or else for the day of the order. `change_requested` carries the answer as a ChangeRequest."""

    change_requested = Signal(object)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.go_live = DateField("When is Go-Live planned?", today=today)
        self.order = DateField("The order was placed on", today=today)
        self.button = QPushButton("Work out the dates")
        self.button.setProperty("primary", True)
        self.button.clicked.connect(self.answer)
        for field in (self.go_live, self.order):
            field.line.returnPressed.connect(self.answer)
        self._lay_out()

    def start(self, today: date) -> None:
        """Begin with empty fields, as for another practice."""
        self._today = today
        for field in (self.go_live, self.order):
            field.set_date(None)

    def answer(self) -> None:
        """Ask for what was answered; Go-Live goes before the order, which it dates too."""
        try:
            go_live, order = self.go_live.read(), self.order.read()
        except UserError:
            (self.go_live if self.go_live.problem else self.order).line.setFocus()
            return
        if go_live:
            self.change_requested.emit(
                ChangeRequest(f"Plan Go-Live for {long_date(go_live)}?", self._change(go_live, order))
            )
        elif order:
            verb = "happened on" if order <= self._today else "for"
            self.change_requested.emit(
                ChangeRequest(f"Order placed {verb} {long_date(order)}?", self._change(None, order))
            )
        else:
            self.go_live.show_problem("Enter one of the two dates; the others follow from it.")
            self.go_live.line.setFocus()

    def show_problem(self, text: str) -> None:
        """Say why a date cannot be kept."""
        (self.go_live if self.go_live.date() else self.order).show_problem(text)

    def _change(self, go_live: date | None, order: date | None) -> PlanChange:
        planned: dict[str, date | None] = {GO_LIVE: go_live} if go_live else {}
        happened: dict[str, date | None] = {}
        if order:
            (happened if order <= self._today else planned)[ORDER] = order
        return PlanChange(planned=planned, happened=happened)

    def _lay_out(self) -> None:
        title = text_label("When is Go-Live planned?", heading="2")
        about = text_label(
            "All other dates are worked back from it, with the guide’s own timings. It may change as often as you like."
        )
        or_else = text_label("Or, while Go-Live is still open: the order was placed on …")
        card = QFrame()
        card.setObjectName("card")
        card.setMaximumWidth(self.fontMetrics().averageCharWidth() * _WIDTH_IN_CHARACTERS)
        column = QVBoxLayout(card)
        column.setContentsMargins(24, 18, 24, 20)
        column.setSpacing(9)
        column.addWidget(title)
        column.addWidget(about)
        column.addWidget(self.go_live)
        column.addSpacing(6)
        column.addWidget(or_else)
        column.addWidget(self.order)
        column.addSpacing(6)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        put_in_the_middle(self, card, share=6)
