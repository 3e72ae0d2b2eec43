"""Records under the id of a task that was later folded into another one, read as that other task's."""

from __future__ import annotations

from msgspec.structs import replace

from migdesk.checklist.definitions import Definitions
from migdesk.practice.heads import Fields, union
from migdesk.practice.state import PracticeState


def with_folded_tasks(state: PracticeState, definitions: Definitions) -> PracticeState:
    """Return `state` with what was recorded under folded ids moved to the task that took them in, as one field each.

    Only how the record is read changes, never the record.
    """
    renamed = {folded: task.id for task in definitions.tasks for folded in task.folded}
    noted = (note.task for note in state.notes.values())
    attached = (entry.item for entry in state.attachments.values())
    if all(renamed.keys().isdisjoint(named) for named in (state.tasks, noted, attached)):
        return state
    tasks: dict[str, Fields] = {}
    for task, fields in state.tasks.items():
        kept = tasks.setdefault(renamed.get(task, task), {})
        for name, field in fields.items():
            kept[name] = union(kept.get(name), field)
    notes = {key: replace(note, task=renamed.get(note.task, note.task)) for key, note in state.notes.items()}
    attachments = {
        key: replace(entry, said=replace(entry.said, item=renamed.get(entry.item, entry.item)))
        for key, entry in state.attachments.items()
    }
    return replace(state, tasks=tasks, notes=notes, attachments=attachments)
