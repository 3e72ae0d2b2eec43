"""The form for a practice's details: to add a practice, or to change what is known of one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QGridLayout, QWidget

from migdesk.base.date_words import long_date
from migdesk.base.errors import KnownError, UserError
from migdesk.ui.dialogs.dialog_frame import DialogFrame, text_label
from migdesk.ui.session import Session
from migdesk.ui.widgets.date_field import DateField
from migdesk.ui.widgets.labelled_field import LabelledField, line_edit, suggesting_box
from migdesk.workspace.free_text import PatientDataQuestion
from migdesk.workspace.practice_commands import PracticeDetails, checked_ods_code, details_of
from migdesk.workspace.practice_import.system_names import SYSTEMS

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
        self.problem = text_label("")
        self.problem.setProperty("wrong", True)
        self.problem.hide()
        self.content.addWidget(self.problem)
        self.content.addStretch(1)
        self._show(details)
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

    def read(self) -> PracticeDetails:
        """Return what is typed. Raises UserError, after saying it beside each field that cannot be right."""
        wrong: list[tuple[LabelledField, UserError]] = []
        ods_code = ""
        if not self.name.text().strip():
            wrong.append((self.fields["name"], UserError("The practice's name is missing.")))
        try:
            ods_code = checked_ods_code(self.ods_code.text())
        except UserError as error:
            wrong.append((self.fields["ODS code"], error))
        try:
            self.go_live.read()
        except UserError as error:
            wrong.append((self.fields["Go-Live"], error))
        for field, problem in wrong:
            field.show_problem(str(problem))
        if wrong:
            wrong[0][0].editor.setFocus()
            raise wrong[0][1]
        return PracticeDetails(
            _tidy(self.name.text()),
            ods_code,
            _tidy(self.from_system.currentText()),
            _tidy(self.to_system.currentText()),
            _tidy(self.commissioner.text()),
            _tidy(self.delivery_partner.text()),
            self.go_live.date(),
        )

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
        self.fields["Go-Live"].show_problem(text)
        self.go_live.setFocus()
        return True

    def _show_problem(self, error: KnownError) -> None:
        text = str(error)
        for words, field in self.fields.items():
            if isinstance(error, UserError) and words.casefold() in text.partition(".")[0].casefold():
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
        field = self.fields["ODS code"]
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
        self.name = line_edit()
        self.ods_code = line_edit(most_characters=20)
        self.from_system = suggesting_box(SYSTEMS)
        self.to_system = suggesting_box(SYSTEMS)
        self.commissioner = line_edit()
        self.delivery_partner = line_edit()
        self.go_live = DateField("Go-Live", today=self._session.workspace.today)
        # keyed by words of the messages about each field; "name" last, for a practice's name stands in others too
        self.fields = {
            "ODS code": LabelledField("ODS code", self.ods_code, "one letter and five digits"),
            "Go-Live": LabelledField("Go-Live date", self.go_live),
            "current system": LabelledField("Current system", self.from_system),
            "new system": LabelledField("New system", self.to_system),
            "commissioner": LabelledField("Commissioner (ICB)", self.commissioner),
            "delivery partner": LabelledField("Delivery partner", self.delivery_partner),
            "name": LabelledField("Practice name", self.name),
        }
        self.ods_code.textChanged.connect(self._check_ods_code)
        self.name.textChanged.connect(lambda: self.fields["name"].show_problem(""))

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(10)
        grid.addWidget(self.fields["name"], 0, 0, 1, 2)
        pairs = (("ODS code", "Go-Live"), ("current system", "new system"), ("commissioner", "delivery partner"))
        for row, (left, right) in enumerate(pairs, start=1):
            grid.addWidget(self.fields[left], row, 0)
            grid.addWidget(self.fields[right], row, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.content.addLayout(grid)
        order = [self.name, self.ods_code, self.go_live.line, self.go_live.button, self.from_system, self.to_system]
        for before, after in zip(order, [*order[1:], self.commissioner], strict=True):
            QWidget.setTabOrder(before, after)
        QWidget.setTabOrder(self.commissioner, self.delivery_partner)

    def _show(self, details: PracticeDetails) -> None:
        self.name.setText(details.name)
        self.ods_code.setText(details.ods_code)
        self.from_system.setEditText(details.from_system)
        self.to_system.setEditText(details.to_system)
        self.commissioner.setText(details.commissioner)
        self.delivery_partner.setText(details.delivery_partner)
        self.go_live.set_date(details.go_live)
        for line in (self.name, self.ods_code, self.commissioner, self.delivery_partner):
            line.setCursorPosition(0)  # a long name is read from its start


def _tidy(text: str) -> str:
    return " ".join(text.split())


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
    from migdesk.ui.plan_pane.changing import is_wanted
    from migdesk.ui.plan_pane.milestone_change import go_live_wish

    return is_wanted(session, dialog, practice_id, go_live_wish(before.go_live, details.go_live))


def add_practice(session: Session, parent: QWidget | None) -> str:
    """Ask for a new practice's details and add it; returns its id, empty where the person stepped back."""
    dialog = adding_dialog(session, parent)
    dialog.exec()
    return dialog.practice_id


def edit_practice(session: Session, practice_id: str, parent: QWidget | None) -> bool:
    """Let the person change a practice's details; True where they saved."""
    return bool(editing_dialog(session, practice_id, parent).exec())
