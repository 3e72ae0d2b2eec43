"""The few wordings of a visit's agenda that no other report has."""

from __future__ import annotations

from datetime import date

from migdesk.base.clock import local_date
from migdesk.base.date_words import date_with_weekday, long_date
from migdesk.report import words
from migdesk.report.agenda.model import Agenda, Change, Coming, OpenReference, OverdueRow, OverdueSignOff
from migdesk.report.status.model import TaskLine

TITLE = "Agenda for a visit"
NO_CHANGES = "Nothing has changed since then."
NOTHING_OVERDUE = "Nothing is overdue."
NOTHING_COMES = "No milestone and no open task is dated within four weeks."
ALL_ACKNOWLEDGED = "All references are acknowledged by the practice."
NOBODY = "Nobody yet"
BY_HAND = "date set by hand"
MOST_CHARACTERS, MOST_OF_A_NAME, MOST_OF_A_CHANGE = 120, 40, 220
"""Characters of one typed text on the agenda; it stands in full in the checklist."""


def brief(text: str, most: int = MOST_CHARACTERS) -> str:
    """Return typed text as `words.brief`, which is as much of it as an agenda has room for."""
    return words.brief(text, most)


def since_line(agenda: Agenda) -> str:
    """Return from which day on changes are told."""
    what = "the last visit, on " if agenda.since_why == "visit" else ""
    return f"Changes since {what}{long_date(agenda.since)}"


def since_remark(agenda: Agenda) -> str:
    """Return why changes are told from that day, where neither a visit nor a person says so; else empty."""
    if agenda.since_why != "no-visit":
        return ""
    days = words.count((agenda.report.today - agenda.since).days, "day")
    return f"No visit has been recorded yet, so this is the last {days}."


def who(change: Change, today: date) -> str:
    """Return who made a change and on which day, the latest first: "Pat Example and 2 more, 24 Nov"."""
    others = len(change.by) - 1
    names = brief(change.by[0], MOST_OF_A_NAME) + (f" and {others} more" if others > 0 else "")
    return f"{names}, {words.short_day(local_date(change.at), today)}"


def change_title(change: Change) -> str:
    """Return what changed."""
    return change.title or "The practice and its plan"


def coming_title(coming: Coming) -> str:
    """Return what comes, cut to a length that leaves room for the rest."""
    before = {"leave": "Leave: ", "sign-off": "To sign: "}.get(coming.kind, "")
    return brief(f"{before}{coming.title}")


def how_it_stands(task: TaskLine) -> str:
    """Return a task's status, with the reason where it has one."""
    return task.status_word + (f": {brief(task.reason)}" if task.reason else "")


def owner(task: TaskLine) -> str:
    """Return who does a task, cut to a length that a column has room for."""
    return brief(task.owner, MOST_OF_A_NAME) or NOBODY


def coming_about(coming: Coming) -> str:
    """Return what stands beside something to come: its owner, or what it is."""
    return brief(coming.about, MOST_OF_A_NAME) or (NOBODY if coming.kind in ("task", "row") else "")


def reference_name(reference: OpenReference) -> str:
    """Return a reference's name, and that its words have changed where they have."""
    return reference.name + (" (acknowledged in earlier words)" if reference.words_changed else "")


def sign_off_name(sign_off: OverdueSignOff) -> str:
    """Return a sign-off that is overdue, since when, and who has to sign."""
    missing = brief(", ".join(sign_off.missing))
    return f"{sign_off.title} (by {date_with_weekday(sign_off.due)}: {missing})"


def row_name(row: OverdueRow) -> str:
    """Return a row of a register that is overdue, since when, and whose it is."""
    owner = f", {brief(row.owner, MOST_OF_A_NAME)}" if row.owner else ""
    return f"{row.register}: {brief(row.name)} (by {date_with_weekday(row.due)}{owner})"


def more_line(number: int, where: str) -> str:
    """Return how much is left out and where it is to be found; empty where nothing is."""
    return f"and {number:,} more in {where}" if number else ""
