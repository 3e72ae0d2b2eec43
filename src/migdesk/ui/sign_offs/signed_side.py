"""Beside a sign-off: who has to sign, who has signed, and what was withdrawn, each with its own words."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from migdesk.practice.entries import Withdrawal
from migdesk.practice.sign_off_progress import SignOffProgress
from migdesk.practice.signature import Signature
from migdesk.ui.evidence.evidence_list import EvidenceList
from migdesk.ui.look.theme import Theme
from migdesk.ui.look.words import breakable
from migdesk.ui.session.session import Session
from migdesk.ui.sign_offs.sign_mark import marked
from migdesk.ui.sign_offs.sign_off_words import (
    elsewhere_line,
    how_signed,
    open_then,
    signature_html,
    signer_line,
    withdrawal_line,
)
from migdesk.ui.widgets.button import flush_left, quiet_button
from migdesk.ui.widgets.label import rich_label, text_label


class SignedSide(QWidget):
    """Built anew whenever the sign-off or its signatures change."""

    withdraw_requested = Signal(str)  # a signature
    history_requested = Signal()

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._definitions = session.workspace.definitions
        self._theme = theme
        self._shown: SignOffProgress | None = None
        self._may_withdraw = True
        self.setObjectName("panel")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 14, 16, 14)
        self._column.setSpacing(7)
        self._parts = QWidget()
        self._column.addWidget(self._parts)
        self.evidence = EvidenceList(session)
        self.evidence.take_drops_on(self)
        self._column.addWidget(self.evidence)
        self._column.addStretch(1)
        self.history = quiet_button("History", "History of this sign-off")
        self.history.clicked.connect(self.history_requested)
        self._column.addLayout(flush_left(self.history))

    def show_sign_off(self, progress: SignOffProgress, entries: int, *, may_withdraw: bool) -> None:
        """Show who has to sign and who did; `entries` are how many lines its history has."""
        self.history.setText(f"History ({entries})")
        self.history.setAccessibleName(f"History ({entries}) of this sign-off")
        self.history.setVisible(bool(entries))
        self.evidence.show_item(progress.id)
        if progress == self._shown and may_withdraw == self._may_withdraw:
            return
        self._shown, self._may_withdraw = progress, may_withdraw
        parts = QWidget()
        column = QVBoxLayout(parts)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(7)
        for title, widgets in self._sections(progress):
            if widgets:
                column.addWidget(text_label(title, heading="3"))
                for widget in widgets:
                    column.addWidget(widget)
                column.addSpacing(10)
        self._column.replaceWidget(self._parts, parts)
        self._parts.hide()
        self._parts.deleteLater()
        self._parts = parts
        parts.show()

    def _sections(self, progress: SignOffProgress) -> list[tuple[str, list[QWidget]]]:
        again = "Has to sign, the second time" if progress.is_again else "Has to sign"
        return [
            (again, [*self._lines(progress), text_label(_nobody_else(progress), muted=True)]),
            ("Signed so far", [self._signature(entry) for entry in progress.signed]),
            ("Signed elsewhere", [self._line(elsewhere_line(found)) for found in progress.elsewhere]),
            ("Signed the first time", [self._signature(entry) for entry in progress.earlier]),
            ("Withdrawn", [self._withdrawn(*pair) for pair in progress.withdrawn]),
        ]

    def _lines(self, progress: SignOffProgress) -> list[QWidget]:
        found: list[QWidget] = []
        for line in progress.lines:
            title, for_whom = signer_line(line.signer, self._definitions)
            who = rich_label(f"<b>{title}</b>" + (f", {for_whom}" if for_whom else ""))
            said = line.signature.by.name if line.signature else "not yet"
            found.append(
                marked(
                    "tick" if line.signature else "circle", self._theme, who, text_label(breakable(said), muted=True)
                )
            )
        return found

    def _line(self, text: str) -> QWidget:
        return marked("tick", self._theme, text_label(breakable(text)))

    def _signature(self, entry: Signature) -> QWidget:
        name = entry.by.name
        widgets: list[QWidget] = [rich_label(signature_html(entry, self._definitions))]
        widgets.append(text_label(breakable(how_signed(entry)), muted=True))
        if entry.said.remark:
            widgets.append(text_label(breakable(f"Remark: {entry.said.remark}")))
        quoted = _quoted(f"“{entry.said.wording}”")
        left = open_then(entry)
        if left:
            _add_to(quoted, left)
        quoted.hide()
        words = quiet_button("Words", f"Words that {name} signed")
        words.clicked.connect(partial(_turn, quoted, words))
        withdraw = quiet_button("Withdraw…", f"Withdraw… the signature of {name}")
        withdraw.clicked.connect(partial(self._withdraw, entry.key))
        withdraw.setEnabled(self._may_withdraw)
        buttons = QWidget()
        line = flush_left(words, withdraw)
        line.setContentsMargins(0, 0, 0, 0)
        buttons.setLayout(line)
        return marked("tick", self._theme, *widgets, buttons, quoted)

    def _withdraw(self, key: str, _checked: bool = False) -> None:
        self.withdraw_requested.emit(key)

    def _withdrawn(self, entry: Signature, withdrawal: Withdrawal) -> QWidget:
        who = rich_label(f"<s>{signature_html(entry, self._definitions)}</s>", muted=True)
        how = text_label(breakable(how_signed(entry)), muted=True)
        words = _quoted(f"“{entry.said.wording}”")
        return marked("dash", self._theme, who, how, words, text_label(breakable(withdrawal_line(withdrawal))))


def _turn(quoted: QFrame, button: QWidget, _checked: bool = False) -> None:
    quoted.setVisible(quoted.isHidden())


def _quoted(text: str) -> QFrame:
    frame = QFrame()
    frame.setObjectName("quoted")
    inside = QVBoxLayout(frame)
    inside.setContentsMargins(10, 2, 0, 2)
    inside.addWidget(text_label(breakable(text), muted=True))
    return frame


def _add_to(frame: QFrame, text: str) -> None:
    layout = frame.layout()
    if layout is not None:
        layout.addWidget(text_label(breakable(text), muted=True))


def _nobody_else(progress: SignOffProgress) -> str:
    return (
        "Nobody else has to. Others may sign beside them."
        if len(progress.lines) == 1
        else "Others may sign beside them."
    )
