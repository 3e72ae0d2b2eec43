"""Opens a page of the guide in the person's own browser."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from migdesk.guide.guide import Guide
from migdesk.ui.background import Background
from migdesk.ui.guide_pane.browser_export import export_for_browser

BROWSER_FOLDER = "in-browser"


class InBrowser(QObject):
    """Writes the guide as web pages into the cache, one export at a time, and hands the page wanted to the browser."""

    message = Signal(str)

    def __init__(self, guide: Guide, cache: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._guide = guide
        self._cache = cache
        self._export = Background(self)

    def open(self, permalink: str, anchor: str, counts: Mapping[str, tuple[int, int]]) -> None:
        """Write, and open that page at a section, with the tasks done and in all of each section.

        While an export is under way, nothing.
        """
        if self._export.is_running:
            return
        folder, cache, shown = self._guide.folder, self._cache, dict(counts)
        self.message.emit("The page is being written for your browser…")
        self._export.run(
            lambda _: export_for_browser(folder, cache, permalink, cache / BROWSER_FOLDER, anchor, shown),
            self._open_file,
            lambda why: self.message.emit(f"The page could not be written for your browser. {why}"),
        )

    def _open_file(self, file: Path) -> None:
        if QDesktopServices.openUrl(QUrl.fromLocalFile(str(file))):
            self.message.emit("The page was handed to your browser.")
        else:
            self.message.emit(f"Your browser could not be started. The page is in {file}.")
