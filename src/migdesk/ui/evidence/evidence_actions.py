"""What can be done with evidence in the window: attach files and addresses, open, save, copy, take off."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from migdesk.base.errors import KnownError
from migdesk.practice.attachment_types import ARCHIVES, DOCUMENTS, PICTURES, safe_name, suffix_of
from migdesk.ui.background import Background, busy_pointer
from migdesk.ui.dialogs.ask_until_saved import ask_until_saved
from migdesk.ui.dialogs.question import is_agreed
from migdesk.ui.session.session import Session
from migdesk.workspace.evidence.commands import HOLDS_PATIENTS, KEEP_PATIENTS_OUT, EvidenceCommands, PreparedFile
from migdesk.workspace.evidence.view import EvidenceView

Prepared = tuple[list[PreparedFile], list[str]]
"""The files that can be attached, and why the others cannot."""


class EvidenceActions(QObject):
    """Attaches to an item that is named each time. Files are read and kept in a thread of their own."""

    busy = Signal(bool)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._widget = parent
        self._background = Background(self)

    @property
    def _evidence(self) -> EvidenceCommands:
        return self._session.workspace.evidence

    def choose_files(self, practice: str, item: str) -> None:
        """Ask which files to attach, and attach them."""
        chosen, _ = QFileDialog.getOpenFileNames(self._widget, "Attach files", str(Path.home()), _file_kinds())
        self.attach_files(practice, item, [Path(name) for name in chosen])

    def attach_files(self, practice: str, item: str, paths: list[Path]) -> None:
        """Attach files, once it is said that they hold no patient data. What cannot be attached is said, all of it."""
        if not paths or self._background.is_running or not self._is_without_patients(practice):
            return
        self.busy.emit(True)
        prepare = self._evidence.prepare  # of the workspace, which no thread may touch
        self._background.run(
            lambda _: _prepared(prepare, paths), lambda found: self._attach(practice, item, found), self._failed
        )

    def keep_address(self, practice: str, item: str) -> None:
        """Ask for a path or web address, and keep it."""
        from migdesk.ui.evidence.address_dialog import ask_address

        ask_until_saved(
            lambda before: ask_address(self._widget, before),
            lambda typed: self._session.succeeds(
                self._evidence.attach_address, practice, item, typed.address, typed.name
            ),
        )

    def open(self, practice: str, view: EvidenceView) -> None:
        """Open a copy of a file in its own program; a web address in the browser, once the person agrees."""
        if view.is_web_address:
            from migdesk.ui.dialogs.outside_link import ask_to_open

            if ask_to_open(self._widget, view.address):
                self._hand_over(QUrl(view.address))
            return
        with busy_pointer():
            path = self._session.attempt(self._evidence.open_copy, practice, view.key)
        if path is not None:
            self._hand_over(QUrl.fromLocalFile(str(path)))

    def save(self, practice: str, view: EvidenceView) -> None:
        """Write a file where the person says."""
        from migdesk.ui.dialogs.save_file import OtherKind, ask_where_to_save

        suffix = suffix_of(view.name)
        kinds = [OtherKind(f"{suffix.upper()} file", f".{suffix}")]
        target = ask_where_to_save(self._widget, "Save a copy", safe_name(view.name), kinds)
        if target is not None:
            with busy_pointer():
                saved = self._session.attempt(self._evidence.save, practice, view.key, target)
            if saved is not None:
                self._session.noted.emit(f"Saved: {saved}")

    def copy_address(self, view: EvidenceView) -> None:
        """Put a path on the clipboard: what another computer says where something lies is not opened unasked."""
        QGuiApplication.clipboard().setText(view.address)
        self._session.noted.emit(f"Copied: {view.address}")

    def take_off(self, practice: str, view: EvidenceView) -> None:
        """Ask why, and take something off; it stays in the history."""
        from migdesk.ui.dialogs.reason_dialog import ask_reason

        question = f"Why is “{view.name}” taken off? It stays in the history."
        ask_until_saved(
            lambda typed: ask_reason(self._widget, "Take off", question, "Take off", typed or ""),
            lambda reason: self._session.succeeds(self._evidence.take_off, practice, view.key, reason),
        )

    def _is_without_patients(self, practice: str) -> bool:
        if not self._evidence.asks_about_patients(practice):
            return True
        agreed = is_agreed(
            self._widget,
            "Patient data",
            HOLDS_PATIENTS,
            KEEP_PATIENTS_OUT,
            yes="It holds none: attach it",
            no="Do not attach",
        )
        if agreed:
            self._evidence.state_no_patients(practice)
        return agreed

    def _attach(self, practice: str, item: str, found: Prepared) -> None:
        self.busy.emit(False)
        files, problems = found
        for file in files:
            self._session.attempt(self._evidence.attach, practice, item, file)
        if problems:
            self._session.refused.emit(" ".join(problems))

    def _failed(self, why: str) -> None:
        self.busy.emit(False)
        self._session.refused.emit(why)

    def _hand_over(self, url: QUrl) -> None:
        if not QDesktopServices.openUrl(url):
            self._session.refused.emit(f"No program on this computer opens {url.toDisplayString()}.")


def _prepared(prepare: Callable[[Path], PreparedFile], paths: list[Path]) -> Prepared:
    """Read files and keep those that can be attached."""
    files: list[PreparedFile] = []
    problems: list[str] = []
    for path in paths:
        try:
            files.append(prepare(path))
        except KnownError as error:
            problems.append(str(error))
    return files, problems


def _file_kinds() -> str:
    """Return the kinds of files that the system's dialog offers."""
    every = {"Documents": DOCUMENTS, "Pictures": PICTURES, "Archives": ARCHIVES}
    patterns = {title: " ".join(f"*.{suffix}" for suffix in kinds) for title, kinds in every.items()}
    return ";;".join(
        (
            f"Documents, pictures and archives ({' '.join(patterns.values())})",
            *(f"{title} ({found})" for title, found in patterns.items()),
        )
    )
