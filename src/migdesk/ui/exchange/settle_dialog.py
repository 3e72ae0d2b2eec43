"""Settling what two people changed without knowing of each other: each choice is recorded by name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from migdesk.ui.dialogs.dialog_frame import DialogFrame
from migdesk.ui.exchange.settle_box import SettleBox
from migdesk.ui.look.words import counted
from migdesk.ui.session.session import Session
from migdesk.ui.widgets.label import text_label
from migdesk.workspace.exchange.conflict_words import ConflictView

MOST_SHOWN = 60


class SettleDialog(DialogFrame):
    """Shows every value of each conflict; nothing is changed before its button is pressed."""

    def __init__(self, session: Session, views: Sequence[ConflictView], parent: QWidget | None = None) -> None:
        super().__init__(parent, "Changed on two computers", width_in_characters=76)
        self._session = session
        now = session.workspace.now
        elsewhere = any(view.practice_id != session.practice_id for view in views)  # than in what is on the screen
        shown = each_choice_once(views)
        self.boxes = [SettleBox(view, now, names_practice=elsewhere) for view in shown[:MOST_SHOWN]]
        people = " and ".join(dict.fromkeys(name for view in views for name in view.people))
        more = f" {len(shown) - MOST_SHOWN} more come after these." if len(shown) > MOST_SHOWN else ""
        self.content.addWidget(
            text_label(
                f"{people} did not know of each other’s change. Choose what is to stand; the rest stays in the"
                f" history.{more}"
            )
        )
        self.content.addWidget(self._scroll(), 1)
        self.add_button("Not now").clicked.connect(self.reject)
        self.settle_button = self.add_button("Settle", primary=True)
        self.settle_button.clicked.connect(self.accept)
        for box in self.boxes:
            box.changed.connect(self._say_how_many)
        self._say_how_many()
        if self.boxes:
            self.boxes[0].choice.later.setFocus()
        self.fit()
        room = int(self.screen().availableGeometry().height() * 0.92)
        self.resize(self.width(), min(self._wanted_height(), room))

    def accept(self) -> None:
        """Record what was chosen."""
        exchange = self._session.workspace.exchange
        for box in self.boxes:
            if box.key:
                self._session.attempt(partial(exchange.settle, box.view, box.key))
        super().accept()

    def _scroll(self) -> QScrollArea:
        inside = QWidget()
        inside.setObjectName("ground")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        for box in self.boxes:
            self._column.addWidget(box)
        self._column.addStretch(1)
        scroll = QScrollArea()
        scroll.setObjectName("planScroll")  # on the same ground
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        return scroll

    def _wanted_height(self) -> int:
        return self._column.totalSizeHint().height() + 160

    def _say_how_many(self) -> None:
        chosen = sum(bool(box.key) for box in self.boxes)
        self.settle_button.setEnabled(bool(chosen))
        self.settle_button.setText(f"Settle {counted(chosen, 'change')}" if chosen else "Settle")


def each_choice_once(views: Sequence[ConflictView]) -> list[ConflictView]:
    """Return the conflicts without those that were set together with one that is listed: they are one choice."""
    found: dict[tuple[object, ...], ConflictView] = {}
    for view in views:
        keys = frozenset(value.key for value in view.values)
        alone = "" if view.together else view.field
        found.setdefault((view.practice_id, view.record_item, keys, alone), view)
    return list(found.values())


def settle(session: Session, practice_id: str, item: str | None, parent: QWidget | None) -> None:
    """Show what is to settle of a practice, or of one of its items: a task, "register/row", or "" for the practice."""
    views = session.attempt(session.workspace.exchange.conflicts, practice_id) or ()
    chosen = [view for view in views if item is None or view.record_item == item]
    if not chosen:
        session.saved.emit("There is nothing to settle")
        return
    dialog = SettleDialog(session, chosen, parent)
    dialog.exec()
    dialog.deleteLater()
