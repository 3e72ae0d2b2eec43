"""The main job on a made-up practice, on Qt's offscreen screen: pictures and reports into a folder.

What the pictures show is done through the same panes and commands that a person uses; nothing is drawn for show.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QEventLoop, QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from migdesk.base.atomic import reason
from migdesk.base.errors import EnvironmentFault
from migdesk.base.paths import Paths
from migdesk.practice.event import Actor
from migdesk.practice.status import Status
from migdesk.ui.start.app import build_window, qt_application
from migdesk.ui.tour.plan import PLAN_STOPS
from migdesk.ui.tour.practices import PRACTICES_STOPS
from migdesk.workspace.bootstrap import bootstrap
from migdesk.workspace.workspace import Workspace

WIDTH, HEIGHT = 1366, 768
PERSON = Actor("Alex Sample", "practice-manager", "Riverside Surgery")
REPORTS = ("html", "pdf", "json", "csv", "ics")
OTHER_PRACTICES = 29
_SETTLE_MS = 120


def run_tour(output: Path) -> int:
    """Write numbered pictures (PNG, 1366 by 768) and a report of each form into `output`, and name each."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentFault(f"The folder {output} cannot be made: {reason(error)}.") from error
    application = qt_application()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        workspace = bootstrap(Paths(data, data / "cache", "the tour"))
        before = qInstallMessageHandler(_tell)
        try:
            Tour(application, workspace, output).walk()
        finally:
            qInstallMessageHandler(before)
            workspace.close()
    return 0


class Tour:
    """One walk through the program. Each method is one stop, named after what it shows."""

    def __init__(self, application: QApplication, workspace: Workspace, output: Path) -> None:
        self.workspace = workspace
        self.output = output
        self._count = 0
        self.window = build_window(application, workspace)
        self.window.theme.choose("light")
        self.window.resize(WIDTH, HEIGHT)

    def walk(self) -> None:
        stops: tuple[Callable[[], None], ...] = (
            self._first_start,
            self._guide_and_checklist,
            self._tick,
            self._blocked,
            self._information_governance,
            self._acknowledge,
            self._history,
            self._filters,
            self._role_page,
            self._search,
            *(partial(stop, self) for stop in PLAN_STOPS),
            self._practices,
            *(partial(stop, self) for stop in PRACTICES_STOPS),
            self._dark,
            self._printed_page,
            self._reports,
        )
        for stop in stops:
            stop()
        self.window.close()

    @property
    def practice(self) -> str:
        return self.window.session.practice_id

    def _first_start(self) -> None:
        self.window.show_welcome()
        self.picture("first-start")

    def _guide_and_checklist(self) -> None:
        self.workspace.sign_in(PERSON)
        self.window.session.actor_changed.emit()
        practice = self.workspace.samples.add_riverside()
        self.workspace.samples.add(OTHER_PRACTICES, 2)
        self.window.open_practice(practice)
        self.window.open_page("/guide/kick-off")
        self.picture("guide-and-checklist")

    def _tick(self) -> None:
        progress = self.workspace.progress(self.practice)
        task = next(task for task in progress.tasks if task.is_open and task.task.critical)
        self.window.right.show_task(task.id)
        tasks, session = self.workspace.tasks, self.window.session
        session.attempt(tasks.add_note, self.practice, task.id, "Agreed by phone.")
        session.attempt(tasks.tick, self.practice, task.id)
        self.picture("ticked-with-a-note")

    def _blocked(self) -> None:
        progress = self.workspace.progress(self.practice)
        task = next(task for task in progress.tasks if task.status == Status.TO_DO)
        why = "The new supplier has not sent its test criteria yet."
        tasks = self.workspace.tasks
        self.window.session.attempt(tasks.set_status, self.practice, task.id, Status.BLOCKED, why)
        self.window.right.show_task(task.id)
        self.window.open_link(task.task.link)
        self.picture("blocked-and-why")

    def _information_governance(self) -> None:
        self.window.open_page("/guide", "information-governance")
        self.window.right.show_tab(1)
        self.picture("information-governance")

    def _acknowledge(self) -> None:
        progress = self.workspace.progress(self.practice)
        missing = next((one for one in progress.references if not one.acknowledged), progress.references[0])
        self.window.right.show_reference(missing.reference.id)
        self.picture("before-acknowledging")
        references = self.workspace.references
        if not missing.acknowledged:
            self.window.session.attempt(references.acknowledge, self.practice, missing.reference.id)
        self.picture("acknowledged")

    def _history(self) -> None:
        from migdesk.ui.dialogs.history_dialog import HistoryDialog

        entries = self.workspace.history(self.practice)
        name = self.workspace.practice(self.practice).name
        self.dialog(HistoryDialog(self.window, name, entries, self.workspace.definitions), "history")

    def _filters(self) -> None:
        from migdesk.ui.checklist_pane.checklist_filter import Wanted

        self.window.right.show_tab(0)
        self.window.right.checklist.set_filters(Wanted(to_do=True, critical=True))
        self.window.open_page("/guide/cutover")
        self.picture("filters-and-cutover")
        self.window.right.checklist.set_filters(Wanted())

    def _role_page(self) -> None:
        self.window.open_page("/guide/role/practice-staff")
        self.picture("checklist-by-role")

    def _search(self) -> None:
        self.window.activateWindow()
        self.window.header.search_box.start()
        self.window.header.search_box.setText("repeat prescriptions cutover")
        self.picture("search")
        self.window.header.search_box.leave()
        self.window.header.search_box.clear()

    def _practices(self) -> None:
        self.window.show_board()
        settle_until(lambda: self.window.screens.board is not None and not self.window.screens.board.is_reading)
        self.picture("practices")

    def _dark(self) -> None:
        self.window.theme.choose("dark")
        self.window.open_practice(self.practice)
        self.window.open_page("/guide/planning-for-cut-over")
        self.picture("dark")
        self.window.theme.choose("light")

    def _printed_page(self) -> None:
        """The page in hand through Qt's printer, as a person prints it, into a PDF."""
        from PySide6.QtPrintSupport import QPrinter

        from migdesk.ui.guide_pane.printing import paint_pages

        path, page = self.output / "printed-page.pdf", self.window.guide.view.page
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        if page is None or not paint_pages(printer, self.window.guide.guide, page):
            raise EnvironmentFault(f"The page could not be printed into {path}.")
        print(path)  # noqa: T201

    def _reports(self) -> None:
        from migdesk.workspace.reports.status import write_report

        for form in REPORTS:
            path = write_report(self.workspace, self.practice, self.output / f"status-report.{form}")
            print(path)  # noqa: T201 (the tour's result is what it says)

    def picture(self, name: str, of: QWidget | None = None) -> None:
        window = of or self.window
        window.show()
        settle(_SETTLE_MS)
        self._count += 1
        path = self.output / f"{self._count:02d}-{name}.png"
        if not window.grab().save(str(path)):
            raise EnvironmentFault(f"The picture {path} could not be written.")
        print(path)  # noqa: T201

    def dialog(self, dialog: QDialog, name: str) -> None:
        self.picture(name, dialog)
        dialog.close()


def _tell(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """Say what Qt says, but for one remark: the offscreen screen has nobody to tell how small a dialog may get."""
    if "propagateSizeHints" not in message:
        print(message, file=sys.stderr)  # noqa: T201


def settle_until(done: Callable[[], bool], most_ms: int = 5_000) -> None:
    """Let Qt work until something is there."""
    end = perf_counter() + most_ms / 1_000
    while not done() and perf_counter() < end:
        settle(20)


def settle(milliseconds: int) -> None:
    """Let Qt lay out and paint for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
