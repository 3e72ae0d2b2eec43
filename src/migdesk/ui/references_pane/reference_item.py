"""A reference in the list: its row, and under it, while it is open, its body."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from migdesk.checklist.definitions import Definitions, Reference
from migdesk.practice.entries import Acknowledgement
from migdesk.practice.event import Actor
from migdesk.practice.progress import ReferenceProgress
from migdesk.ui.look.theme import Theme
from migdesk.ui.references_pane.reference_body import ReferenceBody
from migdesk.ui.references_pane.reference_row import ReferenceRow
from migdesk.ui.references_pane.reference_words import standing_of


class ReferenceItem(QWidget):
    """Joins row and body. Every signal carries the reference's id first."""

    turn_requested = Signal(str)
    step_requested = Signal(str, int)
    outside_requested = Signal(str)  # an address
    acknowledge_requested = Signal(str)
    withdraw_requested = Signal(str, str)  # and the id of an acknowledgement
    identity_requested = Signal()
    history_requested = Signal(str)

    def __init__(
        self,
        reference: Reference,
        definitions: Definitions,
        theme: Theme,
        signed_under: Callable[[Acknowledgement], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._signed_under = signed_under
        self.reference_id = reference.id
        self._reference = reference
        self._definitions = definitions
        self._theme = theme
        self.row = ReferenceRow(reference.name, theme)
        self.body: ReferenceBody | None = None
        self.row.clicked.connect(lambda: self.turn_requested.emit(self.reference_id))
        self.row.step_requested.connect(lambda step: self.step_requested.emit(self.reference_id, step))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.row)

    @property
    def is_open(self) -> bool:
        return self.body is not None

    def open(self) -> None:
        """Build the body; `show_reference` fills it."""
        if self.body is None:
            self.body = ReferenceBody(self._reference, self._definitions, self._theme, self._signed_under)
            self._join(self.body)
            self._column.addWidget(self.body)
            self.body.show()  # now, not when Qt gets to it: the list has to know its height at once
            self.row.show_open(True)

    def close_body(self) -> None:
        """Take the body away again."""
        if self.body is not None:
            self.body.hide()
            self.body.deleteLater()
            self.body = None
            self.row.show_open(False)

    def show_reference(self, reference: ReferenceProgress | None, actor: Actor | None, read_only_because: str) -> None:
        """Show how the reference stands; where it is open, also who has acknowledged it."""
        self.row.show_standing(standing_of(reference))
        if self.body is not None and reference is not None:
            self.body.show_reference(reference, actor, read_only_because)
            self._order_focus(self.body)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.is_open:
            self.row.setFocus()
            self.turn_requested.emit(self.reference_id)
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.is_open:  # the row has its own line; this one stands under the body
            painter = QPainter(self)
            painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(self._theme.colours.border))
            painter.end()

    def _join(self, body: ReferenceBody) -> None:
        body.outside_requested.connect(self.outside_requested)
        body.identity_requested.connect(self.identity_requested)
        body.acknowledge_requested.connect(lambda: self.acknowledge_requested.emit(self.reference_id))
        body.withdraw_requested.connect(lambda entry: self.withdraw_requested.emit(self.reference_id, entry))
        body.history_requested.connect(lambda: self.history_requested.emit(self.reference_id))
        body.focus_lost.connect(self.row.setFocus)

    def _order_focus(self, body: ReferenceBody) -> None:
        """Have Tab go down the screen: Qt's own order is that in which widgets were built, and bodies come last."""
        previous: QWidget = self.row
        for widget in body.focus_chain():
            QWidget.setTabOrder(previous, widget)
            previous = widget
