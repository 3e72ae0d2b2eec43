"""What the bodies of events must look like for this version to read them.

An event can come from another laptop, from an exchange file or from a newer version. One whose body does not fit is
kept and counted like an event of an unknown kind, so that nothing it holds can trip a screen or a report later.
Fields that this version has never heard of fit: they are a newer version's, and are kept beside the others.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from migdesk.practice import event as kinds
from migdesk.practice.details import DETAILS, DetailKind
from migdesk.practice.event import Event

_STATUSES = frozenset({"to-do", "in-progress", "done", "blocked", "not-applicable"})
_FIRST_YEAR, _LAST_YEAR = 1900, 2199

Fits = dict[str, Callable[[Any], bool]]


def is_readable(event: Event) -> bool:
    """Tell whether this version knows an event's kind and can read its body."""
    fits = _FITS.get(event.kind)
    return fits is not None and isinstance(event.body, dict) and fits(event.body)


def _has_texts(*names: str, optional: tuple[str, ...] = ()) -> Callable[[dict[str, Any]], bool]:
    def fits(body: dict[str, Any]) -> bool:
        needed = all(isinstance(body.get(name), str) for name in names)
        return needed and all(isinstance(body.get(name, ""), str) for name in optional)

    return fits


def _has_fields(fits_value: Fits, *names: str, kinds_of_field: Fits | None = None) -> Callable[[dict[str, Any]], bool]:
    """Return the check of a body with `fields`. `kinds_of_field` are checks by what a field's name begins with."""
    has_names = _has_texts(*names)
    beginnings = kinds_of_field or {}

    def fits_field(name: str, value: Any) -> bool:
        beginning, dot, _ = name.partition(".")
        check = fits_value.get(name) or (beginnings.get(beginning + dot) if dot else None)
        return check is None or check(value)

    def fits(body: dict[str, Any]) -> bool:
        fields = body.get("fields")
        return (
            has_names(body)
            and isinstance(fields, dict)
            and all(isinstance(name, str) for name in fields)
            and all(fits_field(name, value) for name, value in fields.items())
        )

    return fits


def _is_text(value: Any) -> bool:
    return value is None or isinstance(value, str)


def _is_mark(value: Any) -> bool:
    return value is None or isinstance(value, bool)


def _is_day(value: Any) -> bool:
    """A day that others can be counted from: not so near the ends of the calendar that a plan would leave it."""
    if not value:
        return value is None or value == ""
    try:
        return _FIRST_YEAR <= date.fromisoformat(value).year <= _LAST_YEAR
    except (TypeError, ValueError):
        return False


def _is_happening(value: Any) -> bool:
    """When a milestone happened, and for when it was planned."""
    if not value:
        return value is None
    return isinstance(value, (list, tuple)) and len(value) == 2 and bool(value[0]) and all(map(_is_day, value))


def _is_leave(value: Any) -> bool:
    """A name with a first and a last day; nothing once it is withdrawn."""
    if not value:
        return value is None
    if not isinstance(value, (list, tuple)) or len(value) != 3:
        return False
    name, *days = value
    return isinstance(name, str) and all(day and _is_day(day) for day in days)


def _is_status(value: Any) -> bool:
    """A status and its reason: a list as read back from the log, a tuple where a caller has just made it."""
    if not isinstance(value, (list, tuple)) or len(value) != 2:
        return False
    status, reason = value
    return isinstance(status, str) and status in _STATUSES and isinstance(reason, str)


_DETAILS: Fits = {
    **{detail.id: _is_day if detail.kind == DetailKind.DATE else _is_text for detail in DETAILS},
    "cutover_rehearsal": _is_day,
    "last_visit": _is_day,
    "old_system_access": _is_text,
    "archived": _is_mark,
    "sample": _is_mark,
}
_KINDS_OF_DETAIL: Fits = {"planned.": _is_day, "happened.": _is_happening, "leave.": _is_leave}
_TASK_FIELDS: Fits = {
    "status": _is_status,
    "owner": _is_text,
    "due": _is_day,
    "title": _is_text,
    "removed": _is_mark,
}
_FITS: Fits = {
    kinds.PRACTICE_SET: _has_fields(_DETAILS, kinds_of_field=_KINDS_OF_DETAIL),
    kinds.TASK_SET: _has_fields(_TASK_FIELDS, "task"),
    kinds.OWN_TASK_ADDED: _has_texts("task", "phase", "title"),
    kinds.NOTE_ADDED: _has_texts("text", optional=("task",)),
    kinds.ACKNOWLEDGED: _has_texts("reference", "wording", "wording_hash"),
    kinds.WITHDRAWN: _has_texts("target", optional=("reason",)),
}
