"""Which tasks the table shows, in which order and under which heads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Any

import msgspec

from migdesk.practice.progress import PhaseProgress, Progress, TaskProgress
from migdesk.practice.status import STATUS_WORDS, STATUSES, Status
from migdesk.ui.look.words import counted, weekday_date
from migdesk.ui.tasks_table.table_settings import Grouping, TaskFilter, TaskView
from migdesk.ui.widgets.column_titles import Columns
from migdesk.workspace.mine import Person, is_mine

NOBODY = "Nobody yet"


class Column(Columns):
    """The first has the box that chooses a row."""

    CHOOSE = ""
    TASK = "Task"
    PHASE = "Phase"
    OWNER = "Owner"
    DUE = "Due"
    STATUS = "Status"
    DONE_ON = "Done on"
    LAST_NOTE = "Last note"


class TaskRow(msgspec.Struct, frozen=True):
    """A task, the phase that it belongs to, and its place in the guide's order."""

    task: TaskProgress
    phase: PhaseProgress
    place: int

    @property
    def id(self) -> str:
        return self.task.id

    @property
    def last_note(self) -> str:
        return self.task.notes[-1].text if self.task.notes else ""

    @property
    def phase_words(self) -> str:
        return f"{self.phase.phase.number} {self.phase.phase.short_title}"


class Group(msgspec.Struct, frozen=True):
    """The head over some rows: its key, its title, what is said of them, and how many of them are overdue."""

    key: str
    title: str
    about: str
    overdue: int


def rows_of(progress: Progress) -> list[TaskRow]:
    """Return a row for each task of a practice, in the guide's order."""
    pairs = ((task, phase) for phase in progress.phases for task in phase.tasks)
    return [TaskRow(task, phase, place) for place, (task, phase) in enumerate(pairs)]


def is_wanted(row: TaskRow, wanted: TaskFilter, today: date, person: Person) -> bool:
    """Tell whether a task passes the filters."""
    task = row.task
    return (
        _has_words(wanted.words, f"{task.title} {'critical' if task.task.critical else ''} {task.reason}")
        and (not wanted.phases or row.phase.phase.id in wanted.phases)
        and (not wanted.owners or any(owner in wanted.owners for owner in task.owners or ("",)))
        and (not wanted.statuses or task.status in wanted.statuses)
        and _is_due(task, wanted.due, today)
        and _is_done(task, wanted.done, today)
        and _has_words(wanted.note, row.last_note)
        and (not wanted.mine or is_mine(task.owners, task.task.roles, person))
    )


def in_order(rows: Iterable[TaskRow], view: TaskView) -> list[TaskRow]:
    """Return rows as a view sorts them; those that have nothing in its column come last either way."""
    if not view.sorted_by:
        return sorted(rows, key=lambda row: row.place)
    key = _KEYS[Column[view.sorted_by]]
    every = sorted(rows, key=lambda row: row.place)
    filled = sorted((row for row in every if key(row) not in (None, "")), key=key, reverse=view.descending)
    return filled + [row for row in every if key(row) in (None, "")]


def grouped(rows: Sequence[TaskRow], grouping: Grouping, today: date) -> list[tuple[Group | None, list[TaskRow]]]:
    """Return rows under their heads; a task with several owners stands under each of them."""
    if not grouping:
        return [(None, list(rows))] if rows else []
    parts: dict[tuple[int, str], list[TaskRow]] = {}
    for row in rows:
        for key in _group_keys(row, grouping, today):
            parts.setdefault(key, []).append(row)
    return [(_group(key, parts[key]), parts[key]) for key in sorted(parts)]


def _group_keys(row: TaskRow, grouping: Grouping, today: date) -> list[tuple[int, str]]:
    """Return the groups of a row, each as what it is sorted by and its title."""
    task = row.task
    match grouping:
        case "owner":
            return [(0, owner) for owner in task.owners] or [(1, NOBODY)]
        case "status":
            return [(STATUSES.index(task.status), STATUS_WORDS[task.status])]
        case "due":
            return [_week(task, today)]
    return [(row.phase.phase.number, f"{row.phase.phase.number} {row.phase.phase.short_title}")]


def _week(task: TaskProgress, today: date) -> tuple[int, str]:
    if task.overdue:
        return -1, "Overdue"
    if task.due is None:
        return 1_000_000, "Without a date"
    monday = task.due - timedelta(days=task.due.weekday())
    return monday.toordinal(), f"Week of {weekday_date(monday, today)}"


def _group(key: tuple[int, str], rows: Sequence[TaskRow]) -> Group:
    done, blocked = (sum(row.task.status == status for row in rows) for status in (Status.DONE, Status.BLOCKED))
    said = [counted(len(rows), "task"), f"{done:,} done"]
    said += [f"{blocked:,} blocked"] if blocked else []
    return Group(str(key), key[1], " · ".join(said), sum(row.task.overdue for row in rows))


_KEYS: dict[Column, Callable[[TaskRow], Any]] = {
    Column.TASK: lambda row: row.task.title.casefold(),
    Column.PHASE: lambda row: row.phase.phase.number,
    Column.OWNER: lambda row: row.task.owner.casefold(),
    Column.DUE: lambda row: row.task.due,
    Column.STATUS: lambda row: STATUSES.index(row.task.status),
    Column.DONE_ON: lambda row: row.task.done_on,
    Column.LAST_NOTE: lambda row: row.last_note.casefold(),
}


def _has_words(words: str, text: str) -> bool:
    found = text.casefold()
    return all(word in found for word in words.casefold().split())


def _is_due(task: TaskProgress, wanted: str, today: date) -> bool:
    match wanted:
        case "":
            return True
        case "late":
            return task.overdue
        case "none":
            return task.due is None
    return task.is_open and task.due is not None and task.due <= today + timedelta(days=int(wanted.split()[0]))


def _is_done(task: TaskProgress, wanted: str, today: date) -> bool:
    match wanted:
        case "":
            return True
        case "not":
            return task.done_on is None
    return task.done_on is not None and task.done_on > today - timedelta(days=int(wanted.split()[0]))
