"""Who is at the keyboard, who is known here, and who has a part in a practice's migration."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from migdesk.base.clock import Clock, local_date
from migdesk.checklist.definitions import Definitions
from migdesk.checklist.roles import party_of
from migdesk.practice.event import Actor
from migdesk.practice.store import Store
from migdesk.workspace.people.checked_actor import checked_actor, with_usual_party
from migdesk.workspace.people.known_people import KnownPeople, load_people, save_people
from migdesk.workspace.practice_lookup import name_key
from migdesk.workspace.recorder import Recorder

if TYPE_CHECKING:
    from migdesk.workspace.people.contacts import Contact
    from migdesk.workspace.registers.commands import RegisterCommands


class People:
    """The people of one data folder.

    Whatever takes a person raises UserError for a name or role that is missing, too long or of no known party, and
    PatientDataQuestion where one of their texts looks like a patient's.
    """

    def __init__(
        self,
        data_folder: Path,
        *,
        store: Store,
        definitions: Definitions,
        recorder: Recorder,
        clock: Clock,
        registers: Callable[[], RegisterCommands],
    ) -> None:
        self._folder = data_folder
        self._store = store
        self._definitions = definitions
        self._recorder = recorder
        self._clock = clock
        self._registers = registers

    # at the keyboard

    def at_keyboard(self) -> Actor | None:
        """Return who is at the keyboard, and will be again after what somebody else records once; None for nobody."""
        return self._recorder.at_keyboard

    def acting_once(self) -> Actor | None:
        """Return as whom the next action alone is recorded; None where it is recorded as whoever is here."""
        return self._recorder.actor if self._recorder.back_to else None

    def switch(self, person: Actor, *, remember: bool = True) -> None:
        """Take `person` as the one at the keyboard from now on: name, role, organisation and party together."""
        tidy = self._checked(person)
        if remember:
            save_people(self._folder, self.known_here().switched(tidy, local_date(self._clock())))
        self._recorder.act_as(tidy)

    def once(self, person: Actor) -> None:
        """Have the next action recorded as `person`; after it, whoever is at the keyboard now acts again."""
        tidy = self._checked(person)
        save_people(self._folder, self.known_here().with_person(tidy))
        self._recorder.act_once(tidy)

    def back(self) -> None:
        """Have whoever is at the keyboard act again, where somebody else was to act once."""
        self._recorder.go_back()

    # known here

    def known_here(self) -> KnownPeople:
        """Return who has been at this keyboard, and whether it went to somebody else since the last start."""
        return load_people(self._folder)

    def settle_switch(self) -> None:
        """Remember that somebody said that the right person is at the keyboard."""
        save_people(self._folder, self.known_here().settled())

    def known(self, practice_id: str = "") -> tuple[Actor, ...]:
        """Return whom a person may be: those of this keyboard, the latest first, then those who recorded something of
        late, then the people of a practice who are still with it. Each name stands once, as it is known first."""
        found: dict[str, Actor] = {}
        contacts = (contact.actor for contact in (self.of(practice_id) if practice_id else ()) if not contact.has_left)
        recorded = (person for person in self._store.people() if person.role)  # without one it is a login's name
        for person in (*self.known_here().people, *recorded, *contacts):
            found.setdefault(name_key(person.name), with_usual_party(person, self._definitions.roles))
        return tuple(found.values())

    def known_otherwise(self, person: Actor) -> Actor | None:
        """Return how a person of this name is known in another role until now; None where they are not."""
        known = next((each for each in self.known() if name_key(each.name) == name_key(person.name)), None)
        if known is None or self._role(known) == self._role(person):
            return None
        return known

    # of a practice

    def of(self, practice_id: str) -> tuple[Contact, ...]:
        """Return the people of a practice's migration, as they were added to its contacts."""
        from migdesk.workspace.people.contacts import contacts_in
        from migdesk.workspace.people.owners import PEOPLE

        registers = self._registers()
        if PEOPLE not in registers.definitions.by_id:  # a guide of its own may keep none
            return ()
        return tuple(contacts_in(registers.view(practice_id, PEOPLE)))

    def add(self, practice_id: str, name: str, role: str, organisation: str, party: str = "") -> str:
        """Add a person to a practice's contacts and return the row's id. `party` is the one of the role where none is
        given. Raises UserError for what the register cannot take."""
        from migdesk.workspace.people.contacts import contact_fields
        from migdesk.workspace.people.owners import PEOPLE
        from migdesk.workspace.registers.change import RowChange

        party = party or party_of(role, self._definitions.roles)
        change = RowChange(fields=contact_fields(name, role, organisation, party))
        return self._registers().set_rows(practice_id, PEOPLE, [change])[0]

    def _role(self, person: Actor) -> str:
        return name_key(self._definitions.role_title(person.role))

    def _checked(self, person: Actor) -> Actor:
        tidy = checked_actor(person.name, person.role, person.organisation, person.party)
        self._recorder.refuse_patients((tidy.name, tidy.role, tidy.organisation))
        return with_usual_party(tidy, self._definitions.roles)
