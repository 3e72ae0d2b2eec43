"""The order in which people expect names: by their letters, and by the numbers in them as numbers."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"(\d+)")


def natural(name: str) -> tuple[str | int, ...]:
    """Return what a name is sorted by: "surgery 2" comes before "Surgery 10". Texts and numbers take turns."""
    parts = _NUMBER.split(name.casefold())
    return tuple(int(part) if place % 2 else part for place, part in enumerate(parts))
