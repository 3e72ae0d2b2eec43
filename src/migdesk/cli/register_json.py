"""A row of a register as scripts get it."""

from __future__ import annotations

from typing import Any

from migdesk.workspace.registers.view import RowView


def row_json(row: RowView) -> dict[str, Any]:
    """Return one row as `register show --json` prints it."""
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
        **({"problems": row.problems} if row.problems else {}),
        **({"conflicts": _conflicts(row)} if row.conflicts else {}),
    }


def _conflicts(row: RowView) -> list[dict[str, Any]]:
    return [
        {
            "field": conflict.field,
            "values": [{"value": value.value, "by": value.by.name, "at": value.at} for value in conflict.values],
        }
        for conflict in row.conflicts
    ]
