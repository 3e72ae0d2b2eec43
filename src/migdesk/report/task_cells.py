"""What several reports say in the cells of a task."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from migdesk.report import words
from migdesk.report.blocks import Cell, Column, Heading, Kind, Note, Row, Status, Table, Tag, Tone
from migdesk.report.status.model import NoteLine, TaskLine

NOBODY = "Nobody yet"
CRITICAL = Tag("Critical", alert=True)
OWN = Tag("Own task")
DUE_SOON = "Due in the next 14 days"


def _columns(second: Column, widths: tuple[int, int, int]) -> tuple[Column, ...]:
    task, owner, due = widths
    return (
        Column(title="Task", width=task, tags="Marks"),
        second,
        Column(title="Owner", width=owner),
        Column(title="Due", width=due, kind=Kind.DAY, remark="About the due date"),
    )


_OPEN = _columns(Column(title="Status", width=16, kind=Kind.STATUS), (44, 18, 22))
_BLOCKED = _columns(Column(title="Why", width=32, below="Set by"), (34, 16, 18))


def critical_tags(critical: bool) -> tuple[Tag, ...]:
    """Return the mark of what is critical."""
    return (CRITICAL,) if critical else ()


def title_cell(task: TaskLine) -> Cell:
    """Return a task's title with its marks."""
    return Cell(value=task.title, tags=(*critical_tags(task.critical), *((OWN,) if task.own else ())))


def status_cell(task: TaskLine) -> Cell:
    """Return how a task stands."""
    return Cell(value=Status(task.status, task.status_word))


def owner_cell(owner: str) -> Cell:
    """Return who has a task, and that nobody has where that is so."""
    return Cell(value=owner) if owner else Cell(value=NOBODY, tone=Tone.QUIET)


def due_cell(task: TaskLine) -> Cell:
    """Return when a task is due, and what is to be said of that."""
    tone = Tone.ALERT if task.overdue else Tone.QUIET
    return Cell(value=task.due, remark=words.due_remarks(task), remark_tone=tone)


def note_of(note: NoteLine) -> Note:
    """Return a note with who wrote it and when."""
    return Note(note.text, words.byline(note.by, note.at))


class TaskLists(msgspec.Struct, frozen=True, kw_only=True):
    """The tasks that ask for attention, and how many there are of each where not all are here."""

    overdue: tuple[TaskLine, ...]
    blocked: tuple[TaskLine, ...]
    due_soon: tuple[TaskLine, ...]
    overdue_total: int
    blocked_total: int
    due_soon_total: int


class ListLooks(msgspec.Struct, frozen=True, kw_only=True):
    """How a report shows these lists; `anchors` tells whether places of their own lead to them."""

    table: str
    level: int
    anchors: bool
    keys: tuple[tuple[str, str], ...] = ()


def attention_tables(lists: TaskLists, looks: ListLooks, more: Callable[[int, int], str]) -> tuple[Table, ...]:
    """Return what is overdue, blocked and due soon; `more` says what a list leaves out, from what it has and all."""
    overdue = "Overdue", "overdue, the longest first", "Nothing is overdue."
    blocked = "Blocked", "blocked, with the reason", "Nothing is blocked."
    soon = DUE_SOON, "due in the next 14 days, the next first", "Nothing is due in the next 14 days."
    return (
        _table(overdue, lists.overdue, lists.overdue_total, looks, more),
        _table(blocked, lists.blocked, lists.blocked_total, looks, more, why=True),
        _table(soon, lists.due_soon, lists.due_soon_total, looks, more),
    )


def _table(
    words_of_it: tuple[str, str, str],
    tasks: tuple[TaskLine, ...],
    total: int,
    looks: ListLooks,
    more: Callable[[int, int], str],
    *,
    why: bool = False,
) -> Table:
    title, caption, empty = words_of_it
    place = title.casefold().removesuffix(" in the next 14 days").replace(" ", "-") if looks.anchors else ""
    return Table(
        look=looks.table,
        columns=_BLOCKED if why else _OPEN,
        rows=tuple(
            Row((title_cell(task), _why(task) if why else status_cell(task), owner_cell(task.owner), due_cell(task)))
            for task in tasks
        ),
        sheet="Needs attention",
        caption=f"{total} {caption}",
        heading=Heading(text=title, level=looks.level, id=place, aside=str(total) if tasks else ""),
        more=more(len(tasks), total),
        empty=empty,
        keys=(*looks.keys, ("List", title)),
    )


def _why(task: TaskLine) -> Cell:
    by = words.status_byline(task)
    return Cell(text=task.reason, below=(by,) if by else ())
