"""How a list of practices is told from any other table: by the titles of its columns."""

from __future__ import annotations

from migdesk.practice.details import DETAILS
from migdesk.workspace.list_reading.columns import Head, ListKind


def _field(title: str) -> tuple[str, int] | None:
    """Return the detail that a title stands for and how well it is known by it, 0 the best."""
    return next(((detail.id, detail.known_as.index(title)) for detail in DETAILS if title in detail.known_as), None)


def _why_none(head: Head | None) -> str:
    """Say what is missed in a list without the titles that it needs."""
    wanted = ", ".join(f"“{detail.list_title}”" for detail in DETAILS)
    if head is None:
        return f"No titles of columns were found in it. Put them into the first row: {wanted}. Only the name is needed."
    known = " and ".join(f"“{column.title}”" for column in head.columns)
    return (
        f"It has no column for the practices' names. Found in row {head.row}: {known}. Add one called “Practice name”."
    )


PRACTICE_LIST = ListKind(field=_field, names_rows=lambda fields: "name" in fields, why_none=_why_none)
