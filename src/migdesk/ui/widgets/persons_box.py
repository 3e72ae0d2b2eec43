"""A field for one or more people: it offers those who are known, and takes any other name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget

from migdesk.practice.owners import owner_text, owners_in
from migdesk.ui.widgets.calm_combo_box import CalmComboBox

_PARTING = ";"
_BESIDE = 24
"""Pixels that a name in the list needs beside itself."""
HOW_TO_NAME_SEVERAL = "Several people are parted by “;”"


class PersonsBox(CalmComboBox):
    """The list under the field chooses a person; after “;” it adds one. What is typed is completed name by name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people: tuple[str, ...] = ()
        self._before = ""
        self.line = QLineEdit()
        self.setLineEdit(self.line)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMinimumContentsLength(6)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setToolTip(HOW_TO_NAME_SEVERAL)
        self.setAccessibleDescription(HOW_TO_NAME_SEVERAL)
        self.setCompleter(_NameByName(self.line, self))
        self.textActivated.connect(self._add_chosen)

    def offer(self, people: Sequence[str]) -> None:
        """Offer these names in place of those before; what is typed stays."""
        if tuple(people) == self._people:
            return
        self._people = tuple(people)
        text, place = self.line.text(), self.line.cursorPosition()
        self.clear()
        self.addItems(self._people)
        self.show_text(text)
        self.line.setCursorPosition(place)

    def show_text(self, text: str) -> None:
        """Show names as one text, from its beginning."""
        self.setCurrentIndex(-1)
        self.setEditText(text)
        self.line.setCursorPosition(0)

    def showPopup(self) -> None:
        self._before = self.line.text()
        view = self.view()
        view.setMinimumWidth(view.sizeHintForColumn(0) + 2 * view.frameWidth() + _BESIDE)
        super().showPopup()

    def _add_chosen(self, name: str) -> None:
        """Put a chosen name behind those before it, where “;” stands at their end."""
        before, self._before = self._before, ""
        if before.rstrip().endswith(_PARTING):
            self.setEditText(owner_text((*owners_in(before), name)))


def offer_names(line: QLineEdit, names: Sequence[str]) -> None:
    """Have a field for one name complete what is typed in it to one of these."""
    completer = QCompleter(list(names), line)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    line.setCompleter(completer)


class _NameByName(QCompleter):
    """Completes the name that the cursor's end of the text is about, and keeps those before it."""

    def __init__(self, line: QLineEdit, box: QComboBox) -> None:
        super().__init__(box.model(), box)
        self._line = line
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)

    def splitPath(self, path: str) -> list[str]:
        return [path.rpartition(_PARTING)[2].strip()]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        typed = self._line.text()[: self._line.cursorPosition()]
        name = typed.rpartition(_PARTING)[2].lstrip()
        return typed[: len(typed) - len(name)] + str(index.data() or "")
