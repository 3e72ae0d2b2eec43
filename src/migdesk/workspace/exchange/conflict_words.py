"""Conflicts of a practice's record as people read them: what it is about, what stands, and who said so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

import msgspec

from migdesk.base.date_words import date_with_weekday
from migdesk.checklist.definitions import Definitions
from migdesk.checklist.plan.dates import GO_LIVE
from migdesk.practice.conflicts import NOTE, Conflict, ConflictValue
from migdesk.practice.details import DETAIL_BY_ID
from migdesk.practice.exchange.clashes import is_removal
from migdesk.practice.history import title_of
from migdesk.practice.kinds.practice_set import LOOKED_AFTER_BY
from migdesk.practice.kinds.task_set import ELSEWHERE, elsewhere_in_words
from migdesk.practice.plan_record import GO_LIVE_PLANNED, HAPPENED, LEAVE, PLANNED, leave_of
from migdesk.practice.removal import ARCHIVED
from migdesk.practice.rows import WordsOfRegister, column_in_words, row_of_item
from migdesk.practice.state import PracticeState
from migdesk.practice.status import STATUS_WORDS


class ItemKind(StrEnum):
    """What a conflict is about."""

    TASK = "task"
    ROW = "row"
    MILESTONE = "milestone"
    PRACTICE = "practice"


class StandingValue(msgspec.Struct, frozen=True, kw_only=True):
    """A value that stands, in words too, and who set it when. `key` names the event that did."""

    value: Any
    words: str
    by: str
    at: Any
    key: str


class ConflictView(msgspec.Struct, frozen=True, kw_only=True):
    """One conflict. `item` is as scripts name it, `record_item` as the record does; `title` and `field_title` are for
    people. `values` are the earliest first; `together` are the titles of what the same two actions set beside it,
    which is settled with it.
    """

    practice_id: str
    practice: str
    kind: ItemKind
    item: str
    field: str
    record_item: str
    title: str
    field_title: str
    values: tuple[StandingValue, ...]
    together: tuple[str, ...] = ()

    @property
    def people(self) -> tuple[str, ...]:
        """Who said different things, each once, as they came."""
        return tuple(dict.fromkeys(value.by for value in self.values))


_TASK_FIELDS = {
    "status": "Status",
    "owner": "Owner",
    "due": "Due date",
    "title": "Title",
    "removed": "On the checklist",
    "done_on": "Done on",
    ELSEWHERE: "Signed elsewhere",
}
_PLAN_DETAILS = {
    "old_system_access": "Access to the old system",
    "cutover_rehearsal": "Cutover rehearsal",
    "last_visit": "Last visit",
    LOOKED_AFTER_BY: "Looked after by",
    ARCHIVED: "In the archive",
    "sample": "Made-up practice",
}


class ConflictWords:
    """The words for the conflicts of one practice in one state."""

    def __init__(self, state: PracticeState, definitions: Definitions, words_of: WordsOfRegister) -> None:
        self._state = state
        self._definitions = definitions
        self._words_of = words_of

    def views(self, conflicts: tuple[Conflict, ...]) -> tuple[ConflictView, ...]:
        """Return conflicts in words, in the order in which they are given."""
        return tuple(self._view(conflict, conflicts) for conflict in conflicts)

    def value(self, conflict: Conflict, value: ConflictValue) -> StandingValue:
        """Return one value that stands in words."""
        return StandingValue(
            value=value.value, words=self._value_words(conflict, value), by=value.by.name, at=value.at, key=value.key
        )

    def _view(self, conflict: Conflict, every: tuple[Conflict, ...]) -> ConflictView:
        kind = kind_of_item(conflict)
        return ConflictView(
            practice_id=self._state.id,
            practice=self._state.name,
            kind=kind,
            item=item_for_scripts(conflict),
            field=conflict.field,
            record_item=conflict.item,
            title=self._title(conflict, kind),
            field_title=self._field_title(conflict),
            values=tuple(self.value(conflict, value) for value in conflict.values),
            together=tuple(self._field_in_full(other) for other in set_together(conflict, every)),
        )

    def _title(self, conflict: Conflict, kind: ItemKind) -> str:
        if kind is ItemKind.MILESTONE:
            milestone = self._definitions.milestone_by_id.get(item_for_scripts(conflict))
            return milestone.title if milestone else item_for_scripts(conflict)
        if kind is ItemKind.PRACTICE:
            return self._state.name
        return title_of(conflict.item, self._state, self._definitions, self._words_of)

    def _field_in_full(self, conflict: Conflict) -> str:
        kind = kind_of_item(conflict)
        title = self._field_title(conflict)
        return f"{self._title(conflict, kind)}: {title.lower()}" if kind is ItemKind.MILESTONE else title

    def _field_title(self, conflict: Conflict) -> str:
        name, place = conflict.field, row_of_item(conflict.item)
        if place:
            words = self._words_of(place[0])
            return "In the register" if is_removal(conflict) else words.title(name) if words else column_in_words(name)
        if conflict.item:
            return _TASK_FIELDS.get(name, column_in_words(name))
        if name == GO_LIVE_PLANNED or name.startswith(PLANNED):
            return "Date"
        if name.startswith(HAPPENED):
            return "Happened"
        if name.startswith(LEAVE):
            return "Leave"
        return DETAIL_BY_ID[name].title if name in DETAIL_BY_ID else _PLAN_DETAILS.get(name, column_in_words(name))

    def _value_words(self, conflict: Conflict, value: ConflictValue) -> str:
        if is_removal(conflict):
            return self._removal_words(conflict, value)
        place = row_of_item(conflict.item)
        if place:
            words = self._words_of(place[0])
            return (words.value(conflict.field, value.value) if words else _shown(value.value)) or "Nothing"
        if conflict.item:
            return _task_value(conflict.field, value.value)
        if conflict.field.startswith(HAPPENED):
            return _shown(value.value[0]) if value.value else "Not marked as happened"
        if conflict.field.startswith(LEAVE):
            return _leave_words(value.value)
        if conflict.field.startswith(PLANNED) and not value.value:
            return "By the plan’s rule"
        return _shown(value.value) or "Nothing"

    def _removal_words(self, conflict: Conflict, value: ConflictValue) -> str:
        gone = "In the archive" if conflict.field == ARCHIVED else "Removed"
        if value.value:
            return gone
        if not conflict.beside:
            return "Not in the archive" if conflict.field == ARCHIVED else "Kept"
        return f"Kept: {'noted on' if conflict.beside == (NOTE,) else 'changed'} meanwhile"


def line_of(view: ConflictView) -> str:
    """Return a conflict in one line, for reports."""
    values = " or ".join(f"{value.words} ({value.by})" for value in view.values)
    what = view.title if view.kind is ItemKind.MILESTONE else f"{view.title}, {view.field_title.lower()}"
    return f"Changed on two computers and not settled yet: {what}: {values}."


def kind_of_item(conflict: Conflict) -> ItemKind:
    """Return what a conflict is about."""
    if row_of_item(conflict.item):
        return ItemKind.ROW
    if conflict.item:
        return ItemKind.TASK
    of_plan = conflict.field == GO_LIVE_PLANNED or conflict.field.startswith((PLANNED, HAPPENED))
    return ItemKind.MILESTONE if of_plan else ItemKind.PRACTICE


def item_for_scripts(conflict: Conflict) -> str:
    """Return what names the thing in conflict: a task, "register/row", a milestone, or "practice"."""
    match kind_of_item(conflict):
        case ItemKind.MILESTONE:
            return GO_LIVE if conflict.field == GO_LIVE_PLANNED else conflict.field.partition(".")[2]
        case ItemKind.PRACTICE:
            return ItemKind.PRACTICE
    return conflict.item


def set_together(conflict: Conflict, every: tuple[Conflict, ...]) -> tuple[Conflict, ...]:
    """Return the conflicts of the same thing, or of the same plan, between the same actions."""
    if is_removal(conflict):
        return ()
    return tuple(
        other
        for other in every
        if other is not conflict
        and other.item == conflict.item
        and other.keys == conflict.keys
        and not is_removal(other)
    )


def _task_value(field: str, value: Any) -> str:
    match field:
        case "status":
            status, reason = value or ("to-do", "")
            return STATUS_WORDS.get(status, status) + (f": {reason}" if reason else "")
        case "owner":
            return value or "Nobody"
        case "due":
            return _shown(value) or "As planned"
        case _ if field == ELSEWHERE and value:
            return elsewhere_in_words(*value)
    return _shown(value) or "Nothing"


def _leave_words(value: Any) -> str:
    if not value:
        return "Withdrawn"
    leave = leave_of("", value)
    return f"{leave.name}, {date_with_weekday(leave.first)} to {date_with_weekday(leave.last)}"


def _shown(value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, (list, tuple)):
        return ", ".join(filter(None, map(_shown, value)))
    if isinstance(value, Mapping):
        return ""
    try:
        return date_with_weekday(date.fromisoformat(str(value)))
    except ValueError:
        return str(value)
