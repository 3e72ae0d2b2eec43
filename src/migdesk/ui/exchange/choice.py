"""A choice between values that stand: one of them, or to decide later."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

DECIDE_LATER = "Decide later"


class Choice(QButtonGroup):
    """The buttons of one choice, “Decide later” pressed first; `key` names the event whose value was chosen."""

    changed = Signal()

    def __init__(self, about: str, values: Sequence[tuple[str, str, str]], parent: QWidget) -> None:
        """`values` are the key of each, the words on its button, and what a screen reader is told beside these."""
        super().__init__(parent)
        self._keys = [key for key, _, _ in values]
        self.later = QRadioButton(DECIDE_LATER)
        self.later.setAccessibleName(f"{DECIDE_LATER}: {about}")
        self.buttons_in_order = [_button(words, more) for _, words, more in values]
        for number, button in enumerate(self.buttons_in_order):
            self.addButton(button, number)
        self.addButton(self.later, len(values))
        self.later.setChecked(True)
        self.idToggled.connect(self._toggled)

    @property
    def key(self) -> str:
        """What was chosen; empty for nothing yet."""
        return "" if self.later.isChecked() else self._keys[self.checkedId()]

    def _toggled(self, _: int, on: bool) -> None:
        if on:
            self.changed.emit()


def _button(words: str, more: str) -> QRadioButton:
    button = QRadioButton(words.replace("&", "&&"))
    button.setAccessibleName(f"{words}: {more}" if more else words)
    return button
