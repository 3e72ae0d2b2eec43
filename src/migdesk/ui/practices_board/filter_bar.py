"""The filters over the table of practices: chips for what presses, and choices filled from what is there."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from operator import attrgetter

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from migdesk.practice.details import FILTERED
from migdesk.ui.look.chip import chip
from migdesk.ui.practices_board.board_filter import SOON_DAYS, values_of
from migdesk.ui.practices_board.board_settings import Archive, BoardFilters
from migdesk.ui.practices_board.value_choice import ValueChoice
from migdesk.ui.widgets.flow_layout import FlowLayout
from migdesk.workspace.summary import PracticeSummary

_SWITCHES = (
    ("under_way", "Under way", "Show migrations that are not finished"),
    ("overdue", "Overdue", "Show practices with a task that should have been done before today"),
    ("blocked", "Blocked", "Show practices with a task that is blocked"),
    ("soon", f"Go-Live in {SOON_DAYS} days", f"Show practices that go live today or in the next {SOON_DAYS} days"),
    ("ig_incomplete", "IG incomplete", "Show practices with a reference that is not acknowledged yet"),
    ("no_go_live", "No Go-Live date", "Show practices whose Go-Live is not set"),
    ("no_samples", "Hide samples", "Leave out the made-up practices"),
)
_SPACING, _GAP = 5, 12
"""Pixels between chips, and between them and the choices."""


class BoardFilterBar(QWidget):
    """Says how the filters stand whenever a person changes one. What would change nothing here is not offered."""

    filters_changed = Signal(object)  # BoardFilters

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filters = BoardFilters()
        self.chips: dict[str, QPushButton] = {}
        for name, title, tip in _SWITCHES:
            self.chips[name] = chip(title, tip)
            self.chips[name].clicked.connect(self._take_chips)
        self.show_archived = chip("Show archived", "Show the practices in the archive among the others")
        self.only_archived = chip("Only archived", "Show the practices in the archive alone")
        self.show_archived.clicked.connect(lambda on: self._choose_archive("also" if on else "hidden"))
        self.only_archived.clicked.connect(lambda on: self._choose_archive("only" if on else "hidden"))
        self.choices: dict[str, ValueChoice] = {}
        for detail in FILTERED:
            self.choices[detail.id] = ValueChoice(detail.title, detail.every)
            self.choices[detail.id].value_chosen.connect(partial(self._choose, detail.id))
        self._lay_out()

    @property
    def filters(self) -> BoardFilters:
        return self._filters

    def set_filters(self, filters: BoardFilters) -> None:
        """Show these filters as set. Tells nobody."""
        self._filters = filters
        for name, made in self.chips.items():
            made.setChecked(bool(getattr(filters, name)))
        self.show_archived.setChecked(filters.archive == "also")
        self.only_archived.setChecked(filters.archive == "only")
        for name, choice in self.choices.items():
            choice.choose(getattr(filters, name))

    def offer(self, summaries: Collection[PracticeSummary]) -> None:
        """Offer what these practices can be told apart by; what is set is always there to be taken back."""
        for name, choice in self.choices.items():
            choice.offer(values_of(summaries, attrgetter(name)))
        archived = any(practice.archived for practice in summaries) or self._filters.archive != "hidden"
        self.show_archived.setVisible(archived)
        self.only_archived.setVisible(archived)
        some = any(practice.sample for practice in summaries) and not all(practice.sample for practice in summaries)
        self.chips["no_samples"].setVisible(some or self._filters.no_samples)
        self._choice_row.setVisible(any(not choice.isHidden() for choice in self.choices.values()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._filters.are_set:
            self._announce(BoardFilters())
        else:
            super().keyPressEvent(event)

    # inside

    def _take_chips(self) -> None:
        on = {name: made.isChecked() for name, made in self.chips.items()}
        self._announce(msgspec.structs.replace(self._filters, **on))

    def _choose(self, name: str, value: str) -> None:
        self._announce(msgspec.structs.replace(self._filters, **{name: value}))

    def _choose_archive(self, archive: Archive) -> None:
        self._announce(msgspec.structs.replace(self._filters, archive=archive))

    def _announce(self, filters: BoardFilters) -> None:
        self.set_filters(filters)
        self.filters_changed.emit(filters)

    def _lay_out(self) -> None:
        flow = FlowLayout(self, _SPACING, _GAP)
        for made in (*self.chips.values(), self.show_archived, self.only_archived):
            flow.addWidget(made)
        self._choice_row = QWidget()
        row = QHBoxLayout(self._choice_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_SPACING)
        for choice in self.choices.values():
            row.addWidget(choice)
        flow.add_apart(self._choice_row)
