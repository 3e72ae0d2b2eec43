"""`migdesk task`: list a practice's tasks, set them, add tasks and notes."""

from __future__ import annotations

import argparse
import sys
from typing import Any

import msgspec

from migdesk.base.errors import UserError
from migdesk.cli.arguments import PRACTICE, Parser, date_from, date_or_none_from
from migdesk.cli.opening import open_workspace
from migdesk.cli.output import print_json, print_table
from migdesk.cli.task_output import task_json, task_row
from migdesk.practice.status import STATUSES
from migdesk.workspace.past_phases import past_phases
from migdesk.workspace.task_edit import Elsewhere, TaskChange
from migdesk.workspace.workspace import Workspace

_OWNER = "who does it: a contact's id, or any name, several parted by “;”; empty for nobody"
_PRIVATE = "the note stays on this computer: no report holds it, and nothing that is sent to others"


_LIST = (
    "set many tasks by a list, “-” for standard input: CSV with the heads practice, task, status, reason, owner, due, "
    "note, done_on, or the same keys as JSON lines. An empty cell leaves what is there; “none” takes an owner or a "
    "date away. All rows are set, or none"
)


class _TaskParser(Parser):
    """A parser of an action that can do without its practice and task: with --all, and for a list with --from."""

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        given = list(sys.argv[1:] if args is None else args)
        many = any(argument in {"--all", "--from"} or argument.startswith("--from=") for argument in given)
        for action in self._actions:
            if many and not action.option_strings:
                action.nargs, action.required = "?", False
        return super().parse_known_args(given, namespace)


def add_arguments(parser: argparse.ArgumentParser, general: Parser) -> None:
    """Add the actions on tasks."""
    actions = parser.add_subparsers(metavar="ACTION", required=True, parser_class=_TaskParser)
    listing = _action(actions, general, "list", "list a practice's tasks, or those of all", _list)
    listing.add_argument("--all", action="store_true", help="of all practices that are not in the archive")
    listing.add_argument("--json", action="store_true", help="for scripts")
    setting = _action(actions, general, "set", "change a task, or many by a list; all that is given, or nothing", _set)
    setting.add_argument("task", metavar="TASK", help="a task's id, such as kick-off.agree-dates")
    setting.add_argument("--from", dest="list", metavar="FILE", help=_LIST)
    setting.add_argument("--all", action="store_true", help="with --from: each row names its practice")
    setting.add_argument("--preview", action="store_true", help="with --from: only say what would change")
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
    if options.all:
        from migdesk.cli.many_tasks import list_all

        if options.practice:
            raise UserError("Name a practice or give --all, not both.")
        return list_all(options)
    with open_workspace(options) as workspace:
        practice = workspace.find_practice(options.practice)
        progress = workspace.progress(practice.id)
        if options.json:
            conflicts = progress.conflicts
            evidence = workspace.evidence.by_item(practice.id)
            print_json([task_json(task, conflicts, evidence.get(task.id, ())) for task in progress.tasks])
            return 0
    for phase in progress.phases:
        print(f"{phase.phase.number} {phase.phase.title}: {phase.done} of {phase.total}")
        print_table(("  Task", "Status", "Due", "Owner", "What"), map(task_row, phase.tasks))
        print()
    return 0


def _set(options: argparse.Namespace) -> int:
    if options.list is not None:
        from migdesk.cli.many_tasks import set_by_list

        _refuse_with_list(options)
        return set_by_list(options)
    if options.all or options.preview:
        raise UserError("--all and --preview go with --from FILE.")
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


def _refuse_with_list(options: argparse.Namespace) -> None:
    """Raise UserError for what a list says of each task itself."""
    single = ("task", "status", "reason", "done_on", "note", "owner", "due", "signed_by", "signed_on", "signed_where")
    if options.private or any(getattr(options, name) is not None for name in single):
        raise UserError("With --from FILE, the list says what to set of which task: give nothing of it beside.")


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
