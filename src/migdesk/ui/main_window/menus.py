"""The header's menus, the window's keys and its buttons' tips, all from the table of actions."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from migdesk.ui.actions import ACTIONS, Action, ActionId, Menu
from migdesk.ui.main_window.work import Work


class MenuEntry(QAction):
    """One action in a menu, or behind a key."""

    def __init__(self, action: Action, work: Work) -> None:
        super().__init__(action.words, work)
        self.action = action
        self._work = work
        self.setCheckable(action.checked is not None)
        if action.keys:
            self.setShortcuts([QKeySequence(key) for key in action.keys])
            work.shell.addAction(self)  # so that the key works while the menu is closed
        self.triggered.connect(self._do)

    def refresh(self) -> None:
        """Bring words, tick and whether it can be done up to date."""
        action, work = self.action, self._work
        self.setEnabled(action.enabled(work))
        if action.words_now is not None:
            self.setText(action.words_now(work))
        if action.checked is not None:
            self.setChecked(action.checked(work))

    def _do(self) -> None:
        self.action.do(self._work)


class Menus(QObject):
    """The keys work at once; a menu is filled when it opens for the first time."""

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        self._work = work
        self._entries = {action.id: MenuEntry(action, work) for action in ACTIONS if action.keys}
        for menu, widget in (
            (Menu.REPORT, work.header.report_menu),
            (Menu.MORE, work.header.more_menu),
            (Menu.HELP, work.header.help_menu),
        ):
            self._join(menu, widget)
        for action in ACTIONS:
            if action.button is not None:
                action.button(work).setToolTip(action.tip_with_key)
        work.welcoming.connect(self._welcome)

    def entry(self, action_id: ActionId) -> MenuEntry:
        """Return an action's entry, made if there is none yet."""
        if action_id not in self._entries:
            action = next(action for action in ACTIONS if action.id == action_id)
            self._entries[action_id] = MenuEntry(action, self._work)
        return self._entries[action_id]

    def _join(self, menu: Menu, widget: QMenu) -> None:
        widget.aboutToShow.connect(partial(self._show, menu, widget))
        widget.aboutToHide.connect(partial(self._enable, widget))

    def _show(self, menu: Menu, widget: QMenu) -> None:
        if widget.isEmpty():
            self._fill(menu, widget)
        if menu is Menu.REPORT:
            self._work.navigation.take_chosen_practice()
        for entry in widget.actions():
            if isinstance(entry, MenuEntry):
                entry.refresh()

    def _fill(self, menu: Menu, widget: QMenu) -> None:
        for action in ACTIONS:
            if action.menu is not menu:
                continue
            if action.line_above:
                widget.addSeparator()
            if action.opens is not None:
                self._join(action.opens, widget.addMenu(action.words))
            else:
                widget.addAction(self.entry(action.id))

    def _enable(self, widget: QMenu) -> None:
        """A shortcut works only while its action is enabled, so all are again once the menu has closed."""
        for entry in widget.actions():
            entry.setEnabled(True)

    def _welcome(self, shown: bool) -> None:
        """The welcome has doors of its own: no key leads past it to screens where nothing could be saved."""
        for entry in self._entries.values():
            entry.setEnabled(not shown or entry.action.at_welcome)
