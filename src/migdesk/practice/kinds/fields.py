"""What the kinds that set fields have in common. See `heads` for how fields are replaced."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from migdesk.practice.event import Draft, Event
from migdesk.practice.heads import Field, Fields, Head, same_value, with_head, with_unaware
from migdesk.practice.kinds.kind import Body
from migdesk.practice.removal import ARCHIVED, REMOVED, seen_of

_REMOVALS = (REMOVED, ARCHIVED)


def completed(draft: Draft, fields: Mapping[str, Field]) -> Body:
    """Return a draft's body with the keys of the values that it replaces, as `fields` stand.

    It replaces the value that is shown, and all that say the same: another that stands was not shown, and stays. A
    draft that settles a conflict names what it replaces itself.
    """
    if "over" in draft.body:
        return draft.body
    over = {name: _replaced_by_default(fields[name]) for name in draft.body["fields"] if name in fields}
    return {**draft.body, "over": {name: keys for name, keys in over.items() if keys}}


def settled(draft: Draft, fields: Mapping[str, Field]) -> Body:
    """Return a draft's body so that it replaces every value that stands: what undo does, and a choice between all."""
    over = {name: [head.key for head in fields[name].heads] for name in draft.body["fields"] if name in fields}
    return {**draft.body, "over": {name: keys for name, keys in over.items() if keys}}


def removes(body: Body) -> bool:
    """Tell whether a body's fields take a thing out of sight."""
    return any(body["fields"].get(name) for name in _REMOVALS)


def with_seen(body: Body, recorded: Iterable[Any]) -> Body:
    """Return a body that removes a thing with what was seen of it; any other body as it is, and an undo that brings a
    removal back with what that one saw."""
    return {**body, "saw": seen_of(recorded)} if removes(body) and "saw" not in body else body


def applied(fields: Fields, event: Event) -> Fields:
    """Return `fields` after an event."""
    merged, over = dict(fields), event.body.get("over")
    for name, value in event.body["fields"].items():
        head, field = head_of(event, name, value), merged.get(name)
        merged[name] = with_unaware(field, head) if over is None else with_head(field, head, over.get(name, ()))
    return merged


def head_of(event: Event, name: str, value: Any) -> Head:
    """Return the head that an event makes of one field."""
    body = event.body
    return Head(
        value=value,
        clock=event.clock,
        device_id=event.device_id,
        seq=event.seq,
        at=event.at,
        actor=event.actor,
        key=event.key,
        restores=tuple((body.get("restores") or {}).get(name, ())),
        saw=tuple(body["saw"]) if "saw" in body and name in _REMOVALS else None,
        knew=tuple(body.get("knew", ())),
    )


def replaced(event: Event, name: str, before: Iterable[Field]) -> tuple[Head, ...]:
    """Return the heads that an event replaces, of one field under the ids that it was recorded under."""
    over = event.body.get("over")
    if over is None:
        return tuple(field.heads[0] for field in before if field.heads)[:1]
    named = set(over.get(name, ()))
    return tuple(head for field in before for head in field.heads if head.key in named)


def reversed_bodies(
    event: Event, replaced_heads: Mapping[str, Collection[Head]], unset: Mapping[str, Any]
) -> Iterator[Body]:
    """Return what brings back the values that an event replaced, given their heads: one body for each value that stood.

    A field that was not set before goes to `unset`, or None. One whose values another event of the same action
    recorded is left out: taking that one back brings back what was before both.
    """
    choices: dict[str, list[tuple[Any, list[str]]]] = {}
    for name in event.body["fields"]:
        heads = replaced_heads[name]
        if heads:
            choices[name] = _by_value(heads)
        elif not (event.body.get("over") or {}).get(name):
            choices[name] = [(unset.get(name), [])]
    for number in range(max(map(len, choices.values()), default=0)):
        chosen = {name: values[number] for name, values in choices.items() if number < len(values)}
        restores = {name: roots for name, (_, roots) in chosen.items() if roots}
        fields = {name: value for name, (value, _) in chosen.items()}
        links = ({"restores": restores} if restores else {}) | _seen_then(fields, replaced_heads)
        yield {"fields": fields, "undoes": event.id} | links


def _seen_then(fields: Mapping[str, Any], replaced_heads: Mapping[str, Collection[Head]]) -> Body:
    """Return what a removal that comes back had seen: what it did not know of was not meant to go then either."""
    removals = [head for name in _REMOVALS if fields.get(name) for head in replaced_heads[name] if head.value]
    seen = {digits for head in removals for digits in head.saw or ()}
    return {"saw": sorted(seen)} if removals and all(head.saw is not None for head in removals) else {}


def own_keys(events: Iterable[Event]) -> frozenset[str]:
    """Return the keys of one action's events, and of those whose values they brought back: undoing a later change makes
    an event that stands for an earlier one."""
    keys: set[str] = set()
    for event in events:
        keys.add(event.key)
        keys.update(*(event.body.get("restores") or {}).values())
    return frozenset(keys)


def stand(event: Event, now: Mapping[str, Field], own: frozenset[str]) -> bool:
    """Tell whether all that stands of an event's fields is its action's own."""
    fields = [now.get(name, Field()) for name in event.body["fields"]]
    return all(field.heads and not any(own.isdisjoint(head.roots) for head in field.heads) for field in fields)


def without_repetitions(drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    """Return what takes back several events of one action, without a value that would be brought back twice."""
    kept: list[Draft] = []
    kept_about: dict[tuple[Any, ...], list[Mapping[str, Any]]] = {}
    for draft in drafts:
        if "fields" not in draft.body:
            kept.append(draft)
            continue
        others = kept_about.setdefault(_about(draft), [])
        fields = {
            name: value
            for name, value in draft.body["fields"].items()
            if not any(name in other and same_value(other[name], value) for other in others)
        }
        if fields:
            kept.append(Draft(draft.kind, {**draft.body, "fields": fields}, draft.private))
            others.append(fields)
    return tuple(kept)


def _about(draft: Draft) -> tuple[Any, ...]:
    """Return what a draft that sets fields is about."""
    return draft.kind, *(draft.body.get(name) for name in ("task", "register", "row"))


def _replaced_by_default(field: Field) -> list[str]:
    return [head.key for head in field.heads if same_value(head.value, field.value)]


def _by_value(heads: Iterable[Head]) -> list[tuple[Any, list[str]]]:
    """Return the different values of some heads, each with the events that it stands for."""
    found: list[tuple[Any, list[str]]] = []
    for head in heads:
        roots = next((roots for value, roots in found if same_value(value, head.value)), None)
        if roots is None:
            found.append((head.value, list(head.roots)))
        else:
            roots.extend(head.roots)
    return found
