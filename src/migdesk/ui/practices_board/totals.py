"""The four figures over the board: what of all migrations asks for attention."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from migdesk.ui.dialogs.dialog_frame import text_label
from migdesk.ui.dialogs.restyle import set_look
from migdesk.ui.words import counted
from migdesk.workspace.summary import PracticeSummary

SOON_DAYS = 28


class Totals(msgspec.Struct, frozen=True):
    """Figures over all practices that are not archived, samples among them."""

    under_way: int = 0
    overdue: int = 0
    with_overdue: int = 0
    soon: int = 0
    missing: int = 0
    samples: int = 0


def totals_of(summaries: Iterable[PracticeSummary], today: date) -> Totals:
    """Add up the practices; a migration is under way until its last task is settled."""
    active = [one for one in summaries if not one.archived]
    return Totals(
        under_way=sum(one.phase is not None for one in active),
        overdue=sum(one.overdue for one in active),
        with_overdue=sum(one.overdue > 0 for one in active),
        soon=sum(one.go_live is not None and 0 <= (one.go_live - today).days <= SOON_DAYS for one in active),
        missing=sum(one.references_total - one.references_acknowledged for one in active),
        samples=sum(one.sample and one.phase is not None for one in active),
    )


class TotalsBar(QWidget):
    """Four cards in a row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards = tuple(_Card() for _ in range(4))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        for card in self.cards:
            layout.addWidget(card, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_totals(self, totals: Totals) -> None:
        """Show these figures."""
        under_way, overdue, soon, missing = self.cards
        made_up = f", {counted(totals.samples, 'sample')} among them" if totals.samples else ""
        under_way.show_figure(
            totals.under_way, f"{'migration' if totals.under_way == 1 else 'migrations'} under way{made_up}"
        )
        tasks = "task" if totals.overdue == 1 else "tasks"
        where = f" in {counted(totals.with_overdue, 'practice')}" if totals.with_overdue else ""
        overdue.show_figure(totals.overdue, f"overdue {tasks}{where}", danger=totals.overdue > 0)
        soon.show_figure(totals.soon, f"{'goes' if totals.soon == 1 else 'go'} live in the next {SOON_DAYS} days")
        word = "acknowledgement" if totals.missing == 1 else "acknowledgements"
        missing.show_figure(totals.missing, f"IG {word} missing")


class _Card(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.figure = QLabel()
        self.figure.setObjectName("total")
        self.caption = text_label("", muted=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 9, 12, 10)
        layout.setSpacing(0)
        layout.addWidget(self.figure)
        layout.addWidget(self.caption)
        layout.addStretch(1)

    def show_figure(self, figure: int, caption: str, *, danger: bool = False) -> None:
        self.figure.setText(f"{figure:,}")
        set_look(self.figure, danger=danger)
        self.caption.setText(caption)
        self.figure.setAccessibleName(f"{figure:,} {caption}")
