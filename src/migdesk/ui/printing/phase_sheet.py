"""One phase on paper: its tasks with boxes to tick by hand and lines to write on. HTML for Qt's rich text; knows no Qt.

On a sheet for a practice what is done has a ticked box and what is not has its status in words, so that nothing is told
by colour. A blank sheet has empty boxes only.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from html import escape

import msgspec

from migdesk.base.date_words import date_with_weekday
from migdesk.checklist.definitions import Phase, Task
from migdesk.practice.progress import PhaseProgress, TaskProgress
from migdesk.practice.status import STATUS_WORDS, Status

EMPTY_BOX, TICKED_BOX, NO_BOX = "☐", "☑", "–"
LINES_AT_END = 3


class SheetTask(msgspec.Struct, frozen=True, kw_only=True):
    """A task as it is printed; `status` is one of `practice.status.STATUSES`."""

    title: str
    critical: bool = False
    steps: tuple[str, ...] = ()
    status: str = Status.TO_DO
    reason: str = ""
    due: date | None = None
    due_by_hand: bool = False
    overdue: bool = False
    owner: str = ""


def blank_tasks(tasks: Iterable[Task]) -> tuple[SheetTask, ...]:
    """Return tasks as nobody has begun them."""
    return tuple(SheetTask(title=task.title, critical=task.critical, steps=task.steps) for task in tasks)


def tasks_so_far(phase: PhaseProgress) -> tuple[SheetTask, ...]:
    """Return a practice's tasks of a phase as they stand, its own among them."""
    return tuple(_so_far(task) for task in phase.tasks)


def _so_far(progress: TaskProgress) -> SheetTask:
    task = progress.task
    return SheetTask(
        title=progress.title,
        critical=task.critical,
        steps=task.steps,
        status=progress.status,
        reason=progress.reason,
        due=progress.due,
        due_by_hand=progress.due_by_hand,
        overdue=progress.overdue,
        owner=progress.owner,
    )


def phase_html(phase: Phase, tasks: Iterable[SheetTask], subject: str = "") -> str:
    """Return a phase's sheet; `subject` says whose it is and of which day, "" for a blank one."""
    estimate = f"<p>The guide’s estimate: {escape(phase.timeline.text)}</p>" if phase.timeline else ""
    subtitle = f'<p class="subtitle">{escape(subject)}</p>' if subject else _to_fill_in()
    body = "".join(map(_task, tasks)) or "<p>This phase has no tasks.</p>"
    return (
        f"<html><body><h1>{phase.number}. {escape(phase.title)}</h1>{subtitle}{estimate}{body}"
        f"{_lines(LINES_AT_END)}</body></html>"
    )


def _to_fill_in() -> str:
    return (
        '<table class="fill-in" width="100%"><tr><td class="line" width="64%">Practice</td><td width="4%"></td>'
        '<td class="line" width="32%">Date</td></tr></table>'
    )


def _task(task: SheetTask) -> str:
    finished = task.status in (Status.DONE, Status.NOT_APPLICABLE)
    boxes: dict[str, str] = {Status.DONE: TICKED_BOX, Status.NOT_APPLICABLE: NO_BOX}
    box = boxes.get(task.status, EMPTY_BOX)
    facts = " · ".join([*(["<b>Critical</b>"] if task.critical else []), *map(escape, _facts(task))])
    rows = [f'<p class="task">{escape(task.title)}</p>', f'<p class="facts">{facts}</p>' if facts else ""]
    rows += [] if finished else [f'<p class="step">{EMPTY_BOX} {escape(step)}</p>' for step in task.steps]
    note = "" if finished else '<tr><td></td><td class="line">Notes</td></tr>'
    return (
        '<table class="task" width="100%" border="0" cellspacing="0" cellpadding="0">'
        f'<tr><td class="box" width="30">{box}</td><td class="words">{"".join(rows)}</td></tr>{note}</table>'
    )


def _facts(task: SheetTask) -> Iterable[str]:
    if task.status != Status.TO_DO:
        yield STATUS_WORDS[task.status] + (f": {task.reason}" if task.reason else "")
    if task.due and task.status not in (Status.DONE, Status.NOT_APPLICABLE):
        late, by_hand = " (overdue)" if task.overdue else "", " (set by hand)" if task.due_by_hand else ""
        yield f"Due {date_with_weekday(task.due)}{late or by_hand}"
    if task.owner:
        yield f"Owner: {task.owner}"


def _lines(count: int) -> str:
    rows = '<tr><td class="line">More notes</td></tr>' + '<tr><td class="line">&nbsp;</td></tr>' * (count - 1)
    return f'<table class="task" width="100%" border="0" cellspacing="0" cellpadding="0">{rows}</table>'
