"""Sets of names written as running text, which reads better than a column of quoted words."""

from __future__ import annotations


def names(text: str) -> frozenset[str]:
    """Return the words of `text`, parted by blanks and line ends."""
    return frozenset(text.split())
