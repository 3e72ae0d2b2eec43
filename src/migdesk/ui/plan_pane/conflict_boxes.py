"""What speaks against the plan's dates, as calm boxes: the first two at once, the others on request."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from migdesk.checklist.plan.conflict_order import by_importance
from migdesk.checklist.plan.conflicts import Conflict
from migdesk.ui.widgets.button import flush_left, quiet_button
from migdesk.ui.widgets.label import rich_label

SHOWN_AT_ONCE = 2


class ConflictBoxes(QWidget):
    """They warn and never forbid. Takes no room while there is nothing to say."""

    guide_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes: list[ConflictBox] = []
        self._conflicts: tuple[Conflict, ...] = ()
        self._unfolded = False
        self.more_button = quiet_button("", "")
        self.more_button.clicked.connect(self._fold)
        self._column = QVBoxLayout()
        self._column.setSpacing(6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(self._column)
        layout.addLayout(flush_left(self.more_button))
        self.hide()

    def show_conflicts(self, conflicts: Sequence[Conflict]) -> None:
        """Show these, the most important first."""
        ordered = by_importance(conflicts)
        if ordered != self._conflicts:
            self._conflicts = ordered
            self._rebuild()

    def start_folded(self) -> None:
        """Forget that the list was unfolded, as for another practice."""
        self._unfolded = False
        self._rebuild()

    def _fold(self) -> None:
        self._unfolded = not self._unfolded
        self._rebuild()

    def _rebuild(self) -> None:
        shown = self._conflicts if self._unfolded else self._conflicts[:SHOWN_AT_ONCE]
        while len(self.boxes) > len(shown):
            box = self.boxes.pop()
            self._column.removeWidget(box)
            box.hide()
            box.deleteLater()
        while len(self.boxes) < len(shown):
            box = ConflictBox()
            box.guide_requested.connect(self.guide_requested)
            self.boxes.append(box)
            self._column.addWidget(box)
        for box, conflict in zip(self.boxes, shown, strict=True):
            box.show_conflict(conflict)
        hidden = len(self._conflicts) - SHOWN_AT_ONCE
        words = "Show fewer" if self._unfolded else f"{hidden} more to check…"
        self.more_button.setText(words)
        self.more_button.setAccessibleName(words)
        self.more_button.setVisible(hidden > 0)
        self.setVisible(bool(self._conflicts))


class ConflictBox(QFrame):
    """One warning: what it is about in bold, the whole of it, and where the guide says so."""

    guide_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("warning")
        self._source = ""
        self.text = rich_label()
        self.link = quiet_button("In the guide", "")
        self.link.clicked.connect(lambda: self.guide_requested.emit(self._source))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 4, 8, 4)
        layout.setSpacing(12)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.link, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_conflict(self, conflict: Conflict) -> None:
        """Say what speaks against the plan."""
        self.text.setText(f"<b>{escape(conflict.title)}.</b> {escape(conflict.text)}")
        self._source = conflict.source
        self.link.setVisible(bool(conflict.source))
        self.link.setAccessibleName(f"{self.link.text()}: {conflict.title}")
        self.setAccessibleName(f"Check this: {conflict.title}. {conflict.text}")
