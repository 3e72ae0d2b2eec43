from due_tasks import due_task

from migdesk.checklist.roles import Role
from migdesk.practice.event import Actor
from migdesk.ui.week.due_filter import DueFilter, is_wanted
from migdesk.workspace.mine import Person, person_of

ROLES = (Role("practice-manager", "Practice Manager", "Practice Managers"), Role("lead-gp", "Lead GP", "Lead GPs"))
DANA = person_of(Actor("Dana Field", "practice-manager", "Elm Tree Practice"), ROLES)


def test_filters_hold_together() -> None:
    task = due_task("Book the rooms", critical=True, owner="Robin Vale")
    for wanted, shown in (
        (DueFilter(), True),
        (DueFilter(critical=True), True),
        (DueFilter(role="practice-manager", words=("robin",)), True),
        (DueFilter(words=("rooms", "z99001")), True),
        (DueFilter(words=("rooms", "dana")), False),
        (DueFilter(role="lead-gp"), False),
        (DueFilter(no_samples=True), True),
        (DueFilter(mine=True, critical=True), False),
    ):
        assert is_wanted(task, wanted, DANA) is shown
    assert not is_wanted(due_task("B"), DueFilter(critical=True), Person())
