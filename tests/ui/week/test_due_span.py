from datetime import date, timedelta

import pytest
from due_tasks import TODAY, due_task
from hypothesis import given
from hypothesis import strategies as st

from migdesk.checklist.plan.dates import is_due_this_week, is_overdue
from migdesk.ui.week.due_span import in_words, last_day, spans


@pytest.mark.parametrize(
    ("ahead", "until", "said"),
    [
        ("week", date(2026, 11, 29), "this week"),
        ("14 days", date(2026, 12, 9), "in the next 14 days"),
        ("28 days", date(2026, 12, 23), "in the next 28 days"),
    ],
)
def test_how_far_the_list_looks(ahead: str, until: date, said: str) -> None:
    assert last_day(ahead, TODAY) == until
    assert in_words(ahead) == said


def test_on_a_sunday_the_week_ends_today() -> None:
    sunday = date(2026, 11, 29)
    assert last_day("week", sunday) == sunday


def test_spans_go_by_the_calendar_week() -> None:
    days = [date(2026, 11, 12), TODAY, date(2026, 11, 29), date(2026, 11, 30), date(2026, 12, 6), date(2026, 12, 7)]
    assert [(title, len(some)) for title, some in spans([due_task("T", day) for day in days], TODAY)] == [
        ("Overdue", 1),
        ("Today, Wednesday 25 November", 1),
        ("Later this week, until Sunday 29 November", 1),
        ("Next week, from Monday 30 November", 2),
        ("The week, from Monday 7 December", 1),
    ]


@given(st.dates(date(2026, 1, 1), date(2028, 1, 1)), st.lists(st.integers(-40, 40)))
def test_a_span_says_what_the_plan_says(today: date, offsets: list[int]) -> None:
    tasks = [due_task("T", today + timedelta(days=offset)) for offset in sorted(offsets)]
    found = list(spans(tasks, today))
    assert [task for _, some in found for task in some] == tasks
    assert len({title for title, _ in found}) == len(found)
    for title, some in found:
        for task in some:
            assert title.startswith("Overdue") == is_overdue(task.due, today)
            assert title.startswith(("Today", "Later this week")) == is_due_this_week(task.due, today)
            assert (task.due <= last_day("week", today)) == title.startswith(("Overdue", "Today", "Later this week"))
