"""Dates, times, people and figures as a report says them, in British English whatever the computer's language is."""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol

from migdesk.base.clock import local_date
from migdesk.base.date_words import date_with_weekday, long_date, month_in_words
from migdesk.checklist.roles import party_title
from migdesk.practice.parties import NOT_ASKED
from migdesk.report.status.model import (
    AcknowledgementLine,
    GuideName,
    Headline,
    KeyDate,
    Person,
    StatusReport,
    TaskLine,
    Vouched,
)

LONGEST_HAPPENING = 400
MOST_LEFT_OUT = 5
FINGERPRINT_WORTH = (
    "If “migdesk verify” knows it, nothing that was recorded until then has been changed since; names are as they were "
    "typed and times are those of the computer, so it does not prove who sat there, or when."
)
NOT_MARKED = "not marked as happened"
WORKED_OUT = "worked out, not set"
"""Of a Go-Live that the plan counted from other dates."""
DUE_DATES_LINE = (
    "Due dates follow the practice’s plan, counted from its milestones, unless they are marked “set by hand”. "
    "A task is overdue from the day after its due date."
)


class Made(Protocol):
    """What every kind of report tells of its making."""

    @property
    def made_at(self) -> datetime: ...

    @property
    def made_by(self) -> Person | None: ...

    @property
    def guide(self) -> GuideName: ...

    @property
    def migdesk_version(self) -> str: ...


def moment(at: datetime) -> str:
    """Return a time as "16 Mar 2027, 09:12" where this computer stands."""
    local = at.astimezone()
    return f"{date_with_weekday(local.date())}, {local:%H:%M}"


def person(somebody: Person) -> str:
    """Return "Name, Role, Organisation", without what is not known."""
    return ", ".join(part for part in (somebody.name, somebody.role, somebody.organisation) if part)


def byline(somebody: Person, at: datetime) -> str:
    """Return who and when."""
    return f"{person(somebody)}, {moment(at)}"


def count(number: int, noun: str, many: str = "") -> str:
    """Return "1 task" or "3 tasks"."""
    return f"{number:,} {noun if number == 1 else many or noun + 's'}"


def brief(text: str, most: int) -> str:
    """Return typed text on one line, cut to a length that leaves room for the rest."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def from_today(days: int) -> str:
    """Return "in 114 days", "today" or "3 days ago"."""
    if days == 0:
        return "today"
    return f"in {count(days, 'day')}" if days > 0 else f"{count(-days, 'day')} ago"


def span(start: date | None, end: date | None) -> str:
    """Return "Tue 3 Nov to Mon 7 Dec 2026", one date where both are the same, empty where they are not known."""
    if start is None or end is None:
        return ""
    if start == end:
        return date_with_weekday(start)
    first = date_with_weekday(start) if start.year != end.year else date_with_weekday(start).rpartition(" ")[0]
    return f"{first} to {date_with_weekday(end)}"


def short_day(day: date, today: date) -> str:
    """Return "Tue 24 Nov", with the year where it is not today's, in one piece."""
    return date_with_weekday(day).removesuffix(f" {today.year}").replace(" ", "\N{NO-BREAK SPACE}")


def status_byline(task: TaskLine) -> str:
    """Return who set a task's status, on which day and under which earlier words; empty where nobody did.

    Where it was done on another day than the one on which that was recorded, both are said.
    """
    if task.status_by is None or task.status_at is None:
        return ""
    recorded = local_date(task.status_at)
    under = f", under {task.status_under}" if task.status_under else ""
    done = f"done on {date_with_weekday(task.done_on)}: " if task.done_on and task.done_on != recorded else ""
    return f"{done}{task.status_by.name}, {date_with_weekday(recorded)}{under}"


def key_date_when(milestone: KeyDate) -> str:
    """Return how far off a milestone is and, where its day is past, whether it has happened; empty without a date."""
    if milestone.days is None:
        return ""
    return ", ".join(part for part in (from_today(milestone.days), standing(milestone)) if part)


def standing(milestone: KeyDate) -> str:
    """Return "happened 4 days late", "not marked as happened" where the day is past, or nothing."""
    if milestone.happened:
        return f"happened{_slip(milestone)}"
    return NOT_MARKED if milestone.late else ""


def key_date_moved(milestone: KeyDate) -> str:
    """Return from when a milestone moved, how far and why; empty where it stands as it was agreed."""
    if not milestone.moved or milestone.baseline is None:
        return ""
    far = f"{count(abs(milestone.moved), 'day')} {'later' if milestone.moved > 0 else 'earlier'}"
    return f"Was {date_with_weekday(milestone.baseline)}, now {far}{f': {milestone.why}' if milestone.why else ''}"


def key_date_basis(milestone: KeyDate) -> str:
    """Return where a milestone's date comes from."""
    if milestone.date is None:
        return "Not set"
    if milestone.happened:
        late = milestone.planned and _slip(milestone)
        planned = f", planned for {date_with_weekday(milestone.planned)}" if milestone.planned and late else ""
        return f"Marked as happened{planned}"
    if milestone.set:
        return "Set by hand"
    if not milestone.rule:
        return sentence(WORKED_OUT)
    return f"By its rule: {milestone.rule}"


def is_worked_out(milestone: KeyDate) -> bool:
    """Tell whether this is a Go-Live that nobody has set: it counts from nothing, and other dates gave it its day."""
    return milestone.provisional and not milestone.rule


def sentence(text: str) -> str:
    """Return a text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def _slip(milestone: KeyDate) -> str:
    days = (milestone.date - milestone.planned).days if milestone.planned and milestone.date else 0
    return f" {count(abs(days), 'day')} {'late' if days > 0 else 'early'}" if days else ""


def due_remarks(task: TaskLine) -> str:
    """Return what is to be said about a due date besides the day itself."""
    remarks = []
    if task.overdue:
        remarks.append(f"overdue by {count(task.days_overdue, 'day')}")
    if task.due_by_hand:
        remarks.append("set by hand")
    return ", ".join(remarks)


def acknowledgement_remarks(line: AcknowledgementLine) -> str:
    """Return why an acknowledgement does not count as the practice's own today; empty where it does."""
    remarks = []
    if line.withdrawn:
        because = f": {line.withdrawn.reason}" if line.withdrawn.reason else ""
        remarks.append(f"Withdrawn by {byline(line.withdrawn.by, line.withdrawn.at)}{because}")
    if not line.for_practice:
        outside = "By someone outside the practice"
        remarks.append(f"For the {party_words(line.by.party)}, not for the practice" if line.by.party else outside)
    if not line.by.party:
        remarks.append(sentence(NOT_ASKED))
    if not line.current_wording:
        under = f", signed under {line.signed_under}" if line.signed_under else ""
        remarks.append(f"These are earlier words{under}")
    return ". ".join(remarks)


def party_words(party: str) -> str:
    """Return a party in the middle of a sentence: "delivery partner"."""
    return party_title(party).lower()


def shortened(text: str) -> str:
    """Return a line of history cut to a readable length; notes stand in full beside their tasks."""
    return text if len(text) <= LONGEST_HAPPENING else text[: LONGEST_HAPPENING - 1].rstrip() + "…"


def summary_sentence(report: StatusReport) -> str:
    """Return where the practice stands, in two sentences that can be read out."""
    return f"{_phase_sentence(report)} {_go_live_sentence(report)}"


def _phase_sentence(report: StatusReport) -> str:
    now = report.headline.phase_now
    return f"The first phase with open tasks is {now}." if now else "Every task that applies is finished."


def _go_live_sentence(report: StatusReport) -> str:
    head = report.headline
    if head.go_live is None or head.days_to_go_live is None:
        counted = next((milestone.date for milestone in report.milestones if milestone.id == "go-live"), None)
        if counted is None:
            return "No Go-Live date is set yet, so the plan cannot date the tasks."
        return f"No Go-Live date is set yet; by the dates that are, it would be {long_date(counted)}."
    if head.go_live_late:
        ago = from_today(head.days_to_go_live)
        return f"Go-Live was planned for {long_date(head.go_live)}, {ago}, and is {NOT_MARKED}."
    verb = "was" if head.days_to_go_live < 0 else "is"
    return f"Go-Live {verb} {from_today(head.days_to_go_live)}, on {long_date(head.go_live)}."


def go_live_days(head: Headline) -> str:
    """Return how far off Go-Live is, and that it is past and not marked where that is so."""
    if head.days_to_go_live is None:
        return "no date yet"
    return from_today(head.days_to_go_live) + (f", {NOT_MARKED}" if head.go_live_late else "")


def made_line(report: Made) -> str:
    """Return when the report was made and by whom."""
    by = f" by {person(report.made_by)}" if report.made_by else ""
    return f"Made on {moment(report.made_at)}{by}"


def source_line(report: Made) -> str:
    """Return which guide the checklist comes from, and which version of migdesk wrote this."""
    guide = report.guide
    version = f", version {guide.version}" if guide.version else ""
    as_of = f", as of {month_in_words(guide.as_of)}" if guide.as_of else ""
    return f"Checklist: {guide.title}{version}{as_of}. Written by migdesk {report.migdesk_version}"


def fingerprint_line(record: Vouched) -> str:
    """Return the fingerprint of the record and what it is worth; empty where nothing is recorded."""
    return f"{brief_fingerprint(record)} {record.worth}" if record.fingerprint else ""


def brief_fingerprint(record: Vouched) -> str:
    """Return the fingerprint of the record alone; empty where nothing is recorded."""
    return f"Fingerprint of this practice’s record: {record.fingerprint}." if record.fingerprint else ""


def left_out_lines(record: Vouched) -> tuple[str, ...]:
    """Return a line for each entry that could not be read or trusted, the first few of them."""
    more = len(record.left_out) - MOST_LEFT_OUT
    further = (f"And {more:,} more. “migdesk verify” names them all.",) if more > 0 else ()
    return (*record.left_out[:MOST_LEFT_OUT], *further)


def about_lines(report: Made) -> tuple[str, ...]:
    """Return how a report was made, for its end."""
    return f"{made_line(report)}.", f"{source_line(report)}."


def withdrawn_line(report: StatusReport) -> str:
    """Return how many notes were withdrawn; empty where none were."""
    number = report.notes_withdrawn
    if not number:
        return ""
    were = "was withdrawn and is" if number == 1 else "were withdrawn and are"
    return f"{count(number, 'note')} {were} left out. The history in migdesk still has what was written."
