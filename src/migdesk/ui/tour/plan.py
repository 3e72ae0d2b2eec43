"""The tour's stops at the plan: the whole of it, a change before it is made, and what speaks against a date."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from migdesk.checklist.plan.dates import GO_LIVE
from migdesk.ui.actions import ActionId
from migdesk.ui.main_window.right_pane import Tab
from migdesk.ui.plan_pane.milestone_change import go_live_request
from migdesk.ui.plan_pane.plan_change_dialog import PlanChangeDialog
from migdesk.ui.tour.stage import Stage, settle_until
from migdesk.workspace.plan.change import PlanChange

if TYPE_CHECKING:
    from migdesk.ui.plan_pane.plan_screen import PlanScreen


def _plan_beside_the_guide(tour: Stage) -> None:
    tour.work.navigation.open_page("/guide/planning-for-cut-over")
    tour.work.right.show_tab(Tab.PLAN)
    tour.work.right.focus_current()
    tour.picture("plan-beside-the-guide")
    tour.work.right.show_tab(Tab.CHECKLIST)


def _plan(tour: Stage) -> None:
    _shown_plan(tour)
    tour.picture("plan")


def _a_date_in_its_card(tour: Stage) -> None:
    plan = _shown_plan(tour)
    plan.open_milestone("old-system-read-only-until")
    tour.picture("plan-a-choice-of-figures")
    plan.close_editor()


def _before_a_change(tour: Stage) -> None:
    """What another Go-Live would move, as it is shown before it is made."""
    before = tour.workspace.practice(tour.practice).go_live
    request = go_live_request(before, _end_of_qof_year(tour))
    preview = tour.workspace.plans.preview(tour.practice, request.change)
    tour.dialog(PlanChangeDialog(tour.work.shell, request.question, preview), "plan-what-would-move")


def _conflict(tour: Stage) -> None:
    """The change made, what speaks against it, and the change undone."""
    plan, change = _shown_plan(tour), PlanChange(planned={GO_LIVE: _end_of_qof_year(tour)})
    tour.work.session.attempt(tour.workspace.plans.apply, tour.practice, change)
    settle_until(lambda: bool(plan.conflicts.boxes))
    tour.picture("plan-check-these-dates")
    tour.work.session.undo()


def _as_a_table(tour: Stage) -> None:
    plan = _shown_plan(tour)
    plan.heading.table_button.setChecked(True)
    tour.picture("plan-as-a-table")
    plan.heading.table_button.setChecked(False)


def _shown_plan(tour: Stage) -> PlanScreen:
    tour.do(ActionId.PLAN)
    plan = tour.work.screens.plan
    assert plan is not None
    return plan


def _end_of_qof_year(tour: Stage) -> date:
    """Return a day in the last fortnight of the next March."""
    today = tour.workspace.today
    return date(today.year + (today.month > 2), 3, 24)


PLAN_STOPS = (_plan_beside_the_guide, _plan, _a_date_in_its_card, _before_a_change, _conflict, _as_a_table)
