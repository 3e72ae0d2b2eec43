"""`migdesk task`: list a practice's tasks, set them, add tasks and notes."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import Any

import msgspec

from migdesk.base.errors import UserError
from migdesk.cli.arguments import Parser, date_from, date_or_none_from
from migdesk.cli.conflicts import conflicts_json
from migdesk.cli.opening import open_workspace
from migdesk.cli.output import day, print_json, print_table
from migdesk.cli.practice import PRACTICE
from migdesk.practice.conflicts import Conflict
from migdesk.practice.progress import TaskProgress
from migdesk.practice.status import STATUS_WORDS, STATUSES
from migdesk.workspace.past_phases import past_phases
from migdesk.workspace.task_edit import Elsewhere, TaskChange
from migdesk.workspace.workspace import Workspace

_OWNER = "who does it: a contact's id, or any name, several parted by “;”; empty for nobody"
_PRIVATE = "the note stays on this computer: no report holds it, and nothing that is sent to others"


def add_arguments(parser: argparse.ArgumentParser, general: Parser) -> None:
    """Add the actions on tasks."""
    actions = parser.add_subparsers(metavar="ACTION", required=True, parser_class=Parser)
    listing = _action(actions, general, "list", "list a practice's tasks", _list)
    listing.add_argument("--json", action="store_true", help="for scripts")
    setting = _action(actions, general, "set", "change a task; all that is given, or nothing", _set)
    setting.add_argument("task", metavar="TASK", help="a task's id, such as kick-off.agree-dates")
    setting.add_argument("--status", metavar="STATUS", help=", ".join(STATUSES))
    setting.add_argument("--reason", metavar="TEXT", help="why it is blocked or not applicable")
    setting.add_argument("--done-on", metavar="DATE", help="on which day it was done; today, unless given")
    setting.add_argument("--note", metavar="TEXT", help="add a note")
    setting.add_argument("--private", action="store_true", help=_PRIVATE)
    setting.add_argument("--owner", metavar="NAME", help=_OWNER)
    setting.add_argument("--due", metavar="DATE", help="2027-03-16 or 16/03/2027; “none” gives it back to the plan")
    setting.add_argument("--signed-by", metavar="NAME", help="who signed elsewhere, of a task that is signed")
    setting.add_argument("--signed-on", metavar="DATE", help="on which day they signed")
    setting.add_argument("--signed-where", metavar="TEXT", help="where the signature is to be found")
    adding = _action(actions, general, "add", "add a task of the practice's own and print its id", _add)
    adding.add_argument("phase", metavar="PHASE", help="a phase's id or number")
    adding.add_argument("title", metavar="TITLE", help="what there is to do")
    noting = _action(actions, general, "note", "add a note to a task and print its id", _note)
    noting.add_argument("task", metavar="TASK", help="a task's id")
    noting.add_argument("text", metavar="TEXT", help="the note")
    noting.add_argument("--private", action="store_true", help=_PRIVATE)

    past = _action(actions, general, "past", "mark phases that are past as done before migdesk", _past)
    past.add_argument("phase", metavar="PHASE", help="the last phase that is past, by its id or number")
    past.add_argument("--on", metavar="DATE", help="the day of all of it; without it, each phase's planned end")


def _action(actions: Any, general: Parser, name: str, purpose: str, run: Any) -> Any:
    parser = actions.add_parser(name, help=purpose, parents=[general])
    parser.add_argument("practice", metavar="PRACTICE", help=PRACTICE)
    parser.set_defaults(run=run)
    return parser


def _list(options: argparse.Namespace) -> int:
    with open_workspace(options) as workspace:
        progress = workspace.progress(workspace.find_practice(options.practice).id)
        if options.json:
            conflicts = progress.conflicts
            print_json([task_json(task, conflicts) for task in progress.tasks])
            return 0
    for phase in progress.phases:
        print(f"{phase.phase.number} {phase.phase.title}: {phase.done} of {phase.total}")
        print_table(("  Task", "Status", "Due", "Owner", "What"), map(_row, phase.tasks))
        print()
    return 0


def _row(task: TaskProgress) -> tuple[str, ...]:
    status = STATUS_WORDS.get(task.status, task.status)
    due = day(task.due) + (", overdue" if task.overdue else "")
    title = task.title + (" (critical)" if task.task.critical else "") + (f" – {task.reason}" if task.reason else "")
    return (f"  {task.id}", status, due, task.owner, title)


def task_json(task: TaskProgress, conflicts: Iterable[Conflict] = ()) -> dict[str, Any]:
    """Return one task as `task list --json` prints it, given what is in conflict in its practice's record."""
    notes = [
        {"at": note.at, "by": note.actor.name, "role": note.actor.role, "text": note.text, "private": note.private}
        for note in task.notes
    ]
    return {
        "id": task.id,
        "phase": task.task.phase,
        "title": task.title,
        "status": task.status,
        "reason": task.reason,
        "due": task.due,
        "owner": task.owner,
        "critical": task.task.critical,
        "roles": task.task.roles,
        "link": task.task.link,
        "notes": notes,
        "due_by_hand": task.due_by_hand,
        "overdue": task.overdue,
        "own": task.task.own,
        "owners": task.owners,
        "done_on": task.done_on,
        **conflicts_json(conflict for conflict in conflicts if conflict.item == task.id),
    }


def _set(options: argparse.Namespace) -> int:
    given = (options.status, options.note, options.owner, options.due)
    if options.reason is not None and options.status is None:
        raise UserError("--reason goes with --status blocked or --status not-applicable.")
    if options.done_on is not None and options.status is None:
        raise UserError("--done-on goes with --status done.")
    if options.private and options.note is None:
        raise UserError("--private goes with --note: only a note can stay on this computer.")
    elsewhere = _elsewhere(options)
    if all(value is None for value in given):
        raise UserError("Nothing to set. Give --status, --note, --owner or --due.")
    change = TaskChange(
        status=options.status,
        done_on=date_from(options.done_on) if options.done_on is not None else None,
        reason=options.reason or "",
        owner=options.owner,
        due=msgspec.UNSET if options.due is None else date_or_none_from(options.due),
        note=options.note,
        private=options.private,
        elsewhere=elsewhere,
    )
    with open_workspace(options) as workspace:
        practice = workspace.find_practice(options.practice)
        workspace.tasks.update(practice.id, options.task, change)
    return 0


def _elsewhere(options: argparse.Namespace) -> Elsewhere | None:
    if options.signed_by is None:
        if options.signed_on is not None or options.signed_where is not None:
            raise UserError("--signed-on and --signed-where go with --signed-by NAME.")
        return None
    if options.status is None:
        raise UserError("--signed-by goes with --status done.")
    on = date_from(options.signed_on) if options.signed_on is not None else None
    return Elsewhere(by=options.signed_by, on=on, where=options.signed_where or "")


def _add(options: argparse.Namespace) -> int:
    with open_workspace(options) as workspace:
        practice = workspace.find_practice(options.practice)
        phase = _phase_id(workspace, options.phase)
        print(workspace.tasks.add_own(practice.id, phase, options.title))
    return 0


def _phase_id(workspace: Workspace, wanted: str) -> str:
    """Return the id of a phase given by id or number. Raises UserError naming the phases there are."""
    for phase in workspace.definitions.phases:
        if wanted.strip() in {phase.id, str(phase.number)}:
            return phase.id
    known = ", ".join(phase.id for phase in workspace.definitions.phases)
    raise UserError(f"There is no phase “{wanted}”. Use a number from 1 to 15, or one of {known}.")


def _past(options: argparse.Namespace) -> int:
    """Mark what is open up to a phase as done; print how many tasks that was."""
    on = date_from(options.on) if options.on is not None else None
    with open_workspace(options) as workspace:
        practice = workspace.find_practice(options.practice)
        past = past_phases(workspace.progress(practice.id), _phase_id(workspace, options.phase))
        marked = workspace.tasks.mark_past({practice.id: {phase.id: on or phase.day for phase in past}})
    print(f"{marked:,} {'task' if marked == 1 else 'tasks'} marked as done before migdesk")
    return 0


def _note(options: argparse.Namespace) -> int:
    with open_workspace(options) as workspace:
        practice = workspace.find_practice(options.practice)
        print(workspace.tasks.add_note(practice.id, options.task, options.text, private=options.private))
    return 0
