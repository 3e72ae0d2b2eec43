"""The form for a practice's details: to add a practice, or to change what is known of one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import Any

from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from migdesk.base.date_words import long_date
from migdesk.base.errors import KnownError, UserError
from migdesk.practice.details import DETAILS, Detail, DetailKind, PracticeDetails, details_of
from migdesk.ui.dialogs.dialog_frame import DialogFrame
from migdesk.ui.dialogs.question import is_agreed
from migdesk.ui.session.session import Session
from migdesk.ui.widgets.date_field import DateField
from migdesk.ui.widgets.label import news_label
from migdesk.ui.widgets.labelled_field import LabelledField, line_edit, suggesting_box
from migdesk.workspace.free_text import PatientDataQuestion
from migdesk.workspace.practice_commands import checked_detail, checked_ods_code
from migdesk.workspace.practice_import.system_names import SYSTEMS

Editor = QLineEdit | QComboBox | DateField
_ORDER = (DetailKind.NAME, DetailKind.ODS_CODE, DetailKind.DATE, DetailKind.SYSTEM, DetailKind.TEXT)
"""In which the kinds of details stand on the form: what a practice is known by, when, from what to what, for whom."""

Save = Callable[[PracticeDetails], str | None]
"""Records the details and returns the practice's id; None where the person, asked about them, left it."""


class PracticeDialog(DialogFrame):
    """Shows `details` and has `save` record what the person makes of them; stays open, saying why, until it can."""

    def __init__(
        self, session: Session, parent: QWidget | None, title: str, button: str, details: PracticeDetails, save: Save
    ) -> None:
        super().__init__(parent, title, width_in_characters=84)
        self._session = session
        self._save = save
        self._before = details
        self._told_of: date | None = None
        self.practice_id = ""
        self._make_fields()
        self._lay_out()
        self.problem = news_label(wrong=True)
        self.problem.hide()
        self.content.addWidget(self.problem)
        self.content.addStretch(1)
        self._show(details)
        self._shown = self._typed()
        self.add_button("Cancel").clicked.connect(self.reject)
        self.save_button = self.add_button(button, primary=True, default=True)
        self.save_button.clicked.connect(self.accept)
        self.name.setFocus()
        self.fit()

    def accept(self) -> None:
        """Save. Anything in the way is said beside its field, and nothing typed is lost."""
        self._clear_problems()
        try:
            details = self.read()
        except UserError:
            return
        if not self._before.name and self._is_past(details.go_live):
            return
        if details != self._before:  # saving nothing would name the action before it as just saved
            practice_id = self._session.attempt(self._saved, details)
            if practice_id is None:
                return
            self.practice_id = practice_id
        super().accept()

    def reject(self) -> None:
        """Close without saving, after a question where anything was typed: Esc is pressed by mistake too."""
        about = "Go back to save it, or leave the form as it was."
        if self._typed() == self._shown or is_agreed(
            self, "Not saved yet", "What you typed is not saved yet.", about, yes="Leave without it", no="Go back"
        ):
            super().reject()

    def read(self) -> PracticeDetails:
        """Return what is typed. Raises UserError, after saying it beside each field that cannot be right."""
        values: dict[str, Any] = {}
        wrong: list[tuple[LabelledField, UserError]] = []
        for detail in DETAILS:
            try:
                values[detail.id] = self._read(detail)
            except UserError as error:
                wrong.append((self.fields[detail.id], error))
        for field, problem in wrong:
            field.show_problem(str(problem))
        if wrong:
            wrong[0][0].editor.setFocus()
            raise wrong[0][1]
        return PracticeDetails(**values)

    def _read(self, detail: Detail) -> str | date | None:
        """Return what is typed for a detail. Raises UserError where it cannot be right."""
        editor = self.editors[detail.id]
        if isinstance(editor, DateField):
            editor.read()
            return editor.date()
        text = " ".join((editor.currentText() if isinstance(editor, QComboBox) else editor.text()).split())
        if detail.kind in {DetailKind.NAME, DetailKind.ODS_CODE}:
            return checked_detail(detail, text)
        return text

    def _typed(self) -> list[str]:
        """Return what stands in each field, read or not."""
        return [_text_in(editor) for editor in self.editors.values()]

    def _saved(self, details: PracticeDetails) -> str | None:
        """Save, keeping what stands in the way for the form: behind an open dialog nobody would read it."""
        try:
            return self._save(details)
        except PatientDataQuestion:
            raise
        except KnownError as error:
            self._show_problem(error)
            return None

    def _is_past(self, go_live: date | None) -> bool:
        """A Go-Live in the past is most often a slip, so it is taken only when it is sent a second time."""
        if go_live is None or go_live >= self._session.workspace.today or go_live == self._told_of:
            return False
        self._told_of = go_live
        text = f"{long_date(go_live)} is past. If that is right, press “{self.save_button.text()}” again."
        self.fields["go_live"].show_problem(text)
        self.editors["go_live"].setFocus()
        return True

    def _show_problem(self, error: KnownError) -> None:
        text = str(error)
        # the name last, for a practice's name stands in other messages too
        for detail in sorted(DETAILS, key=lambda detail: detail.kind == DetailKind.NAME):
            if isinstance(error, UserError) and detail.title.casefold() in text.partition(".")[0].casefold():
                field = self.fields[detail.id]
                field.show_problem(text)
                field.editor.setFocus()
                return
        self.problem.setText(text)
        self.problem.show()

    def _clear_problems(self) -> None:
        self.problem.hide()
        for field in self.fields.values():
            field.show_problem("")

    def _check_ods_code(self, text: str) -> None:
        """A code is judged while it is typed once it is long enough, or can no longer become one."""
        field = self.fields["ods_code"]
        code = text.strip()
        if len(code) < 6 and (not code or (code[0].isascii() and code[0].isalpha() and (code[1:] or "0").isdigit())):
            field.show_problem("")
            return
        try:
            checked_ods_code(text)
        except UserError:
            field.show_problem("One letter and five digits, such as Z99001")
        else:
            field.show_problem("")

    def _make_fields(self) -> None:
        today = self._session.workspace.today
        self.name, self.ods_code = line_edit(), line_edit(most_characters=20)
        own: dict[str, Editor] = {"name": self.name, "ods_code": self.ods_code}
        self.editors = {detail.id: own[detail.id] if detail.id in own else _editor(detail, today) for detail in DETAILS}
        self.fields = {
            detail.id: LabelledField(
                detail.label, self.editors[detail.id], detail.hint, needed=detail.kind is DetailKind.NAME
            )
            for detail in DETAILS
        }
        self.ods_code.textChanged.connect(self._check_ods_code)
        self.name.textChanged.connect(lambda: self.fields["name"].show_problem(""))

    def _lay_out(self) -> None:
        """Put the name over the others, which stand in pairs: what a practice is known by first."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(10)
        name, *others = sorted(DETAILS, key=lambda detail: _ORDER.index(detail.kind))
        grid.addWidget(self.fields[name.id], 0, 0, 1, 2)
        for place, detail in enumerate(others):
            grid.addWidget(self.fields[detail.id], 1 + place // 2, place % 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.content.addLayout(grid)
        stops = [stop for detail in (name, *others) for stop in _tab_stops(self.editors[detail.id])]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _show(self, details: PracticeDetails) -> None:
        for name, editor in self.editors.items():
            value = getattr(details, name)
            if isinstance(editor, DateField):
                editor.set_date(value)
            elif isinstance(editor, QComboBox):
                editor.setEditText(value)
            else:
                editor.setText(value)
                editor.setCursorPosition(0)  # a long name is read from its start


def _editor(detail: Detail, today: date) -> Editor:
    """Return the field for a detail, by what it may hold."""
    match detail.kind:
        case DetailKind.DATE:
            return DateField(detail.title, today=today)
        case DetailKind.SYSTEM:
            return suggesting_box(SYSTEMS)
    return line_edit()


def _text_in(editor: Editor) -> str:
    if isinstance(editor, DateField):
        return editor.line.text()
    return editor.currentText() if isinstance(editor, QComboBox) else editor.text()


def _tab_stops(editor: Editor) -> tuple[QWidget, ...]:
    return (editor.line, editor.button) if isinstance(editor, DateField) else (editor,)


def adding_dialog(session: Session, parent: QWidget | None) -> PracticeDialog:
    """Return the empty form for a new practice."""
    return PracticeDialog(
        session, parent, "Add a practice", "Add practice", PracticeDetails(""), session.workspace.practices.add
    )


def editing_dialog(session: Session, practice_id: str, parent: QWidget | None) -> PracticeDialog:
    """Return the form with a practice's details as they stand."""
    before = details_of(session.workspace.practice(practice_id))

    def save(details: PracticeDetails) -> str | None:
        if details.go_live != before.go_live and not _may_move(session, practice_id, before, details, dialog):
            return None
        session.workspace.practices.edit(practice_id, details)
        return practice_id

    dialog = PracticeDialog(session, parent, "Practice details", "Save", before, save)
    return dialog


def _may_move(
    session: Session, practice_id: str, before: PracticeDetails, details: PracticeDetails, dialog: PracticeDialog
) -> bool:
    """Show what another Go-Live moves, as the Plan does, and ask; True where the person wants it."""
    from migdesk.ui.plan_pane.change_plan import is_wanted
    from migdesk.ui.plan_pane.milestone_change import go_live_request

    return is_wanted(session, dialog, practice_id, go_live_request(before.go_live, details.go_live))


def add_practice(session: Session, parent: QWidget | None) -> str:
    """Ask for a new practice's details and add it; returns its id, empty where the person stepped back."""
    dialog = adding_dialog(session, parent)
    dialog.exec()
    return dialog.practice_id


def edit_practice(session: Session, practice_id: str, parent: QWidget | None) -> bool:
    """Let the person change a practice's details; True where they saved."""
    return bool(editing_dialog(session, practice_id, parent).exec())
