"""What lies behind a task: why it is due that day, whether the official guide has it, and what has changed since.

Folded until it is asked for, and then for every task that is looked at. Nothing is built of it before.
"""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from migdesk.checklist.definitions import CRITICAL_MEANS, Definitions, Offset, Task
from migdesk.checklist.plan.rules import rule_in_words
from migdesk.ui.look.words import BASIS_WORDS, sentence
from migdesk.ui.widgets.button import flush_left, quiet_button
from migdesk.ui.widgets.label import rich_label, text_label

NOT_IN_THE_GUIDE = {
    "changes-since": "Not in the official guide. This checklist adds it, because of what has changed since.",
    "newer-guide": "Not in the official guide. It comes from the newer one.",
}
"""What is said of a task by its `source`, where that is no place in the guide."""


class TaskBackground(QWidget):
    """Takes no room for a task that has nothing behind it, such as one of a practice's own."""

    guide_requested = Signal(str)  # permalink#anchor
    outside_requested = Signal(str)  # address

    def __init__(self, definitions: Definitions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._definitions = definitions
        self._task: Task | None = None
        self._unfolded = False
        self._pieces: list[QWidget] = []
        self._origin = text_label(muted=True)
        self.fold_button = quiet_button("")
        self.fold_button.clicked.connect(self._fold)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(5)
        self._column.addWidget(self._origin)
        self._column.addLayout(flush_left(self.fold_button))

    def show_task(self, task: Task) -> None:
        """Show what lies behind a task."""
        if task is self._task:
            return
        self._task = task
        origin = NOT_IN_THE_GUIDE.get(task.source, "")
        self._origin.setText(origin)
        self._origin.setVisible(bool(origin))
        self.setVisible(bool(origin or task.due or self._has_news(task)))
        self._rebuild(task)

    def _fold(self) -> None:
        self._unfolded = not self._unfolded
        if self._task is not None:
            self._rebuild(self._task)

    def _has_news(self, task: Task) -> bool:
        news = self._definitions.news
        return bool(news.changes_of(task.id) or news.newer_points_of(task.id))

    def _rebuild(self, task: Task) -> None:
        for piece in self._pieces:
            self._column.removeWidget(piece)
            piece.hide()
            piece.deleteLater()
        self._pieces = []
        what = "Why this day, and what has changed" if self._has_news(task) else "Why this day"
        self.fold_button.setText(f"{what} ›" if not self._unfolded else "Hide why and what has changed")
        self.fold_button.setAccessibleName(what if not self._unfolded else "Hide why this day and what has changed")
        if self._unfolded:
            self._add_day(task)
            self._add_news(task)

    def _add_day(self, task: Task) -> None:
        words = day_words(task, self._definitions)
        if words:
            self._add(rich_label(words, muted=True))
        if task.due and task.due.source.startswith("/"):
            source, button = task.due.source, quiet_button("Where the guide says so ›")
            button.clicked.connect(lambda: self.guide_requested.emit(source))
            self._add_button(button)

    def _add_news(self, task: Task) -> None:
        news = self._definitions.news
        changes, points = news.changes_of(task.id), news.newer_points_of(task.id)
        if changes:
            self._add(rich_label("<b>What has changed since</b>", muted=True))
        for change in changes:
            self._add(rich_label(f"<b>{escape(change.title)}.</b> {escape(change.text)}", muted=True))
            if change.address:
                self._add_address(f"Official page on: {change.title}", "Official page ›", change.address)
        if points:
            self._add(rich_label("<b>What the newer guide says</b>", muted=True))
        for point in points:
            self._add(rich_label(f"{escape(point.text)} <i>{escape(point.versus)}</i>", muted=True))
        if points and news.newer_guide:
            self._add_address("The newer guide", "The newer guide ›", news.newer_guide)

    def _add(self, piece: QWidget) -> None:
        self._pieces.append(piece)
        self._column.addWidget(piece)
        piece.show()  # at once, and not when the loop comes to it

    def _add_address(self, name: str, text: str, address: str) -> None:
        button = quiet_button(text, f"{name}, opens in your browser")
        button.setToolTip(address)
        button.clicked.connect(lambda: self.outside_requested.emit(address))
        self._add_button(button)

    def _add_button(self, button: QWidget) -> None:
        line = QWidget()
        layout = flush_left(button)
        layout.setContentsMargins(0, 0, 0, 0)
        line.setLayout(layout)
        self._add(line)


def day_words(task: Task, definitions: Definitions) -> str:
    """Return as HTML why a task is due when it is, and what it means that it is critical; empty for one without."""
    parts = []
    if task.due is not None:
        anchor = definitions.milestone_by_id.get(task.due.anchor)
        if anchor is not None:
            rule = rule_in_words(Offset(task.due.anchor, task.due.offset_days), anchor.title)
            parts.append(f"<b>{escape(sentence(rule))}</b>: {BASIS_WORDS[task.due.basis]}.")
        parts.append(escape(task.due.because))
    if task.critical:
        parts.append(f"<b>Critical:</b> {escape(CRITICAL_MEANS[0].lower() + CRITICAL_MEANS[1:])}")
    return " ".join(parts)
