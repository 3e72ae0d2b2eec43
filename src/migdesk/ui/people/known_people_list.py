"""The people whom somebody at the keyboard may be, to choose from: name, role and organisation together."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSizePolicy, QWidget

from migdesk.checklist.definitions import Definitions
from migdesk.practice.event import Actor
from migdesk.ui.people.person_words import person_line

_MOST_ROWS, _FEWEST_ROWS = 6, 3
_AROUND = 8
"""Pixels above and below the rows, by the style sheet."""
SOMEBODY_ELSE = "Somebody else"


class KnownPeopleList(QListWidget):
    """One row a person, and a last one for somebody who is not known yet. Choosing a row tells who it is."""

    person_chosen = Signal(object)  # the person; None for somebody else

    def __init__(
        self, people: Sequence[Actor], here: Actor | None, definitions: Definitions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.people = tuple(people)
        self.setObjectName("people")
        self.ensurePolished()  # rows that are measured before the style sheet has come stay as low as they were
        self.setAccessibleName("People known here")
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for person in self.people:
            words = person_line(person, definitions)
            QListWidgetItem(f"{words} (here now)" if person == here else words, self)
        QListWidgetItem(SOMEBODY_ELSE, self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.currentRowChanged.connect(lambda row: self.person_chosen.emit(self._person(row)))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height_of(min(self.count(), _MOST_ROWS)))

    def minimumSizeHint(self) -> QSize:
        """On a low screen it scrolls sooner."""
        return QSize(super().minimumSizeHint().width(), self._height_of(min(self.count(), _FEWEST_ROWS)))

    def choose(self, person: Actor | None) -> None:
        """Mark a person's row, or that of somebody else, without telling."""
        self.blockSignals(True)
        self.setCurrentRow(self.people.index(person) if person in self.people else len(self.people))
        self.blockSignals(False)

    def _height_of(self, rows: int) -> int:
        return rows * max(self.sizeHintForRow(0), 1) + _AROUND

    def _person(self, row: int) -> Actor | None:
        return self.people[row] if 0 <= row < len(self.people) else None
