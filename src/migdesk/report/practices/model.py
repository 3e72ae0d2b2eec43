"""The report on several practices as values: the board, and what stands on the page of each practice.

A report on thousands of practices is never held whole: the board is, and the pages are made one after another.
"""

from __future__ import annotations

from datetime import date, datetime

import msgspec
from msgspec.structs import replace

from migdesk.practice.details import PracticeDetails
from migdesk.report.status.model import (
    DateWarning,
    GuideName,
    Headline,
    KeyDate,
    NoteLine,
    Person,
    PracticeFacts,
    TaskLine,
    Vouched,
)
from migdesk.report.words import brief

MOST_TASKS = 6
"""Tasks in each list of a practice's page, so that it stays about one sheet of paper."""
SHEET_SIZES = (MOST_TASKS, 4, 3, 2)
"""Tasks in each list of a practice's sheet, from what is best down to what always fits but for very long texts."""
MOST_WARNINGS = 3
"""Of what speaks against the dates, on a practice's page."""
LATEST_NOTES = 3
LONGEST_TEXT = 240
"""Characters of a note or reason on a practice's page; its sheet stays one sheet."""
LEAST_WITH_TEXTS = 4
"""Tasks in each list: with fewer, a page has no room for more than the titles of its warnings."""


class ChangeLine(msgspec.Struct, frozen=True):
    """When a practice was changed last, and by whom."""

    at: datetime
    by: Person


class BoardLine(PracticeDetails, frozen=True, kw_only=True):
    """A practice as one row. `go_live` is the day on which it went live, else the planned one.

    `phase_now` is empty where all is finished; `days_to_go_live` is negative afterwards.

    `newer_events` counts what only a newer version of migdesk could show.
    """

    id: str
    phase_now: str
    percent: int
    done: int
    total: int
    days_to_go_live: int | None
    went_live: bool
    overdue: int
    references_acknowledged: int
    references_total: int
    last_change: ChangeLine | None
    archived: bool
    sample: bool
    newer_events: int


class Totals(msgspec.Struct, frozen=True, kw_only=True):
    """Figures over all the practices of a report. `soon` go live in `SOON_DAYS` days at most, today among them."""

    practices: int
    under_way: int
    finished: int
    overdue: int
    with_overdue: int
    soon: int
    missing: int
    with_missing: int
    samples: int
    archived: int


class Group(msgspec.Struct, frozen=True):
    """Practices of one commissioner; `first` is the number of the first one in the report, counted from 1."""

    commissioner: str
    first: int
    lines: tuple[BoardLine, ...]


class Portfolio(msgspec.Struct, frozen=True, kw_only=True):
    """The report but for its pages. `scope` says in words which practices it is about, such as "All practices".

    `groups` hold the practices in the order of the report; there is one group where one would do. `with_pages` tells
    whether a page for each practice follows.
    """

    scope: str
    made_at: datetime
    made_by: Person | None
    today: date
    migdesk_version: str
    guide: GuideName
    totals: Totals
    groups: tuple[Group, ...]
    with_pages: bool

    @property
    def lines(self) -> tuple[BoardLine, ...]:
        return tuple(line for group in self.groups for line in group.lines)


class NoteAbout(msgspec.Struct, frozen=True):
    """A note with what it is about: a task's title, or empty for the practice itself."""

    about: str
    note: NoteLine

    def shortened(self) -> NoteAbout:
        return replace(self, note=replace(self.note, text=brief(self.note.text, LONGEST_TEXT)))


class PracticePage(msgspec.Struct, frozen=True, kw_only=True):
    """One practice on about one sheet: where it stands, and what asks for attention.

    The lists hold all there is. `missing` names the references of Information Governance that the practice has not
    acknowledged; `warnings_total` counts the warnings on dates.
    """

    number: int
    sample: bool
    practice: PracticeFacts
    headline: Headline
    summary: str
    newer_line: str
    milestones: tuple[KeyDate, ...]
    date_warnings: tuple[DateWarning, ...]
    warnings_total: int
    overdue: tuple[TaskLine, ...]
    blocked: tuple[TaskLine, ...]
    due_soon: tuple[TaskLine, ...]
    missing: tuple[str, ...]
    notes: tuple[NoteAbout, ...]
    record: Vouched = Vouched()

    def shortened(self, most: int) -> PracticePage:
        """Return the page with at most so many tasks in each list, as many notes as fit, and long texts cut.

        Beside very short lists the warnings on dates are told by their titles alone.
        """
        short = most < LEAST_WITH_TEXTS
        notes = self.notes[: max(1, min(LATEST_NOTES, most // 2))]
        warnings = self.date_warnings[:MOST_WARNINGS]
        return replace(
            self,
            date_warnings=tuple(replace(warning, text="") if short else warning for warning in warnings),
            overdue=self.overdue[:most],
            blocked=tuple(replace(task, reason=brief(task.reason, LONGEST_TEXT)) for task in self.blocked[:most]),
            due_soon=self.due_soon[:most],
            notes=tuple(note.shortened() for note in notes),
        )
