"""Whose task it is: the one rule behind every filter "Mine"."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec

from migdesk.checklist.roles import Role, find_role
from migdesk.practice.event import Actor
from migdesk.workspace.practice_lookup import name_key


class Person(msgspec.Struct, frozen=True):
    """Whoever is at the keyboard, as far as tasks tell: the names that an owner may go by, and the id of the role."""

    names: frozenset[str] = frozenset()
    role: str = ""


def person_of(actor: Actor | None, roles: Sequence[Role]) -> Person:
    """Return the person of an actor. Tasks are given to people by name, but also to "the practice manager"."""
    if actor is None:
        return Person()
    role = find_role(actor.role, roles)
    names = (actor.name, role.title, role.plural) if role else (actor.name, actor.role)
    return Person(frozenset(map(name_key, names)), role.id if role else "")


def is_mine(owners: Collection[str], roles: Collection[str], person: Person) -> bool:
    """A task is mine when I am one who owns it; while nobody does, when it falls to my role. `roles` are the ids of the
    task's. A name is matched exactly, but for its case and spaces."""
    if owners:
        return any(name_key(owner) in person.names for owner in owners)
    return person.role in roles
