"""For whom somebody spoke: what was recorded, or what 0.1.0 took it for."""

from __future__ import annotations

from collections.abc import Sequence

from migdesk.checklist.roles import Role, find_role, party_of, party_title, speaks_for_practice
from migdesk.practice.event import Actor

NOT_ASKED = "party not asked"
"""Marks what was acknowledged under 0.1.0, which did not ask for whom somebody spoke."""

PRACTICE = "practice"


def counted_party(actor: Actor, roles: Sequence[Role]) -> str:
    """Return the party for which somebody's word counts; empty where that cannot be told.

    Where no party was asked, as under 0.1.0, its rule and list of roles hold: see `speaks_for_practice`.
    """
    if actor.party:
        return actor.party
    return PRACTICE if speaks_for_practice(actor.role, roles) else party_of(actor.role, roles)


def is_same_speaker(recorded: Actor, now: Actor, roles: Sequence[Role]) -> bool:
    """Tell whether what was recorded is somebody's own word for the party that they speak for now.

    What was recorded without a party, under 0.1.0, can be said anew with one.
    """
    party = now.party or party_of(now.role, roles)
    same_name = (recorded.name, recorded.role) == (now.name, now.role)
    same_house = not now.organisation or recorded.organisation == now.organisation
    return same_name and same_house and recorded.party == party


def speaker(actor: Actor, roles: Sequence[Role]) -> str:
    """Return somebody with role, organisation and party: "Dr Jo Example, Lead GP, Made-up Surgery, practice"."""
    role = find_role(actor.role, roles)
    parts = (actor.name, role.title if role else actor.role, actor.organisation)
    party = party_title(actor.party).lower() if actor.party else ""
    return ", ".join(filter(None, (*parts, "" if party in {part.lower() for part in parts} else party)))
