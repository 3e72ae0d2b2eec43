"""What is new in a package: how much of each kind, and on request each of it in full, as the history will tell it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from migdesk.ui.look.words import breakable, counted
from migdesk.ui.widgets.button import quiet_button
from migdesk.ui.widgets.label import text_label
from migdesk.workspace.exchange.preview import NewEntry, PracticePreview, day_and_time

_SHOWN_AT_ONCE, _SHOWN_MORE = 8, 50


class NewEntries(QFrame):
    """The new entries of one practice, in groups that fold."""

    def __init__(self, practice: PracticePreview, *, unfolded: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        changes = [new for new in practice.new if not (new.is_note or new.is_acknowledgement)]
        kinds = (
            (changes, "change"),
            ([new for new in practice.new if new.is_note], "note"),
            ([new for new in practice.new if new.is_acknowledgement], "acknowledgement"),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        self.groups = [_Group(entries, noun) for entries, noun in kinds if entries]
        for group in self.groups:
            layout.addWidget(group)
        if unfolded and self.groups:
            self.groups[0].fold_button.click()


class _Group(QWidget):
    """One kind of entries: its button says how many, and shows or hides them."""

    def __init__(self, entries: Sequence[NewEntry], noun: str) -> None:
        super().__init__()
        self._entries = entries
        self._shown = 0
        self._words = f"{counted(len(entries), noun)} {_about(entries)}".rstrip()
        self.fold_button = QPushButton()
        self.fold_button.setObjectName("foldGroup")
        self.fold_button.setCheckable(True)
        self.fold_button.toggled.connect(self._fold)
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(34, 0, 12, 4)
        self._column.setSpacing(0)
        self.more_button = quiet_button("")
        self.more_button.clicked.connect(self._show_more)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.fold_button)
        layout.addWidget(self._inside)
        self._fold(False)

    def _fold(self, on: bool) -> None:
        self.fold_button.setText(f"{'▾' if on else '▸'}  {self._words}".replace("&", "&&"))
        self.fold_button.setAccessibleName(f"{self._words}, {'shown' if on else 'hidden'}")
        if on and not self._shown:
            self._column.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeft)
            self._add(_SHOWN_AT_ONCE)
        self._inside.setVisible(on)

    def _show_more(self) -> None:
        self._add(_SHOWN_MORE)
        if self.more_button.isHidden():
            self.fold_button.setFocus()

    def _add(self, most: int) -> None:
        for new in self._entries[self._shown : self._shown + most]:
            self._column.insertWidget(self._column.count() - 1, _row(new))
        self._shown = min(len(self._entries), self._shown + most)
        left = len(self._entries) - self._shown
        self.more_button.setText(f"{left:,} more")
        self.more_button.setVisible(left > 0)


def _about(entries: Sequence[NewEntry]) -> str:
    """Say on how many things they are, and of one alone what it says."""
    titles = {new.entry.title for new in entries if new.entry.title}
    if len(entries) == 1 or len(titles) < 2:
        return f"· {next(iter(titles))}" if titles else ""
    return f"· on {len(titles)} things"


def _row(new: NewEntry) -> QWidget:
    entry = new.entry
    row = QFrame()
    row.setObjectName("newEntry")
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 5, 0, 5)
    line.setSpacing(14)
    what = f"{entry.title}: {entry.text}" if entry.title else entry.text
    ahead = " (clock ahead)" if new.clock_ahead else ""
    who = text_label(f"{entry.actor.name}, {day_and_time(entry.at)}{ahead}", muted=True)
    who.setWordWrap(False)
    line.addWidget(text_label(breakable(what)), 1)
    line.addWidget(who, 0, Qt.AlignmentFlag.AlignTop)
    return row
