"""Bringing in what another computer wrote when its record moved: the file, its passphrase, and the record in place."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from migdesk.base.atomic import make_private_folder
from migdesk.base.errors import KnownError
from migdesk.base.paths import Paths
from migdesk.practice.exchange.move_file import SUFFIX, is_move_file_locked, move_file_opened
from migdesk.ui.copies.record_change import RecordChange
from migdesk.ui.dialogs.question import tell
from migdesk.ui.exchange.passphrase_dialog import PassphraseDialog
from migdesk.ui.look.words import counted
from migdesk.workspace.move import move_in
from migdesk.workspace.workspace import Workspace

_TITLE = "I come from another computer"
_HINT = "The old computer showed it when the file was saved. Nobody can open the file without it."


def ask_what_to_move_in(workspace: Workspace, parent: QWidget) -> RecordChange | None:
    """Ask for the file that another computer wrote, and for its passphrase; None where the person stepped back."""
    kinds = f"Records that move (*{SUFFIX});;All files (*)"
    chosen, _ = QFileDialog.getOpenFileName(parent, "The file from the other computer", str(Path.home()), kinds)
    if not chosen:
        return None
    path, near = Path(chosen), workspace.paths.data
    try:
        make_private_folder(near)
        passphrase = _passphrase(path, near, parent) if is_move_file_locked(path) else ""
    except KnownError as error:
        tell(parent, _TITLE, str(error))
        return None
    if passphrase is None:
        return None

    def work(paths: Paths) -> str:
        with move_file_opened(path, paths.data, passphrase or None) as arrived:
            move_in(paths, arrived, workspace.clock)
            return f"{counted(arrived.manifest.practices, 'practice')} moved here."

    return RecordChange(title=_TITLE, words=f"What is in {path.name} is put in place.", work=work)


def _passphrase(path: Path, near: Path, parent: QWidget) -> str | None:
    """Ask for the passphrase until it opens the file; None where the person stepped back."""

    def opens(words: str) -> str:
        with ExitStack() as stack:
            stack.enter_context(move_file_opened(path, near, words))
        return words

    dialog = PassphraseDialog(path, opens, parent, title="Open a locked file", hint=_HINT)
    found = dialog.opened if dialog.exec() == QDialog.DialogCode.Accepted else None
    dialog.deleteLater()
    return found
