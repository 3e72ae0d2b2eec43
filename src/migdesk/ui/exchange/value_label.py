"""A value that stands, in bold, and under it who set it and when."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtWidgets import QVBoxLayout, QWidget

from migdesk.ui.look.words import breakable
from migdesk.ui.widgets.label import text_label
from migdesk.workspace.exchange.conflict_words import StandingValue
from migdesk.workspace.exchange.preview import day_and_time

_AHEAD = timedelta(days=1)


class ValueLabel(QWidget):
    """`caption` stands before the value where the columns have no heads."""

    def __init__(self, value: StandingValue, now: datetime, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.caption = text_label(muted=True)
        self.caption.hide()
        self.words = text_label(breakable(value.words), heading="3")
        self.origin = text_label(breakable(origin_of(value, now)), muted=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for label in (self.caption, self.words, self.origin):
            layout.addWidget(label)

    def show_caption(self, words: str) -> None:
        """Say what the value is; empty text where the column's head says it."""
        self.caption.setText(words)
        self.caption.setVisible(bool(words))


def origin_of(value: StandingValue, now: datetime) -> str:
    """Return who set a value and when, and that their clock was ahead where it was."""
    ahead = " (clock ahead)" if value.at > now + _AHEAD else ""
    return f"{value.by}, {day_and_time(value.at)}{ahead}"
