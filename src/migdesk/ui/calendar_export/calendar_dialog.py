"""What goes into a calendar file: this practice or all, milestones alone or tasks too, and whose."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QHBoxLayout,
    QMessageBox,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from migdesk.base.errors import KnownError
from migdesk.report.calendar import load
from migdesk.ui.calm_combo_box import CalmComboBox
from migdesk.ui.dialogs.dialog_frame import DialogFrame, text_label
from migdesk.ui.dialogs.restyle import set_look
from migdesk.ui.file_names import file_name_of
from migdesk.ui.session import Session
from migdesk.ui.settings import Settings
from migdesk.ui.step_run import StepRun
from migdesk.ui.words import counted
from migdesk.workspace.calendar_file import MOST_WITH_TASKS, calendar_steps
from migdesk.workspace.steps import Step

INDENT = 24  # pixels, under a choice that has a choice of its own
ABOUT = (
    "For the calendar on your computer or phone: each milestone and task is a whole day. Bring in a newer file at any "
    "time: it moves what is there and doubles nothing."
)


def save_calendar(parent: QWidget, session: Session, settings: Settings) -> None:
    """Ask what goes into a calendar file and where to, write it, and offer to open it."""
    dialog = CalendarDialog(parent, session, settings)
    if dialog.exec() and dialog.written is not None:
        offer_calendar(parent, dialog.written)


class CalendarDialog(DialogFrame):
    """Writes the file itself, with progress; `written` is where it is. Cancel while it is being written stops that."""

    def __init__(self, parent: QWidget | None, session: Session, settings: Settings) -> None:
        super().__init__(parent, "Save a calendar file", width_in_characters=66)
        self.written: Path | None = None
        self._session = session
        self._settings = settings
        self._target = Path()
        self._practices = [one.id for one in session.workspace.store.names() if not one.archived]
        self._run = StepRun(self)
        self._run.progressed.connect(self._progressed)
        self._run.finished.connect(self._finished)
        self._run.failed.connect(self._failed)
        self._fill()
        self._add_buttons()
        self._refresh()
        self.fit()

    def _fill(self) -> None:
        self._choices = QWidget()
        choices = QVBoxLayout(self._choices)
        choices.setContentsMargins(0, 0, 0, 0)
        choices.setSpacing(8)
        self._add_practices(choices)
        choices.addSpacing(6)
        self._add_tasks(choices)
        self.progress = QProgressBar()
        self.progress.setAccessibleName("How far the calendar is")
        self.progress.hide()
        self.said = text_label("")
        self.said.hide()
        self.content.addWidget(text_label(ABOUT))
        self.content.addWidget(self._choices)
        self.content.addWidget(self.progress)
        self.content.addWidget(self.said)
        self.content.addStretch(1)

    def _add_practices(self, choices: QVBoxLayout) -> None:
        practice = self._session.practice
        heading = text_label("Which practices")
        heading.setProperty("heading", "3")
        self.this_practice = QRadioButton("This practice")
        self.all_practices = QRadioButton(f"All practices ({len(self._practices):,})")
        self.all_practices.setToolTip("All that are not in the archive")
        group = QButtonGroup(self)
        group.addButton(self.this_practice)
        group.addButton(self.all_practices)
        self.this_practice.setVisible(practice is not None)
        (self.this_practice if practice else self.all_practices).setChecked(True)
        choices.addWidget(heading)
        choices.addWidget(self.this_practice)
        if practice is not None:
            name = text_label(practice.name, muted=True)
            name.setIndent(INDENT)
            self.this_practice.setAccessibleDescription(practice.name)
            choices.addWidget(name)
        choices.addWidget(self.all_practices)
        self.all_practices.toggled.connect(self._refresh)

    def _add_tasks(self, choices: QVBoxLayout) -> None:
        heading = text_label("What of them")
        heading.setProperty("heading", "3")
        self.milestones = QRadioButton("The milestones")
        self.tasks = QRadioButton("The milestones, and the tasks that have a date")
        self.milestones.setChecked(True)
        group = QButtonGroup(self)
        group.addButton(self.milestones)
        group.addButton(self.tasks)
        self.role = CalmComboBox()
        self.role.setAccessibleName("Whose tasks")
        self.role.addItem("Of every role", "")
        for role in self._session.workspace.definitions.roles:
            self.role.addItem(role.title, role.id)
        kept = self.role.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.role.setSizePolicy(kept)
        row = QHBoxLayout()
        row.setContentsMargins(INDENT, 0, 0, 0)
        row.addWidget(self.role)
        row.addStretch(1)
        self.why_no_tasks = text_label(
            f"Tasks of more than {MOST_WITH_TASKS} practices are more than a calendar can take.", muted=True
        )
        self.why_no_tasks.setIndent(INDENT)
        for widget in (heading, self.milestones, self.tasks):
            choices.addWidget(widget)
        choices.addLayout(row)
        choices.addWidget(self.why_no_tasks)
        self.tasks.toggled.connect(self._refresh)

    def _add_buttons(self) -> None:
        self.cancel_button: QPushButton = self.add_button("Cancel")
        self.cancel_button.clicked.connect(self.reject)
        self.save_button = self.add_button("Choose where to save it…", primary=True, default=True)
        self.save_button.clicked.connect(self._choose_file)

    def _refresh(self) -> None:
        """Offer tasks only where a calendar can take them, and a role only with tasks."""
        too_many = self.all_practices.isChecked() and len(self._practices) > MOST_WITH_TASKS
        if too_many:
            self.milestones.setChecked(True)
        self.tasks.setEnabled(not too_many)
        self.why_no_tasks.setVisible(too_many)
        self.role.setVisible(self.tasks.isChecked())

    # writing it

    def _choose_file(self) -> None:
        practice = self._session.practice
        alone = practice is not None and self.this_practice.isChecked()
        name = file_name_of(practice.name) if practice is not None and alone else "Migrations"
        folder = Path(self._settings.report_folder) if self._settings.report_folder else Path.home()
        chosen, _ = QFileDialog.getSaveFileName(
            self, "Save the calendar", str(folder / f"{name} calendar.ics"), "Calendar file (*.ics)"
        )
        if chosen:
            path = Path(chosen)
            self.write(path if path.suffix else path.with_suffix(".ics"))

    def write(self, path: Path) -> None:
        """Begin to write what is chosen to `path`."""
        self._target = path
        alone = self._session.practice is not None and self.this_practice.isChecked()
        with_tasks = self.tasks.isChecked()
        practices = [self._session.practice_id] if alone else self._practices
        self.said.hide()
        try:
            steps = calendar_steps(
                self._session.workspace,
                path,
                practices,
                tasks=with_tasks,
                role=str(self.role.currentData()) if with_tasks else "",
            )
        except KnownError as error:
            self._failed(str(error))
            return
        self._show_running(True)
        self.progress.setRange(0, len(practices))
        self.progress.setValue(0)
        self._run.start(steps, load)

    def reject(self) -> None:
        """Stop writing where that is going on, and stay; else close."""
        if self._run.is_running:
            self._run.stop()
            self._show_running(False)
            self._say("Stopped. Nothing was written.", wrong=False)
            return
        super().reject()

    def done(self, result: int) -> None:
        self._run.stop()
        super().done(result)

    def _progressed(self, step: Step) -> None:
        self.progress.setRange(0, step.total)
        self.progress.setValue(step.done)
        self.progress.setFormat(f"{step.done:,} of {counted(step.total, 'practice')}")

    def _finished(self) -> None:
        self.written = self._target.expanduser().absolute()
        self._settings.report_folder = str(self.written.parent)
        self.accept()

    def _failed(self, why: str) -> None:
        self._show_running(False)
        self._say(why)

    def _say(self, words: str, *, wrong: bool = True) -> None:
        self.said.setText(words)
        set_look(self.said, wrong=wrong)
        self.said.show()

    def _show_running(self, running: bool) -> None:
        self._choices.setEnabled(not running)
        self.save_button.setEnabled(not running)
        self.progress.setVisible(running)
        (self.cancel_button if running else self.save_button).setFocus()


def offer_calendar(parent: QWidget, path: Path) -> None:
    """Say where the file is, and open it with the person's calendar program or show its folder."""
    box = QMessageBox(
        QMessageBox.Icon.Information, "The calendar is ready", f"The calendar is ready:\n{path}", parent=parent
    )
    box.setInformativeText("Open it with your calendar program, or bring it in from there (Import).")
    show = box.addButton("Open in my calendar", QMessageBox.ButtonRole.AcceptRole)
    folder = box.addButton("Open its folder", QMessageBox.ButtonRole.ActionRole)
    close = box.addButton("Close", QMessageBox.ButtonRole.RejectRole)
    box.setEscapeButton(close)
    box.exec()
    if box.clickedButton() is show:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
    elif box.clickedButton() is folder:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
