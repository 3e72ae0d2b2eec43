"""How a person left the table of tasks: its views, each with filters, grouping and order, and which columns it had."""

from __future__ import annotations

from typing import Literal

import msgspec

Grouping = Literal["", "phase", "owner", "status", "due"]
DueFilter = Literal["", "late", "7 days", "14 days", "28 days", "none"]
DoneFilter = Literal["", "7 days", "28 days", "not"]


class TaskFilter(msgspec.Struct, frozen=True, kw_only=True):
    """What is wanted, column by column. Empty means anything; all that is set must hold.

    `words` are looked for in a task's title and marks, `note` in its last note. An owner of empty text is nobody.
    """

    words: str = ""
    phases: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    due: DueFilter = ""
    statuses: tuple[str, ...] = ()
    done: DoneFilter = ""
    note: str = ""
    mine: bool = False

    @property
    def is_set(self) -> bool:
        return self != TaskFilter()


class TaskView(msgspec.Struct, frozen=True, kw_only=True):
    """A view: its name, what it shows, and how. `sorted_by` is a column's name, empty for the guide's own order."""

    name: str = ""
    wanted: TaskFilter = TaskFilter()
    grouping: Grouping = "phase"
    sorted_by: str = ""
    descending: bool = False


class TasksTableSettings(msgspec.Struct, kw_only=True):
    """Remembered between starts: the view in use, those that were saved, and the columns that are not wanted."""

    view: TaskView = TaskView(name="Everything")
    saved: list[TaskView] = msgspec.field(default_factory=list)
    left_out: list[str] = msgspec.field(default_factory=list)


OPEN = ("to-do", "in-progress", "blocked")
BUILT_IN = (
    TaskView(name="Everything"),
    TaskView(name="Open", wanted=TaskFilter(statuses=OPEN)),
    TaskView(name="Overdue", wanted=TaskFilter(due="late"), grouping="", sorted_by="DUE"),
    TaskView(name="Blocked", wanted=TaskFilter(statuses=("blocked",)), grouping=""),
    TaskView(name="Mine", wanted=TaskFilter(statuses=OPEN, mine=True), grouping="", sorted_by="DUE"),
)
