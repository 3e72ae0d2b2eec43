"""Says that a file is written, and opens it or its folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from migdesk.ui.dialogs.question import Icon, ask


def offer_file(parent: QWidget, path: Path, what: str, about: str) -> None:
    """Say where `what` is ("report", "calendar") and what it is good for, and open it or its folder."""
    ready = f"The {what} is ready"
    opening = "Open in my calendar" if what == "calendar" else f"Open the {what}"
    answers = (opening, "Open its folder", "Close")
    chosen = ask(parent, ready, f"{ready}:\n{path}", about, answers, icon=Icon.Information, enter=0)
    if chosen < 2:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str((path, path.parent)[chosen])))
