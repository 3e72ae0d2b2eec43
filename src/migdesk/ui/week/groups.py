"""Due tasks in groups: by date, by practice or by role. Plain values; what Qt makes of them is the model's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from migdesk.checklist.roles import Role
from migdesk.ui.practices_board.natural_order import natural
from migdesk.ui.week.due_span import spans
from migdesk.ui.week.week_settings import Grouping
from migdesk.workspace.open_tasks import OpenTask

NO_ROLE = "No role"
_NOBODY = ("",)


class Group(msgspec.Struct, frozen=True):
    """A title and the tasks under it, the earliest first."""

    title: str
    tasks: tuple[OpenTask, ...]


def in_order(tasks: Sequence[OpenTask]) -> list[OpenTask]:
    """Return tasks with the earliest first, and those of one day by practice; a practice's own order stands."""
    names = {task.practice_id: natural(task.practice) for task in tasks}
    places = {
        practice: place
        for place, practice in enumerate(sorted(names, key=lambda practice_id: (names[practice_id], practice_id)))
    }
    # One number for day and practice: tens of thousands are compared several times as fast as by pairs.
    return sorted(tasks, key=lambda task: task.due.toordinal() * len(places) + places[task.practice_id])


def grouped(
    tasks: Sequence[OpenTask], grouping: Grouping, today: date, roles: Sequence[Role], only_role: str = ""
) -> list[Group]:
    """Return the groups of tasks that are `in_order`. By role, a task of several roles is in the group of each.

    `only_role` leaves out the groups of all other roles.
    """
    match grouping:
        case "date":
            return [Group(title, some) for title, some in spans(tasks, today)]
        case "practice":
            return list(_by_practice(tasks))
    return list(_by_role(tasks, roles, only_role))


def practice_in_words(task: OpenTask) -> str:
    """Return a practice's name with what tells it from others of that name."""
    return " · ".join(filter(None, (task.practice, task.ods_code, "Sample" if task.sample else "")))


def _by_practice(tasks: Sequence[OpenTask]) -> Iterator[Group]:
    by_practice: dict[str, list[OpenTask]] = {}
    for task in tasks:
        by_practice.setdefault(task.practice_id, []).append(task)
    for some in sorted(by_practice.values(), key=lambda some: (natural(some[0].practice), some[0].practice_id)):
        yield Group(practice_in_words(some[0]), tuple(some))


def _by_role(tasks: Sequence[OpenTask], roles: Sequence[Role], only_role: str) -> Iterator[Group]:
    by_role: dict[str, list[OpenTask]] = {role.id: [] for role in roles}
    for task in tasks:
        for role in task.roles or _NOBODY:
            by_role.setdefault(role, []).append(task)
    titles = {role.id: role.title for role in roles} | {"": NO_ROLE}
    for role, some in by_role.items():
        if some and only_role in ("", role):
            yield Group(titles.get(role, role), tuple(some))
