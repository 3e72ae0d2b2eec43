"""What goes into a calendar file: this practice or all, milestones alone or tasks too, and whose."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from migdesk.report.file_names import file_name_of
from migdesk.report.formats import FORMAT_BY_ID, load
from migdesk.ui.dialogs.file_ready import offer_file
from migdesk.ui.dialogs.writing_dialog import WritingDialog
from migdesk.ui.look.words import counted
from migdesk.ui.session.session import Session
from migdesk.ui.session.settings import Settings
from migdesk.ui.widgets.calm_combo_box import CalmComboBox
from migdesk.ui.widgets.label import text_label
from migdesk.workspace.reports.calendar import MOST_WITH_TASKS, calendar_steps

INDENT = 24  # pixels, under a choice that has a choice of its own
ABOUT = (
    "For the calendar on your computer or phone: each milestone and task is a whole day. Save a newer file in the same "
    "place and bring it in: what has moved is moved, and what has left is cancelled once."
)
OUTLOOK = (
    "Outlook may add a file’s entries again in place of moving them. Keep them in a calendar of their own there: to "
    "bring in a newer file, delete that calendar and open the new file, which makes it anew."
)


def save_calendar(parent: QWidget, session: Session, settings: Settings, shown: Sequence[str] | None = None) -> None:
    """Ask what goes into a calendar file and where to, write it, and offer to open it.

    `shown` are the practices that the board shows; without them it can be of all practices.
    """
    dialog = CalendarDialog(parent, session, settings, shown)
    if dialog.exec() and dialog.written is not None:
        offer_calendar(parent, dialog.written)


class CalendarDialog(WritingDialog):
    """Asks which practices, and whether with their tasks and whose, and writes the file itself."""

    def __init__(
        self, parent: QWidget | None, session: Session, settings: Settings, shown: Sequence[str] | None = None
    ) -> None:
        super().__init__(parent, "Save a calendar file", session, settings, width_in_characters=66)
        self._practices = [practice.id for practice in session.workspace.names(archived=False)]
        self._shown = list(shown or ()) if set(shown or ()) != set(self._practices) else []
        self._fill()
        self.save_button.clicked.connect(self._choose_file)
        self._refresh()
        self.fit()

    def _fill(self) -> None:
        self.content.insertWidget(0, text_label(ABOUT))
        self.content.insertWidget(1, text_label(OUTLOOK, muted=True))
        self.progress.setAccessibleName("How far the calendar is")
        choices = self.choices
        choices.setSpacing(8)
        self._add_practices(choices)
        choices.addSpacing(6)
        self._add_tasks(choices)

    def _add_practices(self, choices: QVBoxLayout) -> None:
        practice = self._session.practice
        heading = text_label("Which practices", heading="3")
        self.this_practice = QRadioButton("This practice")
        self.all_practices = QRadioButton(f"All practices ({len(self._practices):,})")
        self.all_practices.setToolTip("All that are not in the archive")
        self.shown_practices = QRadioButton(f"The {counted(len(self._shown), 'practice')} chosen on the board")
        self.shown_practices.setVisible(bool(self._shown))
        group = QButtonGroup(self)
        for button in (self.this_practice, self.shown_practices, self.all_practices):
            group.addButton(button)
        self.this_practice.setVisible(practice is not None)
        first = self.shown_practices if self._shown else self.this_practice if practice else self.all_practices
        first.setChecked(True)
        choices.addWidget(heading)
        choices.addWidget(self.this_practice)
        if practice is not None:
            name = text_label(practice.name, muted=True)
            name.setIndent(INDENT)
            self.this_practice.setAccessibleDescription(practice.name)
            choices.addWidget(name)
        choices.addWidget(self.shown_practices)
        choices.addWidget(self.all_practices)
        group.buttonToggled.connect(self._refresh)

    def _add_tasks(self, choices: QVBoxLayout) -> None:
        heading = text_label("What of them", heading="3")
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

    def _chosen(self) -> list[str]:
        """Return the practices that are chosen."""
        if self.shown_practices.isChecked():
            return self._shown
        alone = self._session.practice is not None and self.this_practice.isChecked()
        return [self._session.practice_id] if alone else self._practices

    def _refresh(self) -> None:
        """Offer tasks only where a calendar can take them, and a role only with tasks."""
        too_many = not self.this_practice.isChecked() and len(self._chosen()) > MOST_WITH_TASKS
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
        self.ask_where("Save the calendar", f"{name} calendar.ics", "Calendar file")

    def write(self, path: Path) -> None:
        with_tasks = self.tasks.isChecked()
        steps = partial(
            calendar_steps,
            self._session.workspace,
            path,
            self._chosen(),
            tasks=with_tasks,
            role=str(self.role.currentData()) if with_tasks else "",
        )
        self.begin(path, steps, partial(load, FORMAT_BY_ID["ics"]))


def offer_calendar(parent: QWidget, path: Path) -> None:
    """Say where the file is, and open it with the person's calendar program or show its folder."""
    offer_file(parent, path, "calendar", "Open it with your calendar program, or bring it in from there (Import).")
