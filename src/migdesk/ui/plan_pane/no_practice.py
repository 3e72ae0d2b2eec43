"""What the Plan shows while no practice is in hand, and the way to one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from migdesk.ui.look.nothing_shown import NothingShown


class NoPractice(NothingShown):
    """Asks for one."""

    board_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.say("No practice is in hand", "A plan belongs to one practice.")
        self.button = self.offer("Choose or add a practice", self.board_requested, primary=True)
