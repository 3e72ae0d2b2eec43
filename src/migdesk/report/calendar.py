"""Milestones and tasks as a calendar file (iCalendar, RFC 5545): whole days, for one practice or many.

An entry keeps its UID for ever, and its SEQUENCE grows with every change that could have moved it, so that a calendar
program that is given a newer file moves what it has and doubles nothing. What does not apply any more is cancelled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

import msgspec

from migdesk.report import words
from migdesk.report.model import KeyDate, StatusReport, TaskLine
from migdesk.report.typed_text import without_controls

if TYPE_CHECKING:
    from icalendar import Event

_NOT_APPLICABLE, _DONE = "not-applicable", "done"


class _Entry(msgspec.Struct, frozen=True):
    """One day of a calendar. `kind` is what it is of, such as "Milestone"; `about` says more in lines."""

    uid: str
    day: date
    title: str
    about: tuple[str, ...]
    kind: str
    sequence: int
    cancelled: bool = False


def to_calendar(reports: Iterable[StatusReport], *, tasks: bool = False, role: str = "") -> bytes:
    """Return the milestones of some practices as an .ics file, with `tasks` their dated tasks too.

    `role` is a role's title: only its tasks are then taken, and those that name no role. What has no date is left out.
    """
    from icalendar import Calendar, vText

    every = tuple(reports)
    calendar = Calendar()
    calendar.add("prodid", f"-//migdesk//migdesk {every[0].migdesk_version if every else ''}//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", vText(_one_line(_calendar_name(every))))
    for report in every:
        for entry in _entries(report, tasks, role):
            calendar.add_component(_event(entry, report))
    return bytes(calendar.to_ical())


def _calendar_name(reports: tuple[StatusReport, ...]) -> str:
    if len(reports) != 1:
        return f"Migrations of {words.count(len(reports), 'practice')}"
    return f"{_practice(reports[0])}: migration"


def _practice(report: StatusReport) -> str:
    name = report.practice.name or report.practice.id
    return f"Sample: {name}" if report.sample else name


def _entries(report: StatusReport, tasks: bool, role: str) -> Iterator[_Entry]:
    for one in report.milestones:
        if one.date:
            yield _milestone(one, one.date, report)
    for phase in report.phases if tasks else ():
        for task in phase.tasks:
            if task.due and (not role or not task.roles or role in task.roles):
                yield _task(task, task.due, report, f"{phase.number} {phase.title}")


def _milestone(one: KeyDate, day: date, report: StatusReport) -> _Entry:
    about = (words.key_date_basis(one) + ".",)
    return _Entry(_uid(report, one.id), day, one.title, about, "Milestone", one.changes)


def _task(task: TaskLine, due: date, report: StatusReport, phase: str) -> _Entry:
    title = f"Done: {task.title}" if task.status == _DONE else task.title
    about = (
        f"Phase: {phase}",
        f"Status: {task.status_word}" + (", critical" if task.critical else ""),
        f"Owner: {task.owner}" if task.owner else "",
        f"For: {', '.join(task.roles)}" if task.roles else "",
    )
    cancelled = task.status == _NOT_APPLICABLE
    return _Entry(_uid(report, task.id), due, title, about, "Task", task.changes, cancelled)


def _uid(report: StatusReport, item: str) -> str:
    return f"{report.practice.id}.{item}@migdesk"


def _event(entry: _Entry, report: StatusReport) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", _one_line(entry.uid))
    event.add("dtstamp", report.made_at)
    event.add("sequence", entry.sequence)
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))
    event.add("summary", _one_line(f"{_practice(report)}: {entry.title}"))
    lines = (report.sample_notice, *entry.about, "From migdesk.")
    event.add("description", "\n".join(_one_line(line) for line in lines if line))
    event.add("categories", [entry.kind, *(["Sample"] if report.sample else [])])
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    return event


def _one_line(text: str) -> str:
    return " ".join(without_controls(text).split())
