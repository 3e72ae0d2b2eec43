"""The form that asks who somebody is: name, role, for whom they speak, and organisation. They move together."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from migdesk.base.errors import UserError
from migdesk.checklist.definitions import Definitions
from migdesk.checklist.roles import PARTY_TITLES, find_role, party_of
from migdesk.practice.event import Actor
from migdesk.ui.widgets.calm_combo_box import CalmComboBox
from migdesk.ui.widgets.focus_holder import FocusHolder
from migdesk.ui.widgets.labelled_field import LabelledField, inner_line, line_edit, suggesting_box
from migdesk.workspace.people.checked_actor import MOST_CHARACTERS, checked_actor
from migdesk.workspace.practice_lookup import name_key

PARTY_MISSING = "Say for whom you speak. Your role alone does not tell."
_CHARACTERS_A_FIELD = 26
_NOBODY = Actor("", "")


YOURS = ("Your name", "Your role", "You speak for", "Your organisation")
SOMEBODY_ELSES = ("Name", "Role", "Speaks for", "Organisation")
"""What the fields are called."""


class PersonForm(FocusHolder):
    """Four fields beside each other, or in two rows or four where it is narrow. What was typed stays until it is right.

    `known` are people whose name brings the rest with it. A name that is typed over another person's takes role, party
    and organisation with it: nobody signs in a role that somebody else left in the form.
    """

    person_matched = Signal(object)  # the known person whose name was typed; None for a stranger's

    def __init__(
        self,
        definitions: Definitions,
        actor: Actor | None = None,
        parent: QWidget | None = None,
        *,
        known: Sequence[Actor] = (),
        titles: tuple[str, str, str, str] = YOURS,
    ) -> None:
        super().__init__(parent)
        self._roles = definitions.roles
        self._role_title = definitions.role_title
        self._known = {name_key(person.name): person for person in known}
        self._filled = _NOBODY
        self.name = line_edit(most_characters=MOST_CHARACTERS)
        self.role = suggesting_box(tuple(role.title for role in self._roles), "choose or type", MOST_CHARACTERS)
        self.role_line = inner_line(self.role)
        self.party = _party_box()
        self.organisation = line_edit(most_characters=MOST_CHARACTERS)
        name, role, party, organisation = titles
        self.name_field = LabelledField(name, self.name, needed=True)
        self.role_field = LabelledField(role, self.role, needed=True)
        self.party_field = LabelledField(party, self.party, needed=True)
        self.organisation_field = LabelledField(organisation, self.organisation, "may be left empty")
        self._fields = (self.name_field, self.role_field, self.party_field, self.organisation_field)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(10)
        self._columns = 0
        self._arrange(len(self._fields))
        if actor:
            self.fill(actor)
        self._join()

    def first_field(self) -> QWidget:
        return self.name

    def fill(self, actor: Actor) -> None:
        """Fill in a person, all of them."""
        self._filled = actor
        self.name.setText(actor.name)
        self.role.setEditText(self._role_title(actor.role))
        self.organisation.setText(actor.organisation)
        self._choose_party(actor.party or party_of(actor.role, self._roles))

    def clear(self) -> None:
        """Empty all fields for somebody who is not known."""
        self.fill(_NOBODY)

    def read(self) -> Actor:
        """Return who the person says they are. Raises UserError, and says beside each field what it still needs."""
        self.settle_name()
        actor = self._typed()
        problem: UserError | None = None
        for field, given in (
            (self.name_field, (actor.name, "any", "")),
            (self.role_field, ("any", actor.role, "")),
            (self.organisation_field, ("any", "any", actor.organisation)),
        ):
            problem = _shown_problem(field, given) or problem
        if not actor.party and problem is None:
            self.party_field.show_problem(PARTY_MISSING)
            problem = UserError(PARTY_MISSING)
        if problem:
            next(field for field in self._fields if field.problem).editor.setFocus()
            raise problem
        return checked_actor(actor.name, actor.role, actor.organisation, actor.party)

    def settle_name(self) -> None:
        """Bring what belongs to the name that was typed, where it is another one than that of the rest."""
        typed = self.name.text()
        if name_key(typed) == name_key(self._filled.name) or not typed.strip():
            return
        person = self._known.get(name_key(typed))
        if self._is_as_filled():
            self.fill(person or Actor(typed, ""))
        else:
            self._filled = Actor(typed, "")  # whoever changed the rest too, means it so
        self.person_matched.emit(person)

    # inside

    def _typed(self) -> Actor:
        role = find_role(self.role.currentText(), self._roles)
        role_text = role.id if role else self.role.currentText()
        return Actor(self.name.text(), role_text, self.organisation.text(), str(self.party.currentData() or ""))

    def _is_as_filled(self) -> bool:
        """Tell whether nothing beside the name was changed since a person was filled in."""
        filled = self._filled
        return (self.role.currentText(), self.organisation.text()) == (
            self._role_title(filled.role),
            filled.organisation,
        )

    def _role_edited(self, text: str) -> None:
        self.role_field.show_problem("")
        party = party_of(text, self._roles)
        if party or text != self._role_title(self._filled.role):
            self._choose_party(party)

    def _choose_party(self, party: str) -> None:
        self.party.setCurrentIndex(max(0, self.party.findData(party)))
        self.party_field.show_problem("")

    def _join(self) -> None:
        self.name.textChanged.connect(lambda: self.name_field.show_problem(""))
        self.name.editingFinished.connect(self.settle_name)
        self.role.editTextChanged.connect(self._role_edited)
        self.party.currentIndexChanged.connect(lambda: self.party_field.show_problem(""))
        self.organisation.textChanged.connect(lambda: self.organisation_field.show_problem(""))

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for field in self._fields:
            self._grid.removeWidget(field)
        for column in range(len(self._fields)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        for place, field in enumerate(self._fields):
            self._grid.addWidget(field, *divmod(place, columns))

    def minimumSizeHint(self) -> QSize:
        """As narrow as one field: what is under another needs no more."""
        widest = max(field.minimumSizeHint().width() for field in self._fields)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange_for(self.width())

    def arrange_for(self, width: int) -> None:
        """Stand as it does at a width in pixels, for whoever measures it before it has one."""
        room = width // (self.fontMetrics().averageCharWidth() * _CHARACTERS_A_FIELD)
        self._arrange(4 if room >= 4 else 2 if room >= 2 else 1)


def _shown_problem(field: LabelledField, given: tuple[str, str, str]) -> UserError | None:
    """Say beside a field what is wrong with it, and return it; None where it is right."""
    field.show_problem("")
    try:
        checked_actor(*given)
    except UserError as error:
        field.show_problem(str(error))
        return error
    return None


def _party_box() -> CalmComboBox:
    box = CalmComboBox()
    box.addItem("choose", "")
    for party, title in PARTY_TITLES.items():
        box.addItem(title, party)
    return box
