"""Shows what differs where the window's guide is another than was shown last, before it counts as shown.

A start with the same guide reads one line of one file. Any other compares in the background.
"""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from migdesk.base.errors import EnvironmentFault
from migdesk.ui.background import Background
from migdesk.ui.main_window.work import Work
from migdesk.workspace.changes import Changes

if TYPE_CHECKING:
    from migdesk.workspace.guide_updates.update import GuideUpdate


class GuideUpdateAtStart(QObject):
    """Looks once for one window."""

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        self._work = work
        self._comparing = Background(self)
        work.closing.connect(self._comparing.cancel)
        workspace = work.session.workspace
        self._updates = workspace.guide_updates
        if workspace.can_write and not self._updates.is_as_shown:
            self._comparing.run(self._updates.look(), self._found, _passed_over, awaited=False, soon=True)

    @property
    def is_looking(self) -> bool:
        return self._comparing.is_running

    def _found(self, update: GuideUpdate) -> None:
        if not update.must_be_shown:
            self._take_over(update)
            return
        from migdesk.ui.guide_changes.changes_dialog import GO_ON, UpdateDialog
        from migdesk.ui.guide_changes.practice_part import practice_part

        work = self._work
        dialog = UpdateDialog(work.shell, update, partial(practice_part, work.session), GO_ON)
        accepted = dialog.exec() == UpdateDialog.DialogCode.Accepted
        if accepted:  # else it is shown again at the next start
            self._take_over(update)
            work.session.changed.emit(Changes(work.session.practice_id, everything=True))
            if dialog.followed is not None:
                work.navigation.show_change(dialog.followed)
        dialog.deleteLater()

    def _take_over(self, update: GuideUpdate) -> None:
        with suppress(EnvironmentFault):  # a full disk has it shown again next time
            self._updates.take_over(update)


def _passed_over(why: str) -> None:
    """A guide that cannot be read whole is told of where it is opened."""
