"""What stands in the list's place when nothing is due: whether there is really nothing, and what to look at next."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from migdesk.ui.look.nothing_shown import NothingShown
from migdesk.ui.look.words import counted
from migdesk.ui.week.due_span import in_words
from migdesk.ui.week.week_settings import WeekSettings


class NothingDue(NothingShown):
    """Offers everyone's tasks where the filters hide some, and else a longer look ahead."""

    everyone_requested = Signal()
    further_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.everyone_button = self.offer("Clear filters", self.everyone_requested)
        self.further_button = self.offer("Show the next 28 days", self.further_requested)

    @property
    def offered(self) -> QPushButton | None:
        """The button that helps; None where there is nothing to offer."""
        return next((button for button in (self.everyone_button, self.further_button) if not button.isHidden()), None)

    def explain(self, choice: WeekSettings, hidden: int, words: str) -> None:
        """Say why the list is empty; `hidden` tasks are due that the filters or the words leave out.

        Tasks of samples that are left out are not among them: that nobody asks for these is no reason to offer them.
        """
        span, are = in_words(choice.ahead), "is" if hidden == 1 else "are"
        mine_alone = choice.mine and not (choice.critical or choice.role or words)
        if not hidden:
            samples = " Samples are left out." if choice.no_samples else ""
            self.say(f"Nothing is due {span}.", f"And nothing is overdue, in any practice.{samples}")
        elif mine_alone:
            others = f"{counted(hidden, 'task')} of other people {are} due or overdue."
            self.say(f"Nothing of yours is due {span}.", others)
        else:
            others = f"{counted(hidden, 'other task')} {are} due or overdue."
            self.say(f"Nothing due {span} fits these filters.", others)
        self.everyone_button.setText("Show everyone's tasks" if mine_alone else "Clear filters")
        self.everyone_button.setVisible(hidden > 0)
        self.further_button.setVisible(not hidden and choice.ahead != "28 days")
