"""Moving to another computer: what it is called, where the one file goes, and whether a passphrase locks it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from migdesk.base.ids import random_passphrase
from migdesk.base.paths import Paths
from migdesk.practice.exchange.move_file import SUFFIX
from migdesk.ui.copies.record_change import RecordChange
from migdesk.ui.dialogs.dialog_frame import DialogFrame
from migdesk.ui.dialogs.save_file import OtherKind, ask_where_to_save
from migdesk.ui.session.services import Services
from migdesk.ui.widgets.label import news_label, text_label
from migdesk.ui.widgets.labelled_field import LabelledField, line_edit
from migdesk.workspace.move import move_out

_KIND = OtherKind("Record of migdesk", SUFFIX)
_ABOUT = (
    "Everything goes into one file: the whole record with the private notes, who was at this keyboard, settings and"
    " attached files. On the other computer, start migdesk and choose “I come from another computer”."
)
_AFTERWARDS = "The record here is for reading only afterwards. It can be used here after all at any time."


class MoveOutDialog(DialogFrame):
    """Asks how everything moves; `target` is the file to write, None where the person stepped back."""

    def __init__(self, services: Services) -> None:
        super().__init__(services.parent, "Move to another computer", width_in_characters=74)
        self._services = services
        self.target: Path | None = None
        self.to = line_edit(most_characters=120)
        self.locked = QCheckBox("Lock it with a passphrase")
        self.passphrase_line = QLineEdit(random_passphrase())
        self.copy_button = QPushButton("Copy")
        self._news = news_label(muted=True)
        self._lay_out()
        self.locked.toggled.connect(self._show_lock)
        self.copy_button.clicked.connect(self._copy)
        self.locked.setChecked(True)
        self.to.setFocus()
        self.fit()

    @property
    def passphrase(self) -> str | None:
        """The passphrase that locks the file; None for none."""
        return self.passphrase_line.text().strip() if self.locked.isChecked() else None

    def accept(self) -> None:
        """Ask where the file goes."""
        if self.passphrase == "":
            self._passphrase.show_problem("Type a passphrase, or take the tick away above.")
            self.passphrase_line.setFocus()
            return
        name = f"migdesk {self._services.session.workspace.today.isoformat()}{SUFFIX}"
        self.target = ask_where_to_save(self, "Save the file", name, [_KIND], settings=self._services.settings)
        if self.target is not None:
            super().accept()

    def _lay_out(self) -> None:
        name = LabelledField("The other computer", self.to, "What you call it, such as “the new laptop”.")
        line = QWidget()
        beside = QHBoxLayout(line)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.passphrase_line, 1)
        beside.addWidget(self.copy_button)
        self.passphrase_line.setAccessibleName("Passphrase")
        self.copy_button.setAccessibleName("Copy the passphrase")
        self._passphrase = LabelledField(
            "Passphrase",
            line,
            "Write it down: the other computer asks for it. Nobody opens the file without it.",
        )
        self._open_words = text_label("Anybody who gets the file can read it. Choose this only for a way that is safe.")
        for widget in (text_label(_ABOUT), name, self.locked, self._passphrase, self._open_words):
            self.content.addWidget(widget)
        self.content.addWidget(text_label(_AFTERWARDS, muted=True))
        self.content.addWidget(self._news)
        self._news.hide()
        self.content.addStretch(1)
        self.add_button("Cancel").clicked.connect(self.reject)
        self.move_button = self.add_button("Save the file…", primary=True, default=True)
        self.move_button.clicked.connect(self.accept)

    def _show_lock(self, locked: bool) -> None:
        self._passphrase.setVisible(locked)
        self._open_words.setVisible(not locked)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.passphrase_line.text())
        self._news.show()
        self._news.setText("The passphrase is on the clipboard.")


def ask_how_to_move(services: Services) -> RecordChange | None:
    """Ask how everything moves to another computer; None where the person stepped back."""
    dialog = MoveOutDialog(services)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    target, passphrase, to = dialog.target, dialog.passphrase, dialog.to.text().strip()
    dialog.deleteLater()
    if not accepted or target is None:
        return None
    clock = services.session.workspace.clock

    def work(paths: Paths) -> str:
        moved = move_out(paths, target, clock, passphrase=passphrase, to=to)
        return f"Everything is in {moved.path}. Bring it to the other computer."

    return RecordChange(title="Move to another computer", words=f"Writing {target.name}…", work=work)
