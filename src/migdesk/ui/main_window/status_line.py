"""The line at the foot: what was saved last, with Undo; the guide in use; who is at the keyboard."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from migdesk.base.assets import content_folder
from migdesk.base.date_words import month_in_words
from migdesk.ui.look.theme import Theme
from migdesk.ui.main_window.heights import status_height
from migdesk.ui.main_window.panes import SIDE_BY_SIDE
from migdesk.ui.main_window.person_button import PersonButton
from migdesk.ui.main_window.share_button import ShareButton
from migdesk.ui.session.session import Session
from migdesk.ui.widgets.announce import announce
from migdesk.ui.widgets.button import quiet_button

if TYPE_CHECKING:
    from migdesk.workspace.share.commands import ShareStatus

_SHOWN_FOR_MS = 15_000


class StatusLine(QWidget):
    """Says what happened last, and falls back to "Saved on this computer" after a while."""

    undo_requested = Signal()
    person_requested = Signal(object)  # the button that a menu opens from
    shares_requested = Signal()

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._theme = theme
        self._message = QLabel()
        self._message.setTextFormat(Qt.TextFormat.RichText)
        self._undo = quiet_button("Undo")  # before what it undoes, which a narrow window may cut off
        self._undo.clicked.connect(self.undo_requested)
        self._what = QLabel()
        self._what.setTextFormat(Qt.TextFormat.PlainText)
        self._guide = QLabel()
        self._guide.setProperty("muted", True)
        self._guide.setTextFormat(Qt.TextFormat.PlainText)
        for label in (self._what, self._guide):  # cut off rather than pushing the window wider
            label.setMinimumWidth(1)
        self._shares = ShareButton()
        self._shares.clicked.connect(self.shares_requested)
        self.person = PersonButton(session)
        self.person.clicked.connect(lambda: self.person_requested.emit(self.person))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SHOWN_FOR_MS)
        self._timer.timeout.connect(self.rest)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 0, 8, 0)
        layout.setSpacing(18)
        last = QHBoxLayout()
        last.setSpacing(4)
        for part in (self._message, self._undo, self._what):
            last.addWidget(part)
        layout.addLayout(last)
        layout.addWidget(self._guide, 1)
        layout.addWidget(self._shares)
        layout.addWidget(self.person)
        self.setFixedHeight(status_height(self.fontMetrics().height()))
        self.show_address("")
        self.rest()

    def rest(self) -> None:
        """Say where the record stands when nothing has happened for a while."""
        if self._undo.hasFocus():
            self._timer.start()  # it is about to be pressed
            return
        if not self._session.workspace.can_write:
            self._show("<b>Open for reading only</b>")
        else:
            self._show(f"{self._tick()} Saved on this computer")

    def say_saved(self, label: str) -> None:
        """Say what is now on disk, with Undo while it can be undone."""
        can_undo = self._session.workspace.undo_label == label
        self._show(f"{self._tick()} Saved.", f"{'· ' if can_undo else ''}{_shortened(label)}", can_undo=can_undo)
        self._timer.start()
        announce(self, f"Saved. {label}")

    def say_refused(self, why: str) -> None:
        """Say no longer that all is saved where it is not; the banner says why."""
        if why.startswith("Not saved"):
            self._timer.stop()
            self._show("<b>Not saved</b>")

    def say(self, text: str) -> None:
        """Say something that is no change, such as where a report was written."""
        self._show(html.escape(text))
        self._timer.start()
        announce(self, text)

    def show_address(self, address: str) -> None:
        """Show where a link under the pointer leads; the guide's name when there is none."""
        guide = self._session.workspace.guide
        if address:
            self._guide.setText(_shortened(address))
        elif guide.folder != content_folder():
            self._guide.setText(_shortened(f"Opened guide: {guide.title} {guide.version}".strip(), 60))
        else:
            name = f"Guide {guide.version}, as of {month_in_words(guide.as_of)}" if guide.as_of else guide.title
            self._guide.setText(name)

    def show_shares(self, statuses: Sequence[ShareStatus]) -> None:
        """Say how what is shared stands, in one quiet line; nothing where nothing is shared."""
        self._shares.show_shares(statuses, self._session.workspace.today)
        self._shares.fit(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._shares.fit(self.width())
        self.person.fit(self.width())
        self._guide.setVisible(self.width() >= SIDE_BY_SIDE)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.setFixedHeight(status_height(self.fontMetrics().height()))

    def _show(self, message: str, what: str = "", *, can_undo: bool = False) -> None:
        self._message.setText(message)
        self._undo.setVisible(can_undo)
        self._what.setText(what)
        self._what.setVisible(bool(what))

    def _tick(self) -> str:
        return f"<span style='color:{self._theme.colours.done}'>✓</span>"


def _shortened(text: str, most: int = 90) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
