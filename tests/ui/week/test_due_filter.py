from due_tasks import due_task

from migdesk.checklist.definitions import Role
from migdesk.practice.event import Actor
from migdesk.ui.week.due_filter import DueFilter, Person, is_mine, is_wanted, person_of

ROLES = (Role("practice-manager", "Practice Manager", "Practice Managers"), Role("lead-gp", "Lead GP", "Lead GPs"))
DANA = person_of(Actor("Dana Field", "practice-manager", "Elm Tree Practice"), ROLES)


def test_mine_is_what_i_own_and_what_falls_to_my_role_while_nobody_does() -> None:
    assert is_mine(due_task("A"), DANA)
    assert is_mine(due_task("A", owner="dana field", roles=("lead-gp",)), DANA)
    assert not is_mine(due_task("A", owner="Robin Vale"), DANA)
    assert not is_mine(due_task("A", roles=("lead-gp",)), DANA)


def test_a_task_given_to_my_role_is_mine() -> None:
    assert is_mine(due_task("A", owner="Practice manager", roles=("lead-gp",)), DANA)


def test_nobody_and_roles_in_ones_own_words_have_no_tasks_by_role() -> None:
    assert not is_mine(due_task("A", roles=()), person_of(None, ROLES))
    guardian = person_of(Actor("Dana Field", "Caldicott Guardian", ""), ROLES)
    assert not is_mine(due_task("A"), guardian)
    assert is_mine(due_task("A", owner="Caldicott Guardian"), guardian)


def test_filters_hold_together() -> None:
    task = due_task("Book the rooms", critical=True, owner="Robin Vale")
    for wanted, shown in (
        (DueFilter(), True),
        (DueFilter(critical=True), True),
        (DueFilter(role="practice-manager", words=("robin",)), True),
        (DueFilter(words=("rooms", "z99001")), True),
        (DueFilter(words=("rooms", "dana")), False),
        (DueFilter(role="lead-gp"), False),
        (DueFilter(mine=True, critical=True), False),
    ):
        assert is_wanted(task, wanted, DANA) is shown
    assert not is_wanted(due_task("B"), DueFilter(critical=True), Person())
