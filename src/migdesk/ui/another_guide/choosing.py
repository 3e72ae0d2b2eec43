"""The window's ways to another guide and back. The start of the program (`ui.start.app`) reopens the window with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from migdesk.base.assets import content_folder
from migdesk.base.errors import KnownError

if TYPE_CHECKING:
    from migdesk.ui.main_window.main_window import MainWindow


def open_a_guide(window: MainWindow) -> None:
    """Ask which guide, open it, and have the window reopened with it."""
    from migdesk.ui.another_guide.open_guide_dialog import OpenGuideDialog

    dialog = OpenGuideDialog(window, window.session.workspace.paths.cache, window.settings.guide)
    dialog.exec()
    if dialog.guide is not None:
        window.guide_chosen.emit(dialog.guide, dialog.place)


def back_to_built_in(window: MainWindow) -> None:
    """Have the window reopened with the built-in guide, and forget the other one."""
    from migdesk.guide.guide import open_guide

    if is_built_in(window):  # the remembered guide could not be opened, so there is nothing to reopen
        window.settings.guide = ""
        window.remember()
        window.banner.hide()
        window.status.say("The built-in guide is shown from now on.")
        return
    try:
        guide = open_guide(content_folder(), window.session.workspace.paths.cache)
    except KnownError as error:
        window.banner.say(f"The built-in guide cannot be opened. {error}")
        return
    window.guide_chosen.emit(guide, "")


def is_built_in(window: MainWindow) -> bool:
    """Tell whether the guide in the window is the program's own."""
    return window.guide.guide.folder == content_folder()


def may_go_back(window: MainWindow) -> bool:
    """Tell whether there is another guide to leave or to forget."""
    return bool(window.settings.guide) or not is_built_in(window)
