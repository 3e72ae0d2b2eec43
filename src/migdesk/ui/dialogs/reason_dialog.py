"""Asks why: a task that is blocked or does not apply, and anything withdrawn, carries its reason in the record."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from migdesk.ui.dialogs.dialog_frame import DialogFrame
from migdesk.ui.look.restyle import set_look
from migdesk.ui.widgets.label import text_label

MOST_CHARACTERS = 500
"""What the commands take for a reason."""


class ReasonDialog(DialogFrame):
    """One question and room for a few lines. Enter answers it; Shift+Enter starts another line."""

    def __init__(self, parent: QWidget | None, title: str, question: str, button: str, typed: str = "") -> None:
        super().__init__(parent, title, width_in_characters=62)
        self.text = QPlainTextEdit(typed)
        self.text.setAccessibleName(question)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(self.fontMetrics().lineSpacing() * 5 + 16)
        self.text.installEventFilter(self)
        self.text.textChanged.connect(self._typing)
        label = text_label(question)
        label.setBuddy(self.text)
        self.below = text_label("It goes into the record with your name.", muted=True)
        self.content.addWidget(label)
        self.content.addWidget(self.text)
        self.content.addWidget(self.below)
        self.content.addStretch(1)
        self.add_button("Cancel").clicked.connect(self.reject)
        self.add_button(button, primary=True, default=True).clicked.connect(self.accept)
        self.text.setFocus()
        self.fit()

    def reason(self) -> str:
        """Return what is typed, without space at its ends."""
        return self.text.toPlainText().strip()

    def accept(self) -> None:
        """Take the reason; stays open and says why where there is none or too much of it."""
        problem = self._problem()
        if problem:
            self._say(problem)
            self.text.setFocus()
            return
        super().accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not shift:
                self.accept()
                return True
        return super().eventFilter(watched, event)

    def _problem(self) -> str:
        characters = len(" ".join(self.reason().split()))
        if not characters:
            return "Say why: a few words are enough."
        if characters > MOST_CHARACTERS:
            return f"This has {characters:,} characters; a reason can have at most {MOST_CHARACTERS}."
        return ""

    def _typing(self) -> None:
        self._say(self._problem() if self.reason() else "")

    def _say(self, problem: str) -> None:
        self.below.setText(problem or "It goes into the record with your name.")
        set_look(self.below, wrong=bool(problem), muted=not problem)
        set_look(self.text, wrong=bool(problem))
        self.text.setAccessibleDescription(problem)


def ask_reason(parent: QWidget | None, title: str, question: str, button: str, typed: str = "") -> str | None:
    """Return the person's reason, or None where they stepped back. `typed` starts the field, to ask again about it."""
    dialog = ReasonDialog(parent, title, question, button, typed)
    return dialog.reason() if dialog.exec() else None
