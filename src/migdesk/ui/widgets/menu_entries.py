"""Fills a menu with what can be done where it opens."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu


class MenuEntry(msgspec.Struct, frozen=True):
    """One entry, or with `within` a menu of entries. `line_above` parts it from what is before."""

    words: str
    do: Callable[[], object] | None = None
    within: Sequence[MenuEntry] = ()
    line_above: bool = False
    enabled: bool = True


def fill_menu(menu: QMenu, entries: Sequence[MenuEntry]) -> None:
    """Put these entries into a menu, in place of those that it had."""
    menu.clear()
    for entry in entries:
        if entry.line_above:
            menu.addSeparator()
        words = entry.words.replace("&", "&&")
        if entry.within:
            fill_menu(menu.addMenu(words), entry.within)
            continue
        action = QAction(words, menu)
        action.setEnabled(entry.enabled)
        if entry.do is not None:
            action.triggered.connect(_called(entry.do))
        menu.addAction(action)


def _called(do: Callable[[], object]) -> Callable[[bool], None]:
    def call(_checked: bool = False) -> None:
        do()

    return call
