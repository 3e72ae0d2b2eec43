"""The people at the keyboard of this computer, remembered between starts in a file of the data folder."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import msgspec

from migdesk.base.atomic import make_private_folder, write_atomically
from migdesk.base.errors import UserError
from migdesk.base.paths import IDENTITY_FILE, PEOPLE_FILE
from migdesk.practice.event import Actor
from migdesk.workspace.people.checked_actor import checked_actor
from migdesk.workspace.practice_lookup import name_key

MOST_KEPT = 50
"""How many people are remembered: those that were here last."""


class _SavedPerson(msgspec.Struct, frozen=True):
    name: str
    role: str
    organisation: str = ""
    party: str = ""


class _SavedPeople(msgspec.Struct, frozen=True):
    people: list[_SavedPerson]
    before: str = ""
    switched_on: date | None = None
    from_elsewhere: bool = False


class KnownPeople(msgspec.Struct, frozen=True):
    """Who has been at this keyboard, the latest first: the first one is there now. Each name stands once.

    `before` is the name of whoever was there before the last switch, and `switched_on` its day, until somebody has
    said at a start who is here. `from_elsewhere`: they were at another computer's, and nobody is at this one yet.
    """

    people: tuple[Actor, ...] = ()
    before: str = ""
    switched_on: date | None = None
    from_elsewhere: bool = False

    @property
    def at_keyboard(self) -> Actor | None:
        return self.people[0] if self.people and not self.from_elsewhere else None

    def named(self, name: str) -> Actor | None:
        """Return the person of this name, whatever its case and spaces; None for a stranger."""
        wanted = name_key(name)
        return next((person for person in self.people if name_key(person.name) == wanted), None)

    def switched(self, person: Actor, today: date) -> KnownPeople:
        """Return the people with `person` at the keyboard, in place of what was known under their name."""
        here = self.at_keyboard
        if here is None or name_key(here.name) == name_key(person.name):
            return KnownPeople(_each_once((person, *self.people)), self.before, self.switched_on)
        return KnownPeople(_each_once((person, *self.people)), here.name, today)

    def with_person(self, person: Actor) -> KnownPeople:
        """Return the people with one more that is known, who is not the one at the keyboard."""
        everybody = _each_once((*self.people[:1], person, *self.people[1:]))
        return KnownPeople(everybody, self.before, self.switched_on, self.from_elsewhere)

    def settled(self) -> KnownPeople:
        """Return the people once somebody has said that the right person is at the keyboard."""
        return KnownPeople(self.people, from_elsewhere=self.from_elsewhere)

    def brought(self) -> KnownPeople:
        """Return the people as they are known on the computer to which their record moved."""
        return KnownPeople(self.people, from_elsewhere=True)


def load_people(data_folder: Path) -> KnownPeople:
    """Return the people known here; nobody at a first start or where the files are no use: the person is asked again.

    A data folder of 0.1.0 has one person, without a party.
    """
    try:
        saved = msgspec.json.decode((data_folder / PEOPLE_FILE).read_bytes(), type=_SavedPeople)
        people = tuple(_person(person) for person in saved.people)
        return KnownPeople(_each_once(people), saved.before, saved.switched_on, saved.from_elsewhere)
    except (OSError, ValueError, UserError):
        return _load_identity(data_folder)


def save_people(data_folder: Path, known: KnownPeople) -> None:
    """Remember the people at this keyboard. Raises EnvironmentFault where the folder cannot be written."""
    make_private_folder(data_folder)
    people = [_SavedPerson(each.name, each.role, each.organisation, each.party) for each in known.people]
    saved = _SavedPeople(people, known.before, known.switched_on, known.from_elsewhere)
    write_atomically(data_folder / PEOPLE_FILE, msgspec.json.format(msgspec.json.encode(saved)))


def _load_identity(data_folder: Path) -> KnownPeople:
    """Return the person whom 0.1.0 knew."""
    try:
        saved = msgspec.json.decode((data_folder / IDENTITY_FILE).read_bytes(), type=_SavedPerson)
        return KnownPeople((checked_actor(saved.name, saved.role, saved.organisation),))
    except (OSError, ValueError, UserError):
        return KnownPeople()


def _person(saved: _SavedPerson) -> Actor:
    return checked_actor(saved.name, saved.role, saved.organisation, saved.party)


def _each_once(people: Iterable[Actor]) -> tuple[Actor, ...]:
    """Return the people without those whose name stands already, and without the oldest of too many."""
    found: dict[str, Actor] = {}
    for person in people:
        found.setdefault(name_key(person.name), person)
    return tuple(found.values())[:MOST_KEPT]
