"""File names that are suggested when something is saved."""

from __future__ import annotations

_FORBIDDEN_IN_NAMES = '<>:"/\\|?*'


def file_name_of(name: str) -> str:
    """Return a practice's name without what a file's name cannot hold."""
    return "".join(" " if sign in _FORBIDDEN_IN_NAMES else sign for sign in name).strip()[:80] or "Practice"
