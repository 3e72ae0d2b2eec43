"""Writing practices to one file for another computer: which, for whom, and whether a passphrase locks it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QHBoxLayout, QLineEdit, QPushButton, QRadioButton, QWidget

from migdesk.base.date_words import date_with_weekday
from migdesk.base.errors import KnownError
from migdesk.base.ids import random_passphrase
from migdesk.practice.exchange.package import SUFFIX
from migdesk.report.file_names import file_name_of
from migdesk.ui.background import busy_pointer
from migdesk.ui.dialogs.dialog_frame import DialogFrame
from migdesk.ui.dialogs.question import Icon, ask
from migdesk.ui.dialogs.save_file import OtherKind, ask_where_to_save
from migdesk.ui.look.words import counted
from migdesk.ui.session.services import Services
from migdesk.ui.widgets.calm_combo_box import CalmComboBox
from migdesk.ui.widgets.label import news_label, text_label
from migdesk.ui.widgets.labelled_field import LabelledField
from migdesk.workspace.exchange.commands import Sent

_KIND = OtherKind("Package of migdesk", SUFFIX)
_BEFORE_WRITING_MS = 30
"""Until the words that say so are painted: locking takes a second or two."""


class SendDialog(DialogFrame):
    """Asks what to send and how; `sent` is what was written, `locked_by` its passphrase."""

    def __init__(self, services: Services) -> None:
        super().__init__(services.parent, "Send to another computer", width_in_characters=74)
        self._services = services
        session = services.session
        self.sent: Sent | None = None
        self.this_one = QRadioButton()
        self.every = QRadioButton()
        self.to = CalmComboBox()
        self.locked = QCheckBox("Lock it with a passphrase")
        self.passphrase = QLineEdit(random_passphrase())
        self.copy_button = QPushButton("Copy")
        self.without_name = QCheckBox("Leave the practice’s name out of the file’s name")
        self._news = news_label(muted=True)
        self._fill_practices(session.practice.name if session.practice else "")
        self._lay_out()
        self._join()
        self._show_lock(True)
        (self.this_one if self.this_one.isEnabled() else self.every).setFocus()
        self.fit()

    @property
    def practice_ids(self) -> list[str]:
        """The practices chosen."""
        session = self._services.session
        if self.this_one.isChecked():
            return [session.practice_id]
        return [practice.id for practice in session.workspace.names(archived=False) if not practice.sample]

    def accept(self) -> None:
        """Ask where the file goes, and write it."""
        if self.locked.isChecked() and not self.passphrase.text().strip():
            self._passphrase.show_problem("Type a passphrase, or take the tick away above.")
            self.passphrase.setFocus()
            return
        path = ask_where_to_save(self, "Save the package", self._file_name(), [_KIND], settings=self._services.settings)
        if path is None:
            return
        self.send_button.setEnabled(False)
        self._news.show()
        self._news.setText(f"Writing {path.name}…")
        QTimer.singleShot(_BEFORE_WRITING_MS, self, partial(self._write, path))

    def _write(self, path: Path) -> None:
        workspace = self._services.session.workspace
        passphrase = self.passphrase.text().strip() if self.locked.isChecked() else None
        try:
            with busy_pointer():
                self.sent = workspace.exchange.send(
                    self.practice_ids,
                    path,
                    passphrase=passphrase,
                    sender=workspace.actor,
                    to=self.to.currentText().strip(),
                )
        except KnownError as error:
            self._news.setText(f"Not written. {error}")
            self.send_button.setEnabled(True)
            return
        super().accept()

    # building

    def _fill_practices(self, name: str) -> None:
        number = sum(not practice.sample for practice in self._services.session.workspace.names(archived=False))
        self.this_one.setText(f"Only {name}".replace("&", "&&") if name else "Only the practice in hand: there is none")
        self.this_one.setEnabled(bool(name))
        self.every.setText(f"All {counted(number, 'practice')}, without those in the archive and the made-up ones")
        self.every.setVisible(number > 1 or not name)
        (self.this_one if name else self.every).setChecked(True)

    def _lay_out(self) -> None:
        self.to.setLineEdit(QLineEdit())
        self.to.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        me = self._services.session.workspace.actor
        known = (person.name for person in self._services.session.workspace.people.known())
        self.to.addItems([name for name in known if me is None or name != me.name])
        self.to.setEditText("")
        self.to.setAccessibleName("For whom")
        whom = LabelledField("For whom", self.to, "Noted here alone, so that you see later what they have.")
        line = QWidget()
        beside = QHBoxLayout(line)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.passphrase, 1)
        beside.addWidget(self.copy_button)
        self.passphrase.setAccessibleName("Passphrase")
        self.copy_button.setAccessibleName("Copy the passphrase")
        self._passphrase = LabelledField(
            "Passphrase",
            line,
            "Write it down, and tell it by another way than the file goes, such as by telephone. Nobody can open the"
            " file without it; if it is lost, send a new package.",
        )
        self._open_words = text_label("Anybody who gets the file can read it. Choose this only for a way that is safe.")
        about = text_label(
            "The whole record goes into one file: tasks, dates, notes, who acknowledged what, and the history. Private"
            " notes stay here. Sending it again later does no harm: only what is new is taken in.",
            muted=True,
        )
        for widget in (about, self.this_one, self.every, whom, self.locked, self._passphrase, self._open_words):
            self.content.addWidget(widget)
        self.content.addWidget(self.without_name)
        self.content.addWidget(self._news)
        self._news.hide()
        self.content.addStretch(1)
        self.locked.setChecked(True)
        self.cancel_button = self.add_button("Cancel")
        self.send_button = self.add_button("Save the file…", primary=True, default=True)

    def _join(self) -> None:
        self.locked.toggled.connect(self._show_lock)
        self.copy_button.clicked.connect(self._copy)
        self.cancel_button.clicked.connect(self.reject)
        self.send_button.clicked.connect(self.accept)

    def _show_lock(self, locked: bool) -> None:
        self._passphrase.setVisible(locked)
        self._open_words.setVisible(not locked)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.passphrase.text())
        self._news.show()
        self._news.setText("The passphrase is on the clipboard.")

    def _file_name(self) -> str:
        session = self._services.session
        today = session.workspace.today.isoformat()
        practice = session.practice
        if self.without_name.isChecked() or practice is None or not self.this_one.isChecked():
            return f"migdesk {today}{SUFFIX}"
        return f"{file_name_of(practice.ods_code or practice.name)} {today}{SUFFIX}"


def send_practices(services: Services) -> None:
    """Have practices written to a file, and say what the file is."""
    if not services.session.workspace.names(archived=False):
        services.warn("There is no practice to send yet.")
        return
    dialog = SendDialog(services)
    if dialog.exec() == QDialog.DialogCode.Accepted and dialog.sent is not None:
        tell_sent(services, dialog.sent)
    dialog.deleteLater()


def tell_sent(services: Services, sent: Sent) -> None:
    """Say where the file is and what it is, and open its folder where somebody wants that."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    what = f"{counted(sent.practices, 'practice')}, {counted(sent.events, 'change')}"
    how = (
        "It is locked: only the passphrase opens it."
        if sent.locked
        else "It is not locked: anybody who gets it can read it."
    )
    until = date_with_weekday(services.session.workspace.today)
    question = f"The package is ready:\n{sent.path}"
    about = f"{what}, up to {until}. {how}"
    answers = ("Open its folder", "Close")
    if ask(services.parent, "The package is ready", question, about, answers, icon=Icon.Information, enter=1) == 0:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(sent.path.parent)))
