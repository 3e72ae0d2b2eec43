"""What a change of the plan would do, in words: how much moves, and by how far."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from migdesk.ui.look.words import counted
from migdesk.workspace.plan.commands import MilestoneMove, PlanPreview, TaskMove

Move = MilestoneMove | TaskMove


def moving_milestones(preview: PlanPreview) -> list[MilestoneMove]:
    """Return the milestones that would move, in the plan's order."""
    return [move for move in preview.milestones if move.moves]


def moving_tasks(preview: PlanPreview) -> list[TaskMove]:
    """Return the open tasks that would move, by date; what is done or does not apply matters to nobody any more."""
    return [move for move in preview.tasks if move.is_open]


def asks_for_a_look(preview: PlanPreview) -> bool:
    """Tell whether a change should be shown before it is made: something moves, or something speaks against it, or
    registers still hold something open before what it marks."""
    moves = moving_milestones(preview) or moving_tasks(preview)
    return bool(moves or preview.new_conflicts or preview.open_before)


def count_line(preview: PlanPreview) -> str:
    """Return "6 milestones and 41 open tasks move. 2 tasks keep the date that was set by hand."."""
    milestones, tasks = moving_milestones(preview), moving_tasks(preview)
    parts = [counted(len(milestones), "milestone")] if milestones else []
    parts += [counted(len(tasks), "open task")] if tasks else []
    line = f"{' and '.join(parts)} {_verb((*milestones, *tasks))}." if parts else "No date moves."
    kept = preview.kept_by_hand
    if kept:
        line += f" {counted(kept, 'task')} {'keeps' if kept == 1 else 'keep'} the date that was set by hand."
    return line


def shift_words(before: date | None, after: date | None) -> str:
    """Return how far a date moves: "8 days later", "1 week earlier"; empty where one of the two is missing."""
    if before is None or after is None or before == after:
        return ""
    days = abs((after - before).days)
    far = counted(days // 7, "week") if days % 7 == 0 else counted(days, "day")
    return f"{far} {'later' if after > before else 'earlier'}"


def _verb(moves: Sequence[Move]) -> str:
    many = len(moves) > 1
    if all(move.before is None for move in moves):
        return "get their dates" if many else "gets its date"
    if all(move.after is None for move in moves):
        return "lose their dates" if many else "loses its date"
    return "move" if many else "moves"
