"""A box of fields that is no stop of Tab's: given the keyboard, it hands it to the field where one begins."""

from __future__ import annotations

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget


class FocusHolder(QWidget):
    """To be subclassed, for `setFocus` on the box as a whole.

    Qt's focus proxy does the same, but such a box stays a stop in Qt's own ring: Tab that comes to it goes back to its
    field, for ever.
    """

    def first_field(self) -> QWidget:
        """Return where the keyboard goes: a part of the box."""
        raise NotImplementedError

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.first_field().setFocus(event.reason())
