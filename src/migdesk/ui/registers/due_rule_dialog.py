"""Asks how long before or after which milestone something is due, so that it moves with the plan."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QWidget

from migdesk.base.errors import UserError
from migdesk.checklist.definitions import Milestone
from migdesk.checklist.registers.due import rule_in
from migdesk.ui.dialogs.dialog_frame import DialogFrame
from migdesk.ui.widgets.calm_combo_box import CalmComboBox
from migdesk.ui.widgets.label import text_label

_UNITS = ("days", "working-days", "weeks", "months")
_MOST = 400


class DueRuleDialog(DialogFrame):
    """A number, a unit, before or after, and the milestone."""

    def __init__(self, parent: QWidget | None, milestones: Sequence[Milestone], text: str) -> None:
        super().__init__(parent, "Count from a milestone", width_in_characters=62)
        self._milestones = tuple(milestones)
        self.number = QSpinBox()
        self.number.setRange(0, _MOST)
        self.number.setAccessibleName("How many")
        self.unit = _box("Of what", [(unit, unit.replace("-", " ")) for unit in _UNITS])
        self.side = _box("Before or after", [(-1, "before"), (1, "after")])
        self.milestone = _box("Milestone", [(milestone.id, milestone.title) for milestone in milestones])
        self.number.setMinimumHeight(self.unit.sizeHint().height())
        line = QHBoxLayout()
        line.setSpacing(8)
        for field in (self.number, self.unit, self.side):
            line.addWidget(field)
        line.addWidget(self.milestone, 1)
        self.content.addWidget(text_label("It is due", buddy=self.number))
        self.content.addLayout(line)
        self.content.addWidget(text_label("The day moves whenever that milestone does.", muted=True))
        self.content.addStretch(1)
        self.add_button("Cancel").clicked.connect(self.reject)
        self.add_button("Count from it", primary=True, default=True).clicked.connect(self.accept)
        self._begin_with(text)
        self.number.setFocus()
        self.number.selectAll()
        self.fit()

    def rule(self) -> str:
        """Return the rule in words, as the field takes it."""
        number, unit = self.number.value(), str(self.unit.currentData()).replace("-", " ")
        if not number:
            return f"on {self.milestone.currentText()}"
        return f"{number} {unit} {self.side.currentText()} {self.milestone.currentText()}"

    def _begin_with(self, text: str) -> None:
        try:
            rule = rule_in(text, self._milestones)
        except UserError:
            rule = None
        self.number.setValue(abs(rule.offset) if rule else 2)
        self.unit.setCurrentIndex(self.unit.findData(rule.unit if rule else "weeks"))
        self.side.setCurrentIndex(1 if rule and rule.offset > 0 else 0)
        anchor = rule.anchor if rule else "go-live"
        self.milestone.setCurrentIndex(max(0, self.milestone.findData(anchor)))


def _box(name: str, entries: Sequence[tuple[object, str]]) -> CalmComboBox:
    box = CalmComboBox()
    box.setAccessibleName(name)
    box.setMinimumContentsLength(max(len(title) for _, title in entries) + 1)
    for value, title in entries:
        box.addItem(title, value)
    return box


def ask_due_rule(parent: QWidget | None, milestones: Sequence[Milestone], text: str) -> str | None:
    """Return a rule such as "2 weeks before Go-Live", or None where the person stepped back. `text` is the one now."""
    dialog = DueRuleDialog(parent, milestones, text)
    return dialog.rule() if dialog.exec() else None
