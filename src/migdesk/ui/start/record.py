"""Opens the record for the window, and the way out where it cannot be opened."""

from __future__ import annotations

from migdesk.base.errors import KnownError
from migdesk.base.paths import Paths
from migdesk.guide.guide import Guide
from migdesk.practice.faults import UnusableRecord
from migdesk.ui.start.window import say_why_not
from migdesk.workspace.bootstrap import bootstrap
from migdesk.workspace.workspace import Workspace


def open_workspace(paths: Paths, guide: Guide, *, ask: bool) -> Workspace | None:
    """Open the workspace, or tell the person why not and return None. Nobody is there to `ask` while one measures."""
    offered = not ask
    while True:
        try:
            workspace = bootstrap(paths, guide=guide)
            if offered or not workspace.can_write or workspace.names() or not paths.backups.exists():
                return workspace
            offered = True
            from migdesk.ui.dialogs.recovery_dialog import brought_copy, offer_brought_copy

            copy = brought_copy(paths)
            if copy is None:
                return workspace
            workspace.close()
            offer_brought_copy(paths, copy)
        except UnusableRecord as trouble:
            if not ask:
                say_why_not(str(trouble), ask=False)
                return None
            from migdesk.ui.dialogs.recovery_dialog import recover

            if not recover(paths, trouble):
                return None
            offered = True  # what the person chose just now stands
        except KnownError as error:
            say_why_not(str(error), ask=ask)
            return None
