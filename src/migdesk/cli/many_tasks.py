"""Many tasks at once: `migdesk task set --from` sets them by a list, `migdesk task list --all` lists all practices'."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from migdesk.base.errors import UserError
from migdesk.cli.opening import open_workspace
from migdesk.cli.output import print_json, print_table
from migdesk.cli.streams import list_from
from migdesk.cli.task_output import task_json, task_row

if TYPE_CHECKING:
    from migdesk.practice.progress import Progress
    from migdesk.workspace.task_lists.task_list_plan import TaskListPlan
    from migdesk.workspace.workspace import Workspace


def set_by_list(options: argparse.Namespace) -> int:
    """Set the tasks that a list names: all of them or, where a row is faulty, none. Raises UserError for faults."""
    from migdesk.workspace.task_lists.task_list import read_task_list
    from migdesk.workspace.task_lists.task_list_plan import plan_task_list

    if bool(options.practice) == options.all:
        raise UserError("Name a practice, or give --all for a list that names its practices.")
    rows = read_task_list(list_from(options.list))
    with open_workspace(options) as workspace:
        practice_id = workspace.find_practice(options.practice).id if options.practice else ""
        plan = plan_task_list(workspace, rows, practice_id, no_patients=hasattr(options, "no_patient_data"))
        if plan.faults:
            print_table(("Row", "What is wrong"), ((f"{fault.row:,}", fault.why) for fault in plan.faults))
            rows_with = "a row has a fault" if len(plan.faults) == 1 else f"{len(plan.faults):,} rows have faults"
            raise UserError(f"Nothing was set, as {rows_with}.")
        if not options.preview:
            workspace.tasks.set_many([planned.edit for planned in plan.changing])
    if options.preview:
        rows_told = ((f"Row {row}", practice, task, said) for row, practice, task, said in _changes(plan))
        print_table(("Row", "Practice", "Task", "What would change"), rows_told)
    print(_told(plan, "would change" if options.preview else "changed"))
    return 0


def _changes(plan: TaskListPlan) -> Iterator[tuple[int, str, str, str]]:
    for planned in plan.changing:
        said = [
            f"{change.field}: {change.after if change.field == 'note' else f'{change.before} → {change.after}'}"
            for change in planned.changes
        ]
        yield planned.row, planned.practice, planned.edit.task_id, "; ".join(said)


def _told(plan: TaskListPlan, verb: str) -> str:
    changing, same = len(plan.changing), len(plan.updates) - len(plan.changing)
    said = (
        f"{_count(changing, 'task')} of {_count(plan.practices, 'practice')} {verb}" if changing else "Nothing to set"
    )
    return f"{said}; {_count(same, 'row')} {'was' if same == 1 else 'were'} so already." if same else f"{said}."


def list_all(options: argparse.Namespace) -> int:
    """Tell the tasks of all practices that are not in the archive."""
    with open_workspace(options) as workspace:
        if options.json:
            print_json([found for progress in _every(workspace) for found in _tasks_json(progress, workspace)])
            return 0
        rows = [
            (progress.state.name, *(text.strip() for text in task_row(task)))
            for progress in _every(workspace)
            for task in progress.tasks
        ]
    print_table(("Practice", "Task", "Status", "Due", "Owner", "What"), rows)
    return 0


def _every(workspace: Workspace) -> Iterator[Progress]:
    for practice in workspace.names(archived=False):
        yield workspace.progress(practice.id)


def _tasks_json(progress: Progress, workspace: Workspace) -> Iterator[dict[str, Any]]:
    state, conflicts, evidence = progress.state, progress.conflicts, workspace.evidence.by_item(progress.state.id)
    practice = {
        "practice_id": state.id,
        "practice": state.name,
        "ods_code": state.ods_code,
        "sample": state.sample,
    }
    return ({**practice, **task_json(task, conflicts, evidence.get(task.id, ()))} for task in progress.tasks)


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
