"""What vouches for a practice's record as it stood: its tips, and their short form for paper."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from migdesk.practice.chain import fingerprint_of

_LINE = re.compile(rb"migdesk-record ([0-9A-Za-z._-]{1,64})((?: [0-9a-f]{64})+)")


class RecordMark(msgspec.Struct, frozen=True):
    """The tips of a practice's shared events (hexadecimal, in order) and their fingerprint, empty where it has none."""

    practice_id: str
    tips: tuple[str, ...]
    fingerprint: str

    @property
    def line(self) -> str:
        """The line that a file carries, in plain sight or among its properties, for `migdesk verify` to find."""
        return " ".join(("migdesk-record", self.practice_id, *self.tips))


def mark_of(practice_id: str, tips: Iterable[str]) -> RecordMark:
    """Return the mark of a practice with these tips."""
    ordered = tuple(sorted(tips))
    return RecordMark(practice_id, ordered, fingerprint_of(ordered))


def marks_in(data: bytes) -> tuple[RecordMark, ...]:
    """Return all marks whose lines stand in `data`, each once."""
    found = {match.groups() for match in _LINE.finditer(data)}
    return tuple(mark_of(practice.decode(), tips.decode().split()) for practice, tips in sorted(found))
