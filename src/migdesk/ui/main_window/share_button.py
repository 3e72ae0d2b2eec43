"""How what is shared stands, as a quiet button of the status line: in full, or in short where there is little room."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from migdesk.ui.widgets.announce import announce

if TYPE_CHECKING:
    from migdesk.ui.share.share_words import ShareLine
    from migdesk.workspace.share.commands import ShareStatus

_SHARE_OF_WIDTH = 0.42


class ShareButton(QPushButton):
    """Hidden while nothing is shared. What asks for a person's eye is announced once, when it begins."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("quiet", True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._line: ShareLine | None = None
        self.hide()

    def show_shares(self, statuses: Sequence[ShareStatus], today: date) -> None:
        """Show how the shares stand."""
        if not statuses:
            self._line = None
            self.hide()
            return
        from migdesk.ui.look.plain_tooltip import plain_tooltip
        from migdesk.ui.share.share_words import share_line

        before, self._line = self._line, share_line(statuses, today)
        self.setToolTip(plain_tooltip(f"{self._line.full}. Look now, share more or stop sharing."))
        self.setAccessibleDescription(self._line.full)
        self.show()
        if self._line.needs_a_look and not (before and before.needs_a_look):
            announce(self, self._line.full)

    def fit(self, width: int) -> None:
        """Say as much as there is room for in a status line of this width."""
        if self._line is not None:
            room = self.fontMetrics().horizontalAdvance(self._line.full) <= width * _SHARE_OF_WIDTH
            self.setText((self._line.full if room else self._line.short).replace("&", "&&"))
