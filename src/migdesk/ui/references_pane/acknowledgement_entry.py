"""One acknowledgement in the list under a reference: who, in which role, when, and with which words."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from migdesk.checklist.definitions import Definitions
from migdesk.checklist.roles import party_title
from migdesk.checklist.wording import hash_of
from migdesk.practice.entries import Acknowledgement, Withdrawal
from migdesk.practice.parties import NOT_ASKED, PRACTICE, counted_party
from migdesk.ui.look.plain_tooltip import plain_tooltip
from migdesk.ui.look.words import breakable
from migdesk.ui.people.person_words import person_line
from migdesk.ui.references_pane.reference_words import local_time, person_html
from migdesk.ui.widgets.button import flush_left, quiet_button
from migdesk.ui.widgets.label import rich_label, text_label


class AcknowledgementEntry(QWidget):
    """An acknowledgement that stands. `withdraw_requested` carries its id."""

    withdraw_requested = Signal(str)

    def __init__(
        self,
        acknowledgement: Acknowledgement,
        wording_now: str,
        definitions: Definitions,
        signed_under: str,
        parent: QWidget | None = None,
    ) -> None:
        """`signed_under` names the version of the guide whose words were signed, where these are not today's."""
        super().__init__(parent)
        name = acknowledgement.actor.name
        self.withdraw_button = quiet_button("Withdraw…", f"Withdraw the acknowledgement of {name}")
        self.withdraw_button.clicked.connect(lambda: self.withdraw_requested.emit(acknowledgement.key))
        earlier = acknowledgement.wording_hash != hash_of(wording_now)
        self.words_button = _words_button(name) if earlier else None
        self._frame = _framed(acknowledgement.wording) if earlier else None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(2)
        column.addWidget(rich_label(person_html(acknowledgement.actor, definitions)))
        column.addWidget(text_label(_second_line(acknowledgement, wording_now, definitions, signed_under), muted=True))
        column.addLayout(flush_left(*self.focus_chain()))
        if self._frame and self.words_button:
            self.words_button.clicked.connect(self._turn_words)
            column.addWidget(self._frame)

    def allow_withdrawing(self, allowed: bool, because: str) -> None:
        """Enable the button, or disable it and say why in its tooltip."""
        self.withdraw_button.setEnabled(allowed)
        self.withdraw_button.setToolTip("" if allowed else plain_tooltip(because))

    def focus_chain(self) -> list[QWidget]:
        """Return what the Tab key visits, in the order on the screen."""
        return [button for button in (self.words_button, self.withdraw_button) if button is not None]

    def _turn_words(self) -> None:
        if self._frame is None or self.words_button is None:
            return
        shown = self._frame.isHidden()
        self._frame.setVisible(shown)
        self.words_button.setText("Hide the words" if shown else "Show the words")


class WithdrawnEntry(QWidget):
    """An acknowledgement that was withdrawn: struck through, with why, by whom and when. It never leaves the record."""

    def __init__(
        self,
        acknowledgement: Acknowledgement,
        withdrawal: Withdrawal,
        definitions: Definitions,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        who = text_label(
            f"{person_line(acknowledgement.actor, definitions)}, {local_time(acknowledgement.at)}",
            muted=True,
        )
        font = who.font()
        font.setStrikeOut(True)
        who.setFont(font)
        by = person_line(withdrawal.actor, definitions)
        reason = breakable(withdrawal.reason.rstrip(".")) or "no reason given"
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(2)
        column.addWidget(who)
        column.addWidget(text_label(f"Withdrawn by {by}, {local_time(withdrawal.at)}: {reason}.", muted=True))


def _words_button(name: str) -> QPushButton:
    return quiet_button("Show the words", f"Show the words that {name} acknowledged")


def _framed(wording: str) -> QFrame:
    frame = QFrame()
    frame.setObjectName("card")
    inside = QVBoxLayout(frame)
    inside.setContentsMargins(12, 8, 12, 8)
    inside.addWidget(text_label(wording))
    frame.setVisible(False)
    return frame


def _second_line(
    acknowledgement: Acknowledgement, wording_now: str, definitions: Definitions, signed_under: str
) -> str:
    parts = [local_time(acknowledgement.at)]
    party = counted_party(acknowledgement.actor, definitions.roles)
    if party != PRACTICE:
        parts.append(f"for the {party_title(party).lower()}, not for the practice" if party else "counts for nobody")
    if not acknowledgement.actor.party:
        parts.append(NOT_ASKED)
    if acknowledgement.wording_hash != hash_of(wording_now):
        parts.append(f"signed under {signed_under}" if signed_under else "with earlier words")
    return " · ".join(parts)
