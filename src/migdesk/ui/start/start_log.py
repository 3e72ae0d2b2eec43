"""Notes in the log what started, and how long it took."""

from __future__ import annotations

import sys

from migdesk import __version__
from migdesk.base.log import Entry
from migdesk.base.platform import SYSTEM
from migdesk.ui.start.qt_version import qt_version
from migdesk.workspace.workspace import Workspace


def note_start(workspace: Workspace, page_ms: int, ready_ms: int) -> None:
    """Note the milliseconds to the first page and to the whole window; only now is there time for the file."""
    if workspace.can_write:
        python = ".".join(map(str, sys.version_info[:3]))
        versions = {"version": __version__, "python": python, "qt": qt_version(), "system": SYSTEM}
        workspace.log.note(Entry.STARTED, page_ms=page_ms, ready_ms=ready_ms, **versions)
        workspace.log.open()
