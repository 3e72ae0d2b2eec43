"""Fields of a row of a register are set. The first one adds the row; removing it is a field as well."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from msgspec.structs import replace

from migdesk.base.date_words import long_date
from migdesk.checklist.definitions import Definitions
from migdesk.practice.event import Draft, Event
from migdesk.practice.heads import Field, Fields, Head, order_of, same_value
from migdesk.practice.kinds.fields import applied, completed, replaced, reversed_bodies, stand, with_seen
from migdesk.practice.kinds.kind import Body, Kind
from migdesk.practice.kinds.links import named_in_over, with_known_removals
from migdesk.practice.kinds.values import has_fields, has_links, has_texts, is_mark, texts_in
from migdesk.practice.removal import REMOVED
from migdesk.practice.rows import RECORDED_OTHERWISE, ColumnWords, RowRecord, column_in_words, is_place, item_of_row
from migdesk.practice.state import PracticeState

_NAME = "row-set"
_DEEPEST = 3
"""Lists of pairs are as much as a column holds: dates, and counts of a day each."""


def draft(register: str, row: str, fields: Mapping[str, Any]) -> Draft:
    """Return what sets fields of a row, by their column's id; the row is added where there is none of that id."""
    return Draft(_NAME, {"register": register, "row": row, "fields": dict(fields)})


def row_lines(
    fields: Mapping[str, Any], before: Mapping[str, Any], *, is_new: bool, words: ColumnWords | None = None
) -> Iterator[str]:
    """Tell what setting these fields of a row means, one line for each that differs from `before`.

    `words` are what its register calls columns and values; without them ids are told.
    """
    if is_new:
        yield "Row added"
    title, shown = (words.title, words.value) if words else (column_in_words, _shown_of_any)
    for name, value in fields.items():
        old = before.get(name)
        if same_value(value, old):
            continue
        if name == REMOVED:
            yield "Row removed" if value else "Row put back"
        else:
            now, was = shown(name, value), shown(name, old)
            yield f"{title(name)}: {now or 'not set'}" + (f" (was {was})" if was else "")


def _shown_of_any(_: str, value: Any) -> str:
    return _shown(value)


def _shown(value: Any) -> str:
    """Return a value as people read it."""
    if value is None or isinstance(value, bool):
        return "" if value is None else "yes" if value else "no"
    if isinstance(value, (list, tuple)):
        return ", ".join(filter(None, map(_shown, value)))
    try:
        return long_date(date.fromisoformat(str(value)))
    except ValueError:
        return str(value)


def _is_value(value: Any, deepest: int = _DEEPEST) -> bool:
    """What a column can hold: a text, number, mark or nothing, or a list of these."""
    if isinstance(value, (list, tuple)):
        return deepest > 0 and all(_is_value(part, deepest - 1) for part in value)
    return value is None or isinstance(value, (str, bool, int, float))


def _fits(body: Body) -> bool:
    if not has_texts(body, "register", "row") or not has_links(body):
        return False
    return (
        is_place(body["register"], body["row"])
        and body["register"] not in RECORDED_OTHERWISE
        and has_fields(body, {REMOVED: is_mark}, {})
        and all(map(_is_value, body["fields"].values()))
    )


def _fields(body: Body, state: PracticeState, _: tuple[str, ...] = ()) -> Fields:
    return state.fields_of(item_of_row(body["register"], body["row"]))


def _complete(draft: Draft, state: PracticeState) -> Body:
    fields, item = _fields(draft.body, state), _item(draft.body)
    body = with_seen(completed(draft, fields), state.recorded_on(item))
    return with_known_removals(body, state, fields.get(REMOVED))


def _apply(state: PracticeState, event: Event) -> PracticeState:
    register, row, order = event.body["register"], event.body["row"], order_of(event)
    rows = state.registers.get(register, {})
    before = rows.get(row, RowRecord({}, order))
    after = RowRecord(applied(before.fields, event), min(before.added, order))
    return replace(state, registers={**state.registers, register: {**rows, row: after}})


def _item(body: Body) -> str:
    return item_of_row(body["register"], body["row"])


def _replaced(event: Event, before: PracticeState) -> dict[str, tuple[Head, ...]]:
    fields = _fields(event.body, before)
    return {name: replaced(event, name, [fields.get(name, Field())]) for name in event.body["fields"]}


def _tell(event: Event, before: PracticeState, _: Definitions) -> str:
    return tell_in(event, before, None)


def tell_in(event: Event, before: PracticeState, words: ColumnWords | None) -> str:
    """Tell what happened to a row in the words of its register."""
    old = {name: heads[0].value for name, heads in _replaced(event, before).items() if heads}
    return "; ".join(row_lines(event.body["fields"], old, is_new=not _fields(event.body, before), words=words))


def _reverse(event: Event, before: PracticeState) -> tuple[Draft, ...]:
    place = {"register": event.body["register"], "row": event.body["row"]}
    return tuple(Draft(_NAME, place | body) for body in reversed_bodies(event, _replaced(event, before), {}))


KIND = Kind(
    name=_NAME,
    fits=_fits,
    typed=lambda body: texts_in(body["fields"]),
    complete=_complete,
    fields=_fields,
    needs=named_in_over,
    apply=_apply,
    item=lambda event, _: _item(event.body),
    tell=_tell,
    reverse=_reverse,
    stands=lambda event, now, own: stand(event, _fields(event.body, now), own),
    changes_all=lambda _: False,
)
