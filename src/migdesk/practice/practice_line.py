"""One practice on one line: all that lists over many practices need of it, whatever the day.

A line follows from a practice's state and the checklist alone. It is stored beside the state and written in the same
transaction, so that thousands of practices are listed without being read. What depends on the day, such as how many
tasks are overdue, is found from `open_due` when it is asked for.
"""

from __future__ import annotations

import hashlib
from array import array
from bisect import bisect_left
from collections.abc import Iterable
from datetime import date, datetime

import msgspec

from migdesk.checklist.definitions import Definitions
from migdesk.practice.progress import Progress, progress_of
from migdesk.practice.state import PracticeState

LINE_FORM = 2
"""Raised whenever `PracticeLine`, or how it is found, changes, so that stored lines are made anew."""

_ANY_DAY = date(2000, 1, 1)
"""Nothing on a line depends on the day."""

_encode = msgspec.msgpack.Encoder().encode


class ChangedLast(msgspec.Struct, frozen=True, array_like=True):
    """When a practice was changed last, and by whom; `role` as it was recorded."""

    at: datetime
    by: str
    role: str


class PracticeLine(msgspec.Struct, frozen=True, array_like=True):
    """`went_live` tells whether `go_live` has happened; `phase` is the id of the first phase with something open.

    `open_due` holds the days (counted from 1 January of the year 1) on which open tasks are due, earliest first, in 4
    bytes each.
    """

    id: str
    name: str
    ods_code: str
    from_system: str
    to_system: str
    commissioner: str
    delivery_partner: str
    go_live: date | None
    went_live: bool
    phase: str | None
    tasks_done: int
    tasks_total: int
    references_acknowledged: int
    references_total: int
    archived: bool
    sample: bool
    last_change: ChangedLast | None
    newer: int
    open_due: bytes

    def due_before(self, day: date) -> int:
        """Return how many open tasks are due before a day: on today, how many are overdue."""
        return bisect_left(array("i", self.open_due), day.toordinal())


_decode = msgspec.msgpack.Decoder(PracticeLine).decode


def line_of(progress: Progress) -> PracticeLine:
    """Return the line of a practice from its progress on any day."""
    state, now, last = progress.state, progress.phase_now, progress.state.last_change
    return PracticeLine(
        state.id,
        state.name,
        state.ods_code,
        state.text("from_system"),
        state.text("to_system"),
        state.text("commissioner"),
        state.text("delivery_partner"),
        state.go_live,
        state.went_live,
        now.phase.id if now else None,
        progress.done,
        progress.total,
        progress.acknowledged,
        len(progress.references),
        state.archived,
        state.sample,
        ChangedLast(last.at, last.actor.name, last.actor.role) if last else None,
        len(state.newer),
        _packed(task.due for task in progress.tasks if task.is_open),
    )


def _packed(days: Iterable[date | None]) -> bytes:
    return array("i", sorted(day.toordinal() for day in days if day)).tobytes()


class LineMaker:
    """Makes lines with one checklist. `form` names the checklist and this version, and is told by what is stored."""

    def __init__(self, definitions: Definitions) -> None:
        self._definitions = definitions
        self._form = ""

    @property
    def form(self) -> str:
        """Found out when first asked for: a start without lists does not need it."""
        if not self._form:
            checklist = msgspec.msgpack.encode(self._definitions)
            self._form = f"{LINE_FORM}-{hashlib.sha256(checklist).hexdigest()[:16]}"
        return self._form

    def make(self, state: PracticeState) -> bytes:
        """Return a practice's line as it is stored."""
        return _encode(line_of(progress_of(state, self._definitions, _ANY_DAY)))


def read_line(stored: bytes) -> PracticeLine:
    """Return a line from how it is stored. Raises ValueError for what is none."""
    return _decode(stored)
