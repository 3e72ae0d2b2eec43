"""The menu on the person in the status line: somebody else by one choice, for good or once, and back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from migdesk.practice.event import Actor
from migdesk.ui.people.hand_over import act_again, act_once, switch_to
from migdesk.ui.people.person_words import person_title
from migdesk.ui.session.session import Session

_MOST_LISTED = 12


def others_known(session: Session) -> tuple[Actor, ...]:
    """Return the people that are known beside the one at the keyboard, as far as a menu lists them."""
    people = session.workspace.people
    here = people.at_keyboard()
    known = people.known(session.practice_id)
    return tuple(each for each in known if here is None or each.name != here.name)[:_MOST_LISTED]


def person_menu(session: Session, others: Sequence[Actor], ask: Callable[[], object], parent: QWidget) -> QMenu:
    """Return the menu; `ask` opens the dialog for anybody else."""
    menu = QMenu(parent)
    here, once = session.workspace.people.at_keyboard(), session.workspace.people.acting_once()
    if once is not None and here is not None:
        menu.addAction(_shown(f"Back to {here.name} now")).triggered.connect(lambda: act_again(session))
        menu.addSeparator()
    for person in others:
        _add(menu, session, person, switch_to)
    if here is not None:
        menu.addSeparator()
        only_once = menu.addMenu(_shown(f"Only this once, then back to {here.name}"))
        for person in others:
            _add(only_once, session, person, act_once)
    menu.addSeparator()
    menu.addAction("Somebody else, or other details…").triggered.connect(lambda: ask())
    return menu


def _add(menu: QMenu, session: Session, person: Actor, take: Callable[[Session, Actor], object]) -> None:
    action = menu.addAction(_shown(person_title(person, session.workspace.definitions)))
    action.triggered.connect(partial(_taken, take, session, person))


def _taken(take: Callable[[Session, Actor], object], session: Session, person: Actor, _checked: bool = False) -> None:
    take(session, person)


def _shown(text: str) -> str:
    return text.replace("&", "&&")
