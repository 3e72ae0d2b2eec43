"""Roles: as the checklist lists them, as people type them, and whose word counts as the practice's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec

Party = Literal["practice", "delivery-partner", "commissioner", "current-supplier", "new-supplier", "other"]

PARTY_TITLES: Mapping[Party, str] = {
    "practice": "Practice",
    "delivery-partner": "Delivery partner",
    "commissioner": "Commissioner",
    "current-supplier": "Current supplier",
    "new-supplier": "New supplier",
    "other": "Other",
}
"""The parties of a migration, in the order in which they are shown."""


class Role(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Someone with a part in the migration.

    `of_practice` tells whose acknowledgement counts as the practice's own. `party` is whose person this usually is,
    empty where that differs from place to place.
    """

    id: str
    title: str
    plural: str
    of_practice: bool = False
    party: Party | Literal[""] = ""


def find_role(text: str, roles: Iterable[Role]) -> Role | None:
    """Return the role that `text` names by id, title or plural, whatever its case and hyphens; None for another."""
    wanted = _plain(text)
    for role in roles:
        if wanted in {_plain(role.id), _plain(role.title), _plain(role.plural)}:
            return role
    return None


def party_of(role: str, roles: Iterable[Role]) -> Party | Literal[""]:
    """Return for whom somebody in this role speaks; empty where they must be asked: it is never guessed."""
    known = find_role(role, roles)
    return known.party if known else ""


def find_party(text: str) -> Party | None:
    """Return the party that `text` names by id or title, whatever its case and hyphens; None for no such one."""
    wanted = _plain(text)
    return next((party for party, title in PARTY_TITLES.items() if wanted in {_plain(party), _plain(title)}), None)


def party_title(party: str) -> str:
    """Return how a party is shown; one that is not known here, as of a newer version, is shown as it is."""
    known = find_party(party)
    return PARTY_TITLES[known] if known else party


def speaks_for_practice(text: str, roles: Iterable[Role]) -> bool:
    """Tell whether someone in this role belongs to the practice.

    A role in a person's own words ("GP partner") is taken as one of the practice: the outside parties of a
    migration all have a role of their own in the list.
    """
    role = find_role(text, roles)
    return role.of_practice if role else bool(text.strip())


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("-", " ").replace("&", "and").split())
