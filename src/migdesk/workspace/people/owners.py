"""Whom a task or a row is given to: people of the practice by id or name, or anybody else by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from migdesk.base.errors import UserError
from migdesk.practice.owners import owner_text, owners_in
from migdesk.practice.state import PracticeState
from migdesk.workspace.free_text import one_line
from migdesk.workspace.people.checked_actor import MOST_CHARACTERS
from migdesk.workspace.practice_lookup import name_key

PEOPLE = "contacts"
"""The register whose rows are the people of the practice."""
LEFT = "left"
"""The status of somebody who has no part in the migration any more."""
MOST_OWNERS = 20


def names_of_people(state: PracticeState) -> dict[str, str]:
    """Return the names of a practice's people by the ids of their rows."""
    names = {row.id: row.values.get("name") for row in state.rows(PEOPLE)}
    return {row: str(name) for row, name in names.items() if name}


def people_offered(state: PracticeState) -> tuple[str, ...]:
    """Return the names of a practice's people who are still with it, as they were added: whom owner fields offer."""
    rows = (row.values for row in state.rows(PEOPLE) if row.values.get("status") != LEFT)
    return tuple(dict.fromkeys(str(values["name"]) for values in rows if values.get("name")))


def people_named(given: Iterable[str], people: Mapping[str, str], what: str = "The name") -> list[str]:
    """Return the names of people that are given by the id of their row or by name, each once and as it is known.

    Raises UserError, naming `what`, for a name that is too long.
    """
    known = {name_key(name): name for name in people.values()}
    tidy = (one_line(people.get(each, each), what, MOST_CHARACTERS) for each in given)
    return list(dict.fromkeys(known.get(name_key(name), name) for name in tidy if name))


def checked_owner(text: str, people: Mapping[str, str]) -> str:
    """Return the owners of a task as they are recorded, several parted by “;”. Raises UserError for too many."""
    named = people_named(owners_in(one_line(text, "The owner", MOST_CHARACTERS * MOST_OWNERS)), people, "The owner")
    if len(named) > MOST_OWNERS:
        raise UserError(f"A task can have at most {MOST_OWNERS} owners.")
    return owner_text(named)
