"""Puts a window together: its shell over a guide, and its work over an open workspace."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from migdesk.base.errors import KnownError
from migdesk.base.platform import give_fonts_to_offscreen
from migdesk.guide.guide import Guide
from migdesk.ui.look.theme import Theme
from migdesk.ui.main_window.shell import Shell
from migdesk.ui.session.settings import Settings, load_settings

if TYPE_CHECKING:  # see `begin_work`
    from migdesk.ui.main_window.work import Work
    from migdesk.workspace.workspace import Workspace


def qt_application() -> QApplication:
    """Return the application, made if there is none yet."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    give_fonts_to_offscreen()
    QApplication.setApplicationName("migdesk")
    QApplication.setApplicationDisplayName("migdesk")
    QApplication.setDesktopFileName("migdesk")
    # The style is named here because Qt's own call for it hands back the style, which takes long to wrap.
    return QApplication([*sys.argv[:1], "-style", "fusion"])


def open_shell(application: QApplication, guide: Guide, settings: Settings, theme: Theme | None = None) -> Shell:
    """Build the window with the page that was read last, not shown yet."""
    theme = theme or Theme(application, settings.theme)
    shell = Shell(guide, theme, settings)
    try:
        shell.open_page(settings.page)
    except KnownError:
        shell.open_page(guide.pages[0].permalink)
    theme.set_text_percent(settings.text_percent)
    theme.apply()  # once the widgets are in their places: each move in a styled tree would style them again
    return shell


def begin_work(shell: Shell, workspace: Workspace) -> Work:
    """Build everything else into the window, with the practice of last time in hand."""
    from migdesk.ui.main_window.menus import Menus
    from migdesk.ui.main_window.work import Work
    from migdesk.ui.session.session import Session
    from migdesk.workspace.free_text import PatientDataQuestion

    def ask(question: PatientDataQuestion) -> bool:
        from migdesk.ui.dialogs.patient_question import ask_about_patients

        return ask_about_patients(shell, question)

    shell.theme.follow_contrast()
    session = Session(workspace, ask)
    last = shell.settings.practice
    practice = workspace.practice(last) if last else None
    if practice is not None and practice.name and not practice.archived:
        session.choose_practice(practice.id)
    work = Work(shell, session)
    Menus(work)
    return work


def whole_window(application: QApplication, workspace: Workspace) -> Work:
    """Build a whole window over an open workspace, not shown yet: the stages in one go, for tests and the tour."""
    return begin_work(open_shell(application, workspace.guide, load_settings(workspace.paths.settings)), workspace)


def say_why_not(message: str, *, ask: bool = True) -> None:
    """Say why no window opens: in a dialog, or on standard error where nobody is there to `ask`, as while measuring."""
    from migdesk.ui.dialogs.recovery_dialog import cannot_start, say_on_standard_error

    cannot_start(message) if ask else say_on_standard_error(message)


def show_first_screen(work: Work) -> None:
    """Show the welcome at a first start, the board while no practice is in hand, else the guide and the checklist."""
    workspace = work.session.workspace
    if workspace.actor is None and workspace.can_write:
        work.show_welcome()
    elif not work.session.practice_id:
        work.navigation.show_board()
    else:
        work.right.focus_current()
    words, note = " ".join(workspace.notices), workspace.read_only_note
    if note is not None and note.why == "moved":
        work.offer_use_here(words)
    elif words:
        work.banner.say(words)
