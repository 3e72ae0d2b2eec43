"""Opens the history of the practice in hand, or of one of its items."""

from __future__ import annotations

from migdesk.practice.history import history_of
from migdesk.ui.dialogs.history_dialog import HistoryDialog
from migdesk.ui.session.services import Services


def show_history(services: Services, item: str) -> None:
    """Show what happened to a task or reference; with an empty id, to the whole practice."""
    session = services.session
    practice, progress = session.practice, session.progress
    if practice is None or progress is None:
        return
    entries = session.workspace.history(practice.id)
    shown = history_of(item, entries) if item else entries
    task, reference = progress.task(item), progress.reference(item)
    title = task.title if task else reference.reference.name if reference else practice.name
    HistoryDialog(services.parent, title, shown, session.workspace.definitions).exec()
