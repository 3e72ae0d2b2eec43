"""The exact words in a frame, the button that acknowledges them, and as whom that is recorded."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from migdesk.base.errors import UserError
from migdesk.checklist.definitions import Definitions, Reference
from migdesk.checklist.roles import party_title
from migdesk.checklist.wording import hash_of, wording_of
from migdesk.practice.entries import Acknowledgement
from migdesk.practice.event import Actor
from migdesk.practice.parties import PRACTICE, counted_party, is_same_speaker
from migdesk.practice.progress import ReferenceProgress
from migdesk.ui.look.plain_tooltip import plain_tooltip
from migdesk.ui.people.person_words import person_line
from migdesk.ui.references_pane.reference_words import local_time
from migdesk.ui.widgets.button import quiet_button
from migdesk.ui.widgets.label import text_label
from migdesk.workspace.people.speaker import speaking_for


class SignBox(QWidget):
    """Shows what is acknowledged. Both buttons only request; the record decides."""

    acknowledge_requested = Signal()
    identity_requested = Signal()

    def __init__(self, definitions: Definitions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._definitions = definitions
        self._words = text_label()
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._reference: Reference | None = None
        self.document = QLineEdit()
        self.document.setMaxLength(200)
        self.document.textChanged.connect(self._show_words)
        self._asks = text_label(buddy=self.document, muted=True)
        self.button = QPushButton("I have read this and acknowledge it")
        self.button.setProperty("primary", True)
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self.acknowledge_requested)
        self._already = text_label(done=True)
        self._recorded_as = text_label(muted=True)
        self.identity_button = quiet_button("Not you?", "Not you? Say who you are")
        self.identity_button.clicked.connect(self.identity_requested)
        self._lay_out()

    def _lay_out(self) -> None:
        frame = QFrame()
        frame.setObjectName("card")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(12, 10, 12, 10)
        inside.addWidget(self._words)
        inside.addWidget(self._asks)
        inside.addWidget(self.document)
        pressing = QHBoxLayout()
        pressing.addWidget(self.button)
        pressing.addStretch(1)
        recorded = QHBoxLayout()
        recorded.addWidget(self._recorded_as, 1)
        recorded.addWidget(self.identity_button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(text_label("What you acknowledge, word for word", heading="3"))
        column.addWidget(frame)
        column.addSpacing(2)
        column.addLayout(pressing)
        column.addWidget(self._already)
        column.addLayout(recorded)

    def show_reference(self, reference: ReferenceProgress, actor: Actor | None, read_only_because: str) -> None:
        """Show the words, and whether and as whom `actor` can acknowledge them."""
        mine = _own_acknowledgement(reference, actor, self._definitions)
        if self._reference != reference.reference:
            self._reference = reference.reference
            self.document.clear()
        asks = reference.reference.asks_for if mine is None else ""
        self._asks.setText(asks)
        self._asks.setVisible(bool(asks))
        self.document.setVisible(bool(asks))
        self.document.setAccessibleName(asks)
        self._show_words()
        self.button.setVisible(mine is None)
        self.button.setEnabled(not read_only_because and not self._why_not(actor))
        self._already.setVisible(mine is not None)
        if mine is not None:
            self._already.setText(f"✓ You acknowledged these words on {local_time(mine.at)}.")
        self._recorded_as.setText(self._line_below(actor, read_only_because))
        self.button.setToolTip("" if self.button.isEnabled() else plain_tooltip(self._recorded_as.text()))
        self.button.setAccessibleName(f"{self.button.text()}: {reference.reference.name}")
        self.button.setAccessibleDescription(self._recorded_as.text())
        self.identity_button.setVisible(not read_only_because)
        self.identity_button.setText("Not you?" if actor else "Say who you are")
        self.identity_button.setAccessibleName("Not you? Say who you are" if actor else "Say who you are")

    def _show_words(self) -> None:
        if self._reference is not None:
            self._words.setText(wording_of(self._reference, self.document.text().strip().rstrip(". ")))

    def _why_not(self, actor: Actor | None) -> str:
        """Return what must be said of somebody before they can acknowledge; empty for nothing."""
        if actor is None:
            return "Say who you are first: your name and role are recorded with the acknowledgement."
        try:
            speaking_for(actor, "", self._definitions)
        except UserError as error:
            return str(error)
        return ""

    def _line_below(self, actor: Actor | None, read_only_because: str) -> str:
        if read_only_because:
            return f"Nothing can be acknowledged now. {read_only_because}"
        why_not = self._why_not(actor)
        if actor is None or why_not:
            return why_not
        line = f"It will be recorded as {person_line(actor, self._definitions)}"
        party = counted_party(actor, self._definitions.roles)
        if party == PRACTICE:
            return f"{line}, for the practice."
        return f"{line}. It counts for the {party_title(party).lower()}, not for the practice."


def _own_acknowledgement(
    reference: ReferenceProgress, actor: Actor | None, definitions: Definitions
) -> Acknowledgement | None:
    """Return what this person has already acknowledged of today's words, for whom they speak now."""
    if actor is None:
        return None
    current = hash_of(reference.wording)
    todays = [each for each in reference.standing if each.wording_hash == current]
    return next((each for each in todays if is_same_speaker(each.actor, actor, definitions.roles)), None)
