"""Which due tasks are shown: whose they are, in which role, how critical, and by words."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from migdesk.checklist.definitions import Role
from migdesk.checklist.roles import find_role
from migdesk.practice.event import Actor
from migdesk.workspace.open_tasks import OpenTask


class DueFilter(msgspec.Struct, frozen=True):
    """The filters as set. Empty or False means "any"; all that are set must hold. `words` are in small letters."""

    mine: bool = False
    critical: bool = False
    role: str = ""
    words: tuple[str, ...] = ()


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
    return Person(frozenset(name.casefold() for name in names), role.id if role else "")


def is_mine(task: OpenTask, person: Person) -> bool:
    """A task is mine when I own it; while nobody does, when it falls to my role."""
    if task.owner:
        return task.owner.casefold() in person.names
    return person.role in task.roles


def is_wanted(task: OpenTask, wanted: DueFilter, person: Person) -> bool:
    """Tell whether a task passes the filters."""
    return (
        (not wanted.mine or is_mine(task, person))
        and (not wanted.critical or task.critical)
        and (not wanted.role or wanted.role in task.roles)
        and (not wanted.words or _has_words(task, wanted.words))
    )


def _has_words(task: OpenTask, words: tuple[str, ...]) -> bool:
    text = f"{task.owner}\n{task.title}\n{task.practice}\n{task.ods_code}".casefold()
    return all(word in text for word in words)
