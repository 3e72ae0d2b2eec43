"""Something that only accumulates is taken back: a note, an acknowledgement, a signature, an attachment, or another
withdrawal.

Nothing goes: what is withdrawn stays in the record, with who took it back, when and why.
"""

from __future__ import annotations

from msgspec.structs import replace

from migdesk.checklist.definitions import Definitions
from migdesk.practice.attachment import Attachment
from migdesk.practice.entries import Acknowledgement, Count, Entry, Note, Pairing, Withdrawal
from migdesk.practice.event import Draft, Event
from migdesk.practice.kinds.kind import Body, Kind
from migdesk.practice.kinds.links import with_known_removals
from migdesk.practice.kinds.values import has_links, has_texts
from migdesk.practice.signature import Signature
from migdesk.practice.state import PracticeState

_NAME = "withdrawn"
_UNDONE = "Undone"
"""The reason that is given where nobody gave one, because it was an undo."""


def draft(entry: Entry, reason: str) -> Draft:
    """Return what withdraws something that accumulates; what withdraws a private note is private too."""
    private = isinstance(entry, Note) and entry.private
    return Draft(_NAME, _aim(entry.id, entry.hash) | {"reason": reason}, private)


def reversal(event: Event) -> tuple[Draft, ...]:
    """Return what takes back an event of any kind that only accumulates."""
    body = _aim(event.id, event.hash) | {"reason": _UNDONE, "undoes": event.id}
    return (Draft(_NAME, body, event.private),)


def _aim(event_id: str, event_hash: str) -> Body:
    return {"target": event_id} | ({"target_hash": event_hash} if event_hash else {})


def is_not_withdrawn(event: Event, now: PracticeState, _: frozenset[str]) -> bool:
    return event.key not in now.withdrawn()


def target_by_id(event: Event) -> str:
    """Return the id of what a withdrawal of 0.1.0 takes back; empty for any other event."""
    is_ours = event.kind == _NAME and isinstance(event.body, dict) and _fits(event.body)
    return str(event.body["target"]) if is_ours and not event.body.get("target_hash") else ""


def _fits(body: Body) -> bool:
    return has_texts(body, "target", optional=("reason", "target_hash")) and has_links(body)


def _complete(draft: Draft, state: PracticeState) -> Body:
    return with_known_removals(draft.body, state)


def _needs(event: Event) -> tuple[str, ...]:
    target = event.body.get("target_hash")
    return (target,) if target else ()


def _apply(state: PracticeState, event: Event) -> PracticeState:
    body = event.body
    new = Withdrawal(
        id=event.id,
        target=body["target"],
        reason=body.get("reason", ""),
        clock=event.clock,
        at=event.at,
        actor=event.actor,
        hash=event.hash,
        target_hash=body.get("target_hash", ""),
    )
    return replace(state, withdrawals={**state.withdrawals, new.key: new})


def _target(event: Event, state: PracticeState) -> Entry | Withdrawal | None:
    """Return what an event withdraws, as far as it is here."""
    body = event.body
    return _named(body.get("target_hash") or body["target"], state)


def _named(named: str, state: PracticeState) -> Entry | Withdrawal | None:
    entry = state.note(named) or state.count(named) or state.acknowledgement(named) or state.signature(named)
    found = entry or state.attachment(named) or state.withdrawals.get(named) or state.pairings.get(named)
    return found or next((withdrawal for withdrawal in state.withdrawals.values() if withdrawal.id == named), None)


def _item(event: Event, state: PracticeState) -> str:
    """Return what a withdrawal is about in the end, through other withdrawals."""
    target = _target(event, state)
    seen: set[str] = set()
    while isinstance(target, Withdrawal) and target.key not in seen:  # a hostile file could have two name each other
        seen.add(target.key)
        target = _named(target.target_hash or target.target, state)
    if isinstance(target, Note):
        return target.task
    if isinstance(target, (Count, Attachment)):
        return target.item
    if isinstance(target, Signature):
        return target.said.sign_off
    return target.reference if isinstance(target, Acknowledgement) else ""


def _tell(event: Event, before: PracticeState, _: Definitions) -> str:
    target, reason = _target(event, before), event.body.get("reason", "")
    because = f", because: {reason}" if reason and reason != _UNDONE else ""
    match target:
        case Note():
            return f"Note removed{because}: {target.text}"
        case Count():
            return f"Count taken back{because}: {target.n:,} of {target.measure.replace('-', ' ')}"
        case Acknowledgement():
            return f"Acknowledgement of {target.actor.name} withdrawn{because}"
        case Signature():
            return f"Signature of {target.by.name} withdrawn{because}"
        case Attachment():
            return f"Taken off{because}: {target.said.name}"
        case Pairing():
            return f"The two entries of this practice are two again{because}"
        case Withdrawal():
            return "What was withdrawn stands again"
    return f"Something withdrawn{because} that is not in this record yet"


KIND = Kind(
    name=_NAME,
    fits=_fits,
    typed=lambda body: (body.get("reason", ""),),
    complete=_complete,
    fields=lambda *_: {},
    needs=_needs,
    apply=_apply,
    item=_item,
    tell=_tell,
    reverse=lambda event, _: reversal(event),
    stands=is_not_withdrawn,
    changes_all=lambda _: False,
)
