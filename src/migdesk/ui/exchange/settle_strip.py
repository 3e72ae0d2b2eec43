"""Says beside a thing that it was changed on two computers, by whom, and offers to settle it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from migdesk.practice.conflicts import Conflict
from migdesk.ui.look.words import breakable
from migdesk.ui.session.session import Session
from migdesk.ui.widgets.button import quiet_button
from migdesk.ui.widgets.label import text_label
from migdesk.workspace.exchange.conflict_words import ConflictView, ItemKind

_MOST_TOLD = 3


class SettleStrip(QFrame):
    """Takes no room where nothing clashes. It follows the practice in hand: whoever owns it says what to look at."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("warning")
        self._session = session
        self._item: str | None = None
        self.text = text_label()
        self.settle_button = quiet_button("Settle…")
        self.settle_button.clicked.connect(self._settle)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 6, 4)
        layout.setSpacing(10)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.settle_button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    def show_item(self, item: str | None, conflicts: Sequence[Conflict]) -> None:
        """Say what clashes of an item (a task, "register/row", "" for the practice itself; None for all of it)."""
        self._item = item
        found = [conflict for conflict in conflicts if item is None or conflict.item == item]
        self.setVisible(bool(found))
        if found:
            self.text.setText(breakable(self._words(found)))

    def _words(self, found: Sequence[Conflict]) -> str:
        practice = self._session.practice_id
        fields = {(conflict.item, conflict.field) for conflict in found}
        views = self._session.workspace.exchange.conflicts(practice)
        told = [view for view in views if (view.record_item, view.field) in fields]
        people = " and ".join(dict.fromkeys(name for view in told for name in view.people))
        if self._item is None:
            number = "1 thing was" if len(told) == 1 else f"{len(told):,} things were"
            return f"⇄ {number} changed on two computers, by {people} without knowing of each other."
        lines = [
            f"{_name_of(view)}: " + " or ".join(f"{value.words} ({value.by})" for value in view.values)
            for view in told[:_MOST_TOLD]
        ]
        more = f" and {len(told) - _MOST_TOLD} more" if len(told) > _MOST_TOLD else ""
        return f"⇄ Changed on two computers. {'. '.join(lines)}{more}."

    def _settle(self) -> None:
        from migdesk.ui.exchange.settle_dialog import settle

        settle(self._session, self._session.practice_id, self._item, self.window())


def _name_of(view: ConflictView) -> str:
    """Name what clashes where the thing itself is in sight: a milestone by its title, anything else by its field."""
    return view.title if view.kind is ItemKind.MILESTONE else view.field_title
