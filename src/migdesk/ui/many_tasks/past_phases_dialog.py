"""Asks how far practices are that began before they were recorded here: what is past is marked as done at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from migdesk.base.errors import UserError
from migdesk.practice.progress import Progress
from migdesk.ui.dialogs.dialog_frame import DialogFrame
from migdesk.ui.look.words import counted
from migdesk.ui.session.session import Session
from migdesk.ui.widgets.calm_combo_box import CalmComboBox
from migdesk.ui.widgets.date_field import DateField
from migdesk.ui.widgets.label import news_label, text_label
from migdesk.workspace.past_phases import last_past, past_phases

MOST_PRACTICES = 200
"""More boxes than this would take long to build, and nobody would look at each."""


class PastPhasesDialog(DialogFrame):
    """For each practice the last phase that is past, as its plan proposes. Nothing is marked that is not open."""

    def __init__(self, parent: QWidget, practices: Sequence[Progress]) -> None:
        alone = len(practices) == 1
        super().__init__(parent, "How far are you?" if alone else "How far are they?", width_in_characters=66)
        self._practices = tuple(practices)
        self.boxes: list[CalmComboBox] = []
        today = practices[0].today
        what = "Tasks of phases that are past are marked as done before migdesk, so that they do not count as overdue. "
        self.content.addWidget(text_label(f"{what}What is done or does not apply stays as it is.", muted=True))
        self.content.addWidget(self._lines(alone), 1)
        label = text_label("Done on")
        self.on = DateField("Done on", today=today)
        self.on.line.setPlaceholderText("as planned")
        self.on.set_hint("Nothing here means the day on which each phase was planned to end")
        label.setBuddy(self.on)
        self.content.addWidget(label)
        self.content.addWidget(self.on)
        about_day = "Nothing here means the day on which each phase was planned to end, or today where it is not over."
        self.content.addWidget(text_label(about_day, muted=True))
        self.count = news_label(heading="3")
        self.content.addWidget(self.count)
        self.add_button("Not now").clicked.connect(self.reject)
        self.mark = self.add_button("Mark as done", primary=True, default=True)
        self.mark.clicked.connect(self.accept)
        self._count()
        self.boxes[0].setFocus()
        self.fit()

    def days(self) -> dict[str, Mapping[str, date]]:
        """Return the phases that are past, by practice, each with its day. Raises UserError for what is no date."""
        on = self.on.read()
        return {
            progress.state.id: {phase.id: on or phase.day for phase in past_phases(progress, str(box.currentData()))}
            for progress, box in zip(self._practices, self.boxes, strict=True)
        }

    def accept(self) -> None:
        """Take the answer; a text that is no date keeps the dialog open."""
        try:
            self.days()
        except UserError:
            self.on.first_field().setFocus()
            return
        super().accept()

    def _lines(self, alone: bool) -> QWidget:
        inside = QWidget()
        inside.setObjectName("panel")
        grid = QGridLayout(inside)
        grid.setContentsMargins(*(4 * [0 if alone else 10]))
        grid.setColumnStretch(1, 1)
        for row, progress in enumerate(self._practices):
            box = CalmComboBox()
            box.addItem("No phase is past yet", "")
            for phase in progress.phases:
                box.addItem(f"{phase.phase.number} {phase.phase.short_title} is past", phase.phase.id)
            box.setCurrentIndex(max(0, box.findData(last_past(progress))))
            box.currentIndexChanged.connect(self._count)
            name = progress.state.name or progress.state.id
            box.setAccessibleName(f"How far {name} is")
            grid.addWidget(text_label(name, buddy=box), row, 0)
            grid.addWidget(box, row, 1)
            self.boxes.append(box)
        if alone:
            return inside
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        area.setMinimumHeight(min(len(self._practices), 6) * (self.boxes[0].sizeHint().height() + 8))
        return area

    def _count(self) -> None:
        pairs = zip(self._practices, self.boxes, strict=True)
        number = sum(phase.open for progress, box in pairs for phase in past_phases(progress, str(box.currentData())))
        self.count.setText(f"{counted(number, 'task')} will be marked as done" if number else "Nothing will be marked")
        self.mark.setEnabled(number > 0)


def ask_how_far(session: Session, parent: QWidget, practice_ids: Sequence[str]) -> None:
    """Ask how far practices are, and mark what is past; one action with one undo."""
    if not practice_ids:
        return
    if len(practice_ids) > MOST_PRACTICES:
        session.refused.emit(
            f"Choose at most {MOST_PRACTICES} practices to say how far they are; these are {len(practice_ids):,}."
        )
        return
    dialog = PastPhasesDialog(parent, [session.workspace.progress(practice_id) for practice_id in practice_ids])
    if dialog.exec():
        session.attempt(session.workspace.tasks.mark_past, dialog.days())
