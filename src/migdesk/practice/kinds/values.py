"""What the bodies of events must look like for this version to read them.

An event can come from another laptop, from an exchange file or from a newer version. One whose body does not fit is
kept and counted like an event of an unknown kind, so that nothing it holds can trip a screen or a report later.
Fields that this version has never heard of fit: they are a newer version's, and are kept beside the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

_FIRST_YEAR, _LAST_YEAR = 1900, 2199

Check = Callable[[Any], bool]


def has_texts(body: Mapping[str, Any], *names: str, optional: tuple[str, ...] = ()) -> bool:
    """Tell whether each of `names` is a text, and each of `optional` that is there at all."""
    needed = all(isinstance(body.get(name), str) for name in names)
    return needed and all(isinstance(body.get(name, ""), str) for name in optional)


def has_fields(body: Mapping[str, Any], checks: Mapping[str, Check], by_beginning: Mapping[str, Check]) -> bool:
    """Tell whether a body's fields have values that fit. `by_beginning` are checks by what a field's name begins
    with, its first dot included."""
    fields = body.get("fields")
    if not isinstance(fields, dict):
        return False
    for name, value in fields.items():
        if not isinstance(name, str):
            return False
        check = checks.get(name)
        if check is None and by_beginning:
            beginning, dot, _ = name.partition(".")
            check = by_beginning.get(beginning + dot)
        if check is not None and not check(value):
            return False
    return True


def texts_in(value: Any) -> Iterator[str]:
    """Return every text in the value of a field, or in several."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list, tuple)):
        for part in value.values() if isinstance(value, dict) else value:
            yield from texts_in(part)


def has_links(body: Mapping[str, Any]) -> bool:
    """Tell whether what a body says of other events fits: `over` and `restores` name some for each field, `saw` and
    `knew` for the whole."""
    for name in ("over", "restores"):
        named = body.get(name)
        if named is not None and not (isinstance(named, dict) and all(map(_are_keys, named.values()))):
            return False
    return all(_are_keys(body[name]) for name in ("saw", "knew") if name in body)


def _are_keys(value: Any) -> bool:
    if not isinstance(value, (list, tuple)):
        return False
    for key in value:  # noqa: SIM110 (a loop, as every event of a record comes by here)
        if not isinstance(key, str):
            return False
    return True


def is_text(value: Any) -> bool:
    return value is None or isinstance(value, str)


def is_mark(value: Any) -> bool:
    return value is None or isinstance(value, bool)


def is_day(value: Any) -> bool:
    """A day that others can be counted from: not so near the ends of the calendar that a plan would leave it."""
    if not value:
        return value is None or value == ""
    try:
        return _FIRST_YEAR <= date.fromisoformat(value).year <= _LAST_YEAR
    except (TypeError, ValueError):
        return False
