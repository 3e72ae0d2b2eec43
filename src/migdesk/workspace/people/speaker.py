"""For whom somebody speaks who acknowledges or signs: never guessed, and an outsider says for which organisation."""

from __future__ import annotations

from msgspec.structs import replace

from migdesk.base.errors import UserError
from migdesk.checklist.definitions import Definitions
from migdesk.checklist.roles import PARTY_TITLES, party_title
from migdesk.practice.event import Actor
from migdesk.practice.parties import PRACTICE
from migdesk.workspace.people.checked_actor import checked_actor, with_usual_party


def speaking_for(actor: Actor | None, practice: str, definitions: Definitions) -> Actor:
    """Return somebody with the party and organisation that they speak for.

    Whoever speaks for the practice (whose name `practice` is) and names no organisation is of the practice. Raises
    UserError where nobody has said who they are, in which role or for whom, and for an outsider without an
    organisation.
    """
    if actor is None:
        raise UserError("Say who you are first: your name and role go into the record with every change.")
    tidy = with_usual_party(checked_actor(actor.name, actor.role, actor.organisation, actor.party), definitions.roles)
    if not tidy.party:
        raise UserError(
            f"Say for whom {tidy.name} speaks: the role “{definitions.role_title(tidy.role)}” does not tell. "
            f"It is one of {', '.join(PARTY_TITLES)}."
        )
    if tidy.organisation:
        return tidy
    if tidy.party != PRACTICE:
        raise UserError(f"Say for which organisation {tidy.name} speaks, as {party_title(tidy.party).lower()}.")
    return replace(tidy, organisation=practice)
