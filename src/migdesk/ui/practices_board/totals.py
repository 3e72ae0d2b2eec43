"""The four figures over the board: what of all migrations asks for attention."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from migdesk.ui.look.theme import Theme
from migdesk.ui.look.words import counted
from migdesk.ui.practices_board.board_filter import SOON_DAYS, is_soon, is_under_way, missing_references
from migdesk.ui.practices_board.board_settings import BoardFilters
from migdesk.ui.practices_board.total_card import TotalCard
from migdesk.workspace.summary import PracticeSummary

FILTERS = (
    BoardFilters(under_way=True),
    BoardFilters(overdue=True),
    BoardFilters(soon=True),
    BoardFilters(ig_incomplete=True),
)
"""What each card shows when it is pressed: the practices that its figure is about, and no others."""


class Totals(msgspec.Struct, frozen=True, kw_only=True):
    """Figures over all practices that are not archived, samples among them.

    Where samples are hidden they are in no figure: `samples` is then 0, and `left_out` says how many there are.
    """

    under_way: int = 0
    overdue: int = 0
    with_overdue: int = 0
    soon: int = 0
    missing: int = 0
    samples: int = 0
    left_out: int = 0


def totals_of(summaries: Iterable[PracticeSummary], today: date, *, no_samples: bool = False) -> Totals:
    """Add up the practices, with `no_samples` without the made-up ones."""
    every = [practice for practice in summaries if not practice.archived]
    active = [practice for practice in every if not practice.sample] if no_samples else every
    return Totals(
        under_way=sum(map(is_under_way, active)),
        overdue=sum(practice.overdue for practice in active),
        with_overdue=sum(practice.overdue > 0 for practice in active),
        soon=sum(is_soon(practice, today) for practice in active),
        missing=sum(map(missing_references, active)),
        samples=sum(practice.sample and is_under_way(practice) for practice in active),
        left_out=len(every) - len(active),
    )


class TotalsBar(QWidget):
    """Four cards in a row. Pressing one asks for the practices behind its figure; pressing it again, for all.

    Samples stay hidden where they are.
    """

    filters_requested = Signal(object)  # BoardFilters

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._no_samples = False
        self.cards = tuple(TotalCard(theme) for _ in FILTERS)
        layout = self._layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        for card, filters in zip(self.cards, FILTERS, strict=True):
            card.clicked.connect(lambda on, own=filters: self._request(own if on else BoardFilters()))
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
        self._no_samples = filters.no_samples
        for card, own in zip(self.cards, FILTERS, strict=True):
            card.setChecked(filters == self._as_hidden(own))

    def set_low(self, low: bool) -> None:
        """Take less height, in a window that has little."""
        self._layout.setSpacing(8 if low else 14)
        for card in self.cards:
            card.set_low(low)

    def _request(self, filters: BoardFilters) -> None:
        self.filters_requested.emit(self._as_hidden(filters))

    def _as_hidden(self, filters: BoardFilters) -> BoardFilters:
        return msgspec.structs.replace(filters, no_samples=self._no_samples)


def _samples_among(totals: Totals) -> str:
    if totals.left_out:
        return ", without samples"
    if not totals.samples:
        return ""
    if totals.samples == totals.under_way:
        return ", all samples"
    return f", {counted(totals.samples, 'sample')}"
