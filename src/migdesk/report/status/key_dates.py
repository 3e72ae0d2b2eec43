"""The milestones as a report has them: their days, where these come from, and how they stand."""

from __future__ import annotations

from datetime import date

import msgspec

from migdesk.checklist.definitions import Definitions, Milestone, Offset
from migdesk.checklist.plan.dates import GO_LIVE, PlanInputs
from migdesk.checklist.plan.rules import chosen_figure, rule_in_words, rule_of
from migdesk.practice.plan_record import plan_inputs
from migdesk.practice.progress import MilestoneDate, Progress
from migdesk.report.status.model import KeyDate


class _Plan(msgspec.Struct, frozen=True):
    """What a practice has settled, and the rule of every milestone but Go-Live, by its id."""

    definitions: Definitions
    inputs: PlanInputs
    rules: dict[str, Offset]
    today: date


def key_dates(progress: Progress, definitions: Definitions, changes: int = 0) -> tuple[KeyDate, ...]:
    """Return every milestone, in the plan's order; `changes` counts what can have moved them."""
    plan = _plan(progress, definitions)
    return tuple(_key_date(dated, plan, changes) for dated in progress.milestones)


def counts_from_worked_out(progress: Progress, definitions: Definitions) -> frozenset[str]:
    """Return the milestones that count from a Go-Live which nobody has set, Go-Live among them; none where it is set.

    They move as soon as somebody sets it, however well the days are known from which it was worked out.
    """
    plan = _plan(progress, definitions)
    return frozenset(dated.milestone.id for dated in progress.milestones if _is_provisional(dated, plan))


def _plan(progress: Progress, definitions: Definitions) -> _Plan:
    inputs = plan_inputs(progress.state)
    go_live = definitions.milestone_by_id.get(GO_LIVE)
    others = [milestone for milestone in definitions.milestones if go_live and milestone.id != GO_LIVE]
    rules: dict[str, Offset] = {
        milestone.id: rule_of(milestone, go_live.day, inputs.choice) for milestone in others if go_live
    }
    return _Plan(definitions, inputs, rules, progress.today)


def _key_date(dated: MilestoneDate, plan: _Plan, changes: int) -> KeyDate:
    by_hand = dated.happened or dated.set
    return KeyDate(
        id=dated.milestone.id,
        title=dated.milestone.title,
        date=dated.date,
        days=(dated.date - plan.today).days if dated.date else None,
        set=dated.set,
        happened=dated.happened,
        planned=dated.planned,
        figure="" if by_hand else chosen_figure(dated.milestone, plan.inputs.choice),
        changes=changes,
        late=dated.date is not None and dated.date < plan.today and not dated.happened,
        provisional=_is_provisional(dated, plan),
        rule="" if by_hand else _rule(dated.milestone, plan),
        baseline=dated.baseline.date if dated.baseline else None,
        moved=dated.moved,
        why=dated.why,
    )


def _is_provisional(dated: MilestoneDate, plan: _Plan) -> bool:
    if dated.date is None or GO_LIVE in plan.inputs.fixed:
        return False
    name = dated.milestone.id
    while name in plan.rules and name not in plan.inputs.fixed:
        name = plan.rules[name].anchor
    return name == GO_LIVE


def _rule(milestone: Milestone, plan: _Plan) -> str:
    rule = plan.rules.get(milestone.id)
    if rule is None:
        return ""
    figure = chosen_figure(milestone, plan.inputs.choice)
    return figure or rule_in_words(rule, plan.definitions.milestone_by_id[rule.anchor].title)
