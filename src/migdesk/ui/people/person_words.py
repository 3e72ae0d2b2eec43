"""How a person is called on the screen."""

from __future__ import annotations

from migdesk.checklist.definitions import Definitions
from migdesk.practice.event import Actor
from migdesk.ui.look.words import breakable


def person_title(person: Actor, definitions: Definitions) -> str:
    """Return a person as “Name, Role”."""
    return _listed(person.name, definitions.role_title(person.role))


def person_line(person: Actor, definitions: Definitions) -> str:
    """Return a person as “Name, Role, Organisation”, leaving out what was never said."""
    return breakable(_listed(person.name, about_person(person, definitions)))


def about_person(person: Actor, definitions: Definitions) -> str:
    """Return what is known of a person beside the name: “Role, Organisation”."""
    return _listed(definitions.role_title(person.role), person.organisation)


def _listed(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
