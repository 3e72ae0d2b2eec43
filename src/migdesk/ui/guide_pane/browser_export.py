"""Writes the guide as web pages beside the window's work, since a whole guide may take longer than a blink."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal

from migdesk.base.errors import KnownError


class BrowserExport(QThread):
    """Writes the guide in `folder` under `output`, then says which file holds the page `permalink`.

    It opens a guide of its own: the window's is used by the window's thread alone.
    """

    written = Signal(str)  # the page's file
    failed = Signal(str)  # why not, in whole sentences

    def __init__(self, folder: Path, cache: Path, permalink: str, output: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._cache = cache
        self._permalink = permalink
        self._output = output

    def run(self) -> None:
        from migdesk.guide.export import export_page
        from migdesk.guide.guide import open_guide

        try:
            file = export_page(open_guide(self._folder, self._cache), self._permalink, self._output)
        except (KnownError, OSError) as error:
            self.failed.emit(f"The page could not be written for your browser. {error}")
        else:
            self.written.emit(str(file))
