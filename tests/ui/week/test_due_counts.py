from datetime import date

import msgspec
from due_tasks import TODAY, due_task, of_oak
from hypothesis import given
from hypothesis import strategies as st

from migdesk.ui.week.due_counts import DueCounts
from migdesk.workspace.open_tasks import OpenTask

LATE = date(2026, 11, 12)


def with_status(task: OpenTask, status: str) -> OpenTask:
    return msgspec.structs.replace(task, status=status)


def test_open_tasks_are_counted_with_their_practices() -> None:
    tasks = [due_task("A", LATE), due_task("B"), of_oak("C"), with_status(of_oak("D", LATE), "done")]
    assert DueCounts(tasks, TODAY).in_words() == "3 tasks in 2 practices, 1 overdue"
    assert DueCounts([due_task("A")], TODAY).in_words() == "1 task in 1 practice"
    assert DueCounts([], TODAY).in_words() == ""


STATUSES = st.sampled_from(["to-do", "done", "blocked", "not-applicable"])
TASKS = st.lists(st.tuples(st.sampled_from([due_task, of_oak]), st.sampled_from([LATE, TODAY]), STATUSES, STATUSES))


@given(TASKS)
def test_ticks_give_what_counting_anew_gives(changes: list[tuple]) -> None:
    before = [with_status(make("A", due), first) for make, due, first, _ in changes]
    after = [with_status(task, then) for task, (*_, then) in zip(before, changes, strict=True)]
    counts = DueCounts(before, TODAY)
    for old, new in zip(before, after, strict=True):
        counts.put(old, new)
    assert counts.in_words() == DueCounts(after, TODAY).in_words()
