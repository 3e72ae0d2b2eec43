"""What a record holds on items that the checklist does not show: removed own tasks, and ids this guide does not have.

A report without somebody's notes is what its readers fear most, so these stand in a section of their own.
"""

from __future__ import annotations

from collections.abc import Iterator

from migdesk.checklist.definitions import Definitions
from migdesk.practice.entries import Note
from migdesk.practice.history import title_of
from migdesk.practice.progress import Progress
from migdesk.practice.state import PracticeState
from migdesk.practice.status import STATUS_WORDS
from migdesk.report.people import note_line
from migdesk.report.status.acknowledgement_lines import acknowledgement_line
from migdesk.report.status.earlier_versions import EarlierVersions
from migdesk.report.status.model import AcknowledgementLine, OffChecklist

REMOVED = "The practice removed this task from its checklist"
JOINED = "This task has been joined to another one since"
NOT_IN_GUIDE = "This guide's checklist does not have this item"


def off_checklist(progress: Progress, definitions: Definitions, earlier: EarlierVersions) -> tuple[OffChecklist, ...]:
    """Return the items with a status, note or acknowledgement that no phase and no reference of the report shows."""
    state = progress.state
    shown = {task.id for task in progress.tasks} | {known.reference.id for known in progress.references}
    notes: dict[str, list[Note]] = {}
    for note in state.standing_notes():
        notes.setdefault(note.task, []).append(note)
    items = dict.fromkeys((*state.tasks, *notes, *_acknowledged_references(state)))
    return tuple(
        _item(item, state, definitions, notes.get(item, []), earlier) for item in items if item and item not in shown
    )


def _acknowledged_references(state: PracticeState) -> Iterator[str]:
    return (acknowledgement.reference for acknowledgement in state.acknowledgements.values())


def _item(
    item: str, state: PracticeState, definitions: Definitions, notes: list[Note], earlier: EarlierVersions
) -> OffChecklist:
    why = REMOVED if item in state.own_tasks else JOINED if item in definitions.task_by_id else NOT_IN_GUIDE
    has_status = state.task_field(item, "status") is not None
    return OffChecklist(
        id=item,
        title=title_of(item, state, definitions),
        why=why,
        status_word=STATUS_WORDS.get(state.status(item), state.status(item)) if has_status else "",
        reason=state.reason(item),
        notes=tuple(note_line(note, definitions) for note in notes),
        acknowledgements=_acknowledgements(item, state, definitions, earlier),
    )


def _acknowledgements(
    item: str, state: PracticeState, definitions: Definitions, earlier: EarlierVersions
) -> tuple[AcknowledgementLine, ...]:
    gone = state.withdrawn()
    every = state.acknowledgements_of(item)
    return tuple(acknowledgement_line(found, gone.get(found.key), "", definitions, earlier) for found in every)
