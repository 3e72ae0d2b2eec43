"""The record told in plain words: one line for each thing that happened, oldest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

import msgspec

from migdesk.checklist.definitions import Definitions
from migdesk.practice.causal_order import causal_order
from migdesk.practice.event import Actor, Event
from migdesk.practice.fold import apply
from migdesk.practice.heads import Field
from migdesk.practice.kinds import fields_of, kind_of, row_counted, row_set
from migdesk.practice.rows import (
    RECORDED_OTHERWISE,
    Row,
    WordsOfRegister,
    item_of_row,
    no_words,
    row_of_item,
    values_of,
)
from migdesk.practice.state import PracticeState

_TOLD_BY_REGISTER = {kind.KIND.name: kind.tell_in for kind in (row_set, row_counted)}
"""Kinds that are told in the words of their register."""

_NEWER = "Something that a newer version of migdesk recorded"


class Entry(msgspec.Struct, frozen=True):
    """One line of history. `item` is the task, reference or row it is about, `title` its name. Both are
    empty for the practice itself."""

    at: datetime
    actor: Actor
    item: str
    title: str
    text: str


def history(
    practice_id: str,
    events: Iterable[Event],
    definitions: Definitions,
    remarks: Mapping[str, str] | None = None,
    words_of: WordsOfRegister = no_words,
) -> tuple[Entry, ...]:
    """Tell all events of a practice in plain words, each after those that it follows and names.

    `remarks` are said of an event beside what it tells, by its key. `words_of` gives the words of a register.
    """
    return tuple(_tell_all(practice_id, causal_order(events), definitions, remarks or {}, words_of))


def history_of(item: str, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return what happened to one task, reference or row."""
    return tuple(entry for entry in entries if entry.item == item)


def _tell_all(
    practice_id: str,
    events: Iterable[Event],
    definitions: Definitions,
    remarks: Mapping[str, str],
    words_of: WordsOfRegister,
) -> Iterator[Entry]:
    state = PracticeState(practice_id)
    for event in events:
        item = item_of(event, state)
        after = apply(state, event)
        text, remark = _text_of(event, state, after, definitions, words_of), remarks.get(event.key)
        yield Entry(
            event.at,
            event.actor,
            item,
            title_of(item, after, definitions, words_of),
            f"{text} ({remark})" if remark else text,
        )
        state = after


def item_of(event: Event, state: PracticeState) -> str:
    """Return the task, reference or row that an event is about, through withdrawals; empty for the practice itself.

    Of an event that this version does not know, as far as it can be told.
    """
    kind = kind_of(event)
    if kind:
        return kind.item(event, state)
    body = event.body if isinstance(event.body, dict) else {}
    return str(body.get("task") or body.get("reference") or "")


def title_of(item: str, state: PracticeState, definitions: Definitions, words_of: WordsOfRegister = no_words) -> str:
    """Return the name of a task, reference or row, own tasks by their latest title; the id itself where unknown."""
    if item in definitions.task_by_id:
        return definitions.task_by_id[item].title
    if item in definitions.reference_by_id:
        return definitions.reference_by_id[item].name
    if item in definitions.sign_off_by_id:
        return definitions.sign_off_by_id[item].title
    place = row_of_item(item)
    if place:
        row = _row(place[0], place[1], state)
        words = words_of(place[0])
        return (words.name(row.values) if words and row else "") or (row.title if row else item)
    return state.own_title(item) or item


def _row(register: str, row_id: str, state: PracticeState) -> Row | None:
    """Return a row, those too that were removed. Of hundreds, none but this one is looked at."""
    if register in RECORDED_OTHERWISE:
        return next((row for row in state.all_rows(register) if row.id == row_id), None)
    fields = state.fields_of(item_of_row(register, row_id))
    return Row(register=register, id=row_id, values=values_of(fields)) if fields else None


def _text_of(
    event: Event, before: PracticeState, after: PracticeState, definitions: Definitions, words_of: WordsOfRegister
) -> str:
    kind = kind_of(event)
    if kind is None:
        return f"{_NEWER} ({event.kind})"
    if event.kind in _TOLD_BY_REGISTER:
        text = _TOLD_BY_REGISTER[event.kind](event, before, words_of(event.body["register"]))
    else:
        text = kind.tell(event, before, definitions)
    text = text or _NEWER
    unaware_of = _unaware_of(event, kind.fields(event.body, after, ()))
    if unaware_of:
        text = f"{text} (without knowing what {' and '.join(unaware_of)} recorded here)"
    return f"Undone. {text}" if event.body.get("undoes") else text


def _unaware_of(event: Event, after: Mapping[str, Field]) -> list[str]:
    """Return who else's values stand beside an event's own once it is there, and differ from them."""
    fields = [after[name] for name in fields_of(event) if name in after and after[name].in_conflict]
    return sorted({head.actor.name for field in fields for head in field.heads if head.key != event.key})
