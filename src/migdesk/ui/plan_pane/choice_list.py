"""The guide's figures for one milestone that disagree, to choose from, each with its date and where it stands."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from migdesk.base.date_words import date_with_weekday, long_date
from migdesk.ui.widgets.button import quiet_button
from migdesk.ui.widgets.label import text_label
from migdesk.workspace.plan.view import ChoiceView

_UNDER_TEXT = 22
"""Pixels from a radio button's left to its words."""


class ChoiceList(QWidget):
    """Hidden for a milestone with one figure alone. `settled` tells that none is taken, as a date is fixed by hand."""

    chosen = Signal(object)  # the ChoiceView that was pressed
    guide_requested = Signal(str)

    def __init__(self, choices: Sequence[ChoiceView], settled: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices = tuple(choices)
        self.buttons = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        if choices:
            title = text_label("The guide gives several figures. Take the one that your suppliers put in writing.")
            layout.addWidget(title)
        for number, choice in enumerate(choices):
            layout.addLayout(self._row(number, choice, settled))
            reason = text_label(choice.because, muted=True)
            reason.setContentsMargins(_UNDER_TEXT, 0, 0, 2)
            layout.addWidget(reason)
        self.setVisible(bool(choices))

    @property
    def choice(self) -> ChoiceView | None:
        """The figure that is taken now; None where there is nothing to choose, or a date by hand counts."""
        number = self.buttons.checkedId()
        return self._choices[number] if number >= 0 else None

    def _row(self, number: int, choice: ChoiceView, settled: bool) -> QHBoxLayout:
        remarks = [date_with_weekday(choice.date)] if choice.date else []
        remarks += ["standard"] if choice.standard else []
        button = QRadioButton(f"{choice.title} ({', '.join(remarks)})" if remarks else choice.title)
        button.setChecked(choice.chosen and not settled)
        spoken_day = f", which is {long_date(choice.date)}" if choice.date else ""
        button.setAccessibleName(f"{choice.title}{spoken_day}{', the standard' if choice.standard else ''}")
        button.setAccessibleDescription(choice.because)
        button.clicked.connect(lambda: self.chosen.emit(choice))
        self.buttons.addButton(button, number)
        link = quiet_button("In the guide", f"In the guide: {choice.title}")
        link.clicked.connect(lambda: self.guide_requested.emit(choice.source))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(button)
        row.addStretch(1)
        row.addWidget(link)
        return row
