"""One practice on one line: all that lists over many practices need of it, whatever the day.

A line follows from a practice's state and the checklist alone. It is stored beside the state and written in the same
transaction, so that thousands of practices are listed without being read. What depends on the day, such as how many
tasks are overdue, is found from `open_due` when it is asked for.
"""

from __future__ import annotations

import hashlib
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from operator import itemgetter
from typing import TYPE_CHECKING

import msgspec

from migdesk.checklist.definitions import Definitions
from migdesk.practice.details import PracticeDetails, detail_values
from migdesk.practice.exchanged import Exchanged, exchanged_by_place
from migdesk.practice.kinds.practice_set import LOOKED_AFTER_BY
from migdesk.practice.progress import Progress, progress_of
from migdesk.practice.re_entry import left_to_enter
from migdesk.practice.state import PracticeState
from migdesk.practice.status import Status
from migdesk.practice.visit_record import last_visit

if TYPE_CHECKING:
    from migdesk.checklist.registers.compiled import RegisterSource
    from migdesk.practice.open_rows import OpenRow

LINE_FORM = 9
"""Raised whenever `PracticeLine`, or how it is found, changes, so that stored lines are made anew."""

Source = Callable[[], "RegisterSource | None"]


def _no_registers() -> RegisterSource | None:
    return None


NO_REGISTERS: Source = _no_registers
_ANY_DAY = date(2000, 1, 1)
"""Nothing on a line depends on the day."""

_encode = msgspec.msgpack.Encoder().encode


class ChangedLast(msgspec.Struct, frozen=True, array_like=True):
    """When a practice was changed last, and by whom; `role` as it was recorded."""

    at: datetime
    by: str
    role: str


class PracticeLine(PracticeDetails, frozen=True, kw_only=True, array_like=True):
    """The practice's details and where it stands. `go_live` is the day on which it went live, else the planned one;
    `went_live` tells which. `phase` is the id of the first phase with something open. `to_settle` counts what
    two people changed without knowing of each other.

    `blocked` and `critical_open` count tasks; `ahead` are the milestones that have not happened, the earliest first,
    each with its day as in `open_due`.

    `open_due` holds the days (counted from 1 January of the year 1) on which open tasks are due, earliest first, in 4
    bytes each, and `sign_offs_due` those of sign-offs that are not made. `acknowledged_by_party` says how many
    references are acknowledged for which party. `re_entry_left` is what is left to enter of what was logged in Cutover,
    None where nothing was, and `re_entry_oldest` the day of the oldest. `rows_open` are the open rows of registers that
    somebody has begun, and `rows_due` the days of those that have one. `last_visit` is a day, `lead` looks after the
    practice, and `exchanged` is what went between here and the place of the last exchange.
    """

    id: str
    went_live: bool
    phase: str | None
    tasks_done: int
    tasks_total: int
    blocked: int
    critical_open: int
    ahead: tuple[tuple[str, int], ...]
    references_acknowledged: int
    references_total: int
    archived: bool
    sample: bool
    last_change: ChangedLast | None
    newer: int
    to_settle: int
    open_due: bytes
    re_entry_left: int | None
    re_entry_oldest: date | None
    sign_offs_made: int
    sign_offs_total: int
    sign_offs_due: bytes
    acknowledged_by_party: dict[str, int]
    rows_open: int
    rows_due: bytes
    last_visit: date | None
    lead: str
    exchanged: Exchanged | None

    def due_before(self, day: date) -> int:
        """Return how many open tasks are due before a day: on today, how many are overdue."""
        return _before(self.open_due, day)

    def rows_due_before(self, day: date) -> int:
        """Return how many open rows of registers are due before a day."""
        return _before(self.rows_due, day)

    def sign_offs_due_before(self, day: date) -> int:
        """Return how many sign-offs that are not made are due before a day."""
        return _before(self.sign_offs_due, day)


_decode = msgspec.msgpack.Decoder(PracticeLine).decode


def line_of(progress: Progress, definitions: Definitions, source: Source = NO_REGISTERS) -> PracticeLine:
    """Return the line of a practice from its progress on any day; without a source no register is looked at."""
    state, now, last = progress.state, progress.phase_now, progress.state.last_change
    left = left_to_enter(state)
    rows = _open_rows(state, definitions, source)
    return PracticeLine(
        **{**detail_values(state), "go_live": state.go_live},
        id=state.id,
        went_live=state.went_live,
        phase=now.phase.id if now else None,
        tasks_done=progress.done,
        tasks_total=progress.total,
        blocked=sum(task.status == Status.BLOCKED for task in progress.tasks),
        critical_open=sum(task.is_open and task.task.critical for task in progress.tasks),
        ahead=tuple(sorted(_ahead(progress), key=itemgetter(1))),
        references_acknowledged=progress.acknowledged,
        references_total=len(progress.references),
        archived=state.archived,
        sample=state.sample,
        last_change=ChangedLast(last.at, last.actor.name, last.actor.role) if last else None,
        newer=len(state.newer),
        to_settle=len(progress.conflicts),
        open_due=_packed(task.due for task in progress.tasks if task.is_open),
        re_entry_left=left.left if left else None,
        re_entry_oldest=left.oldest if left else None,
        sign_offs_made=progress.sign_offs_made,
        sign_offs_total=progress.sign_offs_total,
        sign_offs_due=_packed(sign_off.due for sign_off in progress.sign_offs if sign_off.is_open),
        acknowledged_by_party={party: n for party, n in progress.acknowledged_by_party.items() if n},
        rows_open=len(rows),
        rows_due=_packed(row.due for row in rows),
        last_visit=last_visit(state),
        lead=state.text(LOOKED_AFTER_BY),
        exchanged=next(iter(exchanged_by_place(state)), None) if state.exchanges else None,
    )


def _open_rows(state: PracticeState, definitions: Definitions, source: Source) -> tuple[OpenRow, ...]:
    """Return the open rows of registers. Where nothing is recorded in any, none need be read."""
    known = source() if state.registers else None
    if known is None:
        return ()
    from migdesk.practice.open_rows import open_rows

    return tuple(open_rows(state, known.registers, definitions.milestones))


def _ahead(progress: Progress) -> Iterator[tuple[str, int]]:
    for milestone in progress.milestones:
        if milestone.date and not milestone.happened:
            yield milestone.milestone.id, milestone.date.toordinal()


def _packed(days: Iterable[date | None]) -> bytes:
    return array("i", sorted(day.toordinal() for day in days if day)).tobytes()


def _before(days: bytes, day: date) -> int:
    return bisect_left(array("i", days), day.toordinal())


class LineMaker:
    """Makes lines with one checklist and the registers of `source`. `form` names both and this version, and is told by
    what is stored."""

    def __init__(self, definitions: Definitions, source: Source = NO_REGISTERS) -> None:
        self._definitions = definitions
        self._source = source
        self._form = ""

    @property
    def form(self) -> str:
        """Found out when first asked for: a start without lists does not need it."""
        if not self._form:
            checklist, source = msgspec.msgpack.encode(self._definitions), self._source()
            registers = f"-{source.form}" if source else ""
            self._form = f"{LINE_FORM}-{hashlib.sha256(checklist).hexdigest()[:16]}{registers}"
        return self._form

    def make(self, state: PracticeState) -> bytes:
        """Return a practice's line as it is stored."""
        return _encode(line_of(progress_of(state, self._definitions, _ANY_DAY), self._definitions, self._source))


def read_line(stored: bytes) -> PracticeLine:
    """Return a line from how it is stored. Raises ValueError for what is none."""
    return _decode(stored)
