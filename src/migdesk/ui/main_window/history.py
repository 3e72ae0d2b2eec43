"""Opens the history of the practice in hand, or of one of its items."""

from __future__ import annotations

from migdesk.practice.history import Entry, history_of
from migdesk.ui.dialogs.history_dialog import HistoryDialog
from migdesk.ui.session.services import Services


def show_history(services: Services, item: str) -> None:
    """Show what happened to a task, a reference or a row; with an empty id, to the whole practice."""
    session = services.session
    practice, progress = session.practice, session.progress
    if practice is None or progress is None:
        return
    entries = session.workspace.history(practice.id)
    shown = history_of(item, entries) if item else entries
    task, reference = progress.task(item), progress.reference(item)
    if task is not None:
        title = task.title
    elif reference is not None:
        title = reference.reference.name
    else:
        title = (_name_of_row(shown) if item else "") or practice.name
    HistoryDialog(services.parent, title, shown, session.workspace.definitions).exec()


def _name_of_row(shown: tuple[Entry, ...]) -> str:
    """Return what a row is called, as its history says last."""
    return shown[-1].title if shown and shown[-1].item else ""
