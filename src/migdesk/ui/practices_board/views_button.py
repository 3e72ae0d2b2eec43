"""The button for named views of the board: each with its filters, search, order and columns."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from migdesk.ui.practices_board.board_settings import BoardSettings
from migdesk.ui.widgets.menu_entries import MenuEntry, fill_menu

MOST_CHARACTERS = 40


class ViewsButton(QPushButton):
    """Offers the views that are kept in `remembered`; the board shows one and tells what there is to save."""

    view_chosen = Signal(str)
    save_requested = Signal(str)
    everything_requested = Signal()

    def __init__(self, remembered: BoardSettings, parent: QWidget | None = None) -> None:
        super().__init__("Views ▾", parent)
        self.setAccessibleName("Views")
        self._remembered = remembered
        self.clicked.connect(self._open)

    def entries(self) -> tuple[MenuEntry, ...]:
        """Return what the menu offers."""
        names = [view.name for view in self._remembered.saved]
        remove = tuple(MenuEntry(name, partial(self._remove, name)) for name in names)
        return (
            MenuEntry("Every practice", self.everything_requested.emit),
            *(MenuEntry(name, partial(self.view_chosen.emit, name)) for name in names),
            MenuEntry("Save this view…", self._ask_name, line_above=True),
            *((MenuEntry("Remove a view", within=remove),) if remove else ()),
        )

    def _open(self) -> None:
        menu = QMenu(self)
        fill_menu(menu, self.entries())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _ask_name(self) -> None:
        from PySide6.QtWidgets import QInputDialog

        name, agreed = QInputDialog.getText(self, "Save this view", "Name of the view")
        name = " ".join(name.split())[:MOST_CHARACTERS]
        if agreed and name:
            self.save_requested.emit(name)

    def _remove(self, name: str) -> None:
        self._remembered.saved = [view for view in self._remembered.saved if view.name != name]
