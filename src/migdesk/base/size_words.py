"""How many bytes something has, in words."""

from __future__ import annotations

_KB, _MB = 1000, 1_000_000


def size_words(size: int) -> str:
    """Return a number of bytes as people read it: "84 kB", "2.4 MB"."""
    return f"{size / _MB:,.1f} MB" if size >= _MB else f"{max(1, round(size / _KB)):,} kB"
