"""Takes somebody as the person at the keyboard, for good or once, and tells the screens."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from migdesk.practice.event import Actor
from migdesk.ui.dialogs.question import ask
from migdesk.ui.session.session import Session


def switch_to(session: Session, person: Actor) -> bool:
    """Take `person` as the one at the keyboard; False where that could not be remembered, which is said."""
    switched = session.succeeds(session.workspace.people.switch, person)
    session.actor_changed.emit()
    return switched


def act_once(session: Session, person: Actor) -> bool:
    """Have the next action recorded as `person`; False where it could not be, which is said."""
    taken = session.succeeds(session.workspace.people.once, person)
    session.actor_changed.emit()
    return taken


def act_again(session: Session) -> None:
    """Have whoever is at the keyboard act again, where somebody else was to act once."""
    session.workspace.people.back()
    session.actor_changed.emit()


def is_role_meant(parent: QWidget | None, session: Session, person: Actor) -> bool:
    """Ask where a name that is known comes with another role; True where it is meant, or nothing was to be asked."""
    workspace = session.workspace
    known = workspace.people.known_otherwise(person)
    if known is None:
        return True
    until_now, role = (workspace.definitions.role_title(each.role) for each in (known, person))
    about = f"Every change from now on would be recorded as {role}. What is recorded already keeps the role it has."
    question = f"{known.name} was {until_now} until now. Is the role {role} right?"
    return ask(parent, "Another role", question, about, (f"Yes, {role}", "Go back")) == 0
