"""Puts the report on several practices together. Pure: the same values in give the same report out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from migdesk.report import words
from migdesk.report.practices.model import BoardLine, Group, NoteAbout, PracticePage, Totals
from migdesk.report.status.model import StatusReport

SOON_DAYS = 28


def totals_of(lines: Iterable[BoardLine]) -> Totals:
    """Add up the practices; a migration is under way until its last task is settled."""
    every = tuple(lines)
    finished = sum(not line.phase_now for line in every)
    missing = [line.references_total - line.references_acknowledged for line in every]
    return Totals(
        practices=len(every),
        under_way=len(every) - finished,
        finished=finished,
        overdue=sum(line.overdue for line in every),
        with_overdue=sum(line.overdue > 0 for line in every),
        soon=sum(line.days_to_go_live is not None and 0 <= line.days_to_go_live <= SOON_DAYS for line in every),
        missing=sum(missing),
        with_missing=sum(number > 0 for number in missing),
        samples=sum(line.sample for line in every),
        archived=sum(line.archived for line in every),
    )


def groups_of(lines: Sequence[BoardLine]) -> tuple[Group, ...]:
    """Group practices by their commissioner, by name, those without one last; within a group their order stands.

    Where all have the same one, or none, they are one group without a name.
    """
    by_commissioner: dict[str, list[BoardLine]] = {}
    for line in lines:
        by_commissioner.setdefault(line.commissioner, []).append(line)
    if len(by_commissioner) < 2:
        return (Group("", 1, tuple(lines)),)
    groups, first = [], 1
    for commissioner in sorted(by_commissioner, key=lambda name: (not name, name.casefold())):
        members = tuple(by_commissioner[commissioner])
        groups.append(Group(commissioner, first, members))
        first += len(members)
    return tuple(groups)


def practice_page(report: StatusReport, number: int) -> PracticePage:
    """Return what the page of a practice shows of its status report; `number` is its place in the whole report."""
    return PracticePage(
        number=number,
        sample=report.sample,
        practice=report.practice,
        headline=report.headline,
        summary=words.summary_sentence(report),
        newer_line=report.newer_line,
        milestones=report.milestones,
        date_warnings=report.date_warnings,
        warnings_total=len(report.date_warnings),
        overdue=report.overdue,
        blocked=report.blocked,
        due_soon=report.due_soon,
        missing=tuple(reference.name for reference in report.references if not reference.acknowledged),
        notes=_latest_notes(report),
        record=report.record,
    )


def _latest_notes(report: StatusReport) -> tuple[NoteAbout, ...]:
    return tuple(sorted(_notes(report), key=lambda note: note.note.at, reverse=True))


def _notes(report: StatusReport) -> Iterator[NoteAbout]:
    """Tell every note of a practice, those on tasks that its checklist no longer has among them."""
    yield from (NoteAbout("", note) for note in report.practice_notes)
    for task in chain.from_iterable(phase.tasks for phase in report.phases):
        yield from (NoteAbout(task.title, note) for note in task.notes)
    for item in report.off_checklist:
        yield from (NoteAbout(item.title, note) for note in item.notes)
