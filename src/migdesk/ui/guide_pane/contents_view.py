"""The contents of the guide, at the left of the window: pages, and the sections of the page being read."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QWidget

from migdesk.guide.guide import Guide
from migdesk.ui.guide_pane.contents_delegate import ContentsDelegate
from migdesk.ui.guide_pane.contents_model import ContentsModel
from migdesk.ui.guide_pane.section_tasks import SectionTasks
from migdesk.ui.look.theme import Theme
from migdesk.ui.session.session import Session
from migdesk.workspace.changes import Changes


class ContentsView(QListView):
    """Lists what there is to read. Arrow keys walk, Enter or a click opens; it never opens anything by itself."""

    page_requested = Signal(str, str)  # permalink, anchor

    def __init__(self, guide: Guide, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("contents")
        self.setAccessibleName("Guide contents")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setMinimumWidth(120)
        self._session: Session | None = None
        self._section_tasks = SectionTasks(guide.resolve)
        self._model = ContentsModel(guide)
        self._delegate = ContentsDelegate(self, theme)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.clicked.connect(self._open)
        theme.changed.connect(self.viewport().update)

    def follow(self, session: Session) -> None:
        """From now on, mark the pages that have overdue tasks of the practice in hand."""
        self._session = session
        session.practice_chosen.connect(self._show_overdue)
        session.changed.connect(self._changed)
        self._show_overdue()

    def mark_page(self, permalink: str) -> None:
        """Mark the page being read and list its sections."""
        self._model.show_page(permalink)
        row = self._model.row_of(permalink)
        if row < 0:
            self.clearSelection()
            return
        if not self.hasFocus() or not self.currentIndex().isValid():
            self.setCurrentIndex(self._model.index(row))
        self.scrollTo(self._model.index(row))

    def mark_section(self, anchor: str) -> None:
        """Mark the section being read."""
        self._model.show_section(anchor)
        row = self._model.row_of(self._model.permalink, anchor)
        if row >= 0 and not self.hasFocus():
            self.scrollTo(self._model.index(row))

    def _show_overdue(self) -> None:
        if self._session is None:
            return
        if self._model.show_overdue(self._section_tasks.overdue(self._session.progress)):
            self.scheduleDelayedItemsLayout()  # a mark takes width, so a title may wrap elsewhere

    def _changed(self, changes: Changes) -> None:
        if self._session is not None and changes.practice_id == self._session.practice_id:
            self._show_overdue()

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            line = self._model.line(index.row())
            if line.permalink:
                self.page_requested.emit(line.permalink, line.anchor)

    # Qt's own events

    def sizeHint(self) -> QSize:
        return QSize(212, 560)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()  # titles wrap elsewhere now

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(self.currentIndex())
            event.accept()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            row = max(1, self._model.row_of(self._model.permalink))
            self.setCurrentIndex(self._model.index(row))
