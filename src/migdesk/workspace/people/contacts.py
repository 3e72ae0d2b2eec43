"""The people of a practice's migration: the rows of its register of contacts."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from migdesk.checklist.roles import find_party
from migdesk.practice.event import Actor
from migdesk.workspace.people.owners import LEFT
from migdesk.workspace.registers.view import RegisterView, RowView

_NAME, _ROLE, _ORGANISATION, _PARTY, _PHONE, _EMAIL = "name", "role", "organisation", "party", "phone", "email"


class Contact(msgspec.Struct, frozen=True, kw_only=True):
    """One person of a practice's migration. `id` is the row's; `role`, `party` and `status` are ids."""

    id: str
    name: str
    role: str
    role_title: str
    organisation: str
    party: str
    phone: str
    email: str
    status: str

    @property
    def has_left(self) -> bool:
        """Tell whether they have no part in it any more: they stay in the register, and are offered no longer."""
        return self.status == LEFT

    @property
    def actor(self) -> Actor:
        """The same person at a keyboard; who belongs to a third party or a service speaks for another party."""
        party = self.party and (find_party(self.party) or "other")
        return Actor(self.name, self.role, self.organisation, party)


def contacts_in(view: RegisterView) -> Iterator[Contact]:
    """Return the people of a register of contacts; a row without a name is nobody yet."""
    return (_contact(view, row) for row in view.rows if row.value(_NAME))


def contact_fields(name: str, role: str, organisation: str, party: str) -> dict[str, str]:
    """Return what is entered in the register for a person; what is empty is left out."""
    fields = {_NAME: name, _ROLE: role, _ORGANISATION: organisation, _PARTY: party}
    return {column: value for column, value in fields.items() if value.strip()}


def _contact(view: RegisterView, row: RowView) -> Contact:
    role, choices = _text(row, _ROLE), view.register.column_by_id.get(_ROLE)
    return Contact(
        id=row.id,
        name=_text(row, _NAME),
        role=role,
        role_title=choices.choices.get(role, role) if choices else role,
        organisation=_text(row, _ORGANISATION),
        party=_text(row, _PARTY),
        phone=_text(row, _PHONE),
        email=_text(row, _EMAIL),
        status=row.status.id,
    )


def _text(row: RowView, column: str) -> str:
    return str(row.value(column) or "")
