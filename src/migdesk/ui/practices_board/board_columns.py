"""The columns of the board: what each says, and by which value it is sorted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from migdesk.base.clock import local_date
from migdesk.base.date_words import date_with_weekday, long_date, weekday_and_day
from migdesk.checklist.roles import party_title
from migdesk.practice.details import DETAILS, Detail, DetailKind
from migdesk.practice.parties import PRACTICE
from migdesk.ui.look.words import counted, day_of, days_from
from migdesk.ui.practices_board.natural_order import natural
from migdesk.ui.widgets.column_titles import Columns
from migdesk.workspace.summary import PracticeSummary


class Column(Columns):
    """In the order in which they stand from the left."""

    NAME = "Practice"
    ODS_CODE = "ODS code"
    SYSTEMS = "From → to"
    PHASE = "Phase now"
    PROGRESS = "Progress"
    GO_LIVE = "Go-Live"
    NEXT_MILESTONE = "Next milestone"
    OVERDUE = "Overdue"
    BLOCKED = "Blocked"
    CRITICAL = "Critical open"
    REGISTERS = "Registers"
    REFERENCES = "IG"
    SIGN_OFFS = "Signed"
    LAST_VISIT = "Last visit"
    WAVE = "Wave"
    COMMISSIONER = "Commissioner"
    LEAD = "Lead"
    EXCHANGE = "Exchange"
    LAST_CHANGE = "Last change"


NOT_SET = "not set"
MOST_FIRST = frozenset({Column.OVERDUE, Column.BLOCKED, Column.CRITICAL, Column.REGISTERS, Column.EXCHANGE})
"""Columns that are sorted downwards at the first press of their head: what asks for attention comes first in each."""
USUAL = (
    Column.NAME,
    Column.ODS_CODE,
    Column.PHASE,
    Column.PROGRESS,
    Column.GO_LIVE,
    Column.NEXT_MILESTONE,
    Column.OVERDUE,
    Column.BLOCKED,
    Column.REGISTERS,
    Column.REFERENCES,
    Column.SIGN_OFFS,
    Column.LAST_VISIT,
    Column.EXCHANGE,
)
"""The columns that are shown while nobody has chosen others, as many as there is room for."""
GO_FIRST = (
    Column.REGISTERS,
    Column.SIGN_OFFS,
    Column.EXCHANGE,
    Column.LAST_VISIT,
    Column.NEXT_MILESTONE,
    Column.ODS_CODE,
    Column.BLOCKED,
)
"""Those that give way where there is no room for all of them, in turn; a row's words say them still."""


def text_of(summary: PracticeSummary, column: Column, today: date) -> str:
    """Return what a cell says, on one line."""
    match column:
        case Column.NAME:
            return summary.name
        case Column.ODS_CODE:
            return summary.ods_code
        case Column.SYSTEMS:
            ends = (summary.from_system or "?", summary.to_system or "?")
            return " → ".join(ends) if summary.from_system or summary.to_system else NOT_SET
        case Column.PHASE:
            return summary.phase_title
        case Column.PROGRESS:
            return f"{summary.percent}%"
        case Column.GO_LIVE:
            return (
                f"{date_with_weekday(summary.go_live)}, {go_live_when(summary, summary.go_live, today)}"
                if summary.go_live
                else NOT_SET
            )
        case Column.NEXT_MILESTONE:
            ahead = summary.next_milestone
            return f"{ahead.short_title} {weekday_and_day(ahead.date, today)}" if ahead else ""
        case Column.OVERDUE:
            return f"{summary.overdue:,}"
        case Column.BLOCKED:
            return f"{summary.blocked:,}"
        case Column.CRITICAL:
            return f"{summary.critical_open:,}"
        case Column.REGISTERS:
            if summary.rows_overdue:
                return f"{summary.rows_overdue:,} late"
            return f"{summary.rows_open:,} open" if summary.rows_open else ""
        case Column.REFERENCES:
            return f"{summary.references_acknowledged} of {summary.references_total}"
        case Column.SIGN_OFFS:
            return f"{summary.sign_offs_made} of {summary.sign_offs_total}"
        case Column.LAST_VISIT:
            return weekday_and_day(summary.last_visit, today) if summary.last_visit else "none yet"
        case Column.WAVE:
            return summary.wave
        case Column.COMMISSIONER:
            return summary.commissioner
        case Column.LEAD:
            return summary.lead
        case Column.EXCHANGE:
            return exchange_in_words(summary, today) or "not yet"
    last = summary.last_change
    return f"{day_of(last.at, today)}, {last.role_title}" if last else ""


def exchange_in_words(summary: PracticeSummary, today: date) -> str:
    """Return when the record went elsewhere or came from there last, and how much changed since; empty for never."""
    ways = [(at, words) for at, words in ((summary.sent, "sent"), (summary.taken_in, "taken in")) if at]
    if not ways:
        return ""
    at, words = max(ways)
    since = counted(summary.changes_since, "change") if summary.changes_since else "nothing"
    return f"{words} {weekday_and_day(local_date(at), today)}, {since} since"


def is_unmarked(summary: PracticeSummary, today: date) -> bool:
    """Tell whether Go-Live is past and nobody has said that it happened."""
    return summary.go_live is not None and summary.go_live < today and not summary.went_live


def go_live_when(summary: PracticeSummary, day: date, today: date) -> str:
    """Return what stands under a Go-Live date: how far it is, or that it is past and not marked."""
    return "past, not marked" if is_unmarked(summary, today) else days_from(day, today)


def tooltip_of(summary: PracticeSummary, column: Column, today: date) -> str:
    """Return what stays on the pointer: the whole text where a cell may cut it, and what the figures are of."""
    match column:
        case Column.NAME:
            newer = summary.made_by_newer_version
            lines = [summary.name, *(words for _, words in _details(summary))]
            lines.append(f"{counted(newer, 'entry', 'entries')} made by a newer version of migdesk" if newer else "")
            return "\n".join(filter(None, lines))
        case Column.PROGRESS:
            return f"{summary.tasks_done} of {counted(summary.tasks_total, 'task')} done"
        case Column.REGISTERS:
            return registers_in_words(summary)
        case Column.REFERENCES:
            own = f"{text_of(summary, column, today)} Information Governance references acknowledged by the practice"
            return "\n".join((own, *_other_parties(summary)))
        case Column.SIGN_OFFS:
            overdue = f", {summary.sign_offs_overdue} overdue" if summary.sign_offs_overdue else ""
            return f"{text_of(summary, column, today)} sign-offs made{overdue}"
        case Column.EXCHANGE if summary.exchanged_with:
            return f"{text_of(summary, column, today)}, with {summary.exchanged_with}"
        case Column.LAST_CHANGE if summary.last_change:
            return f"{text_of(summary, column, today)}, {summary.last_change.by}"
    return text_of(summary, column, today)


def _other_parties(summary: PracticeSummary) -> Iterator[str]:
    """Yield how far each other party is, where it has begun."""
    for party, number in summary.acknowledged_by_party.items():
        if number and party != PRACTICE:
            yield f"{number} of {summary.references_total} for the {party_title(party).lower()}"


def spoken(summary: PracticeSummary, today: date) -> str:
    """Return a whole row in words, for screen readers."""
    words = [summary.name, *(tag.lower() for tag in tags_of(summary))]
    words += [under_name(summary), f"ODS code {summary.ods_code}" if summary.ods_code else "no ODS code"]
    if summary.from_system or summary.to_system:
        words.append(f"from {summary.from_system or 'unknown'} to {summary.to_system or 'unknown'}")
    words += [f"phase {summary.phase_title}" if summary.phase else "finished", f"{summary.percent} percent done"]
    day = summary.go_live
    words.append(f"Go-Live {long_date(day)}, {go_live_when(summary, day, today)}" if day else "Go-Live not set")
    if summary.next_milestone:
        words.append(f"next {text_of(summary, Column.NEXT_MILESTONE, today)}")
    words.append(f"{counted(summary.overdue, 'task')} overdue")
    words.append(f"{summary.blocked:,} blocked" if summary.blocked else "")
    words.append(f"{summary.critical_open:,} critical open" if summary.critical_open else "")
    words.append(registers_in_words(summary))
    words.append(tooltip_of(summary, Column.REFERENCES, today).replace("\n", ", "))
    words.append(tooltip_of(summary, Column.SIGN_OFFS, today))
    words.append(f"last visit {text_of(summary, Column.LAST_VISIT, today)}" if summary.last_visit else "")
    words.append(f"looked after by {summary.lead}" if summary.lead else "")
    words.append(exchange_in_words(summary, today))
    if summary.last_change:
        words.append(f"last change {text_of(summary, Column.LAST_CHANGE, today)}")
    return ", ".join(filter(None, words))


def registers_in_words(summary: PracticeSummary) -> str:
    """Return how many rows of registers are open and overdue; empty where there are none."""
    if not summary.rows_open:
        return ""
    late = f", {summary.rows_overdue:,} of them overdue" if summary.rows_overdue else ""
    return f"{counted(summary.rows_open, 'open row')} in registers{late}"


def under_name(summary: PracticeSummary) -> str:
    """Return what stands under a practice's name: the details by which practices are told apart, on one line."""
    return " · ".join(words for detail, words in _details(summary) if detail.every)


def _details(summary: PracticeSummary) -> Iterator[tuple[Detail, str]]:
    """Yield the details that have no column of their own, and each in words."""
    for detail in DETAILS:
        words = detail.worded(getattr(summary, detail.id))
        if detail.kind == DetailKind.TEXT and words:
            yield detail, words


def tags_of(summary: PracticeSummary) -> tuple[str, ...]:
    """Return the marks beside a practice's name."""
    to_settle = f"{summary.to_settle:,} to settle"
    tags = (("Sample", summary.sample), ("Archived", summary.archived), (to_settle, summary.to_settle))
    return tuple(tag for tag, holds in tags if holds)


def sort_value(column: Column, phase_number: Callable[[str], int]) -> Callable[[PracticeSummary], Any]:
    """Return what a column is sorted by: values, not their text; None stands last whichever way it is sorted."""
    values: dict[Column, Callable[[PracticeSummary], Any]] = {
        Column.NAME: lambda practice: natural(practice.name),
        Column.ODS_CODE: lambda practice: practice.ods_code or None,
        Column.SYSTEMS: lambda practice: (
            (practice.from_system.casefold(), practice.to_system.casefold())
            if practice.from_system or practice.to_system
            else None
        ),
        Column.PHASE: lambda practice: phase_number(practice.phase) if practice.phase else 1_000,
        Column.PROGRESS: lambda practice: practice.tasks_done / practice.tasks_total if practice.tasks_total else 0.0,
        Column.GO_LIVE: lambda practice: practice.go_live,
        Column.NEXT_MILESTONE: lambda practice: practice.next_milestone.date if practice.next_milestone else None,
        Column.OVERDUE: lambda practice: practice.overdue,
        Column.BLOCKED: lambda practice: practice.blocked,
        Column.CRITICAL: lambda practice: practice.critical_open,
        Column.REGISTERS: lambda practice: (practice.rows_overdue, practice.rows_open) if practice.rows_open else None,
        Column.REFERENCES: lambda practice: practice.references_acknowledged - practice.references_total,
        Column.SIGN_OFFS: lambda practice: practice.sign_offs_made - practice.sign_offs_total,
        Column.LAST_VISIT: lambda practice: practice.last_visit,
        Column.WAVE: lambda practice: natural(practice.wave) if practice.wave else None,
        Column.COMMISSIONER: lambda practice: practice.commissioner.casefold() or None,
        Column.LEAD: lambda practice: practice.lead.casefold() or None,
        Column.EXCHANGE: lambda practice: practice.changes_since,
        Column.LAST_CHANGE: lambda practice: practice.last_change.at if practice.last_change else None,
    }
    return values[column]
