"""`migdesk week`: what is overdue or due soon, over all practices."""

from __future__ import annotations

import argparse
from datetime import timedelta
from typing import TYPE_CHECKING

from migdesk.cli.arguments import Parser, date_from
from migdesk.cli.opening import open_workspace
from migdesk.cli.output import day, print_json, print_table

if TYPE_CHECKING:
    from migdesk.workspace.open_tasks import OpenTask


def add_arguments(parser: argparse.ArgumentParser, general: Parser) -> None:
    """Add the arguments of a look at the week."""
    del general  # the parser has them
    parser.add_argument("--until", metavar="DATE", help="the last day to look at; this Sunday, unless given")
    parser.add_argument("--mine", action="store_true", help="only what is yours: by name or, if nobody's, by role")
    parser.add_argument("--json", action="store_true", help="for scripts")
    parser.set_defaults(run=_week)


def _week(options: argparse.Namespace) -> int:
    import msgspec

    from migdesk.workspace.mine import is_mine, person_of

    with open_workspace(options) as workspace:
        today = workspace.today
        until = date_from(options.until) if options.until is not None else today + timedelta(6 - today.weekday())
        person = person_of(workspace.actor, workspace.definitions.roles)
        tasks = sorted(workspace.open_tasks(until), key=lambda task: (task.due, task.practice.casefold()))
        if options.mine:
            tasks = [task for task in tasks if is_mine(task.owners, task.roles, person)]
    if options.json:
        print_json([{**msgspec.structs.asdict(task), "owners": task.owners} for task in tasks])
    elif tasks:
        print_table(("Due", "Practice", "Task", "Status", "Owner", "What"), map(_row, tasks))
    else:
        print(f"Nothing is overdue, or due until {day(until)}.")
    return 0


def _row(task: OpenTask) -> tuple[str, ...]:
    due = day(task.due) + (", overdue" if task.overdue else "")
    title = task.title + (" (critical)" if task.critical else "")
    return (due, task.practice, task.task, task.status_word, task.owner, title)
