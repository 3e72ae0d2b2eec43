"""What a practice settles of its plan: fields that the latest event wins, leave that adds up and can be withdrawn."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from migdesk.checklist.plan.dates import Leave
from migdesk.practice.event import Draft
from migdesk.practice.fold import fold
from migdesk.practice.history import history
from migdesk.practice.plan_record import plan_inputs
from migdesk.practice.progress import progress_of
from support import PRACTICE, TODAY, event, practice_set, small_definitions, state_of, task_set

DEFINITIONS = small_definitions()
GO_LIVE = "2027-04-12"
ADDED = practice_set(name="Made-up", go_live=GO_LIVE)


def details(**fields: Any) -> Draft:
    """`happened__kick_off` stands for the detail `happened.kick-off`."""
    return practice_set(**{name.replace("__", ".").replace("_", "-"): value for name, value in fields.items()})


def test_everything_settled_reaches_the_plan() -> None:
    state = state_of(
        [
            ADDED,
            details(planned__kick_off="2027-01-20", happened__order=["2027-01-05", "2027-01-04"]),
            details(leave__l1=["Dr Example", "2027-02-01", "2027-02-12"]),
            practice_set(old_system_access="90-days", cutover_rehearsal="2027-03-01"),
        ]
    )
    inputs = plan_inputs(state)
    assert inputs.planned == {"go-live": date(2027, 4, 12), "kick-off": date(2027, 1, 20)}
    assert inputs.happened == {"order": date(2027, 1, 5)}
    assert inputs.was_planned == {"order": date(2027, 1, 4)}
    assert inputs.leave == (Leave("l1", "Dr Example", date(2027, 2, 1), date(2027, 2, 12)),)
    assert (inputs.choice, inputs.rehearsal) == ("90-days", date(2027, 3, 1))


def test_each_field_is_settled_by_its_latest_event_whatever_the_order() -> None:
    first = event("practice-set", details(planned__kick_off="2027-01-20", planned__order="2027-01-02").body, clock=1)
    other = event("practice-set", details(planned__kick_off="2027-01-21").body, clock=2, device="b")
    for order in ([first, other], [other, first]):
        assert plan_inputs(fold(PRACTICE, order)).planned == {"kick-off": date(2027, 1, 21), "order": date(2027, 1, 2)}


def test_leave_of_two_laptops_adds_up_and_one_can_be_withdrawn() -> None:
    mine = event("practice-set", details(leave__a=["Ann", "2027-02-01", "2027-02-02"]).body, clock=1)
    theirs = event("practice-set", details(leave__b=["Zoe", "2027-01-01", "2027-01-02"]).body, clock=1, device="b")
    withdrawn = event("practice-set", details(leave__a=None).body, clock=2, device="b", seq=2)
    assert [one.name for one in plan_inputs(fold(PRACTICE, [mine, theirs])).leave] == ["Zoe", "Ann"]
    for order in ([mine, theirs, withdrawn], [withdrawn, theirs, mine]):
        assert [one.name for one in plan_inputs(fold(PRACTICE, order)).leave] == ["Zoe"]


@pytest.mark.parametrize(
    "fields",
    [
        {"planned.idp": "soon"},
        {"planned.idp": "0001-01-01"},
        {"planned.idp": 7},
        {"go_live": "9999-12-31"},
        {"happened.idp": "2027-01-01"},
        {"happened.idp": ["2027-01-01"]},
        {"happened.idp": [None, "2027-01-01"]},
        {"happened.idp": []},
        {"happened.idp": ""},
        {"leave.x": ["Ann", "2027-01-01"]},
        {"leave.x": ["Ann", "2027-01-01", ""]},
        {"leave.x": [5, "2027-01-01", "2027-01-02"]},
        {"leave.x": "away"},
        {"old_system_access": 45},
        {"cutover_rehearsal": True},
    ],
)
def test_what_cannot_be_read_is_kept_and_trips_nothing(fields: dict[str, Any]) -> None:
    state = state_of([ADDED, Draft("practice-set", {"fields": fields})])
    assert state.newer == {"a-2": "practice-set"}
    assert plan_inputs(state).planned == {"go-live": date(2027, 4, 12)}
    assert progress_of(state, DEFINITIONS, TODAY).total == 3


def test_milestones_of_a_newer_version_are_kept_and_count_for_nothing() -> None:
    state = state_of([ADDED, details(planned__party="2027-01-01", happened__party=["2027-01-02", None])])
    assert state.newer == {}
    assert [one.date for one in progress_of(state, DEFINITIONS, TODAY).milestones][-1] == date(2027, 4, 12)


def test_progress_tells_planned_from_happened() -> None:
    state = state_of([ADDED, details(happened__order=["2027-01-14", "2027-01-11"], planned__kick_off="2027-01-20")])
    order, kick_off, go_live = progress_of(state, DEFINITIONS, TODAY).milestones
    assert (order.date, order.set, order.happened, order.planned, order.slipped) == (
        date(2027, 1, 14), True, True, date(2027, 1, 11), 3,
    )  # fmt: skip
    assert (kick_off.date, kick_off.set, kick_off.happened, kick_off.planned, kick_off.slipped) == (
        date(2027, 1, 20), True, False, date(2027, 1, 20), 0,
    )  # fmt: skip
    assert go_live.set


def test_tasks_follow_the_milestone_they_count_from_and_a_date_by_hand_stays() -> None:
    by_hand = Draft("task-set", {"task": "kick-off.agree-dates", "fields": {"due": "2027-01-15"}})
    progress = progress_of(state_of([ADDED, by_hand, details(planned__kick_off="2027-02-01")]), DEFINITIONS, TODAY)
    assert [task.due for task in progress.tasks] == [date(2027, 1, 15), date(2027, 2, 8), date(2027, 4, 12)]


def test_the_day_it_went_live_is_the_practices_go_live() -> None:
    state = state_of([ADDED, details(happened__go_live=["2027-04-14", GO_LIVE])])
    assert state.go_live == date(2027, 4, 14)
    assert state.planned_go_live == date(2027, 4, 12)


@pytest.mark.parametrize(
    ("today", "this_week"), [(date(2027, 4, 11), 0), (date(2027, 4, 12), 1), (date(2027, 4, 13), 0)]
)
def test_this_week_is_right_to_the_day(today: date, this_week: int) -> None:
    tasks = progress_of(state_of([ADDED]), DEFINITIONS, today).tasks
    assert sum(task.due_this_week for task in tasks) == this_week


def test_what_is_done_is_not_due_this_week() -> None:
    state = state_of([ADDED, task_set("go-live.switch", status=["done", ""])])
    assert not any(task.due_this_week for task in progress_of(state, DEFINITIONS, date(2027, 4, 12)).tasks)


LINES: list[tuple[list[Draft], str]] = [
    ([details(planned__kick_off="2027-01-20")], "Kick-off meeting: set by hand to Wed 20 January 2027"),
    (
        [details(planned__kick_off="2027-01-20"), details(planned__kick_off="2027-01-21")],
        "Kick-off meeting: set by hand to Thu 21 January 2027 (was Wed 20 January 2027)",
    ),
    (
        [details(planned__kick_off="2027-01-20"), details(planned__kick_off=None)],
        "Kick-off meeting: by the plan’s rule again (was Wed 20 January 2027)",
    ),
    ([details(happened__order=["2027-01-05", "2027-01-05"])], "Order placed: happened on Tue 5 January 2027"),
    (
        [details(happened__order=["2027-01-05", "2027-01-04"])],
        "Order placed: happened on Tue 5 January 2027 (planned for Mon 4 January 2027)",
    ),
    (
        [details(happened__order=["2027-01-05", None]), details(happened__order=["2027-01-06", None])],
        "Order placed: happened on Wed 6 January 2027 (was Tue 5 January 2027)",
    ),
    (
        [details(happened__order=["2027-01-05", None]), details(happened__order=None)],
        "Order placed: not marked as happened any more (was Tue 5 January 2027)",
    ),
    (
        [details(leave__l1=["Dr Example", "2027-02-01", "2027-02-12"])],
        "Leave entered: Dr Example, Mon 1 February 2027 to Fri 12 February 2027",
    ),
    (
        [details(leave__l1=["Dr Example", "2027-02-01", "2027-02-12"]), details(leave__l1=None)],
        "Leave withdrawn: Dr Example, Mon 1 February 2027 to Fri 12 February 2027",
    ),
    ([details(leave__l1=None)], "Leave withdrawn: an entry"),
    ([practice_set(old_system_access="3-months")], "Access to the old system: 3-months"),
    (
        [practice_set(old_system_access="3-months"), practice_set(old_system_access=None)],
        "Access to the old system: the guide’s standard (was 3-months)",
    ),
    ([practice_set(cutover_rehearsal="2027-03-01")], "Cutover rehearsal: Mon 1 March 2027"),
    (
        [practice_set(go_live="2027-04-13", **{"planned.order": "2027-01-04"})],
        "Go-Live: Tue 13 April 2027 (was Mon 12 April 2027); Order placed: set by hand to Mon 4 January 2027",
    ),
]


@pytest.mark.parametrize(("drafts", "line"), LINES, ids=[line for _, line in LINES])
def test_history_tells_it_in_plain_words(drafts: list[Draft], line: str) -> None:
    events = [event(one.kind, one.body, seq=number) for number, one in enumerate([ADDED, *drafts], 1)]
    assert history(PRACTICE, events, DEFINITIONS)[-1].text == line
