"""What is said when the record cannot be opened: what happened, what is safe, and what can be done."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox

from migdesk.base.clock import system_clock
from migdesk.base.date_words import long_date
from migdesk.base.errors import KnownError
from migdesk.base.ids import random_id
from migdesk.base.paths import Paths
from migdesk.practice.backup import Copy, sound_copies
from migdesk.practice.holder import this_computer
from migdesk.practice.recovery import restore, set_aside
from migdesk.ui.look.words import counted


def cannot_start(message: str) -> None:
    """Say why migdesk cannot start as asked."""
    box = QMessageBox(QMessageBox.Icon.Warning, "migdesk", message)
    box.addButton("Close", QMessageBox.ButtonRole.AcceptRole)
    box.exec()


def recover(paths: Paths) -> bool:
    """Set a damaged record aside and put in its place what the person chooses. False where they chose to stop."""
    copies = sound_copies(paths.backups)
    box = QMessageBox(QMessageBox.Icon.Warning, "The record is damaged", "The record on this computer is damaged.")
    box.setInformativeText(_what_can_be_done(copies))
    back = box.addButton("Go back to that copy", QMessageBox.ButtonRole.AcceptRole) if copies else None
    empty = box.addButton("Start with an empty record", QMessageBox.ButtonRole.DestructiveRole)
    stop = box.addButton("Close migdesk", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(back or stop)
    box.setEscapeButton(stop)
    box.exec()
    if box.clickedButton() not in {back, empty}:
        return False
    return replace_record(paths, copies[0] if box.clickedButton() is back else None)


def replace_record(paths: Paths, copy: Copy | None) -> bool:
    """Set the record aside and put `copy` in its place, or nothing. False (and said so) where that cannot be done."""
    now = system_clock()
    try:
        set_aside(paths.database, now)
        if copy is not None:
            restore(copy, paths.database, now, random_id, this_computer())
    except KnownError as error:
        cannot_start(str(error))
        return False
    return True


def _what_can_be_done(copies: tuple[Copy, ...]) -> str:
    aside = "The damaged file is kept beside it under another name, whatever you choose."
    if not copies:
        return f"There is no good copy to go back to. {aside}"
    newest = copies[0]
    counts = newest.counts
    holds = f"{counted(counts.practices, 'practice')} and {counted(counts.events, 'recorded change')}"
    return f"The last good copy is of {long_date(newest.day)} and holds {holds}. {aside}"
