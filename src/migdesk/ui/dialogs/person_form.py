"""The form that asks who is at the keyboard: name, role and organisation."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from migdesk.base.errors import UserError
from migdesk.checklist.definitions import Definitions
from migdesk.checklist.roles import find_role
from migdesk.practice.event import Actor
from migdesk.ui.widgets.focus_holder import FocusHolder
from migdesk.ui.widgets.labelled_field import LabelledField, inner_line, line_edit, suggesting_box
from migdesk.workspace.people.checked_actor import MOST_CHARACTERS, checked_actor


class PersonForm(FocusHolder):
    """Three fields side by side, or one under another where it is narrow. What was typed stays until it is right."""

    def __init__(self, definitions: Definitions, actor: Actor | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roles = definitions.roles
        self.name = line_edit(most_characters=MOST_CHARACTERS)
        self.role = suggesting_box(tuple(role.title for role in self._roles), "choose or type", MOST_CHARACTERS)
        self.role_line = inner_line(self.role)
        self.organisation = line_edit(most_characters=MOST_CHARACTERS)
        self.name_field = LabelledField("Your name", self.name, needed=True)
        self.role_field = LabelledField("Your role", self.role, needed=True)
        self.organisation_field = LabelledField("Your organisation", self.organisation, "may be left empty")
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(14)
        layout.setVerticalSpacing(10)
        for column, field in enumerate((self.name_field, self.role_field, self.organisation_field)):
            layout.addWidget(field, 0, column)
            layout.setColumnStretch(column, 1)
        self._role_title = definitions.role_title
        if actor:
            self.fill(actor)
        self.name.textChanged.connect(lambda: self.name_field.show_problem(""))
        self.role.editTextChanged.connect(lambda: self.role_field.show_problem(""))

    def first_field(self) -> QWidget:
        return self.name

    def fill(self, actor: Actor) -> None:
        """Fill in a person."""
        self.name.setText(actor.name)
        self.role.setEditText(self._role_title(actor.role))
        self.organisation.setText(actor.organisation)

    def read(self) -> Actor:
        """Return who the person says they are. Raises UserError, and says beside each field what it still needs."""
        role = find_role(self.role.currentText(), self._roles)
        name, role_text = self.name.text(), role.id if role else self.role.currentText()
        problem: UserError | None = None
        for field, given in ((self.name_field, (name, "any", "")), (self.role_field, ("any", role_text, ""))):
            field.show_problem("")
            try:
                checked_actor(*given)
            except UserError as error:
                field.show_problem(str(error))
                if problem is None:
                    field.editor.setFocus()
                    problem = error
        if problem:
            raise problem
        return checked_actor(name, role_text, self.organisation.text())
