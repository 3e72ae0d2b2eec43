"""Asks for the passphrase of a locked file, and opens it beside the window's own work."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from migdesk.ui.background import Background
from migdesk.ui.dialogs.dialog_frame import DialogFrame
from migdesk.ui.widgets.label import news_label
from migdesk.ui.widgets.labelled_field import LabelledField

Opened = TypeVar("Opened")


class PassphraseDialog(DialogFrame, Generic[Opened]):
    """`opened` is what `open_with` made of the passphrase, in a thread; None where the person stepped back."""

    def __init__(
        self,
        path: Path,
        open_with: Callable[[str], Opened],
        parent: QWidget | None = None,
        *,
        title: str = "Open a locked package",
        hint: str = "Whoever made the package knows it. Nobody can open it without; a lost one needs a new package.",
    ) -> None:
        super().__init__(parent, title)
        self._open_with = open_with
        self._opening = Background(self)
        self.opened: Opened | None = None
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setMaxLength(1000)
        self._field = LabelledField(f"Passphrase of {path.name}", self.passphrase, hint)
        self.passphrase.setAccessibleName("Passphrase")
        self.shown = QCheckBox("Show what I type")
        self.shown.toggled.connect(self._show_typed)
        self._news = news_label(muted=True)
        self._news.hide()
        self.content.addWidget(self._field)
        self.content.addWidget(self.shown)
        self.content.addWidget(self._news)
        self.content.addStretch(1)
        self.add_button("Cancel").clicked.connect(self.reject)
        self.open_button = self.add_button("Open", primary=True, default=True)
        self.open_button.clicked.connect(self.accept)
        self.passphrase.setFocus()
        self.fit()

    def accept(self) -> None:
        """Try the passphrase; stays open and says why where it does not open the package."""
        typed = self.passphrase.text()
        if not typed:
            self._field.show_problem("Type the passphrase.")
            self.passphrase.setFocus()
            return
        if self._opening.is_running:
            return
        self._field.show_problem("")
        self._news.show()
        self._news.setText("Opening it takes a moment, on purpose: it makes guessing slow.")
        self.open_button.setEnabled(False)
        self._opening.run(lambda _: self._open_with(typed), self._done, self._failed)

    def done(self, result: int) -> None:
        """Close, and stop opening."""
        self._opening.cancel()
        super().done(result)

    def _done(self, opened: Opened) -> None:
        self.opened = opened
        super().accept()

    def _failed(self, why: str) -> None:
        self._news.hide()
        self.open_button.setEnabled(True)
        self._field.show_problem(why)
        self.passphrase.selectAll()
        self.passphrase.setFocus()

    def _show_typed(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.passphrase.setEchoMode(mode)
