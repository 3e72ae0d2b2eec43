"""A short question with a button for each answer, and a thing to be told: the same box wherever one is needed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

Icon = QMessageBox.Icon
Role = QMessageBox.ButtonRole


def ask(
    parent: QWidget | None,
    title: str,
    question: str,
    about: str,
    answers: Sequence[str],
    *,
    icon: QMessageBox.Icon = Icon.Question,
    enter: int = -1,
) -> int:
    """Return the number of the answer chosen. The last one is what Esc means, and changes nothing.

    Enter presses the answer numbered `enter`, by default the last one too: so nothing is lost by a key pressed twice.
    """
    box = QMessageBox(icon, title, question, parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)  # it may hold what people typed
    box.setInformativeText(about)
    roles = [Role.AcceptRole, *(Role.ActionRole for _ in answers[2:]), Role.RejectRole][-len(answers) :]
    buttons = [box.addButton(answer, role) for answer, role in zip(answers, roles, strict=True)]
    box.setDefaultButton(buttons[enter])
    box.setEscapeButton(buttons[-1])
    box.exec()
    chosen = box.clickedButton()
    return next((number for number, button in enumerate(buttons) if button is chosen), len(buttons) - 1)


def is_agreed(parent: QWidget | None, title: str, question: str, about: str, *, yes: str, no: str) -> bool:
    """Return True only where the person pressed `yes`; Enter and Esc both mean `no`."""
    return ask(parent, title, question, about, (yes, no)) == 0


def tell(parent: QWidget | None, title: str, words: str) -> None:
    """Say what stands in the way, in a box of its own."""
    ask(parent, title, words, "", ("Close",), icon=Icon.Warning)
