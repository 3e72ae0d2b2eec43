"""A practice's plan as screens and scripts show it: milestones with their rules, phases, choices, leave."""

from __future__ import annotations

from datetime import date

import msgspec

from migdesk.checklist.definitions import Basis, Definitions, Milestone, Offset
from migdesk.checklist.plan.dates import GO_LIVE, Leave, PlanInputs, date_of
from migdesk.checklist.plan.rules import rule_in_words, rule_of
from migdesk.practice.plan_record import plan_inputs
from migdesk.practice.progress import MilestoneDate, Progress

Day = date
"""The type again, for where a field of that name hides it."""


class MilestoneView(msgspec.Struct, frozen=True, kw_only=True):
    """One milestone.

    `by_hand` tells that its day was fixed by hand, `happened` that it has been; `planned` is then the day that was
    planned for it, if known, and `slipped` how many days later than that it was. `late` tells that its day is past
    and nobody has marked it. `baseline` is the day first agreed, `moved` how many days later than that it is now,
    and `why` the reason last given for a move. `rule` says in words what it counts from, and `by_rule` is the day
    that gives; both are empty for Go-Live. `basis`, `because` and `source` belong to the rule in use.
    """

    id: str
    title: str
    short_title: str
    date: date | None
    by_hand: bool
    happened: bool
    planned: Day | None
    slipped: int
    late: bool
    rule: str
    by_rule: Day | None
    basis: Basis
    because: str
    source: str
    baseline: Day | None = None
    moved: int = 0
    why: str = ""


class PhaseView(msgspec.Struct, frozen=True, kw_only=True):
    """One phase with its first and last day, and how far it is. `under_way` is the first with something open."""

    id: str
    number: int
    title: str
    short_title: str
    start: date | None
    end: date | None
    done: int
    total: int
    finished: bool
    under_way: bool
    basis: Basis
    because: str
    source: str


class ChoiceView(msgspec.Struct, frozen=True, kw_only=True):
    """One of the figures that the guide has for a milestone, the date it gives, and whether it is the one in use."""

    id: str
    milestone: str
    title: str
    date: date | None
    basis: Basis
    because: str
    source: str
    chosen: bool
    standard: bool


class PlanView(msgspec.Struct, frozen=True, kw_only=True):
    """The whole plan of one practice, as of `today`. What speaks against it is asked for apart, as it takes longer."""

    practice_id: str
    today: date
    milestones: tuple[MilestoneView, ...]
    phases: tuple[PhaseView, ...]
    choices: tuple[ChoiceView, ...]
    leave: tuple[Leave, ...]
    rehearsal: date | None

    def milestone(self, milestone_id: str) -> MilestoneView:
        return next(milestone for milestone in self.milestones if milestone.id == milestone_id)

    @property
    def counts_from(self) -> MilestoneView | None:
        """The milestone from which all dates are found in the end; None while there are none.

        It is Go-Live where that is fixed, and else the latest fixed one before it, as `plan_dates` has it.
        """
        fixed = [milestone for milestone in self.milestones if milestone.by_hand or milestone.happened]
        ids = [milestone.id for milestone in self.milestones]
        before = [milestone for milestone in fixed if ids.index(milestone.id) <= ids.index(GO_LIVE)]
        go_live = next((milestone for milestone in fixed if milestone.id == GO_LIVE), None)
        return go_live or (before[-1] if before else next(iter(fixed), None))


def plan_view(progress: Progress, definitions: Definitions) -> PlanView:
    """Return the plan of a practice from its progress."""
    inputs = plan_inputs(progress.state)
    dates: dict[str, date] = {
        milestone.milestone.id: milestone.date for milestone in progress.milestones if milestone.date
    }
    return PlanView(
        practice_id=progress.state.id,
        today=progress.today,
        milestones=tuple(
            _milestone(milestone, progress, inputs, dates, definitions) for milestone in progress.milestones
        ),
        phases=_phases(progress),
        choices=tuple(_choices(definitions, inputs, dates)),
        leave=inputs.leave,
        rehearsal=inputs.rehearsal,
    )


def _milestone(
    dated: MilestoneDate, progress: Progress, inputs: PlanInputs, dates: dict[str, date], definitions: Definitions
) -> MilestoneView:
    milestone = dated.milestone
    rule = _rule(milestone, inputs, definitions)
    chosen = next((choice for choice in milestone.choices if choice.rule == rule), None)
    words = chosen.title if chosen else rule_in_words(rule, _title(rule.anchor, definitions)) if rule else ""
    origin = chosen or milestone
    return MilestoneView(
        id=milestone.id,
        title=milestone.title,
        short_title=milestone.short_title,
        date=dated.date,
        by_hand=milestone.id in inputs.planned,
        happened=dated.happened,
        planned=dated.planned,
        slipped=dated.slipped,
        late=dated.date is not None and dated.date < progress.today and not dated.happened,
        rule=words,
        by_rule=date_of(rule, dates) if rule else None,
        basis=origin.basis,
        because=origin.because,
        source=origin.source,
        baseline=dated.baseline.date if dated.baseline else None,
        moved=dated.moved,
        why=dated.why,
    )


def _rule(milestone: Milestone, inputs: PlanInputs, definitions: Definitions) -> Offset | None:
    if milestone.id == GO_LIVE:
        return None
    return rule_of(milestone, definitions.milestone_by_id[GO_LIVE].day, inputs.choice)


def _title(milestone: str, definitions: Definitions) -> str:
    return definitions.milestone_by_id[milestone].title


def _phases(progress: Progress) -> tuple[PhaseView, ...]:
    now = progress.phase_now
    return tuple(
        PhaseView(
            id=phase.phase.id,
            number=phase.phase.number,
            title=phase.phase.title,
            short_title=phase.phase.short_title,
            start=phase.start,
            end=phase.end,
            done=phase.done,
            total=phase.total,
            finished=phase.is_finished,
            under_way=phase is now,
            basis=phase.phase.span.basis if phase.phase.span else "derived",
            because=phase.phase.span.because if phase.phase.span else "",
            source=phase.phase.span.source if phase.phase.span else "",
        )
        for phase in progress.phases
    )


def _choices(definitions: Definitions, inputs: PlanInputs, dates: dict[str, date]) -> list[ChoiceView]:
    found = []
    for milestone in definitions.milestones:
        rule = _rule(milestone, inputs, definitions) if milestone.choices else None
        for number, choice in enumerate(milestone.choices):
            found.append(
                ChoiceView(
                    id=choice.id,
                    milestone=milestone.id,
                    title=choice.title,
                    date=date_of(choice.rule, dates),
                    basis=choice.basis,
                    because=choice.because,
                    source=choice.source,
                    chosen=choice.rule == rule,
                    standard=number == 0,
                )
            )
    return found
