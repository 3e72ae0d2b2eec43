"""Opens a guide beside the window's work: unpacking and reading a large one takes longer than a blink."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal

from migdesk.base.errors import KnownError


class GuideOpening(QThread):
    """Opens the guide at `place`, a folder or a ZIP file, and hands it over; this thread does not use it again."""

    opened = Signal(object)  # the Guide
    failed = Signal(str)  # why not, in whole sentences

    def __init__(self, place: Path, cache: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self._cache = cache

    def run(self) -> None:
        from migdesk.base.atomic import make_private_folder
        from migdesk.guide.guide import open_guide

        try:
            guide = open_guide(self._place, make_private_folder(self._cache))
            if not guide.pages:
                self.failed.emit(f"The guide in {self._place} has no pages.")
                return
            guide.render(guide.pages[0].permalink)
        except (KnownError, OSError) as error:
            self.failed.emit(str(error))
        except Exception as error:
            self.failed.emit(f"Something in the guide is beyond migdesk ({type(error).__name__}). It was not opened.")
            raise
        else:
            self.opened.emit(guide)
