from migdesk.checklist.roles import Role
from migdesk.practice.event import Actor
from migdesk.workspace.mine import Person, is_mine, person_of

ROLES = (Role("practice-manager", "Practice Manager", "Practice Managers"), Role("lead-gp", "Lead GP", "Lead GPs"))
MANAGER, GP = ("practice-manager",), ("lead-gp",)
DANA = person_of(Actor("Dana Field", "practice-manager", "Elm Tree Practice"), ROLES)


def test_mine_is_what_i_own_and_what_falls_to_my_role_while_nobody_does() -> None:
    assert is_mine((), MANAGER, DANA)
    assert is_mine(("dana field",), GP, DANA)
    assert not is_mine(("Robin Vale",), MANAGER, DANA)
    assert not is_mine((), GP, DANA)


def test_what_several_own_is_mine_where_i_am_among_them() -> None:
    assert is_mine(("Robin Vale", "Dana  FIELD"), GP, DANA)
    assert not is_mine(("Robin Vale", "Dana Fields"), MANAGER, DANA)


def test_a_task_given_to_my_role_is_mine() -> None:
    assert is_mine(("Practice manager",), GP, DANA)
    assert is_mine(("practice managers",), GP, DANA)


def test_nobody_and_roles_in_ones_own_words_have_no_tasks_by_role() -> None:
    assert not is_mine((), (), person_of(None, ROLES))
    assert not is_mine(("Dana Field",), MANAGER, Person())
    guardian = person_of(Actor("Dana Field", "Caldicott Guardian", ""), ROLES)
    assert not is_mine((), MANAGER, guardian)
    assert is_mine(("Caldicott Guardian",), MANAGER, guardian)
