"""Which texts of an event a person typed: those that are looked through for patient data before they are recorded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from migdesk.practice.event import Draft

_TYPED = ("fields", "text", "title", "reason")
"""Ids, and the guide's own words that somebody acknowledges, are typed by nobody."""


def typed_texts(draft: Draft) -> Iterator[str]:
    """Return every text of a draft that a person may have typed."""
    for name in _TYPED:
        yield from _texts_in(draft.body.get(name))


def _texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts_in(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from _texts_in(part)
