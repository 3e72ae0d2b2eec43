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

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtPrintSupport import QPrinter

from migdesk.base.atomic import reason
from migdesk.base.errors import EnvironmentFault
from migdesk.base.paths import Paths
from migdesk.practice.event import Actor
from migdesk.practice.status import Status
from migdesk.ui.actions import ActionId
from migdesk.ui.checklist_pane.checklist_filter import Wanted
from migdesk.ui.dialogs.history_dialog import HistoryDialog
from migdesk.ui.guide_pane.printing import paint_pages
from migdesk.ui.main_window.right_pane import Tab
from migdesk.ui.start.window import qt_application
from migdesk.ui.tour.plan import PLAN_STOPS
from migdesk.ui.tour.practices import PRACTICES_STOPS
from migdesk.ui.tour.re_entry import RE_ENTRY_STOPS
from migdesk.ui.tour.registers import REGISTER_STOPS
from migdesk.ui.tour.stage import Stage, settle_until
from migdesk.workspace.bootstrap import bootstrap
from migdesk.workspace.reports.calendar import write_calendar
from migdesk.workspace.reports.status import write_report

PERSON = Actor("Alex Sample", "practice-manager", "Riverside Surgery")
REPORTS = ("html", "pdf", "json", "csv", "docx", "xlsx")
OTHER_PRACTICES = 29


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


class Tour(Stage):
    """One walk through the program. Each method is one stop, named after what it shows."""

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
            *(partial(stop, self) for stop in REGISTER_STOPS),
            *(partial(stop, self) for stop in RE_ENTRY_STOPS),
            self._practices,
            *(partial(stop, self) for stop in PRACTICES_STOPS),
            self._dark,
            self._printed_page,
            self._reports,
        )
        for stop in stops:
            stop()
        self.work.shell.close()

    def _first_start(self) -> None:
        self.work.show_welcome()
        self.picture("first-start")

    def _guide_and_checklist(self) -> None:
        self.workspace.sign_in(PERSON)
        self.work.session.actor_changed.emit()
        practice = self.workspace.samples.add_riverside()
        self.workspace.samples.add(OTHER_PRACTICES, 2)
        self.work.navigation.open_practice(practice)
        self.work.navigation.open_page("/guide/kick-off")
        self.picture("guide-and-checklist")

    def _tick(self) -> None:
        progress = self.workspace.progress(self.practice)
        task = next(task for task in progress.tasks if task.is_open and task.task.critical)
        self.work.right.show_task(task.id)
        tasks, session = self.workspace.tasks, self.work.session
        session.attempt(tasks.add_note, self.practice, task.id, "Agreed by phone.")
        session.attempt(tasks.tick, self.practice, task.id)
        self.picture("ticked-with-a-note")

    def _blocked(self) -> None:
        progress = self.workspace.progress(self.practice)
        task = next(task for task in progress.tasks if task.status == Status.TO_DO)
        why = "The new supplier has not sent its test criteria yet."
        tasks = self.workspace.tasks
        self.work.session.attempt(tasks.set_status, self.practice, task.id, Status.BLOCKED, why)
        self.work.right.show_task(task.id)
        self.work.navigation.open_link(task.task.link)
        self.picture("blocked-and-why")

    def _information_governance(self) -> None:
        self.work.navigation.open_page("/guide", "information-governance")
        self.work.right.show_tab(Tab.REFERENCES)
        self.picture("information-governance")

    def _acknowledge(self) -> None:
        progress = self.workspace.progress(self.practice)
        missing = next(
            (reference for reference in progress.references if not reference.acknowledged), progress.references[0]
        )
        self.work.right.show_reference(missing.reference.id)
        self.picture("before-acknowledging")
        references = self.workspace.references
        if not missing.acknowledged:
            self.work.session.attempt(references.acknowledge, self.practice, missing.reference.id)
        self.picture("acknowledged")

    def _history(self) -> None:
        entries = self.workspace.history(self.practice)
        name = self.workspace.practice(self.practice).name
        self.dialog(HistoryDialog(self.work.shell, name, entries, self.workspace.definitions), "history")

    def _filters(self) -> None:
        self.work.right.show_tab(Tab.CHECKLIST)
        self.work.right.checklist.set_filters(Wanted(to_do=True, critical=True))
        self.work.navigation.open_page("/guide/cutover")
        self.picture("filters-and-cutover")
        self.work.right.checklist.set_filters(Wanted())

    def _role_page(self) -> None:
        self.work.navigation.open_page("/guide/role/practice-staff")
        self.picture("checklist-by-role")

    def _search(self) -> None:
        self.work.shell.activateWindow()
        self.do(ActionId.SEARCH)
        self.work.header.search_box.setText("repeat prescriptions cutover")
        self.picture("search")
        self.work.header.search_box.leave()
        self.work.header.search_box.clear()

    def _practices(self) -> None:
        self.do(ActionId.PRACTICES)
        settle_until(lambda: self.work.screens.board is not None and not self.work.screens.board.is_reading)
        self.picture("practices")

    def _dark(self) -> None:
        self.do(ActionId.DARK_COLOURS)
        self.work.navigation.open_practice(self.practice)
        self.work.navigation.open_page("/guide/planning-for-cut-over")
        self.picture("dark")
        self.do(ActionId.LIGHT_COLOURS)

    def _printed_page(self) -> None:
        """The page in hand through Qt's printer, as a person prints it, into a PDF."""
        path, page = self.output / "printed-page.pdf", self.work.guide.view.page
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        if page is None or not paint_pages(printer, self.work.guide.guide, page):
            raise EnvironmentFault(f"The page could not be printed into {path}.")
        print(path)  # noqa: T201

    def _reports(self) -> None:
        calendar = write_calendar(self.workspace, self.output / "milestones.ics", [self.practice])
        print(calendar)  # noqa: T201 (the tour's result is what it says)
        for form in REPORTS:
            path = write_report(self.workspace, self.practice, self.output / f"status-report.{form}")
            print(path)  # noqa: T201


def _tell(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """Say what Qt says, but for one remark: the offscreen screen has nobody to tell how small a dialog may get."""
    if "propagateSizeHints" not in message:
        print(message, file=sys.stderr)  # noqa: T201
