"""People and their notes as a report names them."""

from __future__ import annotations

from migdesk.checklist.definitions import Definitions
from migdesk.practice.entries import Note
from migdesk.practice.event import Actor
from migdesk.report.status.model import NoteLine, Person


def person_of(actor: Actor, definitions: Definitions) -> Person:
    """Return who an actor is, with the role's title, or the role in the person's own words."""
    return Person(actor.name, definitions.role_title(actor.role), actor.organisation, actor.party)


def note_line(note: Note, definitions: Definitions) -> NoteLine:
    """Return a note as the report shows it."""
    return NoteLine(note.text, person_of(note.actor, definitions), note.at)
