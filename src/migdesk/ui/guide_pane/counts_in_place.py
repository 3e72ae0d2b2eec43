"""Brings the counts of tasks and the state of registers on a page up to date without laying it out again."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QTextCursor, QTextDocument

from migdesk.ui.guide_pane.link_schemes import REGISTER_SCHEME, TASKS_SCHEME
from migdesk.ui.guide_pane.page_additions import register_words, tasks_words
from migdesk.ui.guide_pane.page_links import anchor_in
from migdesk.ui.guide_pane.page_places import PagePlaces
from migdesk.ui.guide_pane.section_registers import Marks

Counts = Mapping[str, tuple[int, int]]


def update_counts(document: QTextDocument, places: PagePlaces, old: Counts, new: Counts) -> bool:
    """Write the words of counts that have changed, of the same sections; False where the links differ as well."""
    if any(_is_finished(old[anchor]) != _is_finished(new[anchor]) for anchor in new):
        return False
    cursor = QTextCursor(document)
    for mark in reversed(places.marked):
        anchor = anchor_in(mark.href)
        if mark.kind == TASKS_SCHEME and new.get(anchor) != old.get(anchor):
            cursor.setPosition(mark.start)
            cursor.setPosition(mark.end, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(f"\u00a0{tasks_words(*new[anchor])}\u00a0", cursor.charFormat())
    return True


def update_registers(document: QTextDocument, places: PagePlaces, old: Marks, new: Marks) -> None:
    """Write the words of registers that have changed; both are of the same registers."""
    now = {mark.register: mark for marks in new.values() for mark in marks}
    before = {mark.register: mark for marks in old.values() for mark in marks}
    cursor = QTextCursor(document)
    for mark in reversed(places.marked):
        register = mark.href.removeprefix(REGISTER_SCHEME)
        if mark.kind == REGISTER_SCHEME and now.get(register) != before.get(register) and register in now:
            cursor.setPosition(mark.start)
            cursor.setPosition(mark.end, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(f"\u00a0{register_words(now[register])}\u00a0", cursor.charFormat())


def _is_finished(count: tuple[int, int]) -> bool:
    return count[0] == count[1]
