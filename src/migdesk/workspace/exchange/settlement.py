"""Settling a conflict: one of the values that stand is chosen by somebody who was shown all of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from migdesk.base.errors import UserError
from migdesk.checklist.definitions import Definitions
from migdesk.practice.conflicts import Conflict
from migdesk.practice.event import Draft
from migdesk.practice.folded_tasks import with_folded_tasks
from migdesk.practice.kinds import practice_set, row_set, settle, task_set
from migdesk.practice.rows import row_of_item
from migdesk.practice.state import PracticeState
from migdesk.workspace.exchange.conflict_words import ConflictView, ItemKind, StandingValue, set_together
from migdesk.workspace.practice_lookup import name_key


def settlement(view: ConflictView, key: str, definitions: Definitions) -> Callable[[PracticeState], Sequence[Draft]]:
    """Return what chooses the value of the event `key` for a conflict, and for what was set together with it.

    What it returns raises UserError where the conflict is not there any more, or has another value by now.
    """

    def build(state: PracticeState) -> list[Draft]:
        every = with_folded_tasks(state, definitions).conflicts()
        conflict = next((c for c in every if (c.item, c.field) == (view.record_item, view.field)), None)
        if conflict is None:
            raise UserError("This is settled already: somebody else was quicker.")
        if conflict.keys != {value.key for value in view.values}:
            raise UserError("This was changed again meanwhile. Look at what stands now, and choose then.")
        fields = {each.field: _value(each, key) for each in (conflict, *set_together(conflict, every))}
        return [settle(_draft(conflict.item, fields, definitions), state)]

    return build


def _value(conflict: Conflict, key: str) -> Any:
    return next(value.value for value in conflict.values if value.key == key)


def _draft(item: str, fields: dict[str, Any], definitions: Definitions) -> Draft:
    """Return what sets fields of the practice, of a row or of a task."""
    place = row_of_item(item)
    if place:
        return row_set.draft(*place, fields)
    if item:
        task = definitions.task_by_id.get(item)
        return task_set.draft(item, same_as=task.folded if task else (), **fields)
    return practice_set.draft(fields)


def find_conflict(views: Sequence[ConflictView], item: str, field: str) -> ConflictView:
    """Return the conflict of an item's field, both as scripts or people name them. Raises UserError naming those that
    there are."""
    found = [view for view in views if _is_field(view, field) and _is_item(view, item)]
    if found:
        return found[0]
    if not views:
        raise UserError("There is nothing to settle.")
    known = "; ".join(f"{view.item} {view.field}" for view in views[:5])
    raise UserError(f"“{item}” has no conflict in “{field}”. To settle: {known}.")


def _is_item(view: ConflictView, item: str) -> bool:
    wanted = name_key(item)
    names = {name_key(view.item), name_key(view.title), name_key(view.record_item)}
    return wanted in names or (view.kind in {ItemKind.PRACTICE, ItemKind.MILESTONE} and wanted in {"", "practice"})


def _is_field(view: ConflictView, field: str) -> bool:
    return name_key(field) in {name_key(view.field), name_key(view.field_title)}


def find_value(view: ConflictView, wanted: str) -> StandingValue:
    """Return the value that somebody names: as it is recorded, as JSON, or in words. Raises UserError naming them."""
    for value in reversed(view.values):
        if name_key(wanted) in {name_key(form) for form in _forms(value)}:
            return value
    choices = "; ".join(f"“{_forms(value)[0]}” ({value.by})" for value in view.values)
    raise UserError(
        f"“{wanted}” is none of the values that stand: {choices}. Choose one of them first, and change it afterwards."
    )


def _forms(value: StandingValue) -> list[str]:
    """Return a value in every form in which it can be given, the plainest first."""
    raw = value.value
    forms = []
    if isinstance(raw, (list, tuple)) and raw and all(isinstance(part, str) for part in raw):
        first, *others = raw  # a status and its reason
        forms.append(f"{first}: {others[0]}" if others and others[0] else first)
        forms.append(first)
    elif isinstance(raw, str):
        forms.append(raw)
    return [*forms, value.words, json.dumps(raw, ensure_ascii=False), str(raw if raw is not None else "none")]
