"""What runs while the window is open: watching for other programs and midnight, and looking after the record."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot

from migdesk.base.errors import EnvironmentFault, KnownError
from migdesk.base.log import Entry
from migdesk.practice.cloud_folder import conflict_copies
from migdesk.practice.holder import RENEWED_EVERY
from migdesk.ui.background import Background
from migdesk.ui.look.words import counted
from migdesk.ui.main_window.work import Work
from migdesk.ui.start.record_check import RecordCheck
from migdesk.ui.start.single_window import SingleWindow

LOOK_EVERY_MS = 500
COPY_DUE_EVERY_MS = 10 * 60 * 1000
"""How often one looks whether a copy is due: an hour's work must not wait much longer for its own."""
PREPARE_SEARCH_AFTER_MS = 1_500


class Housekeeping(QObject):
    """Timers of one window. Copies and checks run in a thread of their own, on a connection of their own."""

    def __init__(self, work: Work, single: SingleWindow) -> None:
        super().__init__(work)
        self._work = work
        self._single = single
        self._session = work.session
        self._day = self._session.workspace.today
        self._care = Background(self)
        self._look = _timer(self, LOOK_EVERY_MS, self._look_around)
        self._renew = _timer(self, RENEWED_EVERY // timedelta(milliseconds=1), self._session.workspace.hold_folder)
        self._session.workspace.hold_folder()
        self._copy = _timer(self, COPY_DUE_EVERY_MS, self._copy_if_due)
        self._prepare = _timer(self, PREPARE_SEARCH_AFTER_MS, work.header.search_box.prepare_at_leisure)
        self._prepare.setSingleShot(True)
        self._trouble = ""
        work.closing.connect(self.stop)
        self._crash = self._session.workspace.paths.crash_file
        self._offer_crash_file()
        self._offer_conflict_copies()
        self._look_after_record()
        work.shares.start()
        RecordCheck(self, self._session.workspace, work.banner.say_also)

    @Slot()
    def stop(self) -> None:
        """The window is closing, and the record with it: nothing may look at it any more."""
        for timer in (self._look, self._renew, self._copy, self._prepare):
            timer.stop()
        self._care.cancel()
        self._work.header.search_box.stop_preparing()

    @Slot()
    def _look_around(self) -> None:
        workspace = self._session.workspace
        self._look_for_changes()
        if workspace.today != self._day:
            self._day = workspace.today
            self._session.day_changed()
            self._look_after_record()
        if self._single.was_asked():
            window = self._work.shell
            window.showNormal() if window.isMinimized() else window.show()
            window.raise_()
            window.activateWindow()
            if self._single.package_named:
                self._work.open_package(self._single.package_named)

    def _look_for_changes(self) -> None:
        """A drive that went away may come back, so what stands in the way is said once, and looking goes on."""
        try:
            self._session.workspace.look_for_changes()
        except KnownError as error:
            if str(error) != self._trouble:
                self._trouble = str(error)
                self._work.banner.say(self._trouble)
                self._work.status.say_refused(self._trouble)
        else:
            if self._trouble:
                self._work.banner.no_longer(self._trouble)
            self._trouble = ""

    def _look_after_record(self) -> None:
        """Check a large record whole and make today's copy, without keeping the window waiting."""
        self._in_background(_check_and_copy)

    @Slot()
    def _copy_if_due(self) -> None:
        if not self._care.is_running:  # a check makes the copy at its end
            self._in_background(_make_copy)

    def _in_background(self, work: Callable[[Path, Path, datetime], bool]) -> None:
        workspace = self._session.workspace
        if workspace.can_write:
            database, backups, now = workspace.paths.database, workspace.paths.backups, workspace.now
            self._care.run(
                lambda _: work(database, backups, now), self._say_if_damaged, self._say_copy_failed, awaited=False
            )

    def _say_if_damaged(self, sound: bool) -> None:
        if not sound:
            self._say_damaged()

    def _say_damaged(self) -> None:
        self._session.workspace.log.note(Entry.DAMAGE_FOUND)
        self._work.banner.say(
            "The record on this computer is damaged. Close migdesk and start it again: it offers the last good copy."
        )

    def _say_copy_failed(self, why: str) -> None:
        self._session.workspace.log.note(Entry.COPY_FAILED)
        self._work.banner.say(f"Today's copy of the record could not be made: {why} The record itself is saved.")

    def _offer_crash_file(self) -> None:
        if self._crash.exists():
            self._work.banner.action_requested.connect(self._show_crash_file)
            self._work.banner.say_also(
                "migdesk stopped unexpectedly last time. What you saved is safe.", "Show the details"
            )
            with suppress(OSError):  # a folder that cannot be written has it offered again next time
                self._crash = self._crash.replace(self._crash.with_name("crash-seen.txt"))

    def _offer_conflict_copies(self) -> None:
        """Offer to take in what a synchronising program left beside the record, of which the banner tells."""
        workspace = self._session.workspace
        if workspace.can_write and conflict_copies(workspace.paths.database) and not self._crash.exists():
            self._work.banner.action_requested.connect(self._take_in_conflict_copies)
            self._work.banner.say_also(
                "What the other copy beside the record holds can be taken in, after a copy of the record as it is.",
                "Take it in",
            )

    @Slot()
    def _take_in_conflict_copies(self) -> None:
        self._work.banner.action_requested.disconnect(self._take_in_conflict_copies)
        try:
            taken = self._session.workspace.take_in_conflict_copies()
        except KnownError as error:
            self._work.banner.say(str(error))
        else:
            self._work.status.say(f"{counted(sum(copy.new for copy in taken), 'change')} taken in.")

    @Slot()
    def _show_crash_file(self) -> None:
        from migdesk.ui.dialogs.details_dialog import crash_details

        self._work.banner.action_requested.disconnect(self._show_crash_file)
        crash_details(self._work.shell, self._crash).exec()


def _check_and_copy(database: Path, backups: Path, now: datetime) -> bool:
    """Make a copy of a sound record; return False for a damaged one. Raises EnvironmentFault."""
    from migdesk.practice.opening import check_soundness

    return check_soundness(database) and _make_copy(database, backups, now)


def _make_copy(database: Path, backups: Path, now: datetime) -> bool:
    """Make a copy where one is due, and return True. Raises EnvironmentFault with what stood in the way."""
    from migdesk.practice.backup import copy_if_due
    from migdesk.practice.faults import cause_of

    try:
        copy_if_due(database, backups, now)
    except EnvironmentFault as fault:
        raise EnvironmentFault(cause_of(fault)) from fault
    return True


def _timer(parent: QObject, interval_ms: int, slot: Callable[[], object]) -> QTimer:
    timer = QTimer(parent)
    timer.setInterval(interval_ms)
    timer.timeout.connect(slot)
    timer.start()
    return timer
