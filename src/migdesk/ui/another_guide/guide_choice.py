"""One window's ways to another guide and back. The start of the program (`ui.start.app`) reopens the window with it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from migdesk.base.assets import content_folder
from migdesk.base.errors import EnvironmentFault, KnownError
from migdesk.guide.guide import Guide
from migdesk.ui.session.services import Services

if TYPE_CHECKING:
    from migdesk.workspace.guide_updates.update import GuideUpdate


class GuideChoice:
    """Knows the guide in the window. `reopen` opens the window again with another one, from the place that is named
    ("" for the built-in one); `remember` keeps the settings for the next start."""

    def __init__(
        self, services: Services, guide: Guide, reopen: Callable[[Guide, str], None], remember: Callable[[], None]
    ) -> None:
        self._services = services
        self._guide = guide
        self._reopen = reopen
        self._remember = remember

    @property
    def may_go_back(self) -> bool:
        """Whether there is another guide to leave or to forget."""
        return bool(self._services.settings.guide) or not self._is_built_in

    @property
    def _is_built_in(self) -> bool:
        return self._guide.folder == content_folder()

    def open_another(self) -> None:
        """Ask which guide, open it, and have the window reopened with it."""
        from migdesk.ui.another_guide.open_guide_dialog import OpenGuideDialog

        services = self._services
        workspace = services.session.workspace
        compare = workspace.guide_updates.look_before_opening()
        dialog = OpenGuideDialog(services.parent, workspace.paths.cache, compare, services.settings.guide)
        dialog.exec()
        if dialog.guide is not None and self._is_agreed(dialog.update_of):
            self._reopen(dialog.guide, dialog.place)

    def _is_agreed(self, update: GuideUpdate | None) -> bool:
        """Show what differs where a guide that was opened before is another now; False where it is not to be opened."""
        if update is None or not update.must_be_shown:
            return True
        from migdesk.ui.guide_changes.changes_dialog import OPEN, UpdateDialog
        from migdesk.ui.guide_changes.practice_part import practice_part

        services = self._services
        dialog = UpdateDialog(services.parent, update, partial(practice_part, services.session), OPEN)
        if dialog.exec() != UpdateDialog.DialogCode.Accepted:
            return False
        if dialog.followed is not None and dialog.followed.kind == "guide":
            services.settings.page = dialog.followed.target.partition("#")[0]
        with suppress(EnvironmentFault):  # a folder that cannot be written has it shown again next time
            services.session.workspace.guide_updates.take_over(update)
        return True

    def back_to_built_in(self) -> None:
        """Have the window reopened with the built-in guide, and forget the other one."""
        from migdesk.guide.guide import open_guide

        services = self._services
        if self._is_built_in:  # the remembered guide could not be opened, so there is nothing to reopen
            services.settings.guide = ""
            self._remember()
            services.warn("")
            services.say("The built-in guide is shown from now on.")
            return
        try:
            guide = open_guide(content_folder(), services.session.workspace.paths.cache)
        except KnownError as error:
            services.warn(f"The built-in guide cannot be opened. {error}")
            return
        self._reopen(guide, "")
