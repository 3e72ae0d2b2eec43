"""The agenda for a visit to a practice as values: what to talk about, without how it looks.

Each list is cut to what fits on two sheets together with the others, and says how much more there is.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Generic, Literal, TypeVar

import msgspec

from migdesk.report.status.model import StatusReport, TaskLine

COMING_DAYS = 28
"""How far ahead the agenda looks, in calendar days from the day it is made."""

Item = TypeVar("Item")
SinceWhy = Literal["visit", "chosen", "no-visit"]
"""Why an agenda tells the changes from its day on: it is that of the last visit, was asked for, or is the usual span
where no visit has been recorded."""
ComingKind = Literal["milestone", "task", "leave", "sign-off", "row"]


class Shown(msgspec.Struct, Generic[Item], frozen=True):
    """The items that stand on the sheet, and how many `more` there are."""

    items: tuple[Item, ...] = ()
    more: int = 0

    @property
    def total(self) -> int:
        return len(self.items) + self.more


class Change(msgspec.Struct, frozen=True):
    """What became of one task or reference, or of one detail of the practice, however often it was changed.

    `title` is empty for the practice itself; `text` says how it stands now; `by` are the names of who changed it, the
    latest first; `at` is when it was changed last.
    """

    title: str
    text: str
    by: tuple[str, ...]
    at: datetime
    critical: bool = False


class Coming(msgspec.Struct, frozen=True, kw_only=True):
    """Something of the next four weeks. `day` is its first for a leave; `about` is the owner, or what is to be said.

    `by_hand` marks a task whose date a person set: it need not be that of the milestone it belongs to.
    """

    day: date
    kind: ComingKind
    title: str
    about: str = ""
    critical: bool = False
    by_hand: bool = False


class OpenReference(msgspec.Struct, frozen=True):
    """A reference that the practice has not acknowledged; `words_changed` where it had acknowledged earlier words."""

    name: str
    words_changed: bool


class OverdueSignOff(msgspec.Struct, frozen=True):
    """A sign-off that should have been signed by `due`; `missing` are those who have not."""

    title: str
    due: date
    missing: tuple[str, ...]


class OverdueRow(msgspec.Struct, frozen=True):
    """A row of a register that is overdue: which register, what it is called, since when, and whose it is."""

    register: str
    name: str
    due: date
    owner: str


class Doubt(msgspec.Struct, frozen=True):
    """What speaks against a date of the plan; `text` says why, and is empty where there was no room for it."""

    title: str
    text: str


class Agenda(msgspec.Struct, frozen=True, kw_only=True):
    """What to talk about on a visit, made on the day of `report`, which says how the practice stands.

    Changes are told from the day `since` on, that day included. `blocked` leaves out what is overdue as well,
    `sign_offs` are those that are overdue and stand in no list of tasks, `rows` those of registers.
    """

    report: StatusReport
    since: date
    since_why: SinceWhy
    changes: Shown[Change]
    coming: Shown[Coming]
    overdue: Shown[TaskLine]
    blocked: Shown[TaskLine]
    sign_offs: Shown[OverdueSignOff]
    rows: Shown[OverdueRow]
    references: Shown[OpenReference]
    doubts: Shown[Doubt]
