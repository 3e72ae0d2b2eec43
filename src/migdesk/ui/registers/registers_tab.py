"""The registers beside the guide: each with how far it is, and the way to its rows."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from migdesk.ui.look.theme import Theme
from migdesk.ui.registers.list_view import RegisterListView
from migdesk.ui.session.session import Session
from migdesk.ui.widgets.focus_holder import FocusHolder
from migdesk.ui.widgets.label import text_label
from migdesk.workspace.changes import Changes


class RegistersTab(FocusHolder):
    """Reads the registers when it is shown, and follows changes while it is in sight."""

    register_requested = Signal(str, str)  # a register, and no row

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._session = session
        self._stale = True
        self.list = RegisterListView(theme, in_full=True)
        self.list.register_requested.connect(lambda register: self.register_requested.emit(register, ""))
        about = text_label("The lists that the guide asks a practice to keep. Enter opens one.", muted=True)
        about.setContentsMargins(16, 8, 16, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(about)
        layout.addWidget(self.list, 1)
        session.practice_chosen.connect(self._outdate)
        session.changed.connect(self._changed)

    def first_field(self) -> QWidget:
        return self.list

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._read()

    def _outdate(self) -> None:
        self._stale = True
        if self.isVisible():
            self._read()

    def _changed(self, changes: Changes) -> None:
        if self._session.practice_id in {changes.practice_id, *changes.practices}:
            self._outdate()

    def _read(self) -> None:
        if self._session.practice_id:
            self._stale = False
            self.list.registers.show_views(self._session.workspace.registers.views(self._session.practice_id))
            self.list.choose_any()
