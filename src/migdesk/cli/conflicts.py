"""How commands print what is in conflict: the same wherever it stands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from migdesk.practice.conflicts import Conflict


def conflicts_json(conflicts: Iterable[Conflict]) -> dict[str, Any]:
    """Return the key `conflicts`, where there are some: the field, and each value with who set it and when."""
    found = [
        {
            "field": conflict.field,
            "values": [{"value": value.value, "by": value.by.name, "at": value.at} for value in conflict.values],
        }
        for conflict in conflicts
    ]
    return {"conflicts": found} if found else {}
