"""One conflict to settle: every value that stands, with who said so, and the choice between them."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from migdesk.ui.exchange.choice import Choice
from migdesk.ui.exchange.value_label import origin_of
from migdesk.ui.look.words import breakable
from migdesk.ui.widgets.label import text_label
from migdesk.workspace.exchange.conflict_words import ConflictView


class SettleBox(QFrame):
    """`key` names what was chosen; empty for later."""

    changed = Signal()

    def __init__(
        self, view: ConflictView, now: datetime, *, names_practice: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.view = view
        self.setObjectName("card")
        about = f"{view.title}, {view.field_title.lower()}"
        values = [(value.key, origin_of(value, now), f"{value.words}, {about}") for value in view.values]
        self.choice = Choice(about, values, self)
        self.choice.changed.connect(self.changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 9, 14, 10)
        column.setSpacing(3)
        column.addWidget(text_label(breakable(view.title), heading="3"))
        what = f"{view.practice} · {view.field_title}" if names_practice else view.field_title
        with_it = f" · with it: {'; '.join(view.together)}" if view.together else ""
        column.addWidget(text_label(f"{what}{with_it}", muted=True))
        for button, value in zip(self.choice.buttons_in_order, view.values, strict=True):
            column.addWidget(button)
            words = text_label(breakable(value.words), heading="3")  # a button's own words do not wrap
            words.setContentsMargins(24, 0, 0, 4)
            column.addWidget(words)
        column.addWidget(self.choice.later)

    @property
    def key(self) -> str:
        return self.choice.key
