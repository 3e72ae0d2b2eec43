"""Why this day, what is not in the official guide, and what has changed since: folded, and shown on request."""

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QLabel, QPushButton

from migdesk.checklist.definitions import Task
from migdesk.ui.checklist_pane.task_background import TaskBackground


@pytest.fixture
def definitions(session):
    return session.workspace.definitions


@pytest.fixture
def background(qtbot, definitions):
    made = TaskBackground(definitions)
    qtbot.addWidget(made)
    made.show()
    return made


def words(background):
    return "\n".join(label.text() for label in background.findChildren(QLabel) if not label.isHidden())


def button(background, text):
    return next(made for made in background.findChildren(QPushButton) if made.text() == text)


def test_it_is_folded_until_asked_for_and_then_for_every_task(background, definitions):
    task = definitions.task_by_id["plan.meeting"]
    background.show_task(task)
    assert words(background) == ""
    background.fold_button.click()
    assert "28 days before Final Data Production</b>: the guide’s figure." in words(background)
    assert "<b>Critical:</b> if it is missed, patients may come to harm" in words(background)
    background.show_task(definitions.task_by_id["decision.funding"])
    assert "worked out from the guide’s figures" in words(background)
    background.fold_button.click()
    assert words(background) == ""


def test_news_stands_with_its_official_page(qtbot, background, definitions):
    background.show_task(definitions.task_by_id["cutover.mesh"])
    assert background.fold_button.text() == "Why this day, and what has changed ›"
    background.fold_button.click()
    assert "PCSE has a form for a change of clinical system" in words(background)
    with qtbot.waitSignal(background.outside_requested) as asked:
        button(background, "Official page ›").click()
    assert asked.args == ["https://pcse.england.nhs.uk/services/patient-registrations/clinical-system-migration"]
    with qtbot.waitSignal(background.guide_requested) as asked:
        button(background, "Where the guide says so ›").click()
    assert asked.args == ["/guide/cutover#what-to-look-out-for"]


@pytest.mark.parametrize("task", ["decision.dpia", "plan.card-readers", "order.confirm-framework"])
def test_what_is_not_in_the_official_guide_says_so_at_once(background, definitions, task):
    background.show_task(definitions.task_by_id[task])
    assert words(background).startswith("Not in the official guide.")


def test_a_task_of_ones_own_has_nothing_behind_it(background):
    background.show_task(Task(id="own.1", title="Own", own=True))
    assert background.isHidden()


def test_what_a_guide_brings_is_shown_as_text(background, definitions):
    task = definitions.task_by_id["plan.meeting"]
    background.show_task(replace(task, due=replace(task.due, because="<img src=x>")))
    background.fold_button.click()
    assert "&lt;img src=x&gt;" in words(background)
