"""What stands in the table's place when it has no rows: why, and what to do next."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from migdesk.ui.look.nothing_shown import NothingShown
from migdesk.ui.look.words import counted
from migdesk.ui.practices_board.board_filter import in_words
from migdesk.ui.practices_board.board_settings import BoardFilters


class NothingHere(NothingShown):
    """Offers the one thing that helps: adding a practice, or showing those that are hidden."""

    add_requested = Signal()
    clear_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.add_button = self.offer("Add a practice", self.add_requested, primary=True)
        self.clear_button = self.offer("", self.clear_requested)

    def explain(self, practices: int, hidden: int, search: str, filters: BoardFilters) -> None:
        """Say why there are no rows, out of `practices` of which `hidden` are in the archive and not shown."""
        if not practices:
            self.say("No practices yet", "Add the first one: its name is enough to begin with.")
        elif search or filters.are_set:
            self.say(*_nothing_fits(search, filters, hidden))
            self.clear_button.setText("Clear filters" if filters.are_set else "Show all practices")
        else:
            self.say("All practices are in the archive", "Show archived practices to open one or to take it out again.")
            self.clear_button.setText("Show archived practices")
        self.add_button.setVisible(not practices)
        self.clear_button.setVisible(bool(practices))


def _nothing_fits(search: str, filters: BoardFilters, hidden: int) -> tuple[str, str]:
    also = f" {counted(hidden, 'practice')} in the archive may match." if hidden else ""
    if not filters.are_set:
        text = f"The search looks at names, ODS codes, systems, phases and commissioners.{also}"
        return f"Nothing matches “{search}”", text
    asked = f"You asked for: {in_words(filters)}.{also}"
    return f"Nothing matches “{search}” with these filters" if search else "No practice fits these filters", asked
