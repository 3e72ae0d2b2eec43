"""Asks in which form a report is wanted and what is to be in it, and offers to open it once it is there."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import NamedTuple

from PySide6.QtWidgets import QButtonGroup, QCheckBox, QGridLayout, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from migdesk.report.formats import ReportId, formats_of
from migdesk.ui.dialogs.dialog_frame import DialogFrame
from migdesk.ui.dialogs.file_ready import offer_file
from migdesk.ui.widgets.button import quiet_button
from migdesk.ui.widgets.label import text_label

BOXES_IN_A_LINE = 3


class ReportChoice(NamedTuple):
    """The form the person chose (`html`, `pdf` …), and the parts that are to be in the report."""

    form: str
    parts: tuple[str, ...]


class ReportDialog(DialogFrame):
    """The forms of a report, and a box for each of its `parts`, titles by ids; `chosen` are those ticked at first."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        report: ReportId,
        parts: Mapping[str, str],
        chosen: Collection[str],
        about_parts: str = "",
    ) -> None:
        super().__init__(parent, title, width_in_characters=96)
        self.content.setSpacing(6)
        self.content.addWidget(text_label("Notes that are only for us stay out of it.", muted=True))
        self._forms = QButtonGroup(self)
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setColumnStretch(1, 1)
        for number, form in enumerate(formats_of(report)):
            button = QRadioButton(form.title)
            button.setAccessibleDescription(form.about_in(report))
            button.setChecked(number == 0)
            button.setProperty("form", form.id)
            self._forms.addButton(button)
            grid.addWidget(button, number, 0)
            grid.addWidget(text_label(form.about_in(report), muted=True), number, 1)
        self.content.addLayout(grid)
        self.boxes = {part: QCheckBox(words.replace("&", "&&")) for part, words in parts.items()}
        for part, box in self.boxes.items():
            box.setChecked(part in chosen)
            box.toggled.connect(self._refresh)
        self._add_boxes(about_parts)
        self.add_button("Cancel").clicked.connect(self.reject)
        self.save = self.add_button("Choose where to save it…", primary=True, default=True)
        self.save.clicked.connect(self.accept)
        self._refresh()
        self.fit()

    @property
    def choice(self) -> ReportChoice:
        form = self._forms.checkedButton()
        return ReportChoice(
            str(form.property("form")) if form else "",
            tuple(part for part, box in self.boxes.items() if box.isChecked()),
        )

    def _add_boxes(self, about: str) -> None:
        head = QHBoxLayout()
        head.addWidget(text_label("What is in it", heading="3"))
        head.addStretch(1)
        for words, ticked in (("All of it", True), ("None", False)):
            button = quiet_button(words)
            button.setAccessibleName(f"{words}: tick {'every' if ticked else 'no'} part")
            button.clicked.connect(lambda _=False, tick=ticked: self._tick_all(tick))
            head.addWidget(button)
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(4)
        for number, box in enumerate(self.boxes.values()):
            grid.addWidget(box, number // BOXES_IN_A_LINE, number % BOXES_IN_A_LINE)
        inside = QVBoxLayout()
        inside.setContentsMargins(0, 8, 0, 0)
        inside.addLayout(head)
        inside.addLayout(grid)
        if about:
            inside.addWidget(text_label(about, muted=True))
        self.content.addLayout(inside)
        self.content.addStretch(1)

    def _tick_all(self, ticked: bool) -> None:
        for box in self.boxes.values():
            box.setChecked(ticked)

    def _refresh(self) -> None:
        self.save.setEnabled(any(box.isChecked() for box in self.boxes.values()))


def offer_to_open(parent: QWidget, path: Path, about: str) -> None:
    """Say where the report is and what its format is good for, and open it or its folder."""
    offer_file(parent, path, "report", about)
