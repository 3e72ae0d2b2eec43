"""Starts the desktop program, in stages.

1. Qt, without which nothing can be said. 2. The data folder: another window on it is brought to the front instead.
3. The record and the guide; a damaged record is set aside and its last good copy offered. 4. Colours and the window,
with the page that was read last. 5. Only after the first paint: today's copy, the full check of a large record, and
the clocks that watch for other programs and for midnight.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from migdesk.base.errors import KnownError, UserError
from migdesk.base.paths import Paths
from migdesk.practice.faults import DamagedRecord
from migdesk.ui.main_window.main_window import MainWindow
from migdesk.ui.session import Session
from migdesk.ui.settings import load_settings
from migdesk.ui.theme import Theme
from migdesk.workspace.bootstrap import bootstrap
from migdesk.workspace.free_text import PatientDataQuestion
from migdesk.workspace.workspace import Workspace

OnFirstPaint = Callable[[MainWindow], None]


def run(paths: Paths, guide_folder: Path | None = None, on_first_paint: OnFirstPaint | None = None) -> int:
    """Show the window until it is closed and return the exit code. Needs a display (or Qt's offscreen screen)."""
    application = qt_application()
    from migdesk.ui.single_window import SingleWindow

    single = SingleWindow(paths.data)
    if not single.is_first():
        single.ask_first_to_show()
        return 0
    workspace = _open(paths, guide_folder)
    if workspace is None:
        return 2
    window = build_window(application, workspace)
    _catch_bugs(window, workspace)
    show_first_screen(window)
    window.show()
    _AfterFirstPaint(window, lambda: _housekeeping(window, single, on_first_paint))
    code = application.exec()
    workspace.close()
    single.close()
    return code


def qt_application() -> QApplication:
    """Return the application, made if there is none yet."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    QApplication.setApplicationName("migdesk")
    QApplication.setApplicationDisplayName("migdesk")
    QApplication.setDesktopFileName("migdesk")
    return QApplication(sys.argv[:1])


def build_window(application: QApplication, workspace: Workspace) -> MainWindow:
    """Build the window over an open workspace, not shown yet, with the practice and page of last time."""
    settings = load_settings(workspace.paths.settings)
    theme = Theme(application, settings.theme)
    theme.apply()
    window: MainWindow | None = None

    def ask(question: PatientDataQuestion) -> bool:
        from migdesk.ui.dialogs.patient_question import ask_about_patients

        return ask_about_patients(window, question)

    session = Session(workspace, ask)
    practice = workspace.store.state(settings.practice) if settings.practice else None
    if practice is not None and practice.name and not practice.archived:
        session.choose_practice(practice.id)
    window = MainWindow(session, theme, settings)
    try:
        window.guide.open(settings.page)
    except KnownError:
        window.guide.open(workspace.guide.pages[0].permalink)
    return window


def show_first_screen(window: MainWindow) -> None:
    """Show the welcome at a first start, the board while no practice is in hand, else the guide and the checklist."""
    workspace = window.session.workspace
    if workspace.actor is None and not workspace.store.read_only_because:
        window.show_welcome()
    elif not window.session.practice_id:
        window.show_board()
    if workspace.notices:
        window.banner.say(" ".join(workspace.notices))


def _open(paths: Paths, guide_folder: Path | None) -> Workspace | None:
    """Open the workspace, or tell the person why not and return None."""
    while True:
        try:
            return bootstrap(paths, guide_folder)
        except DamagedRecord:
            from migdesk.ui.dialogs.recovery_dialog import recover

            if not recover(paths):
                return None
        except UserError as error:
            from migdesk.ui.dialogs.recovery_dialog import cannot_start

            cannot_start(str(error))
            if guide_folder is None:
                return None
            guide_folder = None  # a folder that is no guide: start with the built-in one
        except KnownError as error:
            from migdesk.ui.dialogs.recovery_dialog import cannot_start

            cannot_start(str(error))
            return None


def _housekeeping(window: MainWindow, single: object, on_first_paint: OnFirstPaint | None) -> None:
    if on_first_paint is not None:
        on_first_paint(window)
        return
    from migdesk.ui.housekeeping import Housekeeping

    window.housekeeping = Housekeeping(window, single)  # type: ignore[attr-defined, arg-type]


def _catch_bugs(window: MainWindow, workspace: Workspace) -> None:
    """Write what nobody foresaw to the crash file and say so; the record is safe, as each change is on disk at once."""

    def hook(kind: type[BaseException], error: BaseException, trace: object) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        from migdesk.base.crash_file import write_crash

        write_crash(workspace.paths.crash_file, error, workspace.now)
        sys.__excepthook__(kind, error, trace)  # type: ignore[arg-type]
        window.banner.say(
            "Something went wrong in migdesk itself. What you saved is safe. Close migdesk and start it again; "
            f"the details are in {workspace.paths.crash_file}."
        )

    sys.excepthook = hook


class _AfterFirstPaint(QObject):
    """Calls once, after the window has painted for the first time and is idle again."""

    def __init__(self, window: MainWindow, then: Callable[[], None]) -> None:
        super().__init__(window)
        self._then = then
        self._target = window.guide.page_viewport() if window.guide.isVisibleTo(window) else window
        self._target.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._target.removeEventFilter(self)
            QTimer.singleShot(0, self._then)
        return False
