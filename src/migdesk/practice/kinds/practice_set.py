"""Details of the practice itself are set: its name, its systems, its dates, its place in the archive."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from msgspec.structs import replace

from migdesk.base.date_words import long_date
from migdesk.checklist.definitions import Definitions
from migdesk.practice.details import DETAIL_BY_ID, DETAILS, DetailKind
from migdesk.practice.event import Draft, Event
from migdesk.practice.heads import Field, Head
from migdesk.practice.kinds.fields import applied, completed, replaced, reversed_bodies, stand, with_seen
from migdesk.practice.kinds.kind import Body, Kind
from migdesk.practice.kinds.links import named_in_over, with_known_removals
from migdesk.practice.kinds.values import Check, has_fields, has_links, is_day, is_mark, is_text, texts_in
from migdesk.practice.plan_steps import WHY, with_step
from migdesk.practice.state import PracticeState

_NAME = "practice-set"

LOOKED_AFTER_BY = "looked_after_by"
"""The detail that says who looks after a practice: for people to know, it locks nothing."""


def draft(fields: Mapping[str, Any], left_open: Mapping[str, Sequence[str]] | None = None, *, why: str = "") -> Draft:
    """Return what sets details of a practice, by their names. `left_open` keeps with a milestone that is marked as
    having happened what was open then, in words; `why` is the reason of a move of the plan."""
    kept = {milestone: list(words) for milestone, words in (left_open or {}).items() if words}
    said = ({"left_open": kept} if kept else {}) | ({WHY: why} if why else {})
    return Draft(_NAME, {"fields": dict(fields)} | said)


def details_set(event: Event) -> Mapping[str, Any]:
    """Return the details of the practice that an event sets; none for an event of another kind."""
    return event.body["fields"] if event.kind == _NAME and isinstance(event.body, dict) and _fits(event.body) else {}


def detail_lines(fields: Mapping[str, Any], before: Mapping[str, Any], definitions: Definitions) -> Iterator[str]:
    """Tell what setting these details means, one line for each; `before` are the values that they had."""
    from migdesk.practice.plan_history import is_of_plan, plan_line
    from migdesk.practice.visit_record import LAST_VISIT, visit_line

    for name, value in fields.items():
        old = before.get(name)
        if name == "archived":
            yield "Moved to the archive" if value else "Taken out of the archive"
        elif name == LOOKED_AFTER_BY:
            yield f"Looked after by: {value or 'nobody in particular'}" + (f" (was {old})" if old else "")
        elif name == LAST_VISIT:
            yield visit_line(value, old)
        elif name in DETAIL_BY_ID:
            yield f"{DETAIL_BY_ID[name].title}: {_shown(value)}" + (f" (was {_shown(old)})" if old else "")
        elif is_of_plan(name):
            yield plan_line(name, value, old, definitions)


def _shown(value: Any) -> str:
    """Return a detail as people read it: dates written out, nothing as “not set”."""
    if not value:
        return "not set"
    try:
        return long_date(date.fromisoformat(str(value)))
    except ValueError:
        return str(value)


def _is_happening(value: Any) -> bool:
    """When a milestone happened, and for when it was planned."""
    if not value:
        return value is None
    return isinstance(value, (list, tuple)) and len(value) == 2 and bool(value[0]) and all(map(is_day, value))


def _is_leave(value: Any) -> bool:
    """A name with a first and a last day; nothing once it is withdrawn."""
    if not value:
        return value is None
    if not isinstance(value, (list, tuple)) or len(value) != 3:
        return False
    name, *days = value
    return isinstance(name, str) and all(day and is_day(day) for day in days)


_CHECKS: dict[str, Check] = {
    **{detail.id: is_day if detail.kind == DetailKind.DATE else is_text for detail in DETAILS},
    "cutover_rehearsal": is_day,
    "last_visit": is_day,
    LOOKED_AFTER_BY: is_text,
    "old_system_access": is_text,
    "archived": is_mark,
    "sample": is_mark,
}
_BY_BEGINNING: dict[str, Check] = {"planned.": is_day, "happened.": _is_happening, "leave.": _is_leave}


def _fits(body: Body) -> bool:
    return has_fields(body, _CHECKS, _BY_BEGINNING) and has_links(body)


def _apply(state: PracticeState, event: Event) -> PracticeState:
    return with_step(replace(state, details=applied(state.details, event)), event)


def _tell(event: Event, before: PracticeState, definitions: Definitions) -> str:
    fields = event.body["fields"]
    if not before.details:
        return f"Practice added: {fields.get('name') or 'not named yet'}"
    old = {name: heads[0].value for name, heads in _replaced(event, before).items() if heads}
    return "; ".join((*detail_lines(fields, old, definitions), *_why(event), *_left_open(event)))


def _why(event: Event) -> Iterator[str]:
    """Tell why the plan was moved; of a newer version's it may be anything."""
    why = event.body.get(WHY)
    if isinstance(why, str) and why:
        yield f"because: {why}"


def _left_open(event: Event) -> Iterator[str]:
    """Tell what was open when a milestone was marked; of a newer version's it may be anything."""
    words = ", ".join(texts_in(event.body.get("left_open")))
    if words:
        yield f"Still open then: {words}"


def _reverse(event: Event, before: PracticeState) -> tuple[Draft, ...]:
    return tuple(Draft(_NAME, body) for body in reversed_bodies(event, _replaced(event, before), {}))


def _replaced(event: Event, before: PracticeState) -> dict[str, tuple[Head, ...]]:
    return {name: replaced(event, name, [before.details.get(name, Field())]) for name in event.body["fields"]}


def _complete(draft: Draft, state: PracticeState) -> Body:
    body = with_seen(completed(draft, state.details), state.recorded())
    return with_known_removals(body, state)


KIND = Kind(
    name=_NAME,
    fits=_fits,
    typed=lambda body: texts_in([body["fields"], body.get(WHY)]),
    complete=_complete,
    fields=lambda _, state, __: state.details,
    needs=named_in_over,
    apply=_apply,
    item=lambda *_: "",
    tell=_tell,
    reverse=_reverse,
    stands=lambda event, now, own: stand(event, now.details, own),
    changes_all=lambda _: True,  # a practice's details date every task
)
