"""A field for one or more people: it offers those who are known, and takes any other name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QStandardItem
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget

from migdesk.practice.owners import owner_text, owners_in
from migdesk.ui.widgets.calm_combo_box import CalmComboBox

_PARTING = ";"
HOW_TO_NAME_SEVERAL = "Several people are parted by “;”"
_BESIDE = 48
"""Pixels that a name in the list needs beside itself, its tick included."""
_CHOOSES = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PersonsBox(CalmComboBox):
    """The list under the field ticks whoever is named. What is typed is completed name by name.

    A click or Space ticks and the list stays open, Enter ticks and closes it, Esc leaves everything as it was. Where
    one person alone can stand, choosing one takes the other's place.
    """

    people_chosen = Signal()  # the list was closed with other names than before

    def __init__(self, parent: QWidget | None = None, *, several: bool = True) -> None:
        super().__init__(parent)
        self._several = several
        self._people: tuple[str, ...] = ()
        self._before: str | None = None
        self._pressed = False
        self.line = QLineEdit()
        self.setLineEdit(self.line)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMinimumContentsLength(6)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setCompleter(_NameByName(self.line, self))
        if several:
            self.setToolTip(HOW_TO_NAME_SEVERAL)
            self.setAccessibleDescription(HOW_TO_NAME_SEVERAL)
        else:
            self.textActivated.connect(lambda _: self.people_chosen.emit())

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

    def names(self) -> tuple[str, ...]:
        """Return who is named, each once."""
        return owners_in(self.line.text())

    def showPopup(self) -> None:
        view = self.view()
        view.setMinimumWidth(view.sizeHintForColumn(0) + 2 * view.frameWidth() + _BESIDE)
        if self._several:
            self._show_ticks()
            for part in (view, view.viewport()):
                part.removeEventFilter(self)
                part.installEventFilter(self)  # anew, as the last one is asked first
            self._before, self._pressed = self.line.text(), False
        super().showPopup()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.MouseButtonPress:
                self._pressed = True
            case QEvent.Type.MouseButtonRelease if isinstance(event, QMouseEvent) and self._pressed:
                return self._turn(self.view().indexAt(event.position().toPoint()))
            case QEvent.Type.ShortcutOverride | QEvent.Type.KeyPress if isinstance(event, QKeyEvent):
                return self._before is not None and self._took(event)
            case QEvent.Type.Hide if watched is self.view():
                self._closed()
        return super().eventFilter(watched, event)

    def _took(self, event: QKeyEvent) -> bool:
        """Take a key that ticks; the others move through the list. Qt takes Enter and Esc before they are pressed."""
        if event.key() == Qt.Key.Key_Space and event.type() == QEvent.Type.KeyPress:
            return self._turn(self.view().currentIndex())
        if event.key() in _CHOOSES:
            self._turn(self.view().currentIndex())
            self.hidePopup()
            return True
        if event.key() == Qt.Key.Key_Escape and self._before is not None:
            self.line.setText(self._before)
        return False

    def _turn(self, index: QModelIndex) -> bool:
        """Name a person, or take the name away again; False where there is nobody."""
        if not index.isValid():
            return False
        name, named = self._people[index.row()], self.names()
        without = tuple(other for other in named if other.casefold() != name.casefold())
        self.line.setText(owner_text(without if len(without) < len(named) else (*named, name)))
        self._show_ticks()
        return True

    def _show_ticks(self) -> None:
        named = {name.casefold() for name in self.names()}
        for row, name in enumerate(self._people):
            item = self._item(row)
            item.setCheckable(True)
            item.setCheckState(Qt.CheckState.Checked if name.casefold() in named else Qt.CheckState.Unchecked)

    def _item(self, row: int) -> QStandardItem:
        item: QStandardItem = self.model().item(row)  # type: ignore[attr-defined]  # the model that a box makes itself
        return item

    def _closed(self) -> None:
        before, self._before = self._before, None
        if before is not None and before != self.line.text():
            self.people_chosen.emit()


def offer_names(line: QLineEdit, names: Sequence[str]) -> None:
    """Have a field for one name complete what is typed in it to one of these."""
    completer = QCompleter(list(names), line)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    line.setCompleter(completer)


class _NameByName(QCompleter):
    """Completes the name that the cursor stands behind, and keeps those before it."""

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
