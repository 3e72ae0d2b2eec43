from datetime import date

from due_tasks import TODAY, due_task, of_oak

from migdesk.checklist.roles import Role
from migdesk.ui.week.groups import Group, grouped, in_order

ROLES = (Role("practice-manager", "Practice Manager", "Practice Managers"), Role("lead-gp", "Lead GP", "Lead GPs"))
EARLY = date(2026, 11, 12)


def titles(groups: list[Group]) -> dict[str, list[str]]:
    return {group.title: [task.title for task in group.tasks] for group in groups}


def test_the_earliest_come_first_and_those_of_a_day_by_practice() -> None:
    tasks = [of_oak("A"), due_task("B"), of_oak("C", EARLY)]
    assert [task.title for task in in_order(tasks)] == ["C", "B", "A"]


def test_by_date() -> None:
    tasks = in_order([due_task("A"), of_oak("B", EARLY)])
    assert titles(grouped(tasks, "date", TODAY, ROLES)) == {"Overdue": ["B"], "Today, Wednesday 25 November": ["A"]}


def test_by_practice() -> None:
    tasks = in_order([of_oak("A", EARLY), due_task("B"), due_task("C", EARLY, sample=True)])
    assert titles(grouped(tasks, "practice", TODAY, ROLES)) == {
        "Elm Tree Practice · Z99001 · Sample": ["C", "B"],
        "Oak Tree Practice · Z99002": ["A"],
    }


def test_two_practices_of_one_name_stay_apart() -> None:
    tasks = in_order([due_task("A"), due_task("B", practice_id="elm-2", ods_code="Z99009")])
    assert len(grouped(tasks, "practice", TODAY, ROLES)) == 2


def test_by_role_a_task_is_in_the_group_of_each_of_its_roles() -> None:
    both = due_task("A", roles=("lead-gp", "practice-manager"))
    own = due_task("B", roles=(), role_titles=())
    assert titles(grouped([both, own], "role", TODAY, ROLES)) == {
        "Practice Manager": ["A"],
        "Lead GP": ["A"],
        "No role": ["B"],
    }
    assert titles(grouped([both, own], "role", TODAY, ROLES, "lead-gp")) == {"Lead GP": ["A"]}
