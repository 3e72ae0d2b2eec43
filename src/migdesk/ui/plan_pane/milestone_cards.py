"""All milestones as cards, in rows that are as even as the width allows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from migdesk.ui.look.theme import Theme
from migdesk.ui.plan_pane.milestone_card import MilestoneCard
from migdesk.workspace.plan.view import PlanView

_GAP = 7


class MilestoneCards(QWidget):
    """`opened` names the milestone whose card was pressed. The cards stay the same ones while dates change."""

    opened = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.cards: dict[str, MilestoneCard] = {}
        self.setAccessibleName("Milestones: the arrow keys go from one to the next, Enter changes its date")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_plan(self, view: PlanView) -> None:
        """Show every milestone of a plan."""
        if list(self.cards) != [milestone.id for milestone in view.milestones]:
            self._make(view)
        for milestone in view.milestones:
            self.cards[milestone.id].show_milestone(milestone, view.today)

    def show_open(self, milestone: str) -> None:
        """Show which card's editor is open; an empty id stands for none."""
        for name, card in self.cards.items():
            card.show_open(name == milestone)

    def sizeHint(self) -> QSize:
        return QSize(400, self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()

    def _make(self, view: PlanView) -> None:
        for card in self.cards.values():
            card.deleteLater()
        self.cards = {
            milestone.id: MilestoneCard(milestone, view.today, self._theme, self) for milestone in view.milestones
        }
        for name, card in self.cards.items():
            card.clicked.connect(lambda _=False, name=name: self.opened.emit(name))
            card.arrow_pressed.connect(lambda key, name=name: self._step(name, key))
            card.show()
        self._arrange()

    def _columns(self) -> int:
        """Return how many cards stand in a row, so that all rows but the last are full and it nearly is."""
        fitting = max(1, (self.width() + _GAP) // (self._card_size().width() + _GAP))
        rows = -(-len(self.cards) // fitting)
        return -(-len(self.cards) // rows)

    def _card_size(self) -> QSize:
        return next(iter(self.cards.values())).sizeHint()

    def _arrange(self) -> None:
        if not self.cards:
            return
        columns, height = self._columns(), self._card_size().height()
        width = (self.width() - _GAP * (columns - 1)) / columns
        for number, card in enumerate(self.cards.values()):
            row, column = divmod(number, columns)
            left = round(column * (width + _GAP))
            right = round(column * (width + _GAP) + width)
            card.setGeometry(QRect(left, row * (height + _GAP), right - left, height))
        rows = -(-len(self.cards) // columns)
        self.setFixedHeight(rows * height + (rows - 1) * _GAP)

    def _step(self, name: str, key: int) -> None:
        every = list(self.cards)
        here = every.index(name)
        steps = {
            Qt.Key.Key_Left: here - 1,
            Qt.Key.Key_Right: here + 1,
            Qt.Key.Key_Up: here - self._columns(),
            Qt.Key.Key_Down: here + self._columns(),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(every) - 1,
        }
        there = steps[Qt.Key(key)]
        if 0 <= there < len(every):
            self.cards[every[there]].setFocus(Qt.FocusReason.TabFocusReason)
