"""One share in the dialog: where it is, how it stands, what it carries, and what can be done with it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from migdesk.ui.look.words import breakable, counted
from migdesk.ui.share.share_words import state_of
from migdesk.ui.widgets.button import flush_left, quiet_button
from migdesk.ui.widgets.label import text_label
from migdesk.workspace.share.commands import ShareStatus


class ShareCard(QFrame):
    """Says how one share stands."""

    look_requested = Signal()
    settle_requested = Signal()
    leave_requested = Signal(str)  # its location

    def __init__(self, status: ShareStatus, today: date) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._location = status.location
        look = quiet_button("Look now", f"Look now at {status.location}")
        leave = quiet_button("Stop sharing…", f"Stop sharing… {status.location}")
        look.clicked.connect(self.look_requested)
        leave.clicked.connect(self._leave)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 10)
        layout.setSpacing(4)
        layout.addWidget(text_label(breakable(status.location), heading="3"))
        layout.addWidget(text_label(_carries(status), muted=True))
        layout.addWidget(text_label(state_of(status, today)))
        for line in (status.failure, *(status.looked.refused if status.looked else ())):
            if line:
                layout.addWidget(text_label(breakable(line), wrong=True))
        layout.addLayout(flush_left(*self._settling(status), look, leave))

    def _settling(self, status: ShareStatus) -> list[QPushButton]:
        """Return the way to what is to settle, where anything is."""
        if not (status.looked and status.looked.to_settle):
            return []
        settle = quiet_button("Settle…", f"Settle… what came by {status.location}")
        settle.clicked.connect(self.settle_requested)
        return [settle]

    def _leave(self) -> None:
        self.leave_requested.emit(self._location)


def _carries(status: ShareStatus) -> str:
    practices = counted(len(status.practices), "practice")
    which = f"All practices but samples, {len(status.practices):,} now" if status.every else practices
    return f"{which} · {'with a passphrase' if status.locked else 'without a passphrase'}"
