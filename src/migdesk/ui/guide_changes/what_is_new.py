"""Shows what is new in the guide since somebody last read it, and marks what they have read."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt

from migdesk.base.errors import KnownError
from migdesk.ui.background import Background
from migdesk.ui.guide_changes.changes_dialog import UnreadDialog
from migdesk.ui.guide_changes.changes_html import Place
from migdesk.ui.guide_changes.practice_part import practice_part
from migdesk.ui.session.services import Services
from migdesk.workspace.guide_updates.update import GuideUpdate


def show_what_is_new(services: Services, go_to: Callable[[Place], None]) -> UnreadDialog:
    """Open the list beside the window; `go_to` shows there what a link leads to."""
    dialog = UnreadDialog(services.parent, partial(practice_part, services.session))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.place_requested.connect(go_to)
    _Reading(services, dialog)
    dialog.show()
    return dialog


class _Reading(QObject):
    """Compares behind the dialog, and keeps what is marked in it."""

    def __init__(self, services: Services, dialog: UnreadDialog) -> None:
        super().__init__(dialog)
        self._services = services
        self._updates = services.session.workspace.guide_updates
        self._dialog = dialog
        self._update: GuideUpdate | None = None
        self._comparing = Background(self)
        dialog.read_requested.connect(self._mark)
        dialog.finished.connect(self._comparing.cancel)
        self._comparing.run(self._updates.look(), self._show, dialog.say)

    def _show(self, update: GuideUpdate) -> None:
        self._update = update
        self._dialog.show_unread(update)

    def _mark(self, place: Place | None) -> None:
        if self._update is None:
            return
        try:
            if place is None:
                self._show(self._updates.mark_all_read(self._update))
            elif place.kind == "page-read":
                self._show(self._updates.mark_page_read(self._update, place.target))
            else:
                self._show(self._updates.mark_checklist_read(self._update))
        except KnownError as error:
            self._dialog.say(f"This could not be marked as read. {error}")
