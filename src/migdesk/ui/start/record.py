"""Opens the record for the window, and the way out where it cannot be opened."""

from __future__ import annotations

from functools import partial

from migdesk.base.errors import KnownError, UserError
from migdesk.base.paths import Paths
from migdesk.guide.guide import Guide
from migdesk.practice.faults import UnusableRecord
from migdesk.practice.store_opening import ManyToFold
from migdesk.ui.dialogs.progress_dialog import WorkCancelled, with_progress
from migdesk.ui.start.window import say_why_not
from migdesk.workspace.bootstrap import bootstrap, prepare_record
from migdesk.workspace.workspace import Workspace

_FOLDED_AT_ONCE = 100
"""Practices: some 5 ms each, in the window's thread."""
_MADE_READY = (
    "The lists of all practices are made anew from what was recorded. That is done once, after going back to a copy or"
    " with a new version."
)


def open_workspace(paths: Paths, guide: Guide, *, ask: bool) -> Workspace | None:
    """Open the workspace, or tell the person why not and return None. Nobody is there to `ask` while one measures."""
    offered = not ask
    while True:
        try:
            workspace = bootstrap(paths, guide=guide, folds_at_most=_FOLDED_AT_ONCE if ask else None)
            if offered or not workspace.can_write or workspace.names() or not paths.backups.exists():
                return workspace
            offered = True
            from migdesk.ui.dialogs.recovery_dialog import brought_copy, offer_brought_copy

            copy = brought_copy(paths)
            if copy is None:
                return workspace
            workspace.close()
            offer_brought_copy(paths, copy)
        except ManyToFold:
            try:
                prepare = partial(prepare_record, paths, guide)
                with_progress(None, "Opening the record", _MADE_READY, prepare, cancel="Close migdesk")
            except UserError as error:
                say_why_not(str(error), ask=not isinstance(error, WorkCancelled))
                return None
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
