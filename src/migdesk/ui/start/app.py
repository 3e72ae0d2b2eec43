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
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication, QWidget

from migdesk.base.errors import KnownError, UserError
from migdesk.base.paths import Paths
from migdesk.base.platform import OPENS_FILES_BY_EVENTS
from migdesk.guide.guide import Guide
from migdesk.ui.look.theme import Theme
from migdesk.ui.main_window.shell import Shell
from migdesk.ui.session.settings import Settings, load_settings
from migdesk.ui.start.guide_at_start import ANSWERED_AFTER_MS, GuideAtStart
from migdesk.ui.start.single_window import SingleWindow
from migdesk.ui.start.window import begin_work, open_shell, qt_application, say_why_not, show_first_screen

if TYPE_CHECKING:
    from migdesk.practice.event import Actor
    from migdesk.ui.copies.record_change import RecordChange
    from migdesk.ui.main_window.work import Work

Callback = Callable[[Shell], None]


def run(
    paths: Paths,
    guide_folder: Path | None = None,
    on_first_paint: Callback | None = None,
    on_ready: Callback | None = None,
    *,
    ask: bool = True,
    package: Path | None = None,
) -> int:
    """Show the window until it is closed and return the exit code. Needs a display (or Qt's offscreen screen).

    `package` is a file from another computer, whose preview is shown, in a window that is open already if there is one.

    The callbacks are for measuring: after the first paint of the page, and when everything is on the screen. Without
    `ask` nobody is there to answer a dialog, as in the self-check: what stands in the way goes to standard error.
    """
    application = qt_application()
    single = SingleWindow(paths.data)
    if not single.is_first():
        single.ask_first_to_show(package)
        if single.is_answered():
            return 0
        say_why_not(single.no_answer(), ask=ask)
        return 2
    start = Start(application, paths, single, on_first_paint, on_ready, ask=ask, package=package)
    if not start.open_window(guide_folder):
        return 2
    code = application.exec()
    start.close()
    single.close()
    start.make_closing_copy()  # last, as the next start need not wait for it
    if start.shows_a_copy:
        from migdesk.workspace.copies.look import forget_look

        forget_look(paths)
    return start.failed or code


class Start(QObject):
    """One start, stage by stage. `work` is the whole window, None until the record is open."""

    def __init__(
        self,
        application: QApplication,
        paths: Paths,
        single: SingleWindow,
        on_first_paint: Callback | None,
        on_ready: Callback | None,
        *,
        ask: bool = True,
        package: Path | None = None,
    ) -> None:
        super().__init__()
        self._package = package
        self.failed = 0
        self._began, self._page_ms = perf_counter(), 0
        self.work: Work | None = None
        self._shell: Shell | None = None
        self._application = application
        self._paths = paths
        self._single = single
        self._on_first_paint = on_first_paint
        self._on_ready = on_ready
        self._ask = ask
        self._awaited: tuple[QWidget, Shell] | None = None  # what is to be painted first, and its window
        self._guide = GuideAtStart(paths, Settings())

    def open_window(self, guide_folder: Path | None) -> bool:
        """Stages 1 and 2. False where there is no guide to show."""
        settings = load_settings(self._paths.settings)
        self._guide = GuideAtStart(self._paths, settings)
        try:
            guide = self._guide.choose(guide_folder)
        except KnownError as error:
            say_why_not(str(error), ask=self._ask)
            return False
        shell = self._open_shell(guide, settings)
        if not self._was_here_before(settings) and not self._open_record(shell):
            return False
        shell.show()
        page = shell.guide.view.viewport()  # a narrow window may show the checklist alone, a first start the welcome
        self._awaited = (page if page.isVisible() else shell, shell)
        self._awaited[0].installEventFilter(self)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FileOpen and isinstance(event, QFileOpenEvent) and self.work is not None:
            self.work.open_package(Path(event.file()))
            return True
        # A window that its parts cover is never painted itself: it is told that they are.
        if event.type() in (QEvent.Type.Paint, QEvent.Type.UpdateRequest) and self._awaited is not None:
            painted, shell = self._awaited
            painted.removeEventFilter(self)
            self._awaited = None
            QTimer.singleShot(0, partial(self._after_first_paint, shell))
        return False

    def close(self) -> None:
        """Close what was opened, in the opposite order."""
        if self.work is not None:
            self.work.session.workspace.close()
        if self._shell is not None:
            self._shell.deleteLater()
            QApplication.sendPostedEvents(self._shell, QEvent.Type.DeferredDelete)

    @property
    def shows_a_copy(self) -> bool:
        """Tell whether this window was there to look into a copy alone."""
        note = self.work.session.workspace.read_only_note if self.work is not None else None
        return note is not None and note.why == "copy"

    def make_closing_copy(self) -> None:
        """Make the day's latest copy, once everything is closed. There is no window any more to say what hinders it."""
        workspace = self.work.session.workspace if self.work is not None else None
        if workspace is not None and workspace.can_write:
            from migdesk.base.errors import EnvironmentFault
            from migdesk.practice.backup import copy_if_due

            with suppress(EnvironmentFault):
                copy_if_due(self._paths.database, self._paths.backups, workspace.now, closing_down=True)

    def _was_here_before(self, settings: Settings) -> bool:
        return bool(settings.practice) and self._paths.knows_a_person

    def _open_shell(self, guide: Guide, settings: Settings, theme: Theme | None = None) -> Shell:
        def build(guide: Guide) -> Shell:
            return open_shell(self._application, guide, settings, theme)

        self._shell = shell = self._guide.build(guide, build)
        return shell

    def _after_first_paint(self, shell: Shell) -> None:
        self._page_ms = round((perf_counter() - self._began) * 1000)
        if self._on_first_paint is not None:
            self._on_first_paint(shell)
        if self.work is None and not self._open_record(shell):
            self._application.exit(self.failed)
            return
        QTimer.singleShot(0, self._ready)

    def _open_record(self, shell: Shell, actor: Actor | None = None) -> bool:
        """Stage 3. False where the person chose to stop, or nothing can be opened."""
        from migdesk.ui.start.record import open_workspace

        workspace = open_workspace(self._paths, shell.guide.guide, ask=self._ask)
        if workspace is None:
            self.failed = 2
            return False
        if workspace.actor is None:
            workspace.act_as(actor)
        self.work = work = begin_work(shell, workspace)
        show_first_screen(work)
        if self._guide.notice:
            work.banner.say_also(self._guide.notice, "")
        work.guide_chosen.connect(self._reopen)
        work.record_change_requested.connect(self._change_record)
        return True

    def _reopen(self, guide: Guide, place: str) -> None:
        """Close the window and its workspace and open both again with another guide, which is remembered."""
        if self.work is None or not self.work.may_leave():
            return
        old = self.work
        old.services.settings.guide = place
        actor = self._close_record(old)
        settings = load_settings(self._paths.settings)
        self._guide = GuideAtStart(self._paths, settings)
        self._guide.mark()
        self._open_again(old, guide, settings, actor, f"The guide is now “{guide.title}”.")

    def _change_record(self, change: RecordChange) -> None:
        """Close the window and its record, have the record changed, and open both again with the same guide."""
        if self.work is None or not self.work.may_leave():
            return
        from migdesk.ui.dialogs.progress_dialog import with_progress

        old, wrong = self.work, ""
        self._close_record(old)
        try:
            said = with_progress(old.shell, change.title, change.words, lambda _: change.work(self._paths), cancel="")
        except UserError as error:
            said, wrong = "", str(error)
        settings = load_settings(self._paths.settings)
        self._guide = GuideAtStart(self._paths, settings)
        self._open_again(old, old.guide.guide, settings, None, said)
        if wrong and self.work is not None:
            self.work.banner.say_also(wrong)

    def _close_record(self, old: Work) -> Actor | None:
        """End a window's work and close its record, and return who was at the keyboard."""
        workspace = old.session.workspace
        old.leave()
        workspace.close()
        self.work = None
        return workspace.actor

    def _open_again(self, old: Work, guide: Guide, settings: Settings, actor: Actor | None, said: str) -> None:
        """Open another window and its record in place of an old one, whose record is closed."""
        shell = self._open_shell(guide, settings, old.services.theme)
        if not self._open_record(shell, actor):
            self._application.exit(self.failed)
            return
        shell.show()
        if self.work is not None and said:
            if self.work.session.practice_id:
                self.work.guide.focus_page()
            self.work.status.say(said)
        old.shell.hide()  # only now: with its last window the program would end
        old.shell.deleteLater()
        QTimer.singleShot(0, self._ready)

    def _ready(self) -> None:
        """Stage 4."""
        gc.enable()
        gc.freeze()  # what was made while starting stays for good, so there is no use in looking through it again
        if self.work is None:
            return
        if self.work.services.settings.opening:
            self.work.closing.connect(self._guide.clear_mark)
            QTimer.singleShot(ANSWERED_AFTER_MS, self._guide.clear_mark)
        if self._on_ready is not None:
            self._on_ready(self.work.shell)
            return
        from migdesk.ui.start.bugs import catch_bugs
        from migdesk.ui.start.guide_update import GuideUpdateAtStart
        from migdesk.ui.start.housekeeping import Housekeeping
        from migdesk.ui.start.start_log import note_start

        catch_bugs(self.work.services)
        note_start(self.work.session.workspace, self._page_ms, round((perf_counter() - self._began) * 1000))
        GuideUpdateAtStart(self.work)  # before what can wait: somebody begins to read
        Housekeeping(self.work, self._single)
        if self.work.session.workspace.people.known_here().before:
            from migdesk.ui.people.who_is_here import ask_after_switch

            ask_after_switch(self.work.session, self.work.shell)
        if self._package is not None:
            self.work.open_package(self._package)
        if OPENS_FILES_BY_EVENTS:  # also to a window that is open
            self._application.installEventFilter(self)
