"""One field that was changed on both computers: yours, theirs, what it will be, and the choice between them."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from migdesk.ui.exchange.choice import Choice
from migdesk.ui.exchange.value_label import ValueLabel
from migdesk.ui.look.words import breakable
from migdesk.ui.widgets.label import text_label
from migdesk.workspace.exchange.conflict_words import ItemKind
from migdesk.workspace.exchange.preview import ClashView

COLUMNS = ("What", "Yours", "Theirs", "Will be")
STRETCHES = (36, 25, 27, 44)
TO_SETTLE = "⇄ to settle"
_KINDS = {
    ItemKind.TASK: "Task",
    ItemKind.ROW: "Register",
    ItemKind.MILESTONE: "Milestone",
    ItemKind.PRACTICE: "Practice",
}


class ClashRow(QFrame):
    """Fields that one action set together are one choice. `key` names what was chosen; empty for later."""

    changed = Signal()

    def __init__(self, clash: ClashView, now: datetime, *, names_practice: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.clash = clash
        self.setObjectName("clashRow")
        self._yours, self._theirs = ValueLabel(clash.yours, now), ValueLabel(clash.theirs, now)
        conflict = clash.conflict
        about = f"{conflict.title}, {conflict.field_title.lower()}"
        self.choice = Choice(
            about,
            [
                (clash.yours.key, "Yours", f"{clash.yours.words}, {about}"),
                (clash.theirs.key, "Theirs", f"{clash.theirs.words}, {about}"),
            ],
            self,
        )
        self.choice.changed.connect(self._show_outcome)
        self.choice.changed.connect(self.changed)
        self._what = _what(clash, names_practice)
        self._will_be = text_label(heading="3")
        self._for_now = text_label(muted=True)
        self._mark = QLabel(TO_SETTLE)
        self._mark.setObjectName("toSettle")
        self._outcome = self._lay_out_outcome()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(12, 8, 12, 8)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(6)
        self._is_narrow: bool | None = None
        self.set_narrow(False)
        self._show_outcome()

    @property
    def key(self) -> str:
        return self.choice.key

    def set_narrow(self, narrow: bool) -> None:
        """Put the parts under each other, or beside each other under their heads."""
        if narrow == self._is_narrow:
            return
        self._is_narrow = narrow
        while self._grid.takeAt(0):
            pass
        for column, part in enumerate((self._what, self._yours, self._theirs, self._outcome)):
            place = (column, 0) if narrow else (0, column)
            self._grid.addWidget(part, *place, Qt.AlignmentFlag.AlignTop)
            self._grid.setColumnStretch(column, (1 if column == 0 else 0) if narrow else STRETCHES[column])
            self._grid.setColumnMinimumWidth(column, 0 if narrow or column == 3 else 10)
        self._yours.show_caption(COLUMNS[1] if narrow else "")
        self._theirs.show_caption(COLUMNS[2] if narrow else "")

    def _lay_out_outcome(self) -> QWidget:
        outcome = QWidget()
        said, chosen = QHBoxLayout(), QHBoxLayout()
        said.setSpacing(8)
        for label in (self._will_be, self._for_now, self._mark):
            label.setWordWrap(False)
            said.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        self._will_be.setWordWrap(True)
        said.setStretch(0, 0)
        said.addStretch(1)
        chosen.setSpacing(14)
        for button in (*self.choice.buttons_in_order, self.choice.later):
            chosen.addWidget(button)
        chosen.addStretch(1)
        column = QVBoxLayout(outcome)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(said)
        column.addLayout(chosen)
        return outcome

    def _show_outcome(self) -> None:
        clash, key = self.clash, self.key
        chosen = next((value for value in (clash.yours, clash.theirs) if value.key == key), None)
        shown = chosen or clash.will_be
        self._will_be.setText(breakable(shown.words))
        self._for_now.setText("" if chosen else "for now")
        self._for_now.setVisible(not chosen)
        self._mark.setVisible(not chosen)


def _what(clash: ClashView, names_practice: bool) -> QWidget:
    conflict = clash.conflict
    kind = f"{_KINDS[conflict.kind]} · {conflict.field_title.lower()}"
    more = f"{conflict.practice} · {kind}" if names_practice else kind
    what = QWidget()
    column = QVBoxLayout(what)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(text_label(breakable(conflict.title), heading="3"))
    column.addWidget(text_label(breakable(more), muted=True))
    if conflict.together:
        column.addWidget(text_label(f"With it: {'; '.join(conflict.together)}", muted=True))
    return what
