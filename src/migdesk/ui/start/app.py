"""Starts the desktop program, in stages, so that the page is there at once.

1. Qt, without which nothing can be said; and the data folder: another window on it is brought to the front instead.
2. The guide from its cache, and the window with the page that was read last. For someone who was here before, this is
   painted before anything else is even imported.
3. The record: of one that is damaged or gone the last good copy is offered. Then header, checklist and status line
   take the places that were kept for them.
4. When all is on the screen: today's copy, the full check of a large record, and the clocks that watch for other
   programs and for midnight.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from migdesk import __version__
from migdesk.base.errors import KnownError
from migdesk.base.paths import Paths
from migdesk.guide.guide import Guide
from migdesk.ui.look.theme import Theme
from migdesk.ui.main_window.main_window import MainWindow
from migdesk.ui.session.settings import Settings, load_settings
from migdesk.ui.start.guide_at_start import ANSWERED_AFTER_MS, GuideAtStart
from migdesk.ui.start.single_window import SingleWindow

if TYPE_CHECKING:
    from migdesk.practice.event import Actor
    from migdesk.workspace.workspace import Workspace

Callback = Callable[[MainWindow], None]


def run(
    paths: Paths,
    guide_folder: Path | None = None,
    on_first_paint: Callback | None = None,
    on_ready: Callback | None = None,
) -> int:
    """Show the window until it is closed and return the exit code. Needs a display (or Qt's offscreen screen).

    The callbacks are for measuring: after the first paint of the page, when nobody is asked anything, and when
    everything is on the screen.
    """
    application = qt_application()
    single = SingleWindow(paths.data)
    if not single.is_first():
        single.ask_first_to_show()
        if single.is_answered():
            return 0
        _cannot_start(single.no_answer(), ask=on_first_paint is None)
        return 2
    start = _Start(application, paths, single, on_first_paint, on_ready)
    if not start.open_window(guide_folder):
        return 2
    code = application.exec()
    start.close()
    single.close()
    start.make_closing_copy()  # last, as the next start need not wait for it
    return start.failed or code


def qt_application() -> QApplication:
    """Return the application, made if there is none yet."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    QApplication.setApplicationName("migdesk")
    QApplication.setApplicationDisplayName("migdesk")
    QApplication.setDesktopFileName("migdesk")
    # The style is named here because Qt's own call for it hands back the style, which takes long to wrap.
    return QApplication([*sys.argv[:1], "-style", "fusion"])


def build_window(application: QApplication, workspace: Workspace) -> MainWindow:
    """Build a whole window over an open workspace, not shown yet: the stages in one go, for tests and the tour."""
    window = _bare_window(application, workspace.guide, load_settings(workspace.paths.settings))
    begin(window, workspace)
    return window


def begin(window: MainWindow, workspace: Workspace) -> None:
    """Give the window its session, with the practice of last time in hand."""
    from migdesk.ui.session.session import Session
    from migdesk.workspace.free_text import PatientDataQuestion

    def ask(question: PatientDataQuestion) -> bool:
        from migdesk.ui.dialogs.patient_question import ask_about_patients

        return ask_about_patients(window, question)

    session = Session(workspace, ask)
    practice = workspace.practice(window.settings.practice) if window.settings.practice else None
    if practice is not None and practice.name and not practice.archived:
        session.choose_practice(practice.id)
    window.begin(session)


def show_first_screen(window: MainWindow) -> None:
    """Show the welcome at a first start, the board while no practice is in hand, else the guide and the checklist."""
    workspace = window.session.workspace
    if workspace.actor is None and workspace.can_write:
        window.show_welcome()
    elif not window.session.practice_id:
        window.show_board()
    else:
        window.right.focus_current()
    if workspace.notices:
        window.banner.say(" ".join(workspace.notices))


def _bare_window(application: QApplication, guide: Guide, settings: Settings, theme: Theme | None = None) -> MainWindow:
    theme = theme or Theme(application, settings.theme)
    window = MainWindow(guide, theme, settings)
    try:
        window.open_page(settings.page)
    except KnownError:
        window.open_page(guide.pages[0].permalink)
    theme.apply()  # once the widgets are in their places: each move in a styled tree would style them again
    return window


class _Start(QObject):
    """One start, stage by stage."""

    def __init__(
        self,
        application: QApplication,
        paths: Paths,
        single: SingleWindow,
        on_first_paint: Callback | None,
        on_ready: Callback | None,
    ) -> None:
        super().__init__()
        self.failed = 0
        self._began, self._page_ms = perf_counter(), 0
        self._application = application
        self._paths = paths
        self._single = single
        self._on_first_paint = on_first_paint
        self._on_ready = on_ready
        self._window: MainWindow | None = None
        self._workspace: Workspace | None = None
        self._painted: QWidget | None = None
        self._guide = GuideAtStart(paths, Settings())
        self._actor: Actor | None = None

    def open_window(self, guide_folder: Path | None) -> bool:
        """Stages 1 and 2. False where there is no guide to show."""
        settings = load_settings(self._paths.settings)
        self._guide = GuideAtStart(self._paths, settings)
        try:
            guide = self._guide.choose(guide_folder)
        except KnownError as error:
            from migdesk.ui.dialogs.recovery_dialog import cannot_start

            cannot_start(str(error))
            return False
        self._window = self._guide.build(guide, lambda guide: _bare_window(self._application, guide, settings))
        if not self._was_here_before() and not self._open_record():
            return False
        self._window.show()
        self._painted = self._window.guide.view.viewport() if self._workspace is None else self._window
        self._painted.installEventFilter(self)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._painted is not None:
            self._painted.removeEventFilter(self)
            self._painted = None
            QTimer.singleShot(0, self._after_first_paint)
        return False

    def close(self) -> None:
        """Close what was opened, in the opposite order."""
        if self._workspace is not None:
            self._workspace.close()

    def make_closing_copy(self) -> None:
        """Make the day's latest copy, once everything is closed. There is no window any more to say what hinders it."""
        if self._workspace is not None and self._workspace.can_write:
            from migdesk.base.errors import EnvironmentFault
            from migdesk.practice.backup import copy_if_due

            with suppress(EnvironmentFault):
                copy_if_due(self._paths.database, self._paths.backups, self._workspace.now, closing_down=True)

    def _was_here_before(self) -> bool:
        assert self._window is not None
        return bool(self._window.settings.practice) and self._paths.identity.exists()

    def _after_first_paint(self) -> None:
        assert self._window is not None
        self._page_ms = round((perf_counter() - self._began) * 1000)
        if self._on_first_paint is not None:
            self._on_first_paint(self._window)
        if self._workspace is None and not self._open_record():
            self._application.exit(self.failed)
            return
        QTimer.singleShot(0, self._ready)

    def _open_record(self) -> bool:
        """Stage 3. False where the person chose to stop, or nothing can be opened."""
        assert self._window is not None
        workspace = _open_workspace(self._paths, self._window.guide.guide, ask=self._on_first_paint is None)
        if workspace is None:
            self.failed = 2
            return False
        self._workspace = workspace
        if workspace.actor is None:
            workspace.act_as(self._actor)
        begin(self._window, workspace)
        show_first_screen(self._window)
        if self._guide.notice:
            self._window.banner.say_also(self._guide.notice, "")
        self._window.guide_chosen.connect(self._reopen)
        return True

    def _reopen(self, guide: Guide, place: str) -> None:
        """Close the window and its workspace and open both again with another guide, which is remembered."""
        old, workspace = self._window, self._workspace
        if old is None or workspace is None or not old.may_leave():
            return
        old.settings.guide = place
        old.leave()
        self._actor = workspace.actor
        workspace.close()
        self._workspace = None
        settings = load_settings(self._paths.settings)
        self._guide = GuideAtStart(self._paths, settings)
        self._guide.mark()
        theme = old.theme
        self._window = self._guide.build(guide, lambda guide: _bare_window(self._application, guide, settings, theme))
        if not self._open_record():
            self._application.exit(self.failed)
            return
        self._window.show()
        if self._window.session.practice_id:
            self._window.guide.focus_page()
        self._window.status.say(f"The guide is now “{self._window.guide.guide.title}”.")
        old.hide()  # only now: with its last window the program would end
        old.deleteLater()
        QTimer.singleShot(0, self._ready)

    def _ready(self) -> None:
        """Stage 4."""
        assert self._window is not None
        gc.enable()
        gc.freeze()  # what was made while starting stays for good, so there is no use in looking through it again
        if self._window.settings.opening:
            self._window.closing.connect(self._guide.clear_mark)
            QTimer.singleShot(ANSWERED_AFTER_MS, self._guide.clear_mark)
        if self._on_ready is not None:
            self._on_ready(self._window)
            return
        from migdesk.ui.start.bugs import catch_bugs
        from migdesk.ui.start.housekeeping import Housekeeping

        catch_bugs(self._window)
        self._note_start(self._window.session.workspace)
        self._housekeeping = Housekeeping(self._window, self._single)

    def _note_start(self, workspace: Workspace) -> None:
        """Note how long it took; only now is there time for the file."""
        from migdesk.base.log import Entry
        from migdesk.ui.start.qt_version import qt_version

        if workspace.can_write:
            ready_ms = round((perf_counter() - self._began) * 1000)
            python = ".".join(map(str, sys.version_info[:3]))
            versions = {"version": __version__, "python": python, "qt": qt_version(), "system": sys.platform}
            workspace.log.note(Entry.STARTED, page_ms=self._page_ms, ready_ms=ready_ms, **versions)
            workspace.log.open()


def _open_workspace(paths: Paths, guide: Guide, *, ask: bool) -> Workspace | None:
    """Open the workspace, or tell the person why not and return None. Nobody is there to `ask` while one measures."""
    from migdesk.practice.faults import UnusableRecord
    from migdesk.workspace.bootstrap import bootstrap

    while True:
        try:
            return bootstrap(paths, guide=guide)
        except UnusableRecord as trouble:
            from migdesk.ui.dialogs.recovery_dialog import recover

            if not ask:
                _cannot_start(str(trouble), ask=False)
                return None
            if not recover(paths, trouble):
                return None
        except KnownError as error:
            _cannot_start(str(error), ask=ask)
            return None


def _cannot_start(message: str, *, ask: bool) -> None:
    from migdesk.ui.dialogs.recovery_dialog import cannot_start, say_on_standard_error

    cannot_start(message) if ask else say_on_standard_error(message)
