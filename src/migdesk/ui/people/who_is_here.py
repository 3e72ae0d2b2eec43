"""The question at a start after the keyboard went to somebody else: who is here now?"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from migdesk.base.date_words import long_date
from migdesk.ui.dialogs.question import ask
from migdesk.ui.people.hand_over import switch_to
from migdesk.ui.people.person_dialog import ask_who_is_here
from migdesk.ui.people.person_words import person_title
from migdesk.ui.session.session import Session


def ask_after_switch(session: Session, parent: QWidget) -> None:
    """Ask who is here where the keyboard changed hands since somebody said so last; Esc leaves the question open."""
    people, definitions = session.workspace.people, session.workspace.definitions
    known = people.known_here()
    here, before = known.at_keyboard, known.named(known.before) if known.before else None
    if here is None or before is None or not session.workspace.can_write:
        return
    day = known.switched_on
    since = f" since {long_date(day)}" if day else ""
    question = f"{person_title(here, definitions)}, has been at the keyboard{since}."
    about = f"Before, it was {person_title(before, definitions)}. Who is here now? It goes into the record."
    answers = (f"I am {here.name}", f"I am {before.name}", "Somebody else…", "Ask again next time")
    match ask(parent, "Who is at the keyboard?", question, about, answers):
        case 0:
            session.succeeds(people.settle_switch)
        case 1:
            if switch_to(session, before):
                session.succeeds(people.settle_switch)
        case 2:
            if ask_who_is_here(session, parent):
                session.succeeds(people.settle_switch)
