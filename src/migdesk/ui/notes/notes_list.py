"""The notes of a task or a row, oldest first, each with its author; and the place to write another."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from migdesk.checklist.definitions import Definitions
from migdesk.practice.entries import Note
from migdesk.ui.dialogs.ask_until_saved import ask_until_saved
from migdesk.ui.look.words import breakable, moment
from migdesk.ui.session.session import Session
from migdesk.ui.widgets.button import quiet_button
from migdesk.ui.widgets.focus_order import chain, stop_before
from migdesk.ui.widgets.label import text_label

AddNote = Callable[[str, str, str, bool], object]

_SHOWN_AT_ONCE = 30
"""More notes than this are shown on request: five hundred labels would make choosing an item slow."""


class NoteField(QPlainTextEdit):
    """Where a note is written. Ctrl+Enter adds it; Tab leaves, so that the keyboard is never caught."""

    add_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("New note")
        self.setPlaceholderText("Write a note. No patient details.")
        self.setTabChangesFocus(True)
        self.setFixedHeight(int(self.fontMetrics().height() * 2.6) + 8)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.add_requested.emit()
        else:
            super().keyPressEvent(event)


class NotesList(QWidget):
    """The notes of one item. A text that was not saved stays in the field, and with its item, until it is.

    `add` records a note: of a practice, on an item, and whether it is private.
    """

    def __init__(self, session: Session, add: AddNote, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._record = add
        self._practice_id = ""  # whose item is shown; the session may be on its way to another practice
        self._item_id = ""
        self._shown: tuple[Note, ...] = ()
        self._unsaved: dict[tuple[str, str], str] = {}
        self._all = False
        self._buttons: list[QWidget] = []  # beside the notes, from top to bottom
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self._field = NoteField()
        self._field.add_requested.connect(self._add)
        self._field.textChanged.connect(self._text_changed)
        self._button = QPushButton("Add note")
        self._button.setToolTip("Ctrl+Enter")
        self._button.setEnabled(False)
        self._button.clicked.connect(self._add)
        self._private = QCheckBox("Only for us: stays on this computer")
        self._private.setToolTip("Neither reports nor what you send to others hold this note.")
        self._private.setVisible(False)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._field, 1)
        line.addWidget(self._button, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(line)
        layout.addWidget(self._private)
        layout.addLayout(self._list)

    def show_notes(self, item_id: str, notes: tuple[Note, ...]) -> None:
        """Show an item's notes, and the text begun for it, if any."""
        if item_id != self._item_id:
            self._remember_text()
            self._practice_id, self._item_id = self._session.practice_id, item_id
            self._all, self._shown = False, ()
            self._field.setPlainText(self._unsaved.get(self._key(), ""))
            self._rebuild(notes)
        elif notes != self._shown:
            self._rebuild(notes)

    def forget_practice(self) -> None:
        """Another practice is in hand: keep the begun text for when this one comes back."""
        self._remember_text()
        self._item_id = ""

    def has_unsaved_text(self) -> bool:
        """Tell whether something was written that is not in the record yet."""
        self._remember_text()
        return any(text.strip() for text in self._unsaved.values())

    def _key(self) -> tuple[str, str]:
        return self._practice_id, self._item_id

    def _remember_text(self) -> None:
        if self._item_id:
            self._unsaved[self._key()] = self._field.toPlainText()

    def _text_changed(self) -> None:
        begun = bool(self._field.toPlainText().strip())
        self._button.setEnabled(begun)
        self._private.setVisible(begun)
        if not begun:
            self._private.setChecked(False)  # said anew of each note

    def _add(self) -> None:
        text = self._field.toPlainText()
        if not text.strip():
            return
        practice, item = self._key()
        saved = self._session.attempt(self._record, practice, item, text, self._private.isChecked())
        if saved:
            self._unsaved.pop((practice, item), None)
            self._field.clear()

    def _rebuild(self, notes: tuple[Note, ...]) -> None:
        while item := self._list.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        self._shown = notes
        self._buttons.clear()
        column = QWidget()  # added when it is full, or Qt would lay all notes out anew for each of them
        shown = QVBoxLayout(column)
        shown.setContentsMargins(0, 0, 0, 0)
        shown.setSpacing(6)
        hidden = 0 if self._all else max(0, len(notes) - _SHOWN_AT_ONCE)
        if hidden:
            more = quiet_button(f"Show {hidden} earlier notes")
            more.clicked.connect(self._show_all)
            shown.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
            self._buttons.append(more)
        for note in notes[hidden:]:
            shown.addWidget(self._note_widget(note))
        self._list.addWidget(column)
        column.setVisible(bool(notes))
        self._put_before_field()

    def _put_before_field(self) -> None:
        """Have Tab go down the screen: notes are built after the field under them."""
        if self._buttons:
            chain([stop_before(self._field), *self._buttons, self._field])

    def _show_all(self) -> None:
        self._all = True
        self._rebuild(self._shown)

    def _note_widget(self, note: Note) -> QWidget:
        text = text_label("\n".join(map(breakable, note.text.split("\n"))))
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        ours = "Only for us · " if note.private else ""
        by = by_whom(note, self._session.workspace.definitions)
        author = text_label(f"{ours}{by}, {self._when(note)}", muted=True)
        remove = quiet_button("Remove…", f"Remove the note “{note.text[:60]}”")
        remove.clicked.connect(lambda: self._remove(note))
        self._buttons.append(remove)
        line = QHBoxLayout()
        line.addWidget(author, 1)
        line.addWidget(remove)
        widget = QWidget()
        layout = QVBoxLayout(widget)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(text)
        layout.addLayout(line)
        return widget

    def _when(self, note: Note) -> str:
        return moment(note.at, self._session.workspace.today)

    def _remove(self, note: Note) -> None:
        from migdesk.ui.dialogs.reason_dialog import ask_reason

        practice, tasks = self._session.practice_id, self._session.workspace.tasks
        question = "Why is this note removed? It stays in the history."
        ask_until_saved(
            lambda typed: ask_reason(self, "Remove a note", question, "Remove note", typed or ""),
            lambda reason: self._session.succeeds(tasks.withdraw_note, practice, note.key, reason),
        )


def by_whom(note: Note, definitions: Definitions) -> str:
    """Return a note's author with their role."""
    role = definitions.role_title(note.actor.role)
    return f"{note.actor.name}, {role}" if role else note.actor.name
