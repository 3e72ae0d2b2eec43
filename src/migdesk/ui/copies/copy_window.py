"""Opens a copy in a window of its own: the same program once more, on a folder in which nothing can be changed."""

from __future__ import annotations

import subprocess
from pathlib import Path

from PySide6.QtWidgets import QWidget

from migdesk.base.atomic import reason
from migdesk.base.errors import UserError
from migdesk.base.platform import program_command
from migdesk.practice.backup import Copy
from migdesk.ui.dialogs.progress_dialog import with_progress
from migdesk.ui.session.services import Services
from migdesk.workspace.copies.look import prepare_look

_WORDS = "The copy is unpacked, and its practices are read."


def show_in_window(parent: QWidget, copy: Copy, services: Services) -> None:
    """Open a copy in a window of its own. Raises UserError, also where the person would not wait."""
    workspace = services.session.workspace
    paths, guide = workspace.paths, workspace.guide
    folder = with_progress(parent, "Look into a copy", _WORDS, lambda report: prepare_look(copy, paths, guide, report))
    start_window(folder)


def start_window(data_folder: Path) -> None:
    """Start the program on a data folder, as a process of its own. Raises UserError where none begins."""
    try:
        subprocess.Popen(  # noqa: S603 (our own program)
            [*program_command(), "--data-dir", str(data_folder)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except OSError as error:
        raise UserError(f"No window could be started: {reason(error)}.") from error
