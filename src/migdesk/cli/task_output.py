"""A task as the command line tells it: a row of a table, or JSON that scripts rely on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from migdesk.cli.conflicts import conflicts_json
from migdesk.cli.output import day
from migdesk.practice.conflicts import Conflict
from migdesk.practice.progress import TaskProgress
from migdesk.practice.status import STATUS_WORDS
from migdesk.workspace.evidence.view import EvidenceView, evidence_json


def task_row(task: TaskProgress) -> tuple[str, ...]:
    """Return a task as a row of `task list`."""
    status = STATUS_WORDS.get(task.status, task.status)
    due = day(task.due) + (", overdue" if task.overdue else "")
    title = task.title + (" (critical)" if task.task.critical else "") + (f" – {task.reason}" if task.reason else "")
    return (f"  {task.id}", status, due, task.owner, title)


def task_json(
    task: TaskProgress, conflicts: Iterable[Conflict] = (), evidence: Iterable[EvidenceView] = ()
) -> dict[str, Any]:
    """Return one task as `task list --json` prints it, given what is in conflict in its practice's record, and what is
    attached to it."""
    notes = [
        {"at": note.at, "by": note.actor.name, "role": note.actor.role, "text": note.text, "private": note.private}
        for note in task.notes
    ]
    return {
        "id": task.id,
        "phase": task.task.phase,
        "title": task.title,
        "status": task.status,
        "reason": task.reason,
        "due": task.due,
        "owner": task.owner,
        "critical": task.task.critical,
        "roles": task.task.roles,
        "link": task.task.link,
        "notes": notes,
        "due_by_hand": task.due_by_hand,
        "overdue": task.overdue,
        "own": task.task.own,
        "owners": task.owners,
        "done_on": task.done_on,
        "attachments": list(map(evidence_json, evidence)),
        **conflicts_json(conflict for conflict in conflicts if conflict.item == task.id),
    }
