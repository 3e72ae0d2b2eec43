"""The steps of a practice's plan: each change of what dates milestones, in the order of the events that made it.

What was done keeps the dates of the plan that stood then, and the first dates that were agreed are kept beside today's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from msgspec.structs import replace

from migdesk.practice.event import Event
from migdesk.practice.heads import Order, order_of
from migdesk.practice.state import PlanStep, PracticeState

_DATING = ("go_live", "old_system_access")
_DATING_BEGINNINGS = ("planned.", "happened.")
WHY = "why"
"""The key of the body of an event that moves a milestone under which its reason stands, where somebody gave one."""


def with_step(state: PracticeState, event: Event) -> PracticeState:
    """Return a state with what an event that sets details of the practice changes of its dates."""
    fields = {name: value for name, value in event.body["fields"].items() if _dates(name)}
    if not fields:
        return state
    why = event.body.get(WHY, "")
    step = PlanStep(order=order_of(event), fields=fields, why=why if isinstance(why, str) else "")
    return replace(state, plan_steps={**state.plan_steps, event.key: step})


def _dates(name: str) -> bool:
    return name in _DATING or name.startswith(_DATING_BEGINNINGS)


class PlanAfterStep(msgspec.Struct, frozen=True):
    """What dated the plan after one step: the details that stood, and why they were changed, if somebody said so."""

    order: Order
    details: Mapping[str, Any]
    why: str


def plans_after_steps(steps: Iterable[PlanStep]) -> tuple[PlanAfterStep, ...]:
    """Return how the plan stood after each step, oldest first."""
    found: list[PlanAfterStep] = []
    for step in sorted(steps, key=lambda step: step.order):
        before = found[-1].details if found else {}
        found.append(PlanAfterStep(step.order, {**before, **step.fields}, step.why))
    return tuple(found)
