"""What is said of a person, tidied and bounded."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from migdesk.base.errors import UserError
from migdesk.checklist.roles import PARTY_TITLES, Role, find_party, party_of
from migdesk.practice.event import Actor
from migdesk.workspace.free_text import one_line

MOST_CHARACTERS = 120


def checked_actor(name: str, role: str, organisation: str, party: str = "") -> Actor:
    """Return the person with spaces tidied. Raises UserError where a report could not say who they are."""
    tidy = Actor(
        one_line(name, "Your name"),
        one_line(role, "Your role"),
        one_line(organisation, "Your organisation"),
        checked_party(party),
    )
    if not tidy.name:
        raise UserError("Your name is missing. It goes into the record with every change.")
    if not tidy.role:
        raise UserError("Your role is missing. It goes into the record with every change.")
    if max(map(len, (tidy.name, tidy.role, tidy.organisation))) > MOST_CHARACTERS:
        raise UserError(f"Names, roles and organisations can have at most {MOST_CHARACTERS} characters.")
    return tidy


def checked_party(party: str) -> str:
    """Return the id of a party given by id or title; empty for none. Raises UserError for one that is not there."""
    if not party.strip():
        return ""
    known = find_party(party)
    if known is None:
        raise UserError(f"“{one_line(party, 'The party')}” is no party. Use one of {', '.join(PARTY_TITLES)}.")
    return known


def with_usual_party(actor: Actor, roles: Sequence[Role]) -> Actor:
    """Return a person with the party that their role tells, where they have named none."""
    return actor if actor.party else replace(actor, party=party_of(actor.role, roles))
