"""What the pane says in words: how a reference stands, who a person is, and when something was. No Qt here."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from html import escape

from migdesk.base.date_words import long_date
from migdesk.checklist.definitions import Definitions
from migdesk.checklist.roles import party_title
from migdesk.practice.event import Actor
from migdesk.practice.parties import PRACTICE
from migdesk.practice.progress import Progress, ReferenceProgress
from migdesk.ui.look.words import breakable


class Standing(Enum):
    """How a reference stands with the practice; the value is what the row says."""

    ACKNOWLEDGED = "Acknowledged by the practice"
    NOT_YET = "Not yet acknowledged"
    WORDS_CHANGED = "The words have changed: read again"


def standing_of(reference: ReferenceProgress | None) -> Standing:
    """Return how a reference stands; None (no practice in hand) stands as not yet acknowledged."""
    if reference is None:
        return Standing.NOT_YET
    if reference.acknowledged:
        return Standing.ACKNOWLEDGED
    return Standing.WORDS_CHANGED if reference.words_changed else Standing.NOT_YET


def open_count(progress: Progress | None) -> int:
    """Return how many references the practice still has to acknowledge; 0 while there is none in hand."""
    return len(progress.references) - progress.acknowledged if progress else 0


def headline(progress: Progress) -> str:
    """Return the line over the progress bar, as HTML: “5 of 9 acknowledged by the practice”."""
    again = sum(standing_of(reference) is Standing.WORDS_CHANGED for reference in progress.references)
    line = f"<b>{progress.acknowledged} of {len(progress.references)}</b> acknowledged by the practice"
    return f"{line} · <b>{again} to read again</b>" if again else line


def parties_in_words(progress: Progress) -> str:
    """Return how far each other party is: “Delivery partner 4 of 9, commissioner 1 of 9”; empty where there is none."""
    total = len(progress.references)
    others = {party: n for party, n in progress.acknowledged_by_party.items() if n and party != PRACTICE}
    words = ", ".join(f"{party_title(party).lower()} {n} of {total}" for party, n in others.items())
    return words[:1].upper() + words[1:]


def person_html(actor: Actor, definitions: Definitions) -> str:
    """Return a person as HTML with the name in bold; what people typed is escaped."""
    rest = [part for part in (definitions.role_title(actor.role), actor.organisation) if part]
    return ", ".join([f"<b>{escape(breakable(actor.name))}</b>", *(escape(breakable(part)) for part in rest)])


def local_time(moment: datetime) -> str:
    """Return a moment as people of this computer's place say it: “Mon 23 November 2026, 14:05”."""
    here = moment.astimezone()
    return f"{long_date(here.date())}, {here:%H:%M}"
