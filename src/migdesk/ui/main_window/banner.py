"""A strip under the header for what a person must know: something was not saved, or the folder is read-only."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from migdesk.ui.widgets.announce import announce


class Banner(QFrame):
    """One message at a time, until it is closed. Esc closes it too."""

    action_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("warning")
        self._until_saved = False
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._action = QPushButton()
        self._action.clicked.connect(self._act)
        self._close = QPushButton("Close")
        self._close.setAccessibleName("Close this message")
        self._close.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 7, 10, 7)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._action)
        layout.addWidget(self._close)
        self.hide()

    def say(self, text: str, action: str = "") -> None:
        """Show `text`; with `action`, a button of that name emits `action_requested`. No text closes the banner."""
        self._until_saved = False
        self._text.setText(text)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self.setVisible(bool(text))
        announce(self, text)

    def say_also(self, text: str, action: str = "") -> None:
        """Show `text` and its action after what is being said, which nobody may have read yet."""
        self.say(text if self.isHidden() else f"{self._text.text()} {text}", action)

    def say_refused(self, text: str) -> None:
        """Show why something was not saved, until something is."""
        self.say(text)
        self._until_saved = True

    def saved(self) -> None:
        """Something was saved: what stood in the way does no longer."""
        if self._until_saved:
            self.hide()

    def no_longer(self, text: str) -> None:
        """Take a message back that is still the one shown."""
        if self._text.text() == text:
            self.hide()

    def _act(self) -> None:
        self.hide()
        self.action_requested.emit()
