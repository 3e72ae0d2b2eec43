"""The five figures over the board: what of the migrations in sight asks for attention."""

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

FILTERS = ("under_way", "overdue", "blocked", "soon", "ig_incomplete")
"""The filter that each card sets when it is pressed: the practices that its figure is about, of those in sight."""


class Totals(msgspec.Struct, frozen=True, kw_only=True):
    """Figures over the practices that the table shows, samples among them."""

    under_way: int = 0
    overdue: int = 0
    with_overdue: int = 0
    blocked: int = 0
    with_blocked: int = 0
    soon: int = 0
    missing: int = 0
    samples: int = 0


def totals_of(summaries: Iterable[PracticeSummary], today: date) -> Totals:
    """Add up the practices."""
    every = tuple(summaries)
    return Totals(
        under_way=sum(map(is_under_way, every)),
        overdue=sum(practice.overdue for practice in every),
        with_overdue=sum(practice.overdue > 0 for practice in every),
        blocked=sum(practice.blocked for practice in every),
        with_blocked=sum(practice.blocked > 0 for practice in every),
        soon=sum(is_soon(practice, today) for practice in every),
        missing=sum(map(missing_references, every)),
        samples=sum(practice.sample and is_under_way(practice) for practice in every),
    )


class TotalsBar(QWidget):
    """Five cards in a row. Pressing one asks for the practices behind its figure; pressing it again, for all.

    What else is asked for stays as it is, so that what is shown is what was counted.
    """

    filters_requested = Signal(object)  # BoardFilters

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filters = BoardFilters()
        self.cards = {name: TotalCard(theme) for name in FILTERS}
        layout = self._layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        for name, card in self.cards.items():
            card.clicked.connect(lambda on, own=name: self._request(own, on))
            layout.addWidget(card, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_totals(self, totals: Totals) -> None:
        """Show these figures."""
        noun = "migration" if totals.under_way == 1 else "migrations"
        self.cards["under_way"].show_figure(totals.under_way, f"{noun} under way{_samples_among(totals)}")
        tasks = "task" if totals.overdue == 1 else "tasks"
        self.cards["overdue"].show_figure(
            totals.overdue, f"overdue {tasks}{_where(totals.with_overdue)}", danger=totals.overdue > 0
        )
        tasks = "task" if totals.blocked == 1 else "tasks"
        self.cards["blocked"].show_figure(
            totals.blocked, f"blocked {tasks}{_where(totals.with_blocked)}", danger=totals.blocked > 0
        )
        go = "goes" if totals.soon == 1 else "go"
        self.cards["soon"].show_figure(totals.soon, f"{go} live in the next {SOON_DAYS} days")
        word = "acknowledgement" if totals.missing == 1 else "acknowledgements"
        self.cards["ig_incomplete"].show_figure(totals.missing, f"IG {word} missing")

    def show_filters(self, filters: BoardFilters) -> None:
        """Mark the cards whose practices alone are shown."""
        self._filters = filters
        for name, card in self.cards.items():
            card.setChecked(getattr(filters, name))

    def set_low(self, low: bool) -> None:
        """Take less height, in a window that has little."""
        self._layout.setSpacing(8 if low else 14)
        for card in self.cards.values():
            card.set_low(low)

    def _request(self, name: str, on: bool) -> None:
        self.filters_requested.emit(msgspec.structs.replace(self._filters, **{name: on}))


def _where(practices: int) -> str:
    return f" in {counted(practices, 'practice')}" if practices else ""


def _samples_among(totals: Totals) -> str:
    if not totals.samples:
        return ""
    if totals.samples == totals.under_way:
        return ", all samples"
    return f", {counted(totals.samples, 'sample')}"
