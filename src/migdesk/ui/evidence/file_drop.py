"""Takes files that are dropped on a part of the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

Dropped = Callable[[list[Path]], object]


class FileDrop(QObject):
    """Has `dropped` called with the files that are let go over `area`; anything else is left to the area itself."""

    def __init__(self, area: QWidget, dropped: Dropped) -> None:
        super().__init__(area)
        self._dropped = dropped
        area.setAcceptDrops(True)
        area.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent) and files_in(event.mimeData()):
            event.acceptProposedAction()
            return True
        if event.type() == QEvent.Type.Drop and isinstance(event, QDropEvent):
            found = files_in(event.mimeData())
            if found:
                event.acceptProposedAction()
                self._dropped(found)
            return bool(found)
        return False


def files_in(data: QMimeData) -> list[Path]:
    """Return the files that are dragged; a folder is none."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if path.is_file()]
