"""What is asked before something is shared: the folder, which practices go there, and a passphrase."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from migdesk.base.errors import KnownError, UserError
from migdesk.ui.look.words import counted
from migdesk.ui.session.session import Session
from migdesk.ui.widgets.label import text_label
from migdesk.ui.widgets.labelled_field import LabelledField, line_edit
from migdesk.workspace.share.carriers import location_of

_FOLDER_HINT = "In OneDrive or SharePoint, on a file server, or kept by Syncthing. Your colleagues choose the same one."
_LOCKED_HINT = (
    "May be left empty. With one, nobody can read what lies there without it; tell it to your colleagues by telephone."
    " Where the folder has one already, give that."
)
_MOST_LOCATION, _MOST_PASSPHRASE = 1000, 200


class ShareWanted(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody wants to share: where, which practices (by their ids, or every one), with which passphrase."""

    location: str
    practices: tuple[str, ...]
    every: bool
    passphrase: str


class ShareForm(QWidget):
    """Three questions, one under the other."""

    choose_requested = Signal()

    def __init__(self, session: Session, shown: Sequence[str] | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shown = tuple(shown or ())
        self.title = text_label("", heading="2")
        self.folder = line_edit(most_characters=_MOST_LOCATION)
        self.choose_button = QPushButton("Choose a folder…")
        self.choose_button.setAutoDefault(False)
        self.choose_button.clicked.connect(self.choose_requested)
        self.folder_field = LabelledField("Folder", self.folder, _FOLDER_HINT, needed=True)
        self.folder.textChanged.connect(lambda: self.folder_field.show_problem(""))
        self.passphrase = line_edit(most_characters=_MOST_PASSPHRASE)
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase_field = LabelledField("Passphrase", self.passphrase, _LOCKED_HINT)
        self.shows_passphrase = QCheckBox("Show the passphrase")
        self.shows_passphrase.toggled.connect(self._show_passphrase)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.title)
        layout.addLayout(self._folder_row())
        layout.addLayout(self._practice_choices())
        layout.addWidget(self.passphrase_field)
        layout.addWidget(self.shows_passphrase)

    def set_first(self, is_first: bool) -> None:
        """Say whether this is the first share of the data folder, or one more."""
        self.title.setText("One more folder")
        self.title.setVisible(not is_first)

    def set_folder(self, folder: str) -> None:
        self.folder.setText(folder)

    def clear(self) -> None:
        """Empty the fields: what they held is shared."""
        self.folder.clear()
        self.passphrase.clear()

    def read(self) -> ShareWanted | None:
        """Return what is wanted; None where the folder cannot be that, which is said beside it."""
        typed = self.folder.text().strip()
        try:
            if not typed:
                raise UserError("Choose a folder first.")
            location = location_of(typed, self._session.workspace.paths.data)
        except KnownError as error:
            self.folder_field.show_problem(str(error))
            self.folder.setFocus()
            return None
        return ShareWanted(
            location=location,
            practices=self._chosen(),
            every=self.every.isChecked(),
            passphrase=self.passphrase.text(),
        )

    def _chosen(self) -> tuple[str, ...]:
        if self.this_practice.isChecked():
            return (self._session.practice_id,)
        return self._shown if self.shown.isChecked() else ()

    def _folder_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.folder_field, 1)
        beside = QVBoxLayout()
        beside.setContentsMargins(0, self.fontMetrics().lineSpacing() + 3, 0, 0)  # below the field's title
        beside.addWidget(self.choose_button)
        beside.addStretch(1)
        row.addLayout(beside)
        return row

    def _practice_choices(self) -> QVBoxLayout:
        practice = self._session.practice
        every = len(self._session.workspace.names(archived=False))
        name = practice.name if practice else ""
        self.this_practice = QRadioButton(f"This practice: {name}".replace("&", "&&"))
        self.shown = QRadioButton(f"What the board shows ({counted(len(self._shown), 'practice')})")
        self.every = QRadioButton("All practices but samples, also those added later")
        self.none = QRadioButton("None of mine: only what the folder holds already")
        self.this_practice.setVisible(practice is not None)
        self.shown.setVisible(0 < len(self._shown) < every)
        group = QButtonGroup(self)
        choices = QVBoxLayout()
        choices.setSpacing(6)
        choices.addWidget(text_label("Which practices do you send there?", heading="3"))
        for button in (self.this_practice, self.shown, self.every, self.none):
            group.addButton(button)
            choices.addWidget(button)
        first = self.this_practice if practice else self.shown if self.shown.isVisibleTo(self) else self.none
        first.setChecked(True)
        about = "What the folder holds already comes here in any case, and goes on being shared."
        choices.addWidget(text_label(about, muted=True))
        return choices

    def _show_passphrase(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.passphrase.setEchoMode(mode)
