"""A row of a register as scripts get it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from migdesk.cli.conflicts import conflicts_json
from migdesk.workspace.evidence.view import EvidenceView, evidence_json
from migdesk.workspace.registers.view import RowView


def row_json(row: RowView, evidence: Iterable[EvidenceView] = ()) -> dict[str, Any]:
    """Return one row as `register show --json` prints it, given what is attached to it."""
    return {
        "id": row.id,
        "status": row.status.id,
        "owner": row.owner,
        "due": row.due,
        "fields": {**row.fields, **row.computed},
        "notes": [
            {"at": note.at, "by": note.actor.name, "role": note.actor.role, "text": note.text, "private": note.private}
            for note in row.notes
        ],
        "number": row.number,
        "name": row.name,
        "owners": row.owners,
        "due_from_plan": row.due_from_plan,
        "overdue": row.overdue,
        "attachments": list(map(evidence_json, evidence)),
        **({"problems": row.problems} if row.problems else {}),
        **conflicts_json(row.conflicts),
    }
