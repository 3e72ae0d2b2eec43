"""What the list shows, over it: how far ahead, by what it is grouped, whose tasks, and words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from migdesk.checklist.definitions import CRITICAL_MEANS
from migdesk.checklist.roles import Role
from migdesk.ui.look.chip import chip
from migdesk.ui.week.week_settings import WeekSettings
from migdesk.ui.widgets.calm_combo_box import CalmComboBox
from migdesk.ui.widgets.flow_layout import FlowLayout

_AHEAD = (("week", "Until Sunday"), ("14 days", "Next 14 days"), ("28 days", "Next 28 days"))
_GROUPINGS = (("date", "By date"), ("practice", "By practice"), ("role", "By role"))


class WeekBar(QWidget):
    """Says what is chosen whenever a person changes it."""

    choice_changed = Signal(object)  # WeekSettings
    words_changed = Signal(str)

    def __init__(self, roles: Sequence[Role], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ahead = _combo("How far ahead", _AHEAD)
        self.grouping = _combo("Group by", _GROUPINGS)
        self.role = _combo("Role", (("", "All roles"), *((role.id, role.title) for role in roles)))
        self.mine = chip("Mine", "Show what I own, and what falls to my role while nobody owns it")
        self.critical = chip("Critical", f"Show what is critical. {CRITICAL_MEANS}")
        self.no_samples = chip("Hide samples", "Leave out the made-up practices")
        self.no_samples.hide()
        self.words = QLineEdit()
        self.words.setPlaceholderText("Owner, task or practice")
        self.words.setAccessibleName("Filter by owner, task or practice")
        self.words.setClearButtonEnabled(True)
        self.words.textChanged.connect(self.words_changed)
        self._choices = QWidget()
        layout = FlowLayout(self._choices, spacing=6, gap=12)
        for combo in (self.ahead, self.grouping):
            combo.activated.connect(self._announce)
            layout.addWidget(combo)
        for made in (self.mine, self.critical, self.no_samples):
            made.clicked.connect(self._announce)
            layout.addWidget(made)
        self.role.activated.connect(self._announce)
        layout.addWidget(self.role)
        self._lines = QGridLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(6)
        self._lines.setColumnStretch(1, 1)
        self._lines.addWidget(self._choices, 0, 0)
        self._lines.addWidget(self.words, 0, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the words under the choices where there is no room beside them."""
        super().resizeEvent(event)
        room = self._choices.sizeHint().width() + self.fontMetrics().averageCharWidth() * 20
        narrow = event.size().width() < room
        if narrow != (self._lines.getItemPosition(self._lines.indexOf(self.words))[0] == 1):  # type: ignore[index]
            self._lines.removeWidget(self._choices)
            self._lines.removeWidget(self.words)
            self._lines.addWidget(self._choices, 0, 0, 1, 2 if narrow else 1)
            self._lines.addWidget(self.words, int(narrow), 0 if narrow else 1, 1, 2 if narrow else 1)

    def show_choice(self, choice: WeekSettings) -> None:
        """Show what is chosen. Tells nobody. A role that the guide in use does not have stands for all roles."""
        for combo, value in ((self.ahead, choice.ahead), (self.grouping, choice.grouping), (self.role, choice.role)):
            combo.setCurrentIndex(max(0, combo.findData(value)))
        self.mine.setChecked(choice.mine)
        self.critical.setChecked(choice.critical)
        self.no_samples.setChecked(choice.no_samples)
        if choice.no_samples:
            self.no_samples.show()

    def offer_samples(self, some: bool) -> None:
        """Offer to hide the samples where there are some among others; what is set can always be taken back."""
        self.no_samples.setVisible(some or self.no_samples.isChecked())

    @property
    def choice(self) -> WeekSettings:
        return WeekSettings(
            ahead=self.ahead.currentData(),
            grouping=self.grouping.currentData(),
            mine=self.mine.isChecked(),
            critical=self.critical.isChecked(),
            role=self.role.currentData(),
            no_samples=self.no_samples.isChecked(),
        )

    def _announce(self) -> None:
        self.choice_changed.emit(self.choice)


def _combo(name: str, choices: Sequence[tuple[str, str]]) -> CalmComboBox:
    combo = CalmComboBox()
    combo.setAccessibleName(name)
    for value, title in choices:
        combo.addItem(title, value)
    return combo
