"""Something that only accumulates is taken back: a note, an acknowledgement, or another withdrawal.

Nothing goes: what is withdrawn stays in the record, with who took it back, when and why.
"""

from __future__ import annotations

from msgspec.structs import replace

from migdesk.checklist.definitions import Definitions
from migdesk.practice.event import Draft, Event
from migdesk.practice.kinds.kind import Body, Kind
from migdesk.practice.kinds.values import has_texts
from migdesk.practice.state import PracticeState, Withdrawal

_NAME = "withdrawn"
_UNDONE = "Undone"
"""The reason that is given where nobody gave one, because it was an undo."""


def draft(target: str, reason: str) -> Draft:
    """Return what withdraws the event with the id `target`."""
    return Draft(_NAME, {"target": target, "reason": reason})


def reverse_by_withdrawing(event: Event, _: PracticeState) -> tuple[Draft, ...]:
    """Return what takes back an event of any kind that only accumulates."""
    withdrawal = draft(event.id, _UNDONE)
    return (Draft(withdrawal.kind, {**withdrawal.body, "undoes": event.id}),)


def is_not_withdrawn(event: Event, now: PracticeState) -> bool:
    return event.id not in now.withdrawn()


def _fits(body: Body) -> bool:
    return has_texts(body, "target", optional=("reason",))


def _apply(state: PracticeState, event: Event) -> PracticeState:
    body = event.body
    new = Withdrawal(event.id, body["target"], body.get("reason", ""), event.clock, event.at, event.actor)
    return replace(state, withdrawals={**state.withdrawals, new.id: new})


def _item(event: Event, state: PracticeState) -> str:
    """Return what a withdrawal is about in the end, through other withdrawals."""
    target = event.body["target"]
    seen: set[str] = set()
    while target in state.withdrawals and target not in seen:  # a hostile file could have two name each other
        seen.add(target)
        target = state.withdrawals[target].target
    if target in state.notes:
        return state.notes[target].task
    return state.acknowledgements[target].reference if target in state.acknowledgements else ""


def _tell(event: Event, before: PracticeState, _: Definitions) -> str:
    target, reason = event.body["target"], event.body.get("reason", "")
    because = f", because: {reason}" if reason and reason != _UNDONE else ""
    if target in before.notes:
        return f"Note removed{because}: {before.notes[target].text}"
    if target in before.acknowledgements:
        return f"Acknowledgement of {before.acknowledgements[target].actor.name} withdrawn{because}"
    if target in before.withdrawals:
        return "What was withdrawn stands again"
    return f"Something withdrawn{because} that is not in this record yet"


KIND = Kind(
    name=_NAME,
    fits=_fits,
    typed=lambda body: (body.get("reason", ""),),
    complete=lambda draft, _: draft.body,
    needs=lambda _: (),
    apply=_apply,
    item=_item,
    tell=_tell,
    reverse=reverse_by_withdrawing,
    stands=is_not_withdrawn,
    changes_all=lambda _: False,
)
