"""A change of the plan: what it would move, and that it is one event and one undo."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from migdesk.base.errors import UserError
from migdesk.practice.details import PracticeDetails, details_of
from migdesk.practice.event import Actor
from migdesk.workspace.bootstrap import bootstrap
from migdesk.workspace.free_text import PatientDataQuestion
from migdesk.workspace.plan.change import NewLeave, PlanChange
from migdesk.workspace.workspace import Workspace
from support import TODAY, TickingClock, add_practice, paths_in, texts

GO_LIVE = date(2027, 6, 22)
WEEK = timedelta(days=7)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A workspace over the built-in guide's own plan."""
    opened = bootstrap(paths_in(tmp_path), clock=TickingClock())
    opened.recorder.actor = Actor("Alex Sample", "practice-manager")
    yield opened
    opened.close()


@pytest.fixture
def practice(workspace: Workspace) -> str:
    return add_practice(workspace, go_live=GO_LIVE)


def dates(workspace: Workspace, practice: str) -> dict[str, date | None]:
    return {one.id: one.date for one in workspace.plans.view(practice).milestones}


def test_a_preview_says_what_moves_and_records_nothing(workspace: Workspace, practice: str) -> None:
    events = workspace.store.counts().events
    workspace.tasks.set_due(practice, "go-live.legacy-access", date(2027, 5, 1))
    preview = workspace.plans.preview(practice, PlanChange(planned={"go-live": GO_LIVE + WEEK}))
    assert workspace.store.counts().events == events + 1
    assert preview.changes_anything
    assert all(one.moves and one.after == one.before + WEEK for one in preview.milestones if one.before)
    assert len(preview.milestones) == 12
    total = workspace.progress(practice).total
    assert len(preview.tasks) == total - 1
    assert preview.kept_by_hand == 1
    assert all(one.before and one.after == one.before + WEEK for one in preview.tasks)
    assert [one.after for one in preview.tasks] == sorted(one.after for one in preview.tasks if one.after)


def test_what_was_previewed_is_what_happens_as_one_event_and_one_undo(workspace: Workspace, practice: str) -> None:
    change = PlanChange(
        planned={"go-live": GO_LIVE + WEEK, "idp": date(2027, 4, 27)},
        happened={"order": date(2027, 1, 8)},
        old_system_access="3-months",
        rehearsal=date(2027, 5, 20),
        add_leave=(NewLeave(" Dr  Example ", date(2027, 6, 28), date(2027, 7, 2)),),
    )
    before = dates(workspace, practice)
    preview = workspace.plans.preview(practice, change)
    events = workspace.plans.apply(practice, change)
    assert len(events) == 1
    assert dates(workspace, practice) == {one.id: one.after for one in preview.milestones}
    assert texts(workspace.plans.conflicts(practice)) == texts(preview.conflicts_after)
    view = workspace.plans.view(practice)
    assert view.rehearsal == date(2027, 5, 20)
    assert [one.name for one in view.leave] == ["Dr Example"]
    assert [(one.id, one.chosen, one.standard) for one in view.choices] == [
        ("45-days", False, True), ("3-months", True, False), ("90-days", False, False),
    ]  # fmt: skip
    assert view.milestone("old-system-read-only-until").date == date(2027, 9, 29)
    assert view.milestone("old-system-read-only-until").source == "/guide/planning-for-cut-over#additional-notes"
    workspace.recorder.undo()
    assert dates(workspace, practice) == before
    assert workspace.plans.view(practice).leave == ()
    workspace.recorder.redo()
    assert dates(workspace, practice) == {one.id: one.after for one in preview.milestones}


def test_a_preview_tells_new_conflicts_from_settled_ones(workspace: Workspace, practice: str) -> None:
    workspace.plans.apply(practice, PlanChange(planned={"go-live": date(2027, 6, 20)}))
    preview = workspace.plans.preview(practice, PlanChange(planned={"go-live": date(2027, 3, 30)}))
    assert {one.id for one in preview.new_conflicts} >= {"qof-year-end-go-live", "easter-go-live"}
    assert "day-off-go-live" in {one.id for one in preview.settled_conflicts}


def test_go_live_is_the_same_field_as_in_the_practices_details(workspace: Workspace, practice: str) -> None:
    workspace.plans.apply(practice, PlanChange(planned={"go-live": GO_LIVE + WEEK}))
    assert details_of(workspace.store.state(practice)).go_live == GO_LIVE + WEEK
    workspace.practices.edit(practice, PracticeDetails("Made-up Surgery", go_live=GO_LIVE))
    assert workspace.plans.view(practice).milestone("go-live").date == GO_LIVE
    workspace.plans.apply(practice, PlanChange(planned={"go-live": None}))
    assert set(dates(workspace, practice).values()) == {None}


def test_what_is_so_already_is_not_recorded(workspace: Workspace, practice: str) -> None:
    change = PlanChange(
        planned={"go-live": GO_LIVE, "idp": None}, happened={"order": None}, old_system_access=None, rehearsal=None
    )
    assert not workspace.plans.preview(practice, change).changes_anything
    assert workspace.plans.apply(practice, change) == ()
    assert workspace.plans.apply(practice, PlanChange()) == ()


def test_what_was_planned_is_kept_with_what_happened(workspace: Workspace, practice: str) -> None:
    workspace.plans.apply(practice, PlanChange(planned={"order": date(2027, 1, 6)}))
    workspace.plans.apply(practice, PlanChange(happened={"order": date(2027, 1, 8)}))
    workspace.plans.apply(
        practice, PlanChange(planned={"go-live": GO_LIVE + WEEK}, happened={"order": date(2027, 1, 9)})
    )
    order = workspace.plans.view(practice).milestone("order")
    assert (order.date, order.planned, order.slipped, order.happened) == (
        date(2027, 1, 9), date(2027, 1, 6), 3, True,
    )  # fmt: skip
    lines = texts(workspace.history(practice))
    assert "Order placed: happened on Fri 8 January 2027 (planned for Wed 6 January 2027)" in lines


def test_what_has_happened_is_not_planned_anew_before_the_mark_is_gone(workspace: Workspace, practice: str) -> None:
    workspace.plans.apply(practice, PlanChange(happened={"order": TODAY}))
    with pytest.raises(UserError, match="Order placed is marked as having happened on Mon 11 January 2027"):
        workspace.plans.apply(practice, PlanChange(planned={"order": date(2027, 2, 1)}))
    workspace.plans.apply(practice, PlanChange(planned={"order": date(2027, 2, 1)}, happened={"order": None}))
    assert workspace.plans.view(practice).milestone("order").date == date(2027, 2, 1)


def test_a_view_has_the_rule_of_every_milestone(workspace: Workspace, practice: str) -> None:
    workspace.plans.apply(practice, PlanChange(planned={"kick-off": date(2027, 3, 25)}))
    view = workspace.plans.view(practice)
    kick_off = view.milestone("kick-off")
    assert (kick_off.by_hand, kick_off.rule, kick_off.by_rule) == (
        True, "2 weeks after Order placed", date(2027, 4, 6),
    )  # fmt: skip
    assert view.milestone("go-live").rule == ""
    assert all(one.source and one.because for one in (*view.milestones, *view.phases, *view.choices))
    assert [one.id for one in view.phases if one.under_way] == ["decision-to-migrate-and-funding"]
    late = [one.id for one in view.milestones if one.late]
    assert late == []


def test_a_view_tells_from_which_milestone_all_dates_are_found(workspace: Workspace, practice: str) -> None:
    def counts_from() -> str | None:
        found = workspace.plans.view(practice).counts_from
        return found.id if found else None

    workspace.plans.apply(practice, PlanChange(planned={"idp": date(2027, 4, 27)}))
    assert counts_from() == "go-live"
    workspace.plans.apply(practice, PlanChange(planned={"go-live": None}, happened={"order": TODAY}))
    assert counts_from() == "idp"
    workspace.plans.apply(practice, PlanChange(planned={"idp": None}))
    assert counts_from() == "order"
    workspace.plans.apply(practice, PlanChange(planned={"end": date(2027, 9, 1)}, happened={"order": None}))
    assert counts_from() == "end"
    workspace.plans.apply(practice, PlanChange(planned={"end": None}))
    assert counts_from() is None


def test_leave_adds_up_and_can_be_withdrawn_once(workspace: Workspace, practice: str) -> None:
    for name in ("Ann", "Zoe"):
        leave = NewLeave(name, date(2027, 6, 21), date(2027, 6, 25))
        workspace.plans.apply(practice, PlanChange(add_leave=(leave,)))
    first, second = workspace.plans.view(practice).leave
    assert {f"leave-{first.id}", f"leave-{second.id}"} == {one.id for one in workspace.plans.conflicts(practice)}
    workspace.plans.apply(practice, PlanChange(withdraw_leave=(first.id,)))
    assert workspace.plans.view(practice).leave == (second,)
    with pytest.raises(UserError, match="not there any more"):
        workspace.plans.apply(practice, PlanChange(withdraw_leave=(first.id,)))


def leave(name: str = "Ann", first: date = date(2027, 6, 1), last: date = date(2027, 6, 9)) -> PlanChange:
    return PlanChange(add_leave=(NewLeave(name, first, last),))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (PlanChange(planned={"christmas": TODAY}), "There is no milestone “christmas”. Use one of order, kick-off"),
        (PlanChange(happened={"christmas": None}), "There is no milestone"),
        (PlanChange(planned={"idp": date(1827, 1, 1)}), "Initial Data Production cannot be in the year 1827"),
        (PlanChange(happened={"order": TODAY + timedelta(days=1)}), "cannot have happened on Tue 12 January 2027"),
        (PlanChange(old_system_access="for-ever"), "There is no choice “for-ever”. Use one of 45-days, 3-months"),
        (PlanChange(rehearsal=date(2207, 1, 1)), "The cutover rehearsal cannot be in the year 2207"),
        (leave(" "), "Say whose leave it is"),
        (leave(last=date(2027, 5, 31)), "Leave cannot end on Mon 31 May 2027, before it begins on Tue 1 June 2027"),
        (leave(last=date(2028, 6, 9)), "more than a year"),
        (leave(first=date(1827, 1, 1)), "cannot be in the year 1827"),
        (leave("x" * 121), "The name has 121 characters"),
    ],
)
def test_what_cannot_be_right_is_refused_and_nothing_recorded(
    change: PlanChange, words: str, workspace: Workspace, practice: str
) -> None:
    for attempt in (workspace.plans.preview, workspace.plans.apply):
        with pytest.raises(UserError, match=words):
            attempt(practice, change)
    assert workspace.store.counts().events == 1


def test_a_leave_that_names_a_patient_is_asked_about(workspace: Workspace, practice: str) -> None:
    with pytest.raises(PatientDataQuestion):
        workspace.plans.apply(practice, leave("Ann 943 476 5919"))
    workspace.answer_patient_questions(lambda _: True)
    assert workspace.plans.apply(practice, leave("Ann 943 476 5919"))


def test_a_practice_that_is_not_there(workspace: Workspace) -> None:
    for attempt in (workspace.plans.view, workspace.plans.conflicts):
        with pytest.raises(UserError, match="There is no practice"):
            attempt("nobody")
    with pytest.raises(UserError, match="There is no practice"):
        workspace.plans.apply("nobody", PlanChange(planned={"go-live": GO_LIVE}))


def test_a_move_keeps_its_reason_and_the_day_first_agreed(workspace: Workspace, practice: str) -> None:
    first = workspace.plans.view(practice).milestone("go-live").date
    assert first
    later = PlanChange(planned={"go-live": first + timedelta(14)}, why="  the supplier\n slipped ")
    workspace.plans.apply(practice, later)
    moved = workspace.plans.view(practice).milestone("go-live")
    assert (moved.baseline, moved.moved, moved.why) == (first, 14, "the supplier slipped")
    assert "because: the supplier slipped" in workspace.history(practice)[-1].text
    workspace.undo()
    back = workspace.plans.view(practice).milestone("go-live")
    assert (back.baseline, back.moved, back.why) == (first, 0, "")
