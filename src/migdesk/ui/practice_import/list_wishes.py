"""What a person can choose of a list that was read: what it left out, what is mended in all rows, what is updated."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QPushButton, QVBoxLayout, QWidget

from migdesk.practice.details import DETAIL_BY_ID
from migdesk.ui.look.restyle import set_look
from migdesk.ui.look.words import counted
from migdesk.ui.widgets.flow_layout import FlowLayout
from migdesk.ui.widgets.label import news_label
from migdesk.workspace.practice_import.import_plan import ImportPlan
from migdesk.workspace.practice_import.offers import Mend
from migdesk.workspace.practice_import.wording import doubts_about

_Key = TypeVar("_Key")


class ListWishes(QWidget):
    """Nothing of it is in sight where a list gives no choice. What was not read stands first, as loud as a fault."""

    mending_changed = Signal()
    updating_changed = Signal()
    leaving_out_changed = Signal()
    columns_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.doubts = news_label("")
        set_look(self.doubts, wrong=True)
        self.columns_button = QPushButton("Sheets and columns…")
        self.columns_button.clicked.connect(self.columns_requested)
        self.leave_out = QCheckBox("Leave out what was not understood")
        self.leave_out.toggled.connect(self.leaving_out_changed)
        self.mends: dict[Mend, QCheckBox] = {}
        self.updates: dict[str, QCheckBox] = {}
        self._row = QWidget()
        self._choices = FlowLayout(self._row, 14, 14)
        self._choices.addWidget(self.columns_button)
        self._choices.addWidget(self.leave_out)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.doubts)
        layout.addWidget(self._row)
        self.show_plan(None)

    @property
    def mending(self) -> frozenset[Mend]:
        """What is to be mended in all rows."""
        return frozenset(mend for mend, box in self.mends.items() if box.isChecked())

    @property
    def updating(self) -> tuple[str, ...]:
        """The details that are updated of practices that are there."""
        return tuple(detail for detail, box in self.updates.items() if box.isChecked())

    @property
    def is_settled(self) -> bool:
        """Tell whether all was read, or the person said that the rest may be left out."""
        return self.doubts.isHidden() or self.leave_out.isChecked()

    def show_plan(self, plan: ImportPlan | None) -> None:
        """Offer what a list gives a choice of; what was ticked stays ticked where it is offered again."""
        doubts = doubts_about(plan) if plan else ()
        self.doubts.setText(" ".join(doubts))
        self.doubts.setVisible(bool(doubts))
        self.leave_out.setVisible(bool(doubts))
        self.leave_out.setChecked(False)
        self.columns_button.setVisible(plan is not None)
        offers = plan.offers if plan else ()
        mended = plan.mended if plan else frozenset()
        self._renew(self.mends, [(each.mend, f"{each.words} ({counted(each.rows, 'row')})") for each in offers])
        for mend, box in self.mends.items():
            box.setChecked(mend in mended)
            box.toggled.connect(self.mending_changed)
        differing = plan.differing if plan else {}
        titles = [
            (detail, f"Update {DETAIL_BY_ID[detail].title} ({counted(rows, 'row')})")
            for detail, rows in differing.items()
        ]
        self._renew(self.updates, titles)
        for box in self.updates.values():
            box.toggled.connect(self.updating_changed)
        self.setVisible(plan is not None)

    def _renew(self, boxes: dict[_Key, QCheckBox], titles: Iterable[tuple[_Key, str]]) -> None:
        for box in boxes.values():
            self._choices.removeWidget(box)
            box.deleteLater()
        boxes.clear()
        for key, title in titles:
            boxes[key] = QCheckBox(title)
            self._choices.addWidget(boxes[key])
