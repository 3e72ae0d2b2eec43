"""The small editor under a milestone's card: its date, whether it has happened, and the rule that it would follow."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from migdesk.base.date_words import date_with_weekday
from migdesk.base.errors import UserError
from migdesk.ui.plan_pane.choice_list import ChoiceList
from migdesk.ui.plan_pane.milestone_change import change_request_for, keep_by_hand, rule_again
from migdesk.ui.plan_pane.milestone_words import origin, rule_line
from migdesk.ui.widgets.button import quiet_button
from migdesk.ui.widgets.date_field import DateField
from migdesk.ui.widgets.focus_order import stops
from migdesk.ui.widgets.label import text_label
from migdesk.workspace.plan.view import ChoiceView, PlanView

_WIDTH_IN_CHARACTERS = 74
_SMALLEST_WIDTH = 380
_GAP = 4


class MilestoneEditor(QFrame):
    """Lies over the screen beside its card. It asks for changes and never makes one; Esc asks to be closed."""

    change_requested = Signal(object)  # a ChangeRequest
    closed = Signal()
    guide_requested = Signal(str)

    def __init__(self, view: PlanView, milestone: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("milestoneEditor")
        self.milestone = view.milestone(milestone)
        self._view = view
        self._card: QWidget | None = None
        current = self.milestone
        self.setAccessibleName(f"Change {current.title}")
        self.date = DateField(current.title, today=view.today)
        self.date.set_date(current.date)
        self.happened = QCheckBox("It happened on this day")
        self.happened.setChecked(current.happened)
        self.choices = ChoiceList([each for each in view.choices if each.milestone == milestone], self._is_settled())
        self.rule_button = quiet_button(*self._rule_words())
        self.keep_button = quiet_button("Fix this date", f"Fix this date of {current.title}, whatever else may move")
        self.guide_button = quiet_button("Open in guide", f"Open in guide: {current.title}")
        self.close_button = quiet_button("Close", f"Close without changing {current.title}")
        self.save_button = QPushButton("Save")
        self.save_button.setProperty("primary", True)
        self._lay_out()
        self._join()
        self._day_typed()
        self.adjust()

    @property
    def has_unsaved_answers(self) -> bool:
        """Whether closing now would lose something that was typed or chosen."""
        current = self.milestone
        before = date_with_weekday(current.date) if current.date else ""
        changed_choice = self.choices.choice is not None and not (self.choices.choice.chosen and not self._is_settled())
        return (
            self.date.line.text().strip() != before or self.happened.isChecked() != current.happened or changed_choice
        )

    def start(self) -> None:
        """Give the keyboard to the date."""
        self.date.line.setFocus(Qt.FocusReason.PopupFocusReason)
        self.date.line.selectAll()

    def save(self) -> None:
        """Ask for what the answers mean; a text that is no date says why instead."""
        try:
            day = self.date.read()
        except UserError:
            self.date.line.setFocus()
            return
        if day and self.happened.isChecked() and day > self._view.today:
            self.happened.setChecked(False)
        request = change_request_for(self.milestone, day, self.happened.isChecked(), self._new_choice())
        if request is None:
            self.closed.emit()
        else:
            self.change_requested.emit(request)

    def show_problem(self, text: str) -> None:
        """Say why the date cannot be kept."""
        self.date.show_problem(text)
        self.date.line.setFocus()

    def place_under(self, card: QWidget) -> None:
        """Stand under `card`, or over it where the screen ends below, and inside the screen from side to side."""
        screen = self.parentWidget()
        assert screen is not None
        self._card = card
        self.adjust()
        place = QRect(card.mapTo(screen, QPoint(0, 0)), card.size())
        left = max(_GAP, min(place.left(), screen.width() - self.width() - _GAP))
        top = place.bottom() + _GAP
        if top + self.height() > screen.height():
            above = place.top() - _GAP - self.height()
            top = above if above >= 0 else max(0, screen.height() - self.height())
        self.move(left, top)

    def adjust(self) -> None:
        """Take the room that the texts need."""
        parent = self.parentWidget()
        wanted = max(_SMALLEST_WIDTH, self.fontMetrics().averageCharWidth() * _WIDTH_IN_CHARACTERS)
        width = min(wanted, parent.width() - 2 * _GAP) if parent else wanted
        self._layout.activate()
        self.resize(width, max(self._layout.totalHeightForWidth(width), self._layout.totalMinimumSize().height()))

    def event(self, event: QEvent) -> bool:
        """Make room when a field now says what is wrong."""
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self._card is not None:
            self.place_under(self._card)
        return handled

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focus = self.focusWidget()
            if isinstance(focus, QPushButton):
                focus.click()
            else:
                self.save()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays in the editor, as in a dialog; Esc leads out."""
        every = [stop for stop in stops(self) if stop.isVisibleTo(self) and stop.isEnabled()]
        focus = self.focusWidget()
        here = every.index(focus) if focus in every else -1
        if every:
            reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
            every[(here + (1 if forward else -1)) % len(every)].setFocus(reason)
        return bool(every)

    # building

    def _lay_out(self) -> None:
        heading = text_label(self.milestone.title, heading="3")
        top = QHBoxLayout()
        top.addWidget(heading, 1)
        top.addWidget(self.close_button)
        layout = self._layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 8, 14, 12)
        layout.setSpacing(7)
        layout.addLayout(top)
        layout.addWidget(self.date)
        layout.addWidget(self.happened)
        layout.addWidget(self.choices)
        for text in self._rule_lines():
            layout.addWidget(text_label(text, muted=True))
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.rule_button, self.keep_button, self.guide_button):
            button.setProperty("flush", True)
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.save_button)
        layout.addLayout(row)
        current = self.milestone
        self.rule_button.setVisible(current.date is not None and (current.by_hand or current.happened))
        self.keep_button.setVisible(
            current.date is not None and bool(current.rule) and not (current.by_hand or current.happened)
        )
        self.guide_button.setVisible(bool(current.source))

    def _rule_lines(self) -> list[str]:
        milestone, from_ = self.milestone, self._view.counts_from
        if any(each.milestone == milestone.id for each in self._view.choices):
            return []  # each figure says where it comes from
        if milestone.rule:
            return [rule_line(milestone), origin(milestone)]
        if from_ is None or from_.id == milestone.id:
            return ["The other dates are worked back from this one."]
        return [f"Worked forwards from {from_.title}. Set it by hand and the other dates are worked back from it."]

    def _rule_words(self) -> tuple[str, str]:
        current = self.milestone
        if not current.rule:
            return "Take the date away", f"Take the date away: {current.title}"
        day = f" ({date_with_weekday(current.by_rule)})" if current.by_rule else ""
        return f"Back to the rule{day}", f"Back to the rule: {current.rule}{day}"

    def _join(self) -> None:
        current = self.milestone
        self.close_button.clicked.connect(self.closed)
        self.save_button.clicked.connect(self.save)
        self.rule_button.clicked.connect(lambda: self.change_requested.emit(rule_again(current)))
        self.keep_button.clicked.connect(self._keep)
        self.guide_button.clicked.connect(lambda: self.guide_requested.emit(current.source))
        self.choices.guide_requested.connect(self.guide_requested)
        self.choices.chosen.connect(self._take_choice)
        self.date.date_chosen.connect(self._day_typed)

    def _keep(self) -> None:
        if self.milestone.date:
            self.change_requested.emit(keep_by_hand(self.milestone, self.milestone.date))

    def _take_choice(self, choice: ChoiceView) -> None:
        """Show the date of a figure at once; it counts in place of whatever was typed."""
        self.date.set_date(choice.date)
        self._day_typed()

    def _new_choice(self) -> ChoiceView | None:
        choice = self.choices.choice
        return choice if choice and (self._is_settled() or not choice.chosen) else None

    def _is_settled(self) -> bool:
        return self.milestone.by_hand or self.milestone.happened

    def _day_typed(self, _day: date | None = None) -> None:
        """A day to come cannot have happened."""
        day = self.date.date()
        to_come = day is not None and day > self._view.today
        self.happened.setEnabled(day is not None and not to_come)
        if to_come:
            self.happened.setChecked(False)
        self.happened.setToolTip("This day is still to come." if to_come else "")
