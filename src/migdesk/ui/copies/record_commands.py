"""What the menu does with the record as a whole. Each command imports its dialog when it is asked for."""

from __future__ import annotations

from collections.abc import Callable

from migdesk.base.errors import KnownError
from migdesk.base.ids import random_id
from migdesk.base.paths import Paths
from migdesk.ui.copies.record_change import RecordChange
from migdesk.ui.session.services import Services

Change = Callable[[RecordChange], object]
"""Closes the window's record, has it changed, and opens it again."""


class RecordCommands:
    """The commands of one window."""

    def __init__(self, services: Services, change: Change) -> None:
        self._services = services
        self._workspace = services.session.workspace
        self._change = change

    def back_up(self) -> None:
        """Make a copy now."""
        from migdesk.practice.backup import copy_now
        from migdesk.ui.dialogs.progress_dialog import with_progress

        paths, now = self._workspace.paths, self._workspace.now
        if not self._workspace.can_write:
            self._services.warn(f"No copy was made: {self._workspace.why_read_only}")
            return
        try:
            with_progress(
                self._services.parent,
                "Back up now",
                "The record is copied.",
                lambda _: copy_now(paths.database, paths.backups, now),
                cancel="",
            )
        except KnownError as error:
            self._services.warn(f"No copy was made: {error}")
        else:
            self._services.say("A copy of the record was made.")

    def show_copies(self) -> None:
        """List the copies, and go back to one where the person wants that."""
        from migdesk.ui.copies.copies_dialog import CopiesDialog

        dialog = CopiesDialog(self._services)
        dialog.exec()
        chosen = dialog.chosen
        dialog.deleteLater()
        if chosen is not None:
            from migdesk.practice.holder import this_computer
            from migdesk.practice.recovery import restore
            from migdesk.ui.copies.copies_model import made_in_words

            copy, clock, made = chosen.path, self._workspace.clock, made_in_words(chosen)

            def work(paths: Paths) -> str:
                restore(copy, paths.database, clock(), random_id, this_computer(), "replaced")
                return f"The record is now that of the copy of {made}. What was there before is kept beside it."

            self._change(RecordChange(title="Go back to a copy", words="The copy is put in place.", work=work))

    def check(self) -> None:
        """Check that nothing was changed since it was recorded, or since it was handed over."""
        from migdesk.ui.copies.check_dialog import CheckDialog

        dialog = CheckDialog(self._workspace, self._services.parent)
        dialog.exec()
        dialog.deleteLater()

    def move_out(self) -> None:
        """Write everything to one file for another computer; the record here is for reading only afterwards."""
        from migdesk.ui.copies.move_out_dialog import ask_how_to_move

        change = ask_how_to_move(self._services)
        if change is not None:
            self._change(change)

    def move_in(self) -> None:
        """Bring in what another computer wrote."""
        from migdesk.ui.copies.move_in import ask_what_to_move_in

        change = ask_what_to_move_in(self._workspace, self._services.parent)
        if change is not None:
            self._change(change)

    def use_here(self) -> None:
        """Ask whether a record that moved on is to be used here after all."""
        from migdesk.ui.dialogs.question import is_agreed
        from migdesk.workspace.move import use_here

        def work(paths: Paths) -> str:
            use_here(paths)
            return "The record is used here again."

        about = (
            "What is recorded here and what is recorded where it moved to are not in each other. Send packages, or"
            " share the practices, to bring them together."
        )
        question = "Use this record here after all?"
        if is_agreed(self._services.parent, question, question, about, yes="Use it here", no="Leave it for reading"):
            words = "The record is opened again."
            self._change(RecordChange(title="Use it here after all", words=words, work=work))
