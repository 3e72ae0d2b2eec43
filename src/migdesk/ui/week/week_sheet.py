"""The list of due tasks on paper, with boxes to tick by hand. HTML for Qt's rich text; knows no Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape

from migdesk.base.date_words import date_with_weekday
from migdesk.practice.status import OPEN_STATUSES, Status
from migdesk.ui.printing.phase_sheet import EMPTY_BOX, TICKED_BOX
from migdesk.ui.week.groups import Group, practice_in_words
from migdesk.ui.week.task_words import how_far_off, who
from migdesk.workspace.open_tasks import OpenTask

FACTS = '<p class="facts" style="font-size: 11px">'
"""Smaller than on a phase's sheet, so that most tasks have one line of them."""


def week_html(title: str, subject: str, groups: Sequence[Group], today: date, *, names_practices: bool) -> str:
    """Return the list under a title; `subject` says of which day and whose it is."""
    body = "".join(_group(group, today, names_practices) for group in groups)
    return f'<html><body><h1>{escape(title)}</h1><p class="subtitle">{escape(subject)}</p>{body}</body></html>'


def _group(group: Group, today: date, names_practices: bool) -> str:
    rows = "".join(_task(task, today, names_practices) for task in group.tasks)
    return (
        f"<h2>{escape(group.title)}</h2>"
        f'<table class="task" width="100%" border="0" cellspacing="0" cellpadding="0">{rows}</table>'
    )


def _task(task: OpenTask, today: date, names_practices: bool) -> str:
    box = EMPTY_BOX if task.status in OPEN_STATUSES else TICKED_BOX
    facts = " · ".join([*(["<b>Critical</b>"] if task.critical else []), *map(escape, _facts(task, names_practices))])
    due = f"{date_with_weekday(task.due)}<br>{how_far_off(task, today)}"
    return (
        f'<tr><td class="box" width="30">{box}</td>'
        f'<td class="words"><p class="task">{escape(task.title)}</p>{FACTS}{facts}</p></td>'
        f'<td class="words" width="110">{FACTS}{due}</p></td></tr>'
    )


def _facts(task: OpenTask, names_practices: bool) -> Iterable[str]:
    if names_practices:
        yield practice_in_words(task)
    yield task.phase_title
    if who(task):
        yield who(task)
    if task.status != Status.TO_DO:
        yield task.status_word
