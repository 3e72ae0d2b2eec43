"""The four figures over the board: what of all migrations asks for attention."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from migdesk.ui.practices_board.board_filter import SOON_DAYS, is_soon, is_under_way, missing_references
from migdesk.ui.practices_board.board_settings import BoardFilters
from migdesk.ui.practices_board.total_card import TotalCard
from migdesk.ui.theme import Theme
from migdesk.ui.words import counted
from migdesk.workspace.summary import PracticeSummary

FILTERS = (
    BoardFilters(under_way=True),
    BoardFilters(overdue=True),
    BoardFilters(soon=True),
    BoardFilters(ig_incomplete=True),
)
"""What each card shows when it is pressed: the practices that its figure is about, and no others."""


class Totals(msgspec.Struct, frozen=True):
    """Figures over all practices that are not archived, samples among them."""

    under_way: int = 0
    overdue: int = 0
    with_overdue: int = 0
    soon: int = 0
    missing: int = 0
    samples: int = 0


def totals_of(summaries: Iterable[PracticeSummary], today: date) -> Totals:
    """Add up the practices."""
    active = [one for one in summaries if not one.archived]
    return Totals(
        under_way=sum(map(is_under_way, active)),
        overdue=sum(one.overdue for one in active),
        with_overdue=sum(one.overdue > 0 for one in active),
        soon=sum(is_soon(one, today) for one in active),
        missing=sum(map(missing_references, active)),
        samples=sum(one.sample and is_under_way(one) for one in active),
    )


class TotalsBar(QWidget):
    """Four cards in a row. Pressing one asks for the practices behind its figure; pressing it again, for all."""

    filters_requested = Signal(object)  # BoardFilters

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards = tuple(TotalCard(theme) for _ in FILTERS)
        layout = self._layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        for card, filters in zip(self.cards, FILTERS, strict=True):
            card.clicked.connect(lambda on, own=filters: self.filters_requested.emit(own if on else BoardFilters()))
            layout.addWidget(card, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_totals(self, totals: Totals) -> None:
        """Show these figures."""
        under_way, overdue, soon, missing = self.cards
        noun = "migration" if totals.under_way == 1 else "migrations"
        under_way.show_figure(totals.under_way, f"{noun} under way{_samples_among(totals)}")
        tasks = "task" if totals.overdue == 1 else "tasks"
        where = f" in {counted(totals.with_overdue, 'practice')}" if totals.with_overdue else ""
        overdue.show_figure(totals.overdue, f"overdue {tasks}{where}", danger=totals.overdue > 0)
        soon.show_figure(totals.soon, f"{'goes' if totals.soon == 1 else 'go'} live in the next {SOON_DAYS} days")
        word = "acknowledgement" if totals.missing == 1 else "acknowledgements"
        missing.show_figure(totals.missing, f"IG {word} missing")

    def show_filters(self, filters: BoardFilters) -> None:
        """Mark the card whose practices are shown."""
        for card, own in zip(self.cards, FILTERS, strict=True):
            card.setChecked(filters == own)

    def set_low(self, low: bool) -> None:
        """Take less height, in a window that has little."""
        self._layout.setSpacing(8 if low else 14)
        for card in self.cards:
            card.set_low(low)


def _samples_among(totals: Totals) -> str:
    if not totals.samples:
        return ""
    if totals.samples == totals.under_way:
        return ", all samples"
    return f", {counted(totals.samples, 'sample')}"
