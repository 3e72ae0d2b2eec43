"""A laptop goes from hand to hand: one choice in the status line, one signature in between, and the next start."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from desk import DANA, Answers, Desk, click
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMenu

from migdesk.practice.event import Actor
from migdesk.ui.people.who_is_here import ask_after_switch

PATEL = Actor("Dr A. Patel", "lead-gp", "Riverside Surgery", "practice")

pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)


def choosing(*path: str) -> Callable[[], None]:
    """Return what chooses an entry of the menu that is about to open, through its submenus."""

    def choose() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        opened = menu
        for words in path:
            action = next(action for action in menu.actions() if action.text() == words)
            inner = action.menu()
            if isinstance(inner, QMenu):
                menu = inner
            else:
                action.trigger()
        opened.close()

    return choose


def open_menu(desk: Desk, *path: str) -> None:
    """Press the person in the status line by keyboard, and choose."""
    QTimer.singleShot(0, choosing(*path))
    desk.work.status.person.setFocus()
    desk.key("Return")


def recorded_by(desk: Desk, practice: str) -> str:
    """Tick the next task and return as whom that was recorded."""
    task = next(task for task in desk.workspace.progress(practice).tasks if task.is_open)
    desk.work.session.attempt(desk.workspace.tasks.set_status, practice, task.id, "done")
    return desk.workspace.store.events(practice)[-1].actor.name


def test_from_hand_to_hand_and_back_at_the_next_start(desk: Desk, answers: Answers) -> None:
    desk.start()
    practice = desk.practice()
    desk.workspace.people.switch(PATEL)
    desk.workspace.people.switch(DANA)
    desk.work.session.actor_changed.emit()
    assert recorded_by(desk, practice) == "Dana Field"
    open_menu(desk, "Only this once, then back to Dana Field", "Dr A. Patel, Lead GP")
    assert desk.work.status.person.text().startswith("Next entry: Dr A. Patel")
    assert recorded_by(desk, practice) == "Dr A. Patel"
    assert desk.work.status.person.text() == "Dana Field, Practice Manager ▾"
    assert recorded_by(desk, practice) == "Dana Field"
    open_menu(desk, "Dr A. Patel, Lead GP")
    assert recorded_by(desk, practice) == "Dr A. Patel"
    desk.close()
    desk.start()
    answers.expect(click("I am Dana Field"))
    ask_after_switch(desk.work.session, desk.window)
    assert "Before, it was Dana Field, Practice Manager." in answers.seen[-1]
    assert recorded_by(desk, practice) == "Dana Field"
    waiting = len(answers.seen)
    ask_after_switch(desk.work.session, desk.window)
    assert len(answers.seen) == waiting  # it was said who is here


def test_with_nobody_else_known_the_person_leads_to_the_form(desk: Desk, answers: Answers) -> None:
    desk.start()
    desk.practice()
    answers.expect(click("Cancel"))
    desk.work.status.person.setFocus()
    desk.key("Return")
    assert answers.seen == ["Who is at the keyboard?"]
    assert not answers.unexpected
