"""What files of reports are called, the same from the window and from the command line."""

from __future__ import annotations

from datetime import date

_FORBIDDEN_IN_NAMES = '<>:"/\\|?*'


def file_name_of(name: str) -> str:
    """Return a practice's name without what a file's name cannot hold."""
    allowed = (sign if sign.isprintable() and sign not in _FORBIDDEN_IN_NAMES else " " for sign in name)
    return "".join(allowed).strip()[:80] or "Practice"


def dated_file_name(title: str, day: date, suffix: str) -> str:
    """Return the name of a file that says something of one day: "Elm Tree Surgery status 2027-03-16.html"."""
    return f"{file_name_of(title)} {day:%Y-%m-%d}{suffix}"
