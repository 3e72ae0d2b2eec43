"""What a sheet of a workbook may be called."""

from __future__ import annotations

MOST_CHARACTERS = 31
"""As Excel has it."""


def sheet_name(title: str) -> str:
    """Return a title without what no sheet can be called by."""
    kept = "".join(" " if sign in "[]:*?/\\" or not sign.isprintable() else sign for sign in title)
    return kept[:MOST_CHARACTERS].strip("' ") or "Rows"
