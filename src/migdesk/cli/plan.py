"""`migdesk plan`: show a practice's dates and what speaks against them, and change them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from migdesk.base.errors import UserError
from migdesk.cli.arguments import PRACTICE, Parser, date_or_none_from
from migdesk.cli.opening import open_workspace
from migdesk.cli.output import day, one_line, print_json, print_table
from migdesk.workspace.plan.change import PlanChange

if TYPE_CHECKING:
    from migdesk.checklist.plan.conflicts import Conflict
    from migdesk.workspace.plan.commands import PlanPreview
    from migdesk.workspace.plan.view import MilestoneView, PlanView
    from migdesk.workspace.registers.view import GateFinding

_MOST_ROWS_NAMED = 5


def add_arguments(parser: argparse.ArgumentParser, general: Parser) -> None:
    """Add the actions on plans."""
    actions = parser.add_subparsers(metavar="ACTION", required=True, parser_class=Parser)
    show = actions.add_parser("show", help="show all dates, with their rules", parents=[general])
    show.add_argument("practice", metavar="PRACTICE", help=PRACTICE)
    show.add_argument("--json", action="store_true", help="for scripts")
    show.set_defaults(run=_show)
    setting = actions.add_parser("set", help="fix a milestone; the others follow", parents=[general])
    setting.add_argument("practice", metavar="PRACTICE", help=PRACTICE)
    setting.add_argument("milestone", metavar="MILESTONE", help="such as kick-off or go-live; “plan show” lists them")
    setting.add_argument("day", metavar="DATE", help="2027-03-16 or 16/03/2027, or “none” to give it back to its rule")
    setting.add_argument("--happened", action="store_true", help="it was on that day; “none” takes the mark away")
    setting.add_argument("--why", metavar="TEXT", default="", help="the reason of the move, kept with it")
    setting.add_argument("--preview", action="store_true", help="only say what would move")
    setting.set_defaults(run=_set)


def _show(options: argparse.Namespace) -> int:
    with open_workspace(options) as workspace:
        practice = workspace.find_practice(options.practice)
        view = workspace.plans.view(practice.id)
        conflicts = workspace.plans.conflicts(practice.id)
    if options.json:
        print_json(_with_conflicts(view, conflicts))
        return 0
    rows = [
        (milestone.id, day(milestone.date), _was(milestone), _how(milestone), milestone.rule)
        for milestone in view.milestones
    ]
    print_table(("Milestone", "Date", "First agreed", "How it is fixed", "Its rule"), rows)
    for milestone in view.milestones:
        if milestone.why:
            print(one_line(f"Why {milestone.id} moved: {milestone.why}"))
    if view.rehearsal:
        print(f"Cutover rehearsal: {day(view.rehearsal)}")
    for leave in view.leave:
        print(one_line(f"Leave: {leave.name}, {day(leave.first)} to {day(leave.last)}"))
    for line in _conflict_lines("Check these dates", conflicts):
        print(line)
    return 0


def _with_conflicts(view: Any, conflicts: Sequence[Conflict]) -> dict[str, Any]:
    return {**msgspec.structs.asdict(view), "conflicts": conflicts}


def _was(milestone: MilestoneView) -> str:
    return day(milestone.baseline) if milestone.moved else ""


def _how(milestone: MilestoneView) -> str:
    if milestone.happened:
        late = (
            f", {_count(abs(milestone.slipped), 'day')} {'late' if milestone.slipped > 0 else 'early'}"
            if milestone.slipped
            else ""
        )
        return f"happened{late}"
    if milestone.date is None:
        return "not dated"
    return ("by hand" if milestone.by_hand else "by its rule") + (", past and not marked" if milestone.late else "")


def _conflict_lines(heading: str, conflicts: Sequence[Conflict]) -> Iterator[str]:
    if conflicts:
        yield ""
        yield f"{heading}:"
    for conflict in conflicts:
        yield one_line(f"  {conflict.title}. {conflict.text} ({conflict.source})")


def _set(options: argparse.Namespace) -> int:
    settled = {options.milestone: date_or_none_from(options.day)}
    planned, happened = ({}, settled) if options.happened else (settled, {})
    change = PlanChange(planned=planned, happened=happened, why=options.why)
    with open_workspace(options) as workspace:
        practice = workspace.find_practice(options.practice)
        if not options.happened and not settled[options.milestone]:
            _refuse_to_free_what_happened(workspace.plans.view(practice.id), options.milestone)
        if options.preview:
            preview = workspace.plans.preview(practice.id, change)
            for line in (*_preview_lines(preview), *_open_lines(preview.open_before)):
                print(line)
        else:
            preview = workspace.plans.preview(practice.id, change)
            workspace.plans.apply(practice.id, change)
            objections = _conflict_lines("This speaks against it", preview.new_conflicts)
            for line in (*filter(None, objections), *_open_lines(preview.open_before)):
                print(line, file=sys.stderr)
    return 0


def _refuse_to_free_what_happened(view: PlanView, milestone: str) -> None:
    """Say which word is missing, where “none” would take away nothing."""
    if any(candidate.id == milestone and candidate.happened for candidate in view.milestones):
        raise UserError(f"{milestone} is marked as having happened. Add --happened to take that mark away.")


def _preview_lines(preview: PlanPreview) -> Iterator[str]:
    if not preview.changes_anything:
        yield "Nothing would change: it is so already."
        return
    milestones = [move for move in preview.milestones if move.moves]
    tasks = [move for move in preview.tasks if move.is_open]
    yield f"{_count(len(milestones), 'milestone')} and {_count(len(tasks), 'open task')} would move."
    yield from (_move(move.id, move.before, move.after) for move in milestones)
    yield from (_move(move.id, move.before, move.after) for move in tasks)
    if preview.kept_by_hand:
        yield f"{_count(preview.kept_by_hand, 'task')} would keep the date that was set by hand."
    yield from _conflict_lines("This would speak against it", preview.new_conflicts)


def _open_lines(findings: Sequence[GateFinding]) -> Iterator[str]:
    """Say what registers still hold open before a milestone; it may be marked all the same."""
    if findings:
        yield "Still open in the registers:"
    for finding in findings:
        names = [row.name for row in finding.rows[:_MOST_ROWS_NAMED]]
        more = len(finding.rows) - len(names)
        named = f" ({'; '.join(names)}{f' and {more} more' if more else ''})" if names else ""
        yield one_line(f"  {finding.register.title}: {finding.words}{named}")


def _move(name: str, before: date | None, after: date | None) -> str:
    return one_line(f"  {name}: {day(before) or 'no date'} → {day(after) or 'no date'}")


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
