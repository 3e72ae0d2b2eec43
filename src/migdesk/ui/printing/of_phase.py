"""Printouts of one phase: for the practice in hand as it stands, or blank."""

from __future__ import annotations

from functools import partial

from migdesk.base.date_words import date_with_weekday
from migdesk.checklist.definitions import Phase, Task
from migdesk.practice.progress import Progress
from migdesk.ui.printing.phase_sheet import blank_tasks, phase_html, tasks_so_far
from migdesk.ui.printing.printout import Printout, foot_words
from migdesk.workspace.workspace import Workspace


def one_phase(workspace: Workspace, phase: Phase, progress: Progress | None = None) -> Printout:
    """Return the printout of a phase; `progress` is that of the practice it is for, None for a blank one."""
    so_far = (
        next((candidate for candidate in progress.phases if candidate.phase.id == phase.id), None) if progress else None
    )
    tasks = tasks_so_far(so_far) if so_far else blank_tasks(_tasks_of(workspace, phase))
    title = f"{phase.title}, {progress.state.name}" if progress else phase.title
    html = partial(phase_html, phase, tasks, _subject(progress) if progress else "")
    return Printout(title=title, foot=foot_words(workspace.guide), parts=(html,), keep_tables=True)


def _tasks_of(workspace: Workspace, phase: Phase) -> list[Task]:
    return [task for task in workspace.definitions.tasks if task.phase == phase.id]


def _subject(progress: Progress) -> str:
    state = progress.state
    code = f" ({state.ods_code})" if state.ods_code else ""
    return f"{state.name}{code}, as of {date_with_weekday(progress.today)}"
