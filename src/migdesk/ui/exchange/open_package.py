"""Opens a package that somebody chose, double-clicked or named at the start, up to its preview."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QFileDialog

from migdesk.base.errors import KnownError
from migdesk.practice.exchange.package import SUFFIX, Package, is_package_locked, read_package
from migdesk.ui.background import Background
from migdesk.ui.exchange.passphrase_dialog import PassphraseDialog
from migdesk.ui.session.services import Services

Show = Callable[[Package, str, int], object]
"""Shows the preview of a package, given its file's name and size in bytes."""


class PackageOpening(QObject):
    """Reads one package at a time, in a thread; what stands in the way is said in the banner."""

    def __init__(self, services: Services, show: Show) -> None:
        super().__init__(services.parent)
        self._services = services
        self._show = show
        self._reading = Background(self)

    def choose(self) -> None:
        """Ask for a file, beginning where the last one went."""
        folder = self._services.settings.report_folder or str(Path.home())
        chosen, _ = QFileDialog.getOpenFileName(
            self._services.parent, "Take in a package", folder, f"Packages (*{SUFFIX});;All files (*)"
        )
        if chosen:
            self.open(Path(chosen))

    def open(self, path: Path) -> None:
        """Read a package, asking for its passphrase where it has one, and show its preview."""
        try:
            locked = is_package_locked(path)
        except KnownError as error:
            self._services.warn(str(error))
            return
        if locked:
            dialog = PassphraseDialog(path, partial(read_package, path), self._services.parent)
            if dialog.exec() == QDialog.DialogCode.Accepted and dialog.opened is not None:
                self._opened(path, dialog.opened)
            return
        self._reading.run(
            lambda _: read_package(path), lambda package: self._opened(path, package), self._services.warn
        )

    def _opened(self, path: Path, package: Package) -> None:
        try:
            size = path.stat().st_size
        except OSError:  # a stick that was pulled out meanwhile: all of it is read
            size = 0
        self._show(package, path.name, size)
