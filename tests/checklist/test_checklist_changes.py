"""Two versions of a checklist: tasks added, moved, reworded and withdrawn, each told as what it is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from migdesk.checklist.checklist_changes import ChecklistChanges, compare_checklists
from migdesk.checklist.checklist_texts import ChecklistText, TaskText, texts_of
from migdesk.checklist.definitions import Definitions, Task
from support import small_definitions, task

TASKS = st.lists(
    st.builds(
        lambda id, title, phase, rule: TaskText(id, title, "", phase, phase.title(), rule, rule),
        st.sampled_from("abcd"),
        st.sampled_from(["Do it", "Do it well"]),
        st.sampled_from(["kick-off", "go-live"]),
        st.sampled_from(["0 days order", "7 days order"]),
    ),
    unique_by=lambda task: task.id,
).map(lambda tasks: ChecklistText(tuple(tasks)))


def changes(now: Definitions) -> ChecklistChanges:
    return compare_checklists(texts_of(small_definitions()), texts_of(now))


def with_tasks(*tasks: Task) -> Definitions:
    return replace(small_definitions(), tasks=tasks)


@given(TASKS)
def test_the_same_checklist_has_no_changes(checklist: ChecklistText) -> None:
    assert compare_checklists(checklist, checklist) == ChecklistChanges((), (), ())


@given(TASKS, TASKS)
def test_every_task_that_differs_is_told_once(before: ChecklistText, now: ChecklistText) -> None:
    told = [change.id for change in compare_checklists(before, now).tasks]
    old, new = ({task.id: task for task in checklist.tasks} for checklist in (before, now))
    assert sorted(told) == sorted(id for id in {*old, *new} if old.get(id) != new.get(id))


@given(TASKS, TASKS)
def test_what_is_added_one_way_is_withdrawn_the_other(before: ChecklistText, now: ChecklistText) -> None:
    there, back = compare_checklists(before, now), compare_checklists(now, before)
    assert {change.id for change in there.added} == {change.id for change in back.withdrawn}
    assert {change.id for change in there.moved} == {change.id for change in back.moved}


def test_a_task_that_moves_is_neither_added_nor_withdrawn() -> None:
    first, second, third = small_definitions().tasks
    moved = changes(
        with_tasks(first, replace(second, phase="go-live"), task(third.id, third.title, third.phase, "go-live", 3))
    )
    assert [(change.id, change.phase_changed, change.date_changed) for change in moved.moved] == [
        (second.id, True, False),
        (third.id, False, True),
    ]
    assert (moved.added, moved.withdrawn, moved.reworded) == ((), (), ())
    assert moved.moved[1].now is not None and moved.moved[1].now.due == "3 days after Go-Live"


def test_a_task_folded_into_another_says_into_which() -> None:
    first, second, third = small_definitions().tasks
    (gone,) = changes(with_tasks(replace(first, folded=(*first.folded, second.id)), third)).withdrawn
    assert gone.id == second.id
    assert gone.joined_to is not None and gone.joined_to.id == first.id


def test_white_space_is_no_other_wording_and_a_step_is() -> None:
    first, *others = small_definitions().tasks
    assert changes(with_tasks(replace(first, title="Agree  the dates"), *others)).tasks == ()
    assert [each.id for each in changes(with_tasks(replace(first, steps=("Ask the GP",)), *others)).reworded] == [
        first.id
    ]


def test_a_reference_in_other_words_and_a_milestone_with_another_title_are_told() -> None:
    definitions = small_definitions()
    reference, milestone = definitions.references[0], definitions.milestones[0]
    now = replace(
        definitions,
        references=(replace(reference, why="It still binds."), *definitions.references[1:]),
        milestones=(replace(milestone, title="Order signed"), *definitions.milestones[1:]),
    )
    assert [change.id for change in changes(now).references] == [reference.id]
    assert [change.now.title for change in changes(now).milestones if change.now] == ["Order signed"]
    assert changes(now).tasks == ()
