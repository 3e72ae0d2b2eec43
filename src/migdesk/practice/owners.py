"""The people who own a task, as one text names them. What 0.1.0 recorded is read in the same way."""

from __future__ import annotations

from collections.abc import Iterable

_SEPARATOR = ";"


def owners_in(text: str) -> tuple[str, ...]:
    """Return the people that a text names, parted by “;”, each once."""
    found: dict[str, str] = {}
    for part in text.split(_SEPARATOR):
        name = " ".join(part.split())
        if name:
            found.setdefault(name.casefold(), name)
    return tuple(found.values())


def owner_text(names: Iterable[str]) -> str:
    """Return some people as one text."""
    return f"{_SEPARATOR} ".join(names)
