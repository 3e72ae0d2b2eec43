"""The agenda for a visit: since when it tells the changes, in which form it is wanted, and recording the visit."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QMenu, QProgressBar, QVBoxLayout, QWidget

from migdesk.base.date_words import long_date
from migdesk.base.errors import UserError
from migdesk.report.file_names import file_name_of
from migdesk.report.formats import FORMAT_BY_ID, Format, format_of, formats_of
from migdesk.ui.background import Background
from migdesk.ui.dialogs.dialog_frame import DialogFrame
from migdesk.ui.dialogs.save_file import ask_where_to_save
from migdesk.ui.dialogs.write_report import gather_report, write_report
from migdesk.ui.look.words import days_from
from migdesk.ui.session.session import Session
from migdesk.ui.session.settings import Settings
from migdesk.ui.visit.past_date_field import PastDateField
from migdesk.ui.widgets.label import news_label, text_label
from migdesk.ui.widgets.labelled_field import LabelledField
from migdesk.workspace.reports.agenda import prepare_agenda, visit_agenda
from migdesk.workspace.visit_commands import USUAL_DAYS

if TYPE_CHECKING:
    from migdesk.report.agenda.model import Agenda

INDENT = 24  # pixels, under a box to tick


def prepare_visit(parent: QWidget, session: Session, settings: Settings) -> None:
    """Let the person make the agenda for a visit to the practice in hand, and offer to open it where it is a file."""
    if session.practice is None:
        session.refused.emit("Choose a practice first; an agenda is for a visit to one practice.")
        return
    dialog = AgendaDialog(parent, session, settings)
    if dialog.exec() and dialog.written is not None:
        from migdesk.ui.dialogs.report_dialog import offer_to_open

        offer_to_open(parent, dialog.written, format_of("agenda", dialog.written).about_in("agenda"))


class AgendaDialog(DialogFrame):
    """Stays open until the agenda was printed or written. `written` is then its file; None where it was printed."""

    def __init__(self, parent: QWidget | None, session: Session, settings: Settings) -> None:
        super().__init__(parent, "Agenda for a visit", width_in_characters=66)
        self.written: Path | None = None
        self._session = session
        self._settings = settings
        self._practice_id = session.practice_id
        self._today = session.workspace.today
        self._work = Background(self)
        workspace = session.workspace
        self._name = workspace.practice(self._practice_id).name
        self._visited = workspace.visits.last(self._practice_id)
        self._fill()
        self._add_buttons()
        self.since.setFocus()
        self.fit()

    def _fill(self) -> None:
        practice = text_label(self._name, heading="3")
        self.since = PastDateField("Changes since", today=self._today)
        self.since.set_date(self._session.workspace.visits.since(self._practice_id).day)
        self.record = QCheckBox("Record today's visit")
        what = (
            f"Keeps {long_date(self._today)} as the day of the last visit, with your name. The next agenda tells what "
            "has changed since. Undo takes it back."
        )
        self.record.setAccessibleDescription(what)
        about_record = text_label(what, muted=True)
        about_record.setIndent(INDENT)
        recording = QVBoxLayout()
        recording.setSpacing(3)
        recording.addWidget(self.record)
        recording.addWidget(about_record)
        self.trouble = news_label(wrong=True)
        self.trouble.hide()
        self.content.addWidget(practice)
        self.content.addWidget(text_label(_about()))
        self.content.addWidget(LabelledField("Tell what has changed since", self.since, self._about_since()))
        self.content.addLayout(recording)
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName("Making the agenda")
        self.progress.hide()
        self.content.addWidget(self.progress)
        self.content.addWidget(self.trouble)
        self.content.addStretch(1)

    def _about_since(self) -> str:
        if self._visited is None:
            return f"No visit has been recorded yet, so this is {USUAL_DAYS} days ago. Leave it empty for that."
        when = days_from(self._visited, self._today)
        return f"The last visit was on {long_date(self._visited)}, {when}. Leave it empty for that day."

    def _add_buttons(self) -> None:
        self.cancel_button = self.add_button("Cancel")
        self.cancel_button.clicked.connect(self.reject)
        self.save_button = self.add_button("Save as…")
        self.save_button.setMenu(self._formats_menu())
        self.preview_button = self.add_button("Preview and print…", primary=True, default=True)
        self.preview_button.clicked.connect(self._preview)

    def _formats_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        self.save_actions: dict[str, QAction] = {}
        for form in formats_of("agenda"):
            action = self.save_actions[form.id] = menu.addAction(f"{form.title}…")
            action.setToolTip(form.about_in("agenda"))
            action.triggered.connect(partial(self._save, form))
        return menu

    # on paper, or as a file

    def _preview(self) -> None:
        from migdesk.report.agenda.document import agenda_document
        from migdesk.report.writers.pdf.forms import print_on
        from migdesk.report.writers.pdf.printable import printable
        from migdesk.ui.printing.preview import new_printer, show_preview

        def show(agenda: Agenda) -> None:
            self._show_running(False)
            sheets = printable(agenda_document(agenda))
            if show_preview(self, new_printer(), sheets.title, lambda device: print_on(sheets, device)):
                self._end()

        try:
            since = self._since()
        except UserError:
            return
        workspace, practice = self._session.workspace, self._practice_id
        self._show_running(True)
        gather_report(
            self._work, FORMAT_BY_ID["pdf"], lambda: visit_agenda(workspace, practice, since), show, self._failed
        )

    def _save(self, form: Format) -> None:
        try:
            since = self._since()
        except UserError:
            return
        name = f"{file_name_of(self._name)} agenda {self._today:%Y-%m-%d}{form.suffix}"
        path = ask_where_to_save(self, f"Save the agenda: {form.title}", name, (form,), settings=self._settings)
        if path is None:
            return
        workspace, practice = self._session.workspace, self._practice_id
        self._show_running(True)
        write_report(
            self._work,
            form,
            lambda: prepare_agenda(workspace, practice, path, since, form.id),
            self._written,
            self._failed,
        )

    def _written(self, path: Path) -> None:
        self.written = path
        self._end()

    def _since(self) -> date | None:
        """Return the day that was typed. Raises UserError, after saying it at the field, for one that cannot be."""
        day = self.since.read()
        try:
            self._session.workspace.visits.since(self._practice_id, day)
        except UserError as error:
            self.since.show_problem(str(error))
            self.since.setFocus()
            raise
        return day

    def reject(self) -> None:
        """Stop making the agenda where that is going on, and stay; else close."""
        if self._work.is_running:
            self._work.cancel()
            self._show_running(False)
            return
        super().reject()

    def done(self, result: int) -> None:
        self._work.cancel()
        super().done(result)

    def _failed(self, why: str) -> None:
        self._show_running(False)
        self.trouble.setText(f"The agenda was not made. {why}")
        self.trouble.show()

    def _show_running(self, running: bool) -> None:
        self.trouble.hide()
        self.progress.setVisible(running)
        for widget in (self.since, self.record, self.save_button, self.preview_button):
            widget.setEnabled(not running)
        (self.cancel_button if running else self.preview_button).setFocus()

    def _end(self) -> None:
        """Close, and record the visit where that was asked for; what stands in the way of that the window says."""
        if self.record.isChecked():
            self._session.attempt(self._session.workspace.visits.record, self._practice_id, self._today)
        self.accept()


def _about() -> str:
    return (
        "One or two sheets: what has changed, what is overdue or blocked, the next four weeks, open Information "
        "Governance, and room to write."
    )
